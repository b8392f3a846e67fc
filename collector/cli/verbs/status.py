"""The verb `status`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "status"
HELP = "status"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `status`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
