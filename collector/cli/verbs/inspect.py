"""The verb `inspect`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "inspect"
HELP = "inspect"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `inspect`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
