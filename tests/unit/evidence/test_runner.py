"""Whatever an item does, it costs only itself, and the time limit holds."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from collector.core.errors import NowhereToWriteError, UsageError
from collector.core.progress import Cancel, ProgressEvent
from collector.evidence import runner
from collector.evidence.catalogue import in_order, select
from collector.evidence.deadlines import packing_seconds
from collector.evidence.messages import Parts
from collector.evidence.model import EncodingSource, Status
from collector.evidence.probe import Probe
from collector.evidence.set import EvidenceSet
from collector.request.options import CollectOptions
from tests.systems import PATIENCE_S, WINDOWS, living_children
from tests.unit.evidence import fake_probes as probes
from tests.unit.evidence.fake_parts import HERE, PARTS, PLANTED
from tests.unit.evidence.gathering import KEY, Clock, content, file_of, gathered, items_of


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.setenv("FAKE_PROBES", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    before = psutil.Process().children(recursive=True)  # servers of other tests of this worker
    yield
    gc.collect()
    assert living_children(before) == []


@pytest.fixture
def clock() -> Iterator[Clock]:
    made = Clock()
    yield made
    made.back()


def test_facts_files_and_gaps_are_collected_and_hidden(tmp_path: Path, place: Path) -> None:
    (place / "app.log").write_text(f"opened by {PLANTED}\r\n", newline="")
    with gathered(tmp_path / "sets", probes.GOOD, probes.NEEDS_GOOD) as evidence:
        assert content(evidence, "evidence/good/app.log") == b"opened by pii-user-00000012\r\n"
        record = file_of(evidence, "evidence/good/app.log")
        assert (record.encoding, record.encoding_source) == ("utf-8", EncodingSource.VALID)
        assert record.redactions == {"user": 1}
        assert evidence.facts("good")["thing"]["name"] == "of pii-user-00000012"
        assert evidence.facts("good")["thing"]["version"] == "10.1.25.172"
        assert evidence.facts("needs_good") == {"heard": "clear: True"}
        gap = items_of(evidence, "good")["missing.log"]
        assert (gap.status, gap.searched) == (Status.ABSENT, ("/opt", "/home/pii-user-00000012"))
        assert (evidence.platform, evidence.time_zone) == ("linux", "Europe/Berlin")
        assert evidence.host_pseudonym.startswith("pii-host-")
        assert evidence.complete
        [hit] = evidence.hits(file_of(evidence, "evidence/good/facts.json"))
        facts = content(evidence, "evidence/good/facts.json")
        assert facts[hit.offset :].startswith(hit.token.encode())


def test_an_item_that_misbehaves_costs_only_itself(
    tmp_path: Path, place: Path, clock: Clock
) -> None:
    if sys.platform == "win32":
        (place / "fifo").mkdir()
    else:
        os.mkfifo(place / "fifo")

    def wait_for_it(event: ProgressEvent) -> None:
        if event.subject == "bad: hangs":
            clock.forward(61)

    options = CollectOptions(max_file_size_mb=1)
    with gathered(
        tmp_path / "sets", probes.BAD, probes.GOOD, options=options, longest_item_s=60,
        progress=wait_for_it,
    ) as evidence:  # fmt: skip
        items = items_of(evidence, "bad")
        assert {name: item.status.value for name, item in items.items()} == {
            "before": "collected",
            "hangs": "timed_out",
            "crashes": "failed",
            "raises": "failed",
            "exits": "failed",
            "refused": "refused",
            "flood.txt": "partial",
            "interrupted.txt": "partial",
            "fifo": "skipped",
            "folder": "skipped",
            "gone.log": "absent",
            "after": "collected",
        }
        assert all(item.reason for item in items.values() if item.status != "collected")
        assert ("unexpectedly" if WINDOWS else "signal 9") in items["crashes"].reason
        assert PLANTED not in items["raises"].reason
        assert 60 <= items["hangs"].seconds < 120
        assert items["hangs"].reason == "no answer within 60.0 s"
        assert 1_000_000 <= items["flood.txt"].bytes < 1_001_000
        assert content(evidence, "evidence/bad/interrupted.txt") == b"first\n"
        assert items_of(evidence, "good")["thing"].status is Status.COLLECTED


def test_enumerating_that_fails_or_hangs_is_an_item_of_its_own(tmp_path: Path) -> None:
    with gathered(
        tmp_path, probes.LISTING_RAISES, probes.LISTING_HANGS, longest_item_s=2.5
    ) as evidence:
        raised = items_of(evidence, "listing_raises")
        assert raised["before"].status is Status.COLLECTED
        assert raised["(listing)"].status is Status.FAILED
        assert "cannot list" in raised["(listing)"].reason
        hung = items_of(evidence, "listing_hangs")
        assert hung["before"].status is Status.COLLECTED
        assert hung["(listing)"].status is Status.TIMED_OUT


def test_commands_run_clean_and_within_limits(tmp_path: Path) -> None:
    options = CollectOptions(max_file_size_mb=1)
    with gathered(tmp_path, probes.COMMANDS, options=options, longest_item_s=3) as evidence:
        items = items_of(evidence, "commands")
        assert content(evidence, "evidence/commands/ok.txt") == f"C.UTF-8{os.linesep}".encode()
        assert content(evidence, "evidence/commands/reads.txt") == f"''{os.linesep}".encode()
        assert items["fails.txt"].status is Status.FAILED
        assert items["fails.txt"].reason == "it ended with exit code 1: no such disk"
        assert items["missing.txt"].status is Status.ABSENT
        assert items["slow.txt"].status is Status.PARTIAL
        assert content(evidence, "evidence/commands/slow.txt") == f"begun{os.linesep}".encode()
        assert items["flood.txt"].status is Status.PARTIAL
        assert "commands/fails.txt" not in str([record.path for record in evidence.files])


def test_the_time_limit_holds_and_keeps_what_is_there(tmp_path: Path, clock: Clock) -> None:
    limit = 300

    def be_slow(event: ProgressEvent) -> None:
        if event.subject == "slow: slow 1":
            clock.forward(limit)

    with gathered(
        tmp_path, probes.GOOD, probes.SLOW, probes.LEARNS, time_limit_s=limit, progress=be_slow
    ) as evidence:
        items = items_of(evidence, "slow")
        assert items["slow 0"].status is Status.COLLECTED
        assert items["(remaining items)"].status is Status.TIMED_OUT
        assert f"time limit of {limit} s" in items["(remaining items)"].reason
        assert items_of(evidence, "learns")["(listing)"].status is Status.TIMED_OUT
        assert items_of(evidence, "good")["thing"].status is Status.COLLECTED


def test_what_was_collected_is_left_the_time_to_be_packed(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "app.log").write_text("one line\n", newline="")
    slow = "collector.evidence.runner.packing_seconds"
    monkeypatch.setattr(slow, lambda size, _spent: 1e6 if size else 0.0)
    with gathered(tmp_path / "sets", probes.GOOD, probes.NEEDS_GOOD) as evidence:
        assert content(evidence, "evidence/good/app.log") == b"one line\n"
        rest = items_of(evidence, "good")["(remaining items)"]
        assert (rest.status, "less the time to pack" in rest.reason) == (Status.TIMED_OUT, True)
        assert items_of(evidence, "needs_good")["(listing)"].status is Status.TIMED_OUT
        assert evidence.complete


def test_a_file_that_drips_leaves_time_for_the_others(
    tmp_path: Path, place: Path, clock: Clock
) -> None:
    with (place / "0.log").open("wb") as endless:
        endless.truncate(10**13)
    (place / "1.log").write_text("a short one\n")

    def drip(event: ProgressEvent) -> None:
        if event.subject == "logs: 0.log":
            clock.forward(240, step=0.5)  # its turn is 237 s

    options = CollectOptions(max_file_size_mb=0, max_size_mb=0)
    with gathered(
        tmp_path / "sets", probes.LOGS, options=options, longest_item_s=600, progress=drip
    ) as evidence:
        items = items_of(evidence, "logs")
        assert items["0.log"].status is Status.TIMED_OUT
        assert "still being read" in items["0.log"].reason
        assert items["1.log"].status is Status.COLLECTED
        assert "(remaining items)" not in items


def test_packing_is_given_what_reading_cost_but_not_for_a_disk_that_was_slow() -> None:
    assert packing_seconds(100_000_000, 5.0) > 5.0
    assert packing_seconds(4_000, 600.0) < 0.01
    assert packing_seconds(0, 600.0) == 0.0


def test_cancelling_keeps_what_was_collected(tmp_path: Path) -> None:
    cancel = Cancel()

    def stop_at_slow(event: ProgressEvent) -> None:
        if event.subject == "slow: slow 0":
            cancel.request()

    with gathered(
        tmp_path, probes.GOOD, probes.SLOW, cancel=cancel, progress=stop_at_slow
    ) as evidence:
        assert items_of(evidence, "good")["thing"].status is Status.COLLECTED
        rest = items_of(evidence, "slow")["(remaining items)"]
        assert (rest.status, rest.reason) == (Status.SKIPPED, "cancelled")


@pytest.mark.parametrize("names", ["names_hang", "names_die"])
def test_names_that_the_system_does_not_tell_are_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: str
) -> None:
    patience = iter((1.0, 60.0))  # with asking for names, and without
    monkeypatch.setattr(runner, "item_seconds", lambda _cost: next(patience))
    parts = Parts(machine=PARTS.machine, names=f"{HERE}:{names}", redactor=PARTS.redactor)
    with gathered(tmp_path, probes.NEEDS_GOOD, probes.GOOD, parts=parts) as evidence:
        assert items_of(evidence, "good")["thing"].status is Status.COLLECTED
        assert "could not be found out" in evidence.notes[0]


@pytest.mark.parametrize("probe", [probes.LEARNS_BY_SEARCHING, probes.LEARNS_BY_FAILING])
def test_a_name_that_the_very_last_words_tell_is_hidden_in_what_was_read_before(
    tmp_path: Path, place: Path, probe: Probe
) -> None:
    (place / "early.log").write_text("Bob was here\n")
    with gathered(tmp_path / "sets", probe) as evidence:
        assert b"Bob" not in content(evidence, f"evidence/{probe.id}/early.log")
        assert "Bob" not in repr(evidence.probes)


def test_a_name_learnt_late_is_hidden_in_what_was_read_before(tmp_path: Path, place: Path) -> None:
    (place / "early.log").write_text(f"Bob, {PLANTED}, bob\n")
    (place / "teacher.log").write_text("first Bob; then learn=Bob; and Bob\n")
    (place / "late.log").write_text("again Bob\n")
    with gathered(tmp_path / "sets", probes.LEARNS) as evidence:
        for record in evidence.files:
            data = content(evidence, record.path)
            assert b"bob" not in data.lower().replace(b"learn=", b"").replace(b"bob-early", b"")
            hits = [*evidence.hits(record)]
            assert sum(record.redactions.values()) == len(hits)
            for hit in hits:
                assert data[hit.offset :].startswith(hit.token.encode())
        assert b"Bob" not in (evidence.folder / "journal.jsonl").read_bytes()
        early = file_of(evidence, next(r.path for r in evidence.files if "early.log" in r.path))
        assert [hit.original for hit in evidence.hits(early)] == ["Bob", PLANTED, "bob"]


def test_level_off_is_obeyed(tmp_path: Path, place: Path) -> None:
    (place / "app.log").write_text(PLANTED)
    with gathered(
        tmp_path / "sets", probes.GOOD, options=CollectOptions(privacy="off")
    ) as evidence:
        assert content(evidence, "evidence/good/app.log") == PLANTED.encode()
        assert evidence.host_pseudonym.startswith("pii-host-")


def test_logs_are_cut_at_a_line_and_say_so(tmp_path: Path, place: Path) -> None:
    lines = [f"{number:09d}\n" for number in range(300_000)]
    (place / "long.log").write_text("".join(lines), newline="")
    (place / "wide.log").write_bytes("".join(lines).encode("utf-16-le"))
    options = CollectOptions(max_file_size_mb=1)
    with gathered(tmp_path / "sets", probes.LOGS, options=options) as evidence:
        for name, width in (("long.log", 1), ("wide.log", 2)):
            record = file_of(evidence, f"evidence/logs/{name}")
            data = content(evidence, record.path).decode()
            head, *rest = data.splitlines(keepends=True)
            size = 3_000_000 * width
            assert head == f"[... {size - 1_000_000} of {size} bytes cut ...]\n"
            assert rest == lines[-len(rest) :]
            assert record.truncated == f"last 1000000 of {size} bytes"
            assert items_of(evidence, "logs")[name].status is Status.PARTIAL


def test_the_size_limit_of_the_bundle_is_never_passed(tmp_path: Path, place: Path) -> None:
    for number in range(4):
        (place / f"{number}.log").write_text(os.urandom(370_000).hex())
    options = CollectOptions(max_size_mb=1)
    with gathered(tmp_path / "sets", probes.LOGS, options=options) as evidence:
        statuses = [item.status.value for item in items_of(evidence, "logs").values()]
        assert statuses[:3] == ["collected", "collected", "partial"]
        assert statuses[3] in ("partial", "skipped")
        assert evidence.stored_bytes <= 900_000  # manifest and request need room, too


def test_a_log_that_is_older_than_asked_for_is_skipped(tmp_path: Path, place: Path) -> None:
    (place / "old.log").write_text("old")
    os.utime(place / "old.log", (1e9, 1e9))
    (place / "new.log").write_text("new")
    with gathered(tmp_path / "sets", probes.LOGS, options=CollectOptions(since="7d")) as evidence:
        items = items_of(evidence, "logs")
        assert items["old.log"].status is Status.SKIPPED
        assert items["old.log"].reason.startswith("older")
        assert items["new.log"].status is Status.COLLECTED


@pytest.mark.posix("links as a Linux holds them")
def test_nothing_of_the_host_is_read_through_a_root(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "dir").mkdir(parents=True)
    (tmp_path / "secret").write_text("host")
    (root / "inside").write_text("tree")
    (root / "leads-out").symlink_to(tmp_path / "secret")
    (root / "up").symlink_to("../secret")
    (root / "absolute").symlink_to("/inside")
    (root / "loop").symlink_to("loop")
    (root / "dir-out").symlink_to("..")
    with gathered(
        tmp_path / "sets", probes.ROOTED, options=CollectOptions(root=str(root))
    ) as found:
        contents = {r.path.rpartition("/")[2]: content(found, r.path) for r in found.files}
        assert contents == {"inside": b"tree", "absolute": b"tree"}


def test_attachments_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "note.txt").write_text(PLANTED)
    (tmp_path / "a/note.txt").write_text("two")
    (tmp_path / "shot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    given = [tmp_path / "note.txt", tmp_path / "a/note.txt", tmp_path / "shot.png", tmp_path / "no"]
    with gathered(tmp_path / "sets", attachments=given) as evidence:
        records = {record.path: record for record in evidence.files}
        assert set(records) == {
            "attachments/1-note.txt", "attachments/2-note.txt", "attachments/shot.png"
        }  # fmt: skip
        assert content(evidence, "attachments/1-note.txt") == b"pii-user-00000012"
        assert records["attachments/shot.png"].unredactable
        assert content(evidence, "attachments/shot.png") == given[2].read_bytes()
        assert items_of(evidence, "attachments")["no"].status is Status.ABSENT


def test_a_worker_deaf_to_sigkill_is_abandoned_and_nobody_waits_for_it(tmp_path: Path) -> None:
    script = """
import pathlib, sys
from collector.evidence import process
from tests.unit.evidence import fake_probes as probes
from tests.unit.evidence.gathering import Clock, gathered, items_of
process.Isolated._kill_group = lambda self: None  # as in an uninterruptible read
clock = Clock()
def wait_for_it(event):
    if event.subject == "bad: hangs":
        clock.forward(61)
with gathered(pathlib.Path(sys.argv[1]), probes.BAD, probes.GOOD, longest_item_s=60,
              progress=wait_for_it) as evidence:
    assert items_of(evidence, "bad")["hangs"].status == "timed_out"
    assert items_of(evidence, "bad")["after"].status == "collected"
    assert items_of(evidence, "good")["thing"].status == "collected"
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(tmp_path)],
        capture_output=True,
        check=False,
        timeout=PATIENCE_S,  # it sleeps for ever
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.posix("two spellings of one name")
def test_names_that_are_hidden_alike_stay_apart(tmp_path: Path, place: Path) -> None:
    (place / f"{PLANTED}.log").write_text("one")
    (place / f"{PLANTED.upper()}.log").write_text("two")
    with gathered(tmp_path / "sets", probes.LOGS) as evidence:
        assert sorted(content(evidence, r.path) for r in evidence.files) == [b"one", b"two"]


@pytest.mark.posix("/proc")
def test_a_pseudo_file_that_does_not_tell_its_size_is_read(tmp_path: Path) -> None:
    with gathered(tmp_path, attachments=[Path("/proc/self/status")]) as evidence:
        assert b"VmRSS" in content(evidence, "attachments/status")


def test_a_set_that_cannot_be_written_stops_gathering(tmp_path: Path) -> None:
    evidence = EvidenceSet.create(tmp_path, key=KEY, options=CollectOptions())
    evidence.spool.folder.rmdir()
    from collector.evidence.runner import gather

    with pytest.raises(NowhereToWriteError):
        gather(evidence, [probes.COMMANDS], time_limit_s=600, parts=PARTS)
    evidence.discard()


def test_probes_run_cheap_ones_first_and_after_what_they_need() -> None:
    order = [probe.id for probe in in_order([probes.SLOW, probes.NEEDS_GOOD, probes.GOOD])]
    assert order == ["good", "needs_good", "slow"]


def test_only_brings_in_what_is_needed_and_unknown_ids_are_named() -> None:
    everything = probes.PROBES
    assert [p.id for p in select(["needs_good"], (), everything)] == ["good", "needs_good"]
    assert [p.id for p in select(["needs_good"], ["good"], everything)] == ["needs_good"]
    with pytest.raises(UsageError) as fault:
        select(["nonsense"], (), everything)
    assert "nonsense" in fault.value.title
    assert "needs_good" in fault.value.hint


def test_the_shipped_probes_are_in_order_and_unique() -> None:
    found = select()
    ids = [probe.id for probe in found]
    assert len(ids) == len(set(ids)) >= 7
    for probe in found:
        assert all(ids.index(need) < ids.index(probe.id) for need in probe.needs)
