"""`make demo`: the whole main job, its last lines, and nothing left running."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import psutil

from tests.srs_fixture import running_srs


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "collector", "demo", "--dir", str(folder)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_demo_ends_with_a_ticket_and_says_how_to_look_at_it(tmp_path: Path) -> None:
    done = demo(tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    ticket, due, bundle, look = done.stdout.splitlines()[-4:]
    assert re.fullmatch(r"Ticket ID: SRS-\d{8}", ticket)
    assert re.fullmatch(r"First answer due: \d{4}-\d\d-\d\d \d\d:\d\d .*", due)
    where, size = re.fullmatch(r"Bundle: (.+) \((.+)\)", bundle).groups()  # type: ignore[union-attr]
    assert Path(where).is_file()
    assert size.endswith("B")
    assert "make srs, then open http://127.0.0.1:" in look

    running = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    assert not [line for line in running if str(tmp_path) in " ".join(line)]

    path = look.split("http://127.0.0.1:")[1].split("/", 1)[1]
    with running_srs(tmp_path / "demo" / "srs") as srs:
        import urllib.request

        page = urllib.request.urlopen(f"{srs.url}/{path}", timeout=10).read().decode()
    assert ticket.removeprefix("Ticket ID: ") in page
    assert "bundle.zip" in page


def test_a_second_demo_in_the_same_folder_makes_a_second_ticket(tmp_path: Path) -> None:
    first, second = demo(tmp_path / "demo"), demo(tmp_path / "demo")
    assert first.returncode == second.returncode == 0
    ids = {re.search(r"SRS-\d{8}", done.stdout)[0] for done in (first, second)}  # type: ignore[index]
    assert len(ids) == 2
