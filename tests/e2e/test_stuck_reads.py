"""A sick disk must not hang the collector: what never answers costs its own item and no more."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Place, finish
from tests.install_folder import MB, make_install_folder
from tests.skips import lacking
from tests.stuck_fs import stuck_file, why_not
from tests.systems import PATIENCE_S

LIMIT_S = 8.0
PROBES = "--only=system,memory,disks,kernel_log,products,product_logs"
BUSY_S = 120.0
"""The limit where the machine is too busy to read the rest in the shorter one."""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    return make_install_folder(tmp_path / "Partition Manager 15", big=2 * MB).folder


@pytest.fixture
def stuck() -> Iterator[ExitStack]:
    """Where FUSE files are kept for the length of a test."""
    if reason := why_not():
        lacking(reason)
    with ExitStack() as stack:
        yield stack


def collect(place: Place, installed: Path) -> dict[str, dict[str, Any]]:
    """Run `collect`, which must have *exited* in time; its items, by their last name."""
    items = collected(place, installed, LIMIT_S)
    late = [item for item in items.values() if item["status"] == "timed_out"]
    return items if len(late) < 2 else collected(place, installed, BUSY_S)


def collected(place: Place, installed: Path, limit_s: float) -> dict[str, dict[str, Any]]:
    began = time.monotonic()
    process = place.start(
        "collect",
        "--install-dir",
        installed,
        f"--time-limit={limit_s:.0f}",
        "--out=b.zip",
        "--force",
        PROBES,
    )
    ran = finish(process, limit_s + PATIENCE_S)
    place.demand_in_time(time.monotonic() - began, limit_s)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(place.here / "b.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    items = [item for probe in manifest["probes"] for item in probe["items"]]
    return {item["name"].rpartition("/")[2]: item for item in items}


@pytest.mark.posix("pipes in folders")
def test_a_fifo_in_the_place_of_a_log_is_skipped_at_once(tmp_path: Path, installed: Path) -> None:
    os.mkfifo(installed / "Program" / "cdb.log")
    items = collect(Place(tmp_path / "place"), installed)
    assert items["cdb.log"]["status"] == "skipped"
    assert "FIFO" in items["cdb.log"]["reason"]
    assert items["cdb.log"]["seconds"] < 0.5
    assert items["StubAct.LOG"]["status"] == "collected"


def test_a_server_that_takes_the_read_and_never_answers_costs_one_item(
    tmp_path: Path, installed: Path, stuck: ExitStack
) -> None:
    dead = installed / "Program" / "cdb.log"
    dead.write_text("covered")
    stuck.enter_context(stuck_file(dead, answers_reads=False))
    place = Place(tmp_path / "place")
    items = collect(place, installed)
    assert items["cdb.log"]["status"] == "timed_out"
    everything_else_is_there(items)


def test_a_server_that_is_stopped_costs_one_item(
    tmp_path: Path, installed: Path, stuck: ExitStack
) -> None:
    dead = installed / "Program" / "cdb.log"
    dead.write_text("covered")
    stuck.enter_context(stuck_file(dead, stopped=True))
    place = Place(tmp_path / "place")
    items = collect(place, installed)
    assert items["cdb.log"]["status"] == "timed_out"
    everything_else_is_there(items)
    assert not place.survivors()


def everything_else_is_there(items: dict[str, dict[str, Any]]) -> None:
    for name in ("StubAct.LOG", "bioNTlog.txt", "PWLOG.TXT"):
        assert items[name]["status"] == "collected", items[name]
    late = {name for name, item in items.items() if item["status"] == "timed_out"}
    assert late <= {"cdb.log"} | {name for name in late if name.startswith("space")}, late
