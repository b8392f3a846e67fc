"""The kernel log: the live buffer, copies on disk, saved copies, and a clear word where refused."""

from __future__ import annotations

import errno
import gzip
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import kmsg, open_machine
from collector.evidence.platforms.files import unpacked
from collector.evidence.platforms.linux import Linux
from collector.evidence.probe import Command, Context, File, Gap, Item, Stream
from collector.evidence.probes import kernel_log
from tests.unit.evidence.running import as_ordinary_user, items, outcome, tree

posix = pytest.mark.skipif(os.name == "nt", reason="links, FIFOs and devices of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    log = tmp_path / "var" / "log"
    log.mkdir(parents=True)
    (log / "dmesg").write_text("[    0.1] now\n")
    (log / "dmesg.0").write_text("[    0.1] before\n")
    (log / "dmesg.1.gz").write_bytes(gzip.compress(b"[    0.1] long ago\n" * 10_000))
    (log / "dmesg-is-not-this").write_text("x")
    (log / "syslog").write_text("x")
    return tmp_path


def test_the_log_and_its_rotated_copies_are_taken_from_the_tree(root: Path) -> None:
    found = items(kernel_log.PROBE, tree(root))
    assert sorted(found) == ["dmesg", "dmesg.0", "dmesg.1-unpacked"]
    assert isinstance(found["dmesg"], File)
    assert outcome(found["dmesg.1-unpacked"])[1] == b"[    0.1] long ago\n" * 10_000


def test_a_tree_never_shows_the_ring_buffer_of_the_host(root: Path) -> None:
    assert not any(isinstance(i, Stream) and "kmsg" in i.source for i in
                   items(kernel_log.PROBE, tree(root)).values())  # fmt: skip


def test_a_missing_log_is_named_with_the_place_searched(tmp_path: Path) -> None:
    (tmp_path / "var" / "log").mkdir(parents=True)
    gap = items(kernel_log.PROBE, tree(tmp_path))["dmesg"]
    assert isinstance(gap, Gap)
    assert (gap.status, gap.searched) == (Status.ABSENT, ("/var/log/dmesg",))


def test_no_log_folder_at_all_is_absent_too(tmp_path: Path) -> None:
    assert outcome(items(kernel_log.PROBE, tree(tmp_path))["dmesg"])[0] is Status.ABSENT


def test_a_saved_copy_is_taken_by_its_name_on_any_system(root: Path) -> None:
    (root / "Windows" / "System32").mkdir(parents=True)
    saved = root / "my dmesg.txt"
    saved.write_text("x")
    found = items(kernel_log.PROBE, tree(root, kernel_logs=(saved, root / "gone")))
    assert outcome(found["kernel-log"])[0] is Status.NOT_APPLICABLE
    assert isinstance(found["saved-1/my_dmesg.txt"], File)
    assert outcome(found["saved-2/gone"])[0] is Status.ABSENT


@posix
def test_a_link_out_of_the_tree_is_not_followed(root: Path, tmp_path: Path) -> None:
    (root / "var" / "log" / "dmesg.7").symlink_to("../" * 30 + "etc/passwd")
    gap = items(kernel_log.PROBE, tree(root))["dmesg.7"]
    assert outcome(gap) == (Status.SKIPPED, "not followed: it leads out of the root")


def test_damage_in_a_compressed_copy_is_told_after_what_is_readable(tmp_path: Path) -> None:
    path = tmp_path / "dmesg.1.gz"
    path.write_bytes(gzip.compress(os.urandom(300_000))[:200_000])
    pieces: list[bytes] = []
    with pytest.raises(NotCollectedError, match="too early"):
        pieces.extend(unpacked(path))
    assert sum(map(len, pieces)) > 100_000
    assert max(map(len, pieces)) <= 65536


def test_a_bomb_is_unpacked_in_small_pieces(tmp_path: Path) -> None:
    path = tmp_path / "dmesg.1.gz"
    path.write_bytes(gzip.compress(bytes(20_000_000)))
    first = next(stream := unpacked(path))
    stream.close()  # type: ignore[attr-defined]
    assert len(first) <= 65536


@posix
def test_a_fifo_in_place_of_a_compressed_copy_is_skipped(root: Path) -> None:
    os.mkfifo(root / "var" / "log" / "dmesg.2.gz")
    item = items(kernel_log.PROBE, tree(root))["dmesg.2-unpacked"]
    assert outcome(item)[0] is Status.SKIPPED


RECORDS = [b"6,1,1000000,-;first\n", b"4,2,2000000,-;second\n"]


def _device(monkeypatch: pytest.MonkeyPatch, answers: list[bytes | OSError]) -> list[int]:
    """`os.read` answers as /dev/kmsg does; returns the sizes that were asked for."""
    sizes: list[int] = []

    def read(handle: int, size: int) -> bytes:
        sizes.append(size)
        answer = answers.pop(0) if answers else BlockingIOError(errno.EAGAIN, "")
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(os, "read", read)
    return sizes


def test_overwritten_records_are_passed_over_and_a_small_buffer_grows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    device = tmp_path / "kmsg"
    device.touch()
    overrun, small = BrokenPipeError(errno.EPIPE, ""), OSError(errno.EINVAL, "")
    sizes = _device(monkeypatch, [RECORDS[0], overrun, small, RECORDS[1], b"garbage"])
    assert list(kmsg.ring_buffer(device)) == [
        b"<6>[    1.000000] first\n",
        b"<4>[    2.000000] second\n",
    ]
    assert sizes[:4] == [8192, 8192, 8192, 32768]


def test_since_leaves_out_older_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    device = tmp_path / "kmsg"
    device.touch()
    _device(monkeypatch, [*RECORDS])
    now = datetime(2026, 11, 23, tzinfo=UTC)
    monkeypatch.setattr(kmsg, "time", SimpleNamespace(monotonic=lambda: 100.0))
    monkeypatch.setattr(kmsg, "datetime", SimpleNamespace(now=lambda _zone: now))
    since = now - timedelta(seconds=98.5)  # 1.5 s after the start
    assert list(kmsg.ring_buffer(device, since)) == [b"<4>[    2.000000] second\n"]


def test_a_kernel_that_refuses_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    device = tmp_path / "kmsg"
    device.touch()
    _device(monkeypatch, [PermissionError(errno.EPERM, "")])
    with pytest.raises(NotCollectedError) as caught:
        list(kmsg.ring_buffer(device))
    assert caught.value.status is Status.REFUSED


def test_no_device_is_absent(tmp_path: Path) -> None:
    with pytest.raises(NotCollectedError) as caught:
        list(kmsg.ring_buffer(tmp_path / "kmsg"))
    assert caught.value.status is Status.ABSENT


@pytest.mark.skipif(not os.access("/dev/kmsg", os.R_OK), reason="needs the device")
def test_the_real_buffer_reads_like_dmesg() -> None:
    status, text = outcome(items(kernel_log.PROBE, Context(machine=open_machine()))[
        "ring-buffer.txt"])  # fmt: skip
    assert status is Status.COLLECTED
    assert text.startswith(b"<")
    assert text.endswith(b"\n")


@pytest.mark.posix("the kernel's log device")
def test_an_ordinary_user_is_refused_or_reads_and_never_hangs() -> None:
    script = (
        "import os\n"
        "from pathlib import Path\n"
        "from collector.evidence.platforms import kmsg\n"
        "from collector.evidence.outcome import NotCollectedError\n"
        "os.getuid() or os.setuid(65534)\n"
        "try:\n"
        "    print('collected', len(list(kmsg.ring_buffer(Path('/dev/kmsg')))))\n"
        "except NotCollectedError as error:\n"
        "    print(error.status, error.reason)\n"
    )
    told = as_ordinary_user(script)
    assert told.startswith(("collected", "refused the kernel shows its log"))


class Journalled(Linux):
    """A Linux whose journal lies in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def path(self, absolute: str) -> Path:
        return self._folder / absolute.lstrip("/")


def test_earlier_starts_are_asked_of_the_journal(tmp_path: Path) -> None:
    def journal(since: datetime | None = None) -> Item:
        machine = Journalled(tmp_path)
        return items(kernel_log.PROBE, Context(machine=machine, since=since))["journal.txt"]

    assert outcome(journal()) == (Status.ABSENT, "this system keeps no journal")
    kept = tmp_path / "var" / "log" / "journal" / ("0" * 32) / "system.journal"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"LPKSHHRH")
    asked = journal(since=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(asked, Command)
    assert asked.argv[0] == "journalctl"
    assert asked.argv[-2:] == ("_TRANSPORT=kernel", "--since=@1767225600")


def test_a_journal_that_this_account_may_not_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "run" / "log" / "journal" / ("0" * 32) / "system.journal"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"LPKSHHRH")
    monkeypatch.setattr(os, "access", lambda *_: False)
    gap = items(kernel_log.PROBE, Context(machine=Journalled(tmp_path)))["journal.txt"]
    assert outcome(gap) == (
        Status.REFUSED, "the journal of the system is shown to administrators only",
    )  # fmt: skip
