"""Silent mode survives what installers do to it, and always ends with one line of JSON."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.crashes import write_answers
from tests.e2e.program import PROGRAM, Place, Ran, finish
from tests.e2e.silent_srs import silent_srs
from tests.e2e.srs_look import delivered
from tests.skips import lacking
from tests.srs_fixture import RunningSrs, free_port, running_srs
from tests.systems import PATIENCE_S

LITTLE = "--only=memory"
NOBODY = 54321
"""An account without rights, without a name and without a home."""


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def line(place: Place, *options: str | Path, srs: str, subject: str = "silent") -> list[str]:
    """A whole command line of silent mode."""
    answers = write_answers(place, subject, subject.replace(" ", "_"))
    return [
        *PROGRAM, "submit", "--answers", str(answers), "--srs", srs, LITTLE, "--time-limit=300",
        *map(str, options),
    ]  # fmt: skip


def ended(ran: Ran, code: int) -> dict[str, Any]:
    """The last line is JSON, it says the exit code, and its log file exists."""
    assert ran.code == code, ran.out + ran.err
    last = ran.last
    assert last["exit_code"] == code
    assert Path(last["log"]).is_file(), last
    if code != 73:
        assert ran.out.splitlines()[-1] in Path(last["log"]).read_text("utf-8")
    return last


@pytest.mark.posix("env and sh")
def test_without_any_environment_and_with_standard_input_closed(
    place: Place, srs: RunningSrs
) -> None:
    """`env -i`, no HOME, no terminal, an account that has no home either."""
    shell = 'exec "$@" 0<&-'
    open_for_all(place)
    ran = finish(
        subprocess.Popen(
            ["env", "-i", f"TMPDIR={place.tmp}", *as_nobody(), "sh", "-c", shell, "sh",
             *line(place, srs=srs.url, subject="env -i")],
            cwd=place.here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ),
        PATIENCE_S,
    )  # fmt: skip
    last = ended(ran, 0)
    assert last["ticket"].startswith("SRS-")
    assert Path(last["log"]).is_relative_to(place.tmp), "the fall-back for an account without home"


@pytest.mark.posix("a shell that closes streams")
def test_with_all_standard_streams_closed_it_still_delivers(place: Place, srs: RunningSrs) -> None:
    command = line(place, srs=srs.url, subject="no streams")
    process = subprocess.Popen(
        ["sh", "-c", 'exec "$@" 0<&- 1>&- 2>&-', "sh", *command],
        cwd=place.here, env=place.environ(),
    )  # fmt: skip
    assert process.wait(PATIENCE_S) == 0
    (log,) = (place.home / "state" / "logs").iterdir()
    last = json.loads(log.read_text("utf-8").splitlines()[-1].split(" ", 1)[1])
    (one,) = delivered(srs, "no streams")
    assert last["ticket"] == one.ticket_id
    assert len(one.bundles) == 1


@pytest.mark.posix("accounts by number")
def test_as_an_unprivileged_user_files_are_its_own_and_private(
    place: Place, srs: RunningSrs
) -> None:
    open_for_all(place)
    ran = finish(
        subprocess.Popen(
            [*as_nobody(), *line(place, srs=srs.url, subject="nobody")],
            cwd=place.here, env=place.environ(), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ),
        PATIENCE_S,
    )  # fmt: skip
    last = ended(ran, 0)
    assert os.stat(last["bundle"]).st_mode & 0o777 == 0o600
    assert last["ticket"] in Path(last["receipt"]).read_text(encoding="utf-8")
    assert os.stat(last["log"]).st_mode & 0o077 == 0
    assert os.stat(place.home / "data").st_mode & 0o777 == 0o700


@pytest.mark.posix("root")
def test_as_root_in_another_accounts_home_it_delivers_and_closes_it_to_all_others(
    place: Place, srs: RunningSrs
) -> None:
    """`sudo` that keeps HOME: what root makes in that account's folder is root's alone."""
    demand_root()
    os.chown(place.home, NOBODY, NOBODY)
    last = ended(place.run(*line(place, srs=srs.url, subject="root")[len(PROGRAM) :]), 0)
    (one,) = delivered(srs, "root")
    assert last["ticket"] == one.ticket_id
    for made in (place.home / "data", place.home / "state", Path(last["bundle"])):
        assert made.stat().st_uid == 0
        assert made.stat().st_mode & 0o077 == 0


@pytest.mark.posix("mode bits")
def test_in_a_current_folder_that_cannot_be_written(place: Place, srs: RunningSrs) -> None:
    open_for_all(place)
    command = line(place, srs=srs.url, subject="read-only")
    place.here.chmod(0o555)
    ran = finish(
        subprocess.Popen(
            [*as_nobody(), *command], cwd=place.here, env=place.environ(), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ),
        PATIENCE_S,
    )  # fmt: skip
    assert ended(ran, 0)["ticket"]
    assert [path.name for path in place.here.iterdir()] == ["read-only.toml"]


def test_two_at_once_with_the_same_request_id_make_one_ticket(
    place: Place, srs: RunningSrs
) -> None:
    command = line(place, srs=srs.url, subject="twice")[len(PROGRAM) :]
    both = [place.start(*command) for _ in range(2)]
    endings = [ended(ran, 0) for ran in [finish(each, PATIENCE_S) for each in both]]
    (one,) = delivered(srs, "twice")
    assert [each["ticket"] for each in endings] == [one.ticket_id] * 2
    assert len(one.bundles) == 1


def test_two_at_once_with_different_request_ids_make_two(place: Place, srs: RunningSrs) -> None:
    started = []
    for subject in ("first of two", "second of two"):
        command = line(place, srs=srs.url, subject=subject)
        started.append(place.start(*command[len(PROGRAM) :]))
    tickets = {ended(ran, 0)["ticket"] for ran in [finish(each, PATIENCE_S) for each in started]}
    there = [delivered(srs, subject) for subject in ("first of two", "second of two")]
    assert [len(each) for each in there] == [1, 1]
    assert tickets == {each[0].ticket_id for each in there}


@pytest.mark.posix("small disks made of memory")
@pytest.mark.parametrize("kind", ["full", "read-only"])
def test_nowhere_to_write_is_73_and_still_one_line_of_json(place: Place, kind: str) -> None:
    demand_root()
    url = f"http://127.0.0.1:{free_port()}"
    command = line(place, srs=url, subject=kind)[len(PROGRAM) :]
    with small_disk(place.home, read_only=kind == "read-only"):
        last = ended(place.run(*command), 73)
        assert last["error"]
        assert last["hint"]
        assert not [path for path in place.home.rglob("bundle.zip")]


def test_an_srs_that_never_answers_costs_the_time_limit_and_no_more(place: Place) -> None:
    for limit in (4.0, 60.0):  # the longer one where the machine is too busy for the shorter
        with silent_srs() as url:
            command = line(place, f"--time-limit={limit}", srs=url)[len(PROGRAM) :]
            began = time.monotonic()
            last = ended(place.run(*command), 75)
        place.demand_in_time(time.monotonic() - began, limit)
        if last["outbox_item"]:
            break
    assert last["ticket"] is None
    assert last["outbox_item"]
    assert f"outbox send {last['outbox_item'][:8]}" in last["hint"]
    assert place.run("outbox", "list", "--json").last["items"][0]["id"] == last["outbox_item"]


@pytest.mark.posix("Ctrl+C from another process")
def test_ctrl_c_keeps_what_was_collected(place: Place) -> None:
    """SIGINT in the middle: exit 130, and a bundle with what was there by then."""
    process = place.start("collect", "--out=b.zip", "--progress=ndjson", "--json")
    assert process.stderr is not None
    first = json.loads(process.stderr.readline())
    assert first["stage"] == "collect"
    while json.loads(process.stderr.readline())["done"] < 2:
        pass
    process.send_signal(signal.SIGINT)
    ran = finish(process, PATIENCE_S)
    assert ran.code == 130, ran.err
    assert ran.last["cancelled"] is True
    assert place.run("inspect", "b.zip").code == 0
    assert not place.survivors()


# surroundings ------------------------------------------------------------------------------------


def demand_root() -> None:
    if sys.platform == "win32" or os.geteuid() != 0:
        lacking("only root can make this surrounding")


def as_nobody() -> list[str]:
    """A prefix that runs what follows as an account without rights; nothing if we have none."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        lacking("setpriv is missing")
    prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    above = Path(sys.executable).resolve().parents
    if not all(each.stat().st_mode & 0o001 for each in above):
        # An interpreter in a home folder: nobody may read it, and still write nowhere but here.
        prefix += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return prefix


def open_for_all(place: Place) -> None:
    """The folders belong to nobody, who can reach them."""
    if os.geteuid() != 0:
        return
    for each in (place.home, place.tmp, place.here):
        os.chown(each, NOBODY, NOBODY)
    for above in place.folder.parents:
        if above.is_relative_to("/tmp") and above != Path("/tmp"):  # pytest makes them 0700
            above.chmod(above.stat().st_mode | 0o055)
    place.folder.chmod(0o755)


@contextmanager
def small_disk(folder: Path, *, read_only: bool) -> Iterator[None]:
    """A tmpfs over `folder`: filled to its last kilobytes, or not to be written at all."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = ctypes.c_ulong(1 if read_only else 0)
    if libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", flags, b"size=1m"):
        pytest.fail(f"no tmpfs: {os.strerror(ctypes.get_errno())}")
    try:
        if not read_only:
            (folder / "filler").write_bytes(bytes(2**20 - 6 * 4096))
        yield
    finally:
        libc.umount2(os.fsencode(folder), 2)
