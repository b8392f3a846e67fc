"""The verb `collect`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "collect"
HELP = "collect"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `collect`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
