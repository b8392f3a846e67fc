"""The verb `reopen`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "reopen"
HELP = "reopen"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `reopen`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
