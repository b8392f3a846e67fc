"""The installation key: made once, private, and what is sealed with it opens only in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collector.core.paths import Paths
from collector.core.secrets import Seal, derived_key, installation_key
from tests.systems import demand_private

HEADLESS = {"PARAGON_COLLECTOR_HOME": "somewhere"}


def paths(home: Path) -> Paths:
    return Paths.of({"PARAGON_COLLECTOR_HOME": str(home)})


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    key = installation_key(paths(tmp_path), HEADLESS)
    assert len(key) == 32
    assert installation_key(paths(tmp_path), HEADLESS) == key
    demand_private(tmp_path / "data" / "installation.key")


def test_two_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    script = (
        "import os; from collector.core.paths import Paths\n"
        "from collector.core.secrets import installation_key\n"
        "print(installation_key(Paths.of(os.environ), os.environ).hex())"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PARAGON_COLLECTOR_HOME": str(tmp_path)},
        )
        for _ in range(4)
    ]  # fmt: skip
    assert len({process.communicate(timeout=240)[0] for process in running}) == 1


def test_a_sealed_text_opens_only_with_its_key_and_in_its_place() -> None:
    seal = Seal(b"k" * 32, "sidecar")
    sealed = seal.close(b"jane", "item 1")
    assert b"jane" not in sealed
    assert seal.open(sealed, "item 1") == b"jane"
    for other, place in (
        (Seal(b"k" * 32, "sidecar"), "item 2"),
        (Seal(b"x" * 32, "sidecar"), "item 1"),
        (Seal(b"k" * 32, "map"), "item 1"),
    ):
        with pytest.raises(ValueError, match="cannot be opened"):
            other.open(sealed, place)


def test_keys_for_two_purposes_differ() -> None:
    assert derived_key(b"k" * 32, "a") != derived_key(b"k" * 32, "b")
