"""One version: what the program says of itself is what the distribution is called."""

from __future__ import annotations

import tomllib
from pathlib import Path

from collector.core.version import VERSION

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_the_program_and_its_distribution_say_the_same_version() -> None:
    assert tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"] == VERSION
