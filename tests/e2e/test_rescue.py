"""A rescue leaves the disk as it was, and the bundle on the stick or a clear sentence."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from collector.workflow.join import find_rescued
from tests import windows_tree
from tests.e2e.crashes import write_answers
from tests.e2e.program import Place
from tests.e2e.srs_look import delivered
from tests.srs_fixture import running_srs
from tests.stick_fs import stick
from tests.systems import PATIENCE_S, give_way

pytestmark = [
    pytest.mark.posix("loop devices, FUSE and namespaces"),
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or os.geteuid() != 0,
        reason="only root may mount the partitions of a disk",
    ),
]
HARDWARE = "disks,partitions,smart,raid,drivers,volumes,cpu,memory,power,boot"


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("disk")
    return windows_tree.disk(work / "disk.img", work, datetime.now(UTC))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _traces(image: Path) -> list[str]:
    """What is left at last: the kernel lets go of mounts and loops when the processes are gone."""
    deadline = time.monotonic() + PATIENCE_S
    while (found := _traces_now(image)) and time.monotonic() < deadline:
        give_way()
    return found


def _traces_now(image: Path) -> list[str]:
    """Loop devices, mounts and ntfs-3g processes that have to do with the image or our folders."""
    loops = []
    for each in Path("/sys/block").glob("loop*/loop/backing_file"):
        with contextlib.suppress(OSError):  # it may go while it is read
            if str(image) in each.read_text():
                loops.append(str(each.parent.parent))
    own = str(image.parent)
    mounts = [line for line in Path("/proc/self/mountinfo").read_text().splitlines() if own in line]
    processes, home = [], os.environ["PARAGON_COLLECTOR_HOME"].encode()
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = each.read_bytes().split(b"\0")
        except OSError:
            continue
        if line[0].endswith(b"ntfs-3g") and any(home in part for part in line):
            processes.append(str(each))
    return loops + mounts + processes


def _start(image: Path, to: Path, *more: str, **environ: str) -> subprocess.Popen[str]:
    argv = [sys.executable, "-m", "collector", "rescue", "--to", str(to), "--yes", "--json"]
    return subprocess.Popen(
        [*argv, "--image", str(image), "--skip", HARDWARE, *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environ},
    )  # fmt: skip


def _run(image: Path, to: Path, *more: str) -> tuple[int, dict[str, Any], str]:
    process = _start(image, to, *more)
    out, err = process.communicate(timeout=2 * PATIENCE_S)
    return process.returncode, json.loads(out) if out.strip() else {}, err


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Where the stick is mounted, and what lies behind it."""
    return tmp_path / "stick", tmp_path / "backing"


def test_everything_about_a_dead_windows_lies_on_the_stick(
    image: Path, places: tuple[Path, Path]
) -> None:
    before = _sha256(image)
    with stick(*places):
        code, answer, _ = _run(image, places[0], "--with-key")

    assert code == 0
    assert answer["windows"][0]["build"] == "19045.3803"
    assert _sha256(image) == before
    assert _traces(image) == []
    bundle = next(places[1].glob("*.zip"))
    assert _sha256(bundle) == answer["sha256"]
    with zipfile.ZipFile(bundle) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    _says_what_it_should(texts)
    assert bundle.with_suffix(".key").read_text().startswith(answer["id"])


def _says_what_it_should(texts: dict[str, str]) -> None:
    logs = "evidence/product_logs/"
    assert "Größe ändern" in texts[logs + "hard-disk-manager-17-business/program/stubact.log"]
    assert "übersprungen" in texts[logs + "partition-manager-15/program/BioNtLog.txt"]
    assert "ПРИВОДА" in texts[logs + "drive-backup-9/Program/pwlog.txt"]
    for build in ("17.13.1.6524", "10.1.25.813", "9.0.9.2500"):
        assert build in texts["evidence/products/facts.json"]
    assert windows_tree.DISK_GUID in texts["evidence/boot_configuration/facts.json"]
    assert "0x0000007B" in texts["evidence/crash_dumps/facts.json"]
    told = texts["evidence/event_log/facts.json"]
    assert "Ntfs" in told
    assert "irrelevant" not in told
    assert windows_tree.DISK_GUID in texts["evidence/rescue/resume.json"]
    assert "sda: error 3" in texts["evidence/saved_logs/4/dmesg.txt"] or any(
        "sda: error 3" in text for name, text in texts.items() if name.endswith("dmesg.txt")
    )
    assert not [name for name in texts if name.endswith(".dmp")]  # nobody asked for them
    for name, text in texts.items():
        assert "SECRET OF MEMORY" not in text, name
        for personal in (windows_tree.HOST, windows_tree.USER, "Brandstetter"):
            assert personal not in text, name


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ({"room": 64 << 10}, "next to no space"),
        ({"largest": 1500}, "no file over 4 GB"),
        ({"failing": "write"}, "cannot be written"),
        ({"failing": "read"}, "could not be"),
        ({"read_only": True}, "read-only"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_bad_stick_ends_in_a_clear_sentence(
    image: Path, places: tuple[Path, Path], kind: dict[str, Any], sentence: str
) -> None:
    with stick(*places, **kind):
        code, answer, errors = _run(image, places[0], "--only", "crash_dumps")
    assert code == 73, errors
    assert sentence in answer["error"] + answer["hint"]
    assert _traces(image) == []


def test_a_stick_that_fills_up_loses_nothing_that_was_collected(
    image: Path, places: tuple[Path, Path], tmp_path: Path
) -> None:
    """The next medium gets what was collected, without reading the disk once more."""
    with stick(*places, largest=2_000):
        code, answer, _ = _run(image, places[0], "--only", "system,hives")
    assert code == 73
    assert "kept" in answer["hint"]
    with stick(tmp_path / "second", tmp_path / "behind"):
        process = _start(image, tmp_path / "second", "--only", "system,hives")
        out, errors = process.communicate(timeout=2 * PATIENCE_S)
    assert process.returncode == 0, errors
    assert "Going on with the evidence" in errors
    assert "Found Windows" not in errors
    assert _sha256(next((tmp_path / "behind").glob("*.zip"))) == json.loads(out)["sha256"]


def test_a_stick_pulled_out_in_the_middle_is_told(image: Path, places: tuple[Path, Path]) -> None:
    with stick(*places, failing="pulled") as server:
        (places[0] / "older-bundle.zip").write_bytes(b"was safe already")
        code, answer, errors = _run(image, places[0], "--only", "crash_dumps")
        assert server.wait(PATIENCE_S) == 1, "it was not pulled out"
    assert code == 73, errors
    assert "Writing" in errors
    assert "could not be" in answer["error"]
    assert (places[1] / "older-bundle.zip").read_bytes() == b"was safe already"
    assert _traces(image) == []


_IMPATIENT = """
import sys
from collector.evidence.rescue import private_space
from collector.workflow import silent_medium
silent_medium.answered.__kwdefaults__.update(slow_s=1.0, silent_s=3.0)
private_space._PATIENCE_S = 1.0
from collector.__main__ import main
sys.exit(main())
"""


def test_a_stick_that_stops_answering_is_told_and_the_next_one_gets_it_all(
    image: Path, places: tuple[Path, Path], tmp_path: Path
) -> None:
    """Reads of the stick block for ever: no process can be ended that waits for one."""
    argv = [sys.executable, "-c", _IMPATIENT, "rescue", "--to", str(places[0]), "--yes", "--json"]
    only = ["--image", str(image), "--skip", HARDWARE, "--only", "hives"]
    with stick(*places, failing="never"):
        done = subprocess.run(
            [*argv, *only], capture_output=True, check=False, timeout=2 * PATIENCE_S
        )
        assert done.returncode == 73, done.stderr
        answer = json.loads(done.stdout)
        assert "stopped answering" in answer["error"]
        assert "kept" in answer["hint"]
        with stick(tmp_path / "second", tmp_path / "behind"):
            code, whole, errors = _run(image, tmp_path / "second", "--only", "hives")
    assert code == 0, errors
    assert "Going on with the evidence" in errors
    assert _sha256(next((tmp_path / "behind").glob("*.zip"))) == whole["sha256"]
    assert _traces(image) == []


KILLS = (
    "rescue.confined", "rescue.loop#2", "rescue.mounted#3", "spool.data.before-rename@worker",
    "bundle.created", "rescue.packed",
)  # fmt: skip
"""`python -m tests.rescue_proof` does so at twenty."""


@pytest.mark.parametrize("point", KILLS)
def test_a_kill_leaves_neither_trace_nor_change(image: Path, tmp_path: Path, point: str) -> None:
    before = _sha256(image)
    process = _start(
        image, tmp_path, "--any-disk", "--only", "crash_dumps",
        PARAGON_COLLECTOR_KILL_AT=point,
    )  # fmt: skip
    process.communicate(timeout=2 * PATIENCE_S)
    assert process.returncode == 128 + signal.SIGKILL
    assert _traces(image) == []
    assert _sha256(image) == before


def test_killing_the_process_outside_ends_everything_inside(image: Path, tmp_path: Path) -> None:
    """What was collected by then is not the whole: the next run reads the Windows, too."""
    what = ("--any-disk", "--only", "system,crash_dumps")
    process = _start(image, tmp_path, *what)
    assert process.stderr is not None
    for line in process.stderr:
        if "Found Windows" in line:
            break
    process.kill()
    process.stderr.read()  # until nobody inside has it open any more
    process.communicate()
    assert _traces(image) == []
    code, answer, errors = _run(image, tmp_path, *what)
    assert code == 0, errors
    assert "Discarding" in errors
    assert answer["windows"]


def test_a_disk_that_fails_costs_only_itself(
    image: Path, places: tuple[Path, Path], tmp_path: Path
) -> None:
    """The image lies on a stick that answers every read with an error."""
    with stick(*places, failing="read"):
        (places[1] / "sick.img").write_bytes(image.read_bytes())
        code, answer, errors = _run(
            image, tmp_path, "--any-disk", "--image", str(places[0] / "sick.img"),
            "--only", "crash_dumps", "--include", "boot_sectors",
        )  # fmt: skip
    assert code == 0, errors
    assert f"image-2 is {places[0] / 'sick.img'}." in errors
    assert [gap["disk"] for gap in answer["not_looked_into"] if gap["partition"] is None] == [
        "image-2"
    ]
    assert answer["windows"]
    with zipfile.ZipFile(next(tmp_path.glob("*.zip"))) as archive:
        raw = [name for name in archive.namelist() if "first-34" in name]
        assert raw == ["evidence/boot_sectors/image-1/first-34-sectors.bin"]
        assert image.read_bytes().startswith(archive.read(raw[0]))
        assert not [name for name in archive.namelist() if b"sick" in archive.read(name)]


def test_without_windows_and_without_re2_the_answer_and_the_bundle_say_so(
    tmp_path: Path, places: tuple[Path, Path]
) -> None:
    empty, without = tmp_path / "empty.img", tmp_path / "without"
    empty.write_bytes(bytes(1 << 20))
    without.mkdir()
    (without / "re2.py").write_text("raise ImportError")
    argv = [sys.executable, "-m", "collector", "rescue", "--to", str(places[0]), "--yes"]
    paths = f"{without}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    with stick(*places):
        done = subprocess.run(
            [*argv, "--image", str(empty), "--only", "system"],
            env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False,
            timeout=2 * PATIENCE_S,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "No Windows was found" in done.stdout
    with zipfile.ZipFile(next(places[1].glob("*.zip"))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert any("RE2 was not there" in note for note in manifest["privacy"]["notes"])


def test_the_media_are_listed_with_the_reason(places: tuple[Path, Path]) -> None:
    with stick(*places, read_only=True):
        argv = [sys.executable, "-m", "collector", "rescue", "--list-media", "--json"]
        done = subprocess.run(argv, capture_output=True, check=True, timeout=2 * PATIENCE_S)
    media = {each["point"]: each for each in json.loads(done.stdout)["media"]}
    assert "read-only" in media[str(places[0])]["why"]
    assert not media["/"]["usable"]


def test_a_disk_of_this_computer_is_refused_unless_told_otherwise(
    image: Path, tmp_path: Path
) -> None:
    code, answer, _ = _run(image, tmp_path)
    assert code == 73
    assert "--any-disk" in answer["hint"] or "RAM disk" in answer["error"]
    assert list(tmp_path.iterdir()) == []


def test_one_ticket_with_one_bundle_shows_both_halves(image: Path, tmp_path: Path) -> None:
    """Found on the stick as the app does, joined and sent as all doors do."""
    place = Place(tmp_path)
    code, answer, errors = _run(
        image, place.here, "--any-disk", "--only", "system,crash_dumps",
        "--include", "crash_dump_files",
    )  # fmt: skip
    assert code == 0, errors
    found = find_rescued([place.here])
    assert [one.id for one in found] == [answer["id"]]
    assert found[0].windows == ("Windows 10 Pro 19045.3803",)
    answers = write_answers(place, "both halves", "both")
    with running_srs(tmp_path / "data") as srs:
        ran = place.run(
            "submit", "--answers", answers, "--srs", srs.url, "--only", "system",
            "--rescued", found[0].path, "--time-limit", "60",
        )  # fmt: skip
        assert ran.code == 0, ran.err
        tickets = delivered(srs, "both halves")
    (ticket,) = tickets
    assert ticket.bundles == (_sha256(Path(ran.last["bundle"])),)
    with zipfile.ZipFile(ran.last["bundle"]) as archive:
        names = set(archive.namelist())
        theirs = json.loads(archive.read("evidence/rescued/manifest.json"))
        ours = json.loads(archive.read("manifest.json"))
        (dump,) = [name for name in names if name.endswith("112026-8000-01.dmp")]
        assert archive.read(dump).endswith(b"SECRET OF MEMORY")  # asked for on the stick
    (record,) = [each for each in ours["files"] if each["path"] == dump]
    assert record["unredactable"]
    assert theirs["id"] == answer["id"]
    assert {"evidence/system/facts.json", "evidence/rescued/system/facts.json"} <= names
    assert "evidence/rescued/match.json" in names
