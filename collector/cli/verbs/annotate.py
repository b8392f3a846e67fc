"""The verb `annotate`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "annotate"
HELP = "annotate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `annotate`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
