"""The verb `close`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "close"
HELP = "close"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `close`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
