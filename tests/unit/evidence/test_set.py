"""An evidence set survives what happens to it, and tells nobody what it knows."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from collector.core.errors import NotFinishedError
from collector.evidence.model import Status
from collector.evidence.runner import gather
from collector.evidence.set import EvidenceSet
from collector.request.options import CollectOptions
from tests.systems import KILLED, demand_private, some
from tests.unit.evidence import fake_probes as probes
from tests.unit.evidence.fake_parts import HOST, PARTS, PLANTED
from tests.unit.evidence.gathering import KEY, content, items_of

OPTIONS = CollectOptions(install_dir=(f"/home/{PLANTED}/Paragon",))
SCRIPT = """
import sys, pathlib
from collector.evidence.runner import gather
from collector.evidence.set import EvidenceSet
from tests.unit.evidence import fake_probes as probes
from tests.unit.evidence.fake_parts import PARTS
from tests.unit.evidence.test_set import KEY, OPTIONS
evidence = EvidenceSet.create(pathlib.Path(sys.argv[1]), key=KEY, options=OPTIONS, purpose="p")
gather(evidence, [probes.GOOD, probes.LEARNS], time_limit_s=60, parts=PARTS)
evidence.discard() if len(sys.argv) > 2 else evidence.close()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "app.log").write_text(f"{PLANTED} on {HOST}\n" * 3)
    (folder / "early.log").write_text(f"Robert, {PLANTED}\n")
    (folder / "teacher.log").write_text("learn=Robert;\n")
    (folder / "late.log").write_text("robert again\n")
    monkeypatch.setenv("FAKE_PROBES", str(folder))
    return folder


def run(sets: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(sets), *arguments],
        env={**os.environ, **variables},
        check=False,
        timeout=240,
    )


def reopened(sets: Path) -> EvidenceSet:
    [folder] = EvidenceSet.leftovers(sets)
    return EvidenceSet.open(folder, key=KEY)


def assert_sound(evidence: EvidenceSet) -> None:
    """Only whole files, and no file that nothing names."""
    for record in evidence.files:
        data = content(evidence, record.path)
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (record.sha256, record.size)
        hits = [*evidence.hits(record)]
        assert all(data[hit.offset :].startswith(hit.token.encode()) for hit in hits)
    assert not [path for path in evidence.folder.rglob("*") if path.name.endswith(".tmp")]


def assert_hidden(folder: Path, *values: str) -> None:
    for path in folder.rglob("*"):
        for value in values:
            assert value not in str(path.relative_to(folder)).lower()
            if path.is_file():
                assert value.encode() not in path.read_bytes().lower(), path


def test_a_set_is_the_same_when_it_is_opened_again(tmp_path: Path, place: Path) -> None:
    evidence = EvidenceSet.create(tmp_path / "sets", key=KEY, options=OPTIONS, purpose="ticket 7")
    gather(evidence, [probes.GOOD, probes.LEARNS], time_limit_s=60, parts=PARTS)
    before = (evidence.probes, evidence.files, evidence.created_at, evidence.host_pseudonym)
    evidence.close()
    again = reopened(tmp_path / "sets")
    assert (again.probes, again.files, again.created_at, again.host_pseudonym) == before
    assert (again.options, again.purpose, again.complete) == (OPTIONS, "ticket 7", True)
    assert again.names >= evidence.names
    assert_sound(again)
    again.discard()
    assert not again.folder.exists()


def test_everything_is_private_and_nothing_personal_is_in_clear(
    tmp_path: Path, place: Path
) -> None:
    evidence = EvidenceSet.create(
        tmp_path / "sets", key=KEY, options=OPTIONS, purpose=f"for {PLANTED}"
    )
    gather(evidence, [probes.GOOD, probes.BAD], time_limit_s=20, longest_item_s=1, parts=PARTS)
    assert_hidden(tmp_path / "sets", PLANTED, HOST)
    for path in [evidence.folder, *evidence.folder.rglob("*")]:
        demand_private(path)
    evidence.discard()


@pytest.mark.posix("mode bits")
def test_a_shared_work_folder_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "11111111-2222-4333-8444-555555555555").symlink_to(tmp_path)
    (tmp_path / "not-a-set").mkdir()
    evidence = EvidenceSet.create(tmp_path, key=KEY, options=OPTIONS)
    evidence.close()
    assert EvidenceSet.leftovers(tmp_path) == [evidence.folder]
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "not-a-set").is_dir()
    reopened(tmp_path).discard()


def test_a_running_set_is_nobody_elses(tmp_path: Path) -> None:
    evidence = EvidenceSet.create(tmp_path, key=KEY, options=OPTIONS)
    assert EvidenceSet.leftovers(tmp_path) == []
    with pytest.raises(NotFinishedError):
        EvidenceSet.open(evidence.folder, key=KEY)
    evidence.close()
    assert EvidenceSet.leftovers(tmp_path) == [evidence.folder]
    evidence = reopened(tmp_path)
    evidence.discard()


def test_with_another_key_it_can_only_be_discarded(tmp_path: Path, place: Path) -> None:
    evidence = EvidenceSet.create(tmp_path / "sets", key=KEY, options=OPTIONS, purpose="p")
    gather(evidence, [probes.GOOD], time_limit_s=60, parts=PARTS)
    evidence.close()
    stranger = EvidenceSet.open(evidence.folder, key=bytes(32))
    assert (stranger.complete, stranger.purpose, stranger.files) == (False, "", ())
    stranger.discard()
    assert not evidence.folder.exists()


def test_what_was_interrupted_can_be_finished(tmp_path: Path, place: Path) -> None:
    sets = tmp_path / "sets"
    done = run(sets, PARAGON_COLLECTOR_KILL_AT="spool.data.before-rename#2")
    assert done.returncode == KILLED
    evidence = reopened(sets)
    assert not evidence.complete
    assert items_of(evidence, "good")["app.log"].status is Status.COLLECTED
    gather(evidence, [probes.GOOD, probes.LEARNS], time_limit_s=60, parts=PARTS)
    assert evidence.complete
    assert {record.path for record in evidence.files} == {
        "evidence/good/facts.json",
        "evidence/good/app.log",
        "evidence/learns/facts.json",
        "evidence/learns/bob-early.log",
        "evidence/learns/teacher.log",
        "evidence/learns/late.log",
    }
    assert_sound(evidence)
    assert_hidden(sets, PLANTED, HOST, "robert")
    evidence.discard()


def points(tmp_path: Path) -> list[str]:
    log = tmp_path / "points"
    assert run(tmp_path / "dry", "discard", PARAGON_COLLECTOR_KILL_LOG=str(log)).returncode == 0
    return log.read_text().splitlines()


def test_a_kill_at_any_point_leaves_only_what_is_whole_and_hidden(
    tmp_path: Path, place: Path
) -> None:
    found = points(tmp_path)
    kinds = {point.partition("#")[0] for point in found}
    assert {"journal.before-fsync", "spool.data.before-rename", "spool.sidecar.after-rename",
            "journal.rewrite.before-rename", "set.discard.after-journal"} <= kinds  # fmt: skip
    sample = sorted({point for kind in kinds for point in _first_and_last(found, kind)})
    kept = 0
    for number, point in enumerate(some(sample)):
        sets = tmp_path / f"sets{number}"
        done = run(sets, "discard", PARAGON_COLLECTOR_KILL_AT=point)
        assert done.returncode == KILLED, point
        assert_hidden(sets, PLANTED, HOST)
        for folder in EvidenceSet.leftovers(sets):
            evidence = EvidenceSet.open(folder, key=KEY)
            assert_sound(evidence)
            kept += len(evidence.files)
            if evidence.complete:
                assert_hidden(sets, "robert")
            evidence.discard()
        assert {path.name for path in sets.iterdir()} <= {"sets.lock"}, point
    assert kept > len(some(sample))


def _first_and_last(found: list[str], kind: str) -> list[str]:
    mine = [point for point in found if point.startswith(f"{kind}#")]
    return [mine[0], mine[-1]]


def test_damage_costs_the_damaged_file_only(tmp_path: Path, place: Path) -> None:
    evidence = EvidenceSet.create(tmp_path / "sets", key=KEY, options=OPTIONS)
    gather(evidence, [probes.GOOD, probes.LEARNS], time_limit_s=60, parts=PARTS)
    line = evidence.items["good", "app.log"]
    assert line.stored is not None
    evidence.spool.data(line.stored.spool).write_bytes(b"nonsense")
    evidence.close()
    again = reopened(tmp_path / "sets")
    assert items_of(again, "good")["app.log"].status is Status.FAILED
    assert not again.complete
    assert "evidence/good/app.log" not in {record.path for record in again.files}
    assert_sound(again)
    again.discard()


@pytest.mark.posix("the peak memory of children")
def test_memory_stays_flat_over_a_large_log(tmp_path: Path, place: Path) -> None:
    """200 MB with the per-file limit lifted; every process stays under 150 MB."""
    script = """
import os, pathlib, resource, sys
from collector.request.options import CollectOptions
from tests.unit.evidence import fake_probes as probes
from tests.unit.evidence.gathering import gathered
with gathered(pathlib.Path(sys.argv[1]), probes.BIG, options=CollectOptions(
        max_file_size_mb=0, max_size_mb=0)) as evidence:
    [record] = evidence.files
    assert record.size > 200_000_000, record
    with evidence.open_file(record) as file:
        while file.read(1 << 20):
            pass
# ru_maxrss of this process would count the one that started it
[own] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
assert int(own.split()[1]) < 150_000, own
assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 150_000
"""
    line = b"2026-11-22 12:00:00 the sector was read without an error from the disk\n" * 200
    block = (line + f"2026-11-22 12:00:01 {PLANTED}\n".encode()) * 100
    with open(place / "big.log", "wb") as file:
        for _ in range(200_000_000 // len(block) + 1):
            file.write(block)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "sets")], check=False, timeout=600
    )
    assert done.returncode == 0
