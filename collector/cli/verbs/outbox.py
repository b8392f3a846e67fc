"""The verb `outbox`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "outbox"
HELP = "outbox"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `outbox`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
