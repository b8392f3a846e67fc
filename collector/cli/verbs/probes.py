"""The verb `probes`."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "probes"
HELP = "probes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `probes`."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    raise NotImplementedError
