"""The verb `demo`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "demo"
HELP = "demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `demo`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
