"""One pass from a file to the spool: only regular files, cut at lines, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.secrets import Seal
from collector.evidence.decode import Encoding
from collector.evidence.model import EncodingSource, Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.pipeline import (
    OverBudgetError,
    Spool,
    SpoolError,
    is_whole,
    read_spooled,
    write,
)
from collector.evidence.rewriting import merged
from collector.evidence.safe_names import safe_name, unique
from collector.evidence.sidecar import read_sidecar
from collector.evidence.window import Reading, Window, cut_to
from collector.privacy.model import Hit, Kind, Name, Redacted
from tests.systems import demand_private
from tests.unit.evidence.fake_parts import FakeRedactor
from tests.unit.evidence.gathering import KEY

UTF8 = Encoding("utf-8", EncodingSource.VALID)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    (tmp_path / "spool").mkdir()
    return Spool(tmp_path / "spool", "set", Seal(KEY, "sidecar"))


# opening -----------------------------------------------------------------------------------------


@pytest.mark.posix("pipes and sockets in folders")
def test_only_a_regular_file_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")  # a whole path may be too long for one
        (tmp_path / "folder").mkdir()
        for name in ("fifo", "socket", "folder", "/dev/zero"):
            for root in (None, tmp_path if not name.startswith("/") else Path("/dev")):
                with pytest.raises(NotCollectedError) as refusal:
                    open_regular(tmp_path / name, root)
                assert refusal.value.status is Status.SKIPPED
    with pytest.raises(NotCollectedError) as missing:
        open_regular(tmp_path / "gone")
    assert missing.value.status is Status.ABSENT


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "var/log").mkdir(parents=True)
    (root / "var/log/real.log").write_text("inside")
    (root / "etc").mkdir()
    (root / "etc/secret").write_text("of the tree")
    (tmp_path / "secret").write_text("of the host")
    (root / "var/log/relative").symlink_to("real.log")
    (root / "var/log/absolute").symlink_to("/etc/secret")
    (root / "var/log/out").symlink_to("../../../secret")
    (root / "var/log/host").symlink_to(tmp_path / "secret")
    (root / "var/log/loop").symlink_to("loop")
    (root / "link-to-log").symlink_to("var/log")
    (root / "link-out").symlink_to("..")
    return root


def read(root: Path, name: str) -> str:
    with open_regular(root / name, root) as file:
        return file.read().decode()


@pytest.mark.links
@pytest.mark.parametrize("name", ["var/log/real.log", "var/log/relative", "link-to-log/real.log"])
def test_links_inside_a_root_are_followed(tree: Path, name: str) -> None:
    assert read(tree, name) == "inside"


@pytest.mark.posix("absolute links from a slash")
def test_an_absolute_link_means_what_it_means_to_the_tree(tree: Path) -> None:
    assert read(tree, "var/log/absolute") == "of the tree"


@pytest.mark.links
@pytest.mark.parametrize(
    "name", ["var/log/out", "var/log/host", "var/log/loop", "link-out/secret", "../secret"]
)
def test_nothing_leads_out_of_a_root(tree: Path, name: str) -> None:
    with pytest.raises(NotCollectedError) as refusal:
        open_regular(tree / name, tree)
    assert refusal.value.status in (Status.SKIPPED, Status.ABSENT)


# cutting -----------------------------------------------------------------------------------------


def window_of(path: Path, limit: int | None, *, tail: bool, unit: Encoding) -> tuple[Window, bytes]:
    with FileIO(path, "rb") as file:
        window = cut_to(file, path.stat().st_size, limit, tail=tail, unit=unit)
        reading = Reading(file=file, window=window, advanced=lambda _count: None)
        return window, b"".join(reading.chunks())


@given(
    st.lists(st.sampled_from(["", "a", "äöü", "日本語", "x" * 50]), max_size=20),
    st.integers(1, 300),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
)
def test_a_cut_is_made_at_a_line_and_within_the_limit(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], limit: int, tail: bool, codec: str
) -> None:
    text = "".join(line + "\n" for line in lines)
    path = tmp_path_factory.mktemp("cut") / "log"
    path.write_bytes(text.encode(codec))
    unit = Encoding(codec, EncodingSource.PATTERN)
    window, kept = window_of(path, limit, tail=tail, unit=unit)
    part = kept.decode(codec)
    assert len(kept) <= limit or window.cut == 0
    assert text.endswith(part) if tail else text.startswith(part)
    if window.cut and kept and len("\n".encode(codec)) <= limit and "\n" in part:
        whole = text.encode(codec)
        rest = whole[: -len(kept)] if tail else kept
        assert rest.endswith("\n".encode(codec))


def test_one_endless_line_is_cut_between_characters(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes("ä".encode() * 2_000_000)
    for limit in (1_500_000, 1_500_001):
        window, kept = window_of(path, limit, tail=True, unit=UTF8)
        assert kept.decode() == "ä" * (1_500_000 // 2)
        assert window.truncated == "last 1500000 of 4000000 bytes"


class BadSector(FileIO):
    """Reads well up to byte 300,000."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 262_144:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_what_was_read_before_a_bad_sector_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * 400_000)
    with BadSector(path, "rb") as file:
        window = Window(0, 400_000, 400_000, tail=True)
        reading = Reading(file=file, window=window, advanced=lambda _count: None)
        assert len(b"".join(reading.chunks())) == 262_144
        assert reading.error == "reading stopped at byte 262144: Input/output error"


def test_a_file_that_shrinks_while_it_is_read_says_so_and_one_that_grows_ends(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * 600_000)
    with FileIO(path, "rb") as file:
        window = Window(0, 600_000, 600_000, tail=True)
        reading = Reading(file=file, window=window, advanced=lambda _count: None)
        chunks = reading.chunks()
        next(chunks)
        os.truncate(path, 300_000)
        assert len(b"".join(chunks)) + 262_144 == 300_000
        assert "shorter" in reading.error
        path.write_bytes(b"x" * 900_000)
        again = Reading(file=file, window=window, advanced=lambda _count: None)
        assert len(b"".join(again.chunks())) == 600_000
        assert again.error == ""


# the spool ---------------------------------------------------------------------------------------


def redactor() -> FakeRedactor:
    return FakeRedactor(KEY, [Name(Kind.USER, "jane")])


def test_what_is_spooled_is_redacted_and_hashed(spool: Spool) -> None:
    written = write(spool, [b"jane and J", b"ANE\n"], redactor=redactor())
    data = b"".join(read_spooled(spool.data(written.name)))
    assert b"jane" not in data.lower()
    assert written.sha256 == hashlib.sha256(data).hexdigest()
    assert (written.size, written.redactions) == (len(data), {"user": 2})
    about = spool.about(written.name)
    hits = [*read_sidecar(spool.side(written.name), spool.seal, about, written.hits)]
    assert [hit.original for hit in hits] == ["jane", "JANE"]
    assert all(data[hit.offset :].startswith(hit.token.encode()) for hit in hits)
    assert b"jane" not in spool.side(written.name).read_bytes().lower()
    demand_private(spool.data(written.name))


def test_secrets_are_never_kept(spool: Spool) -> None:
    class Secretive(FakeRedactor):
        def stream(self, chunks: object) -> Iterator[Redacted]:
            yield Redacted(b"x", (Hit(0, Kind.SECRET, "pii-removed", "hunter2"),))

    written = write(spool, [], redactor=Secretive(KEY, []))
    about = spool.about(written.name)
    [hit] = read_sidecar(spool.side(written.name), spool.seal, about, 1)
    assert hit.original == ""


def test_a_log_with_a_name_in_every_line_does_not_need_as_much_room_again(spool: Spool) -> None:
    lines = [b"2026-11-01 op %06d of jane\n" % number for number in range(20_000)]
    written = write(spool, lines, redactor=redactor())
    assert written.hits == 20_000
    assert spool.side(written.name).stat().st_size < written.stored // 4
    hits = read_sidecar(spool.side(written.name), spool.seal, spool.about(written.name), 20_000)
    data = b"".join(read_spooled(spool.data(written.name)))
    assert all(data.startswith(hit.token.encode(), hit.offset) for hit in hits)


def test_a_sidecar_cannot_be_changed_moved_or_shortened(spool: Spool) -> None:
    names = b"jane\n" * 2000
    written = write(spool, [names], redactor=redactor())
    side, about = spool.side(written.name), spool.about(written.name)
    assert len([*read_sidecar(side, spool.seal, about, written.hits)]) == 2000
    good = side.read_bytes()
    for bad in (good[:-1], good[: len(good) // 2], good[:50] + b"?" + good[51:], b"\xff" * 9):
        side.write_bytes(bad)
        with pytest.raises(ValueError, match=r"."):
            list(read_sidecar(side, spool.seal, about, written.hits))
    side.write_bytes(good)
    with pytest.raises(ValueError, match=r"."):
        list(read_sidecar(side, spool.seal, "set/other", written.hits))


def test_a_pass_that_fails_leaves_nothing_behind(spool: Spool) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(spool, broken(), redactor=None)
    with pytest.raises(OverBudgetError):
        write(spool, [os.urandom(50_000)], redactor=None, budget=10_000)
    assert list(spool.folder.iterdir()) == []


def test_a_spool_that_cannot_be_written_is_not_the_fault_of_the_item(spool: Spool) -> None:
    spool.folder.rmdir()
    with pytest.raises(SpoolError):
        write(spool, [b"x"], redactor=None)


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-3], lambda d: b"", lambda d: d[:5] + b"?" + d[6:]]
)
def test_damage_to_a_spool_file_is_seen(spool: Spool, damage: object) -> None:
    written = write(spool, [b"some text that is long enough\n" * 10], redactor=None)
    path = spool.data(written.name)
    assert is_whole(spool, written.name, written.sha256, written.hits)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert not is_whole(spool, written.name, written.sha256, written.hits)


@given(st.lists(st.sampled_from(["jane", "bob", "JANE ", "x", "äß", "\n"]), max_size=30))
def test_hits_of_two_passes_point_at_their_tokens(words: list[str]) -> None:
    first = FakeRedactor(KEY, [Name(Kind.USER, "jane")]).redact("".join(words).encode())
    second = FakeRedactor(KEY, [Name(Kind.HOST, "bob")])
    pieces = [*merged(second.stream([first.data]), iter(first.hits))]
    data = b"".join(piece.data for piece in pieces)
    hits = [hit for piece in pieces for hit in piece.hits]
    assert len(hits) == len(first.hits) + words.count("bob")
    assert hits == sorted(hits, key=lambda hit: hit.offset)
    for hit in hits:
        assert data[hit.offset :].startswith(hit.token.encode())


# names -------------------------------------------------------------------------------------------


@given(st.text(max_size=300))
def test_a_name_in_the_bundle_unpacks_anywhere(name: str) -> None:
    safe = safe_name(name)
    assert not safe.startswith("/")
    assert len(safe) <= 620
    for part in safe.split("/"):
        assert part not in ("", ".", "..")
        assert not part.endswith((".", " "))
        assert not set(part) & set('<>:"\\|?*\0')
    assert safe_name(safe) == safe
    safe.encode()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Users\\x.log", "C_/Users/x.log"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        ("a" * 300 + ".log", "a" * 96 + ".log"),
        ("...", "_"),
        ("", "_"),
    ],
)
def test_names_that_would_do_harm(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_names_differ_without_regard_to_case() -> None:
    taken = {"a/log.txt", "a/log-2.txt"}
    assert unique("a/LOG.txt", taken) == "a/LOG-3.txt"
    assert unique("a/.hidden", {"a/.hidden"}) == "a/.hidden-2"
