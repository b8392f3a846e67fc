"""The verb `submit`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "submit"
HELP = "submit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `submit`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
