"""The demo is the main job as a stranger first sees it: it ends well and leaves nothing running."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from collector.workflow import demo
from tests.e2e.program import Place, finish
from tests.srs_fixture import running_srs
from tests.systems import KILLED, PATIENCE_S

# Windows has no other way to end one of another console than to kill it.
CTRL_C = () if sys.platform == "win32" else ((signal.SIGINT, 130),)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    left = place.survivors()
    for process in left:
        process.kill()
    assert not left, [process.cmdline() for process in left]


def test_it_ends_with_ticket_due_time_bundle_and_the_way_to_look_at_it(place: Place) -> None:
    for _ in range(2):  # with its folder, and again with what the first run left in it
        ran = place.run("demo", timeout_s=600)
        assert ran.code == 0, ran.err
        receipt, ticket, due, bundle, look = ran.out.splitlines()[-5:]
        assert re.fullmatch(r"Ticket ID: SRS-\d{8}", ticket)
        assert re.fullmatch(r"First answer due: \d{4}-\d\d-\d\d \d\d:\d\d .*", due)
        found = re.fullmatch(r"Bundle: (\.demo[/\\].+\.zip) \(\d+\.\d kB\)", bundle)
        assert found
        assert zipfile.ZipFile(place.here / found[1]).testzip() is None
        page = re.fullmatch(r"Receipt: (\.demo[/\\].+[/\\]receipt\.html)", receipt)
        assert page
        assert ticket.split()[-1] in (place.here / page[1]).read_text()
        assert "make srs, then open http://127.0.0.1:8642/t/SRS-" in look
        assert not place.survivors()


@pytest.mark.parametrize(("how", "code"), [*CTRL_C, (-KILLED, KILLED)])
def test_however_it_ends_no_process_is_left(place: Place, how: int, code: int) -> None:
    process = place.start("demo")
    assert process.stderr
    assert "An SRS runs at" in process.stderr.readline()
    assert len(psutil.Process(process.pid).children()) >= 1
    os.kill(process.pid, abs(how))
    assert finish(process, PATIENCE_S).code == code


@pytest.mark.parametrize("how", [*(each for each, _ in CTRL_C), signal.SIGTERM, abs(KILLED)])
def test_serving_its_tickets_ends_wholly(place: Place, how: int) -> None:
    process = place.start("demo", "--serve")
    assert process.stderr
    assert process.stdout
    assert "Serving the demo's tickets at" in process.stderr.readline()
    ready = process.stdout.readline()
    if not ready:  # another program has the fixed port
        assert finish(process, PATIENCE_S).code == 78
        return
    assert json.loads(ready)["port"] == 8642
    os.kill(process.pid, how)
    assert finish(process, PATIENCE_S).code in (0, -how, KILLED)


def test_a_port_that_another_takes_at_the_last_moment_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        monkeypatch.setattr(demo, "_port", lambda: taken)
        with demo.embedded_srs(tmp_path / "srs") as url:
            assert not url.endswith(f":{taken}")


def test_while_its_data_are_served_it_says_so(place: Place) -> None:
    with running_srs(place.here / ".demo" / "srs"):
        ran = place.run("demo")
    assert ran.code == 78
    assert "did not start" in ran.err
    assert "Another server uses" in ran.err
    assert "pip install" not in ran.err
