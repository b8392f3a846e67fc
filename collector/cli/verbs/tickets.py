"""The verb `tickets`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "tickets"
HELP = "tickets"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `tickets`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
