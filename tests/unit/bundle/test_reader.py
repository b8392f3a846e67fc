"""Reading a bundle: each fault its own class, bounded memory, other people's ZIP programs."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collector.bundle import errors
from collector.bundle.directory import read_directory
from collector.bundle.reader import open_bundle
from collector.bundle.zip_format import MIB, Limits
from collector.bundle.zip_writer import ZipWriter
from collector.core.errors import CancelledError, CollectorError
from collector.core.progress import Cancel, ProgressEvent
from tests.hostile_bundles import HOSTILE, LOG, Archive, Raw, raw, valid
from tests.make_bundle import CREATED_AT, make_bundle

CLASSES = {
    "empty": errors.NotAZipError,
    "truncated": errors.TruncatedBundleError,
    "appended": errors.ForeignDataError,
    "count-lies": errors.DirectoryError,
    "too-many": errors.TooManyMembersError,
    "traversal": errors.UnsafeNameError,
    "duplicate-case": errors.DuplicateNameError,
    "symlink": errors.SpecialMemberError,
    "encrypted": errors.EncryptedMemberError,
    "compression": errors.UnsupportedCompressionError,
    "overlap": errors.OverlapError,
    "bomb-ratio": errors.BombError,
    "bomb-total": errors.BombError,
    "manifest-size-lies": errors.WrongSizeError,
    "no-manifest": errors.ManifestMissingError,
    "manifest-not-json": errors.ManifestMalformedError,
    "manifest-newer": errors.NewerFormatError,
    "unlisted": errors.UnlistedMemberError,
    "missing-member": errors.MemberMissingError,
}


@pytest.mark.parametrize("name", CLASSES)
def test_each_fault_is_an_error_of_its_own(tmp_path: Path, name: str) -> None:
    path = HOSTILE[name].write(tmp_path / "b.zip")
    with pytest.raises(CLASSES[name]) as caught:
        open_bundle(path)
    assert str(path) in caught.value.title
    assert caught.value.hint


def test_a_member_is_read_up_to_a_limit_only(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    with open_bundle(info.path) as bundle:
        assert bundle.read_member("evidence/system/facts.json", 100).startswith(b'{"os"')
        with pytest.raises(errors.WrongSizeError, match="expected at most 10"):
            bundle.read_member("evidence/system/facts.json", 10)
        with pytest.raises(KeyError):
            bundle.read_member("evidence/system/none", 10)


def test_a_zip_that_another_program_made_of_the_same_files_is_accepted(tmp_path: Path) -> None:
    members = valid(tmp_path / "b.zip")
    for name, method in (("deflated.zip", zipfile.ZIP_DEFLATED), ("stored.zip", 0)):
        with zipfile.ZipFile(tmp_path / name, "w", method) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        with open_bundle(tmp_path / name) as bundle:
            assert bundle.verify().ok


def test_so_is_one_that_was_streamed_with_data_descriptors(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in valid(tmp_path / "b.zip").items():
            archive.writestr(name, data)
    (tmp_path / "b.zip").write_bytes(pipe.data)
    with open_bundle(tmp_path / "b.zip") as bundle:
        assert bundle.verify().ok


def test_verification_names_every_mismatch_and_counts_the_rest(tmp_path: Path) -> None:
    members = valid(tmp_path / "b.zip")
    members[LOG] = members[LOG].replace(b"1", b"2")
    members["request.json"] = b"{}"
    path = tmp_path / "b.zip"
    path.write_bytes(Archive(members=raw(members)).to_bytes())
    with open_bundle(path) as bundle:
        result = bundle.verify()
    assert [one.path for one in result.mismatches] == [LOG, "request.json"]
    assert result.files == 3


def test_verification_reports_progress_and_can_be_cancelled(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    events: list[ProgressEvent] = []
    cancel = Cancel()
    with open_bundle(info.path) as bundle:
        bundle.verify(events.append)
        cancel.request()
        with pytest.raises(CancelledError):
            bundle.verify(cancel=cancel)
    assert events[-1].done <= (events[-1].total or 0)


def test_limits_are_the_caller_s_to_lower(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    with pytest.raises(errors.TooManyMembersError):
        open_bundle(info.path, Limits(members=3))
    with pytest.raises(errors.BombError):
        open_bundle(info.path, Limits(total=1000))
    with pytest.raises(errors.ManifestMalformedError):
        open_bundle(info.path, Limits(manifest=10))


FLAT = """
import dataclasses, hashlib, pathlib, resource, sys
from collector.bundle.manifest import Privacy
from collector.bundle.reader import open_bundle
from collector.bundle.writer import write_bundle
from tests.make_bundle import BUNDLE_ID, CREATED_AT, MemoryEvidence, record_of
LINES = b"".join(b"%08d sector read\\r\\n" % (n * 7919 % 99999989) for n in range(40000)) * 3
PERIOD, SIZE = len(LINES) // 3, 200_000_000
class Log:
    at = 0
    def read(self, size):
        size, begin = min(size, SIZE - self.at), self.at % PERIOD
        self.at += size
        return LINES[begin : begin + size]
    def __enter__(self): return self
    def __exit__(self, *_): pass
digest, log = hashlib.sha256(), Log()
while data := log.read(1 << 20): digest.update(data)
class Big(MemoryEvidence):
    @property
    def files(self):
        record = record_of("evidence/p/big.log", b"")
        return (dataclasses.replace(record, size=SIZE, sha256=digest.hexdigest()),)
    def open_file(self, record): return Log()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
info = write_bundle(pathlib.Path(sys.argv[1]), evidence=Big(), request_json=None,
    bundle_id=BUNDLE_ID, created_at=CREATED_AT, platform="", time_zone="",
    privacy=Privacy(level="standard"))
with open_bundle(info.path) as bundle:
    assert bundle.verify().bytes > SIZE
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource is POSIX")
def test_memory_stays_flat_for_a_log_of_200_mb(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FLAT, str(tmp_path / "b.zip")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 16  # MiB, beside what the program itself takes


def test_sizes_over_4_gib_are_written_and_read_back(tmp_path: Path) -> None:
    """The structures alone: a hole in a sparse file stands for the data."""
    path = tmp_path / "b.zip"
    with path.open("w+b") as file:
        archive = ZipWriter(file, CREATED_AT)
        archive.add("first", [b"x"], 1)
        archive._at = 5 << 30
        hole = archive._at
        file.seek(hole)
        archive.add("second", [b"y" * 100], 100)
        archive.finish()
    with zipfile.ZipFile(path) as other:
        assert other.read("second") == b"y" * 100
        assert other.getinfo("second").header_offset == hole
    with path.open("rb") as file, pytest.raises(errors.ForeignDataError, match="before second"):
        read_directory(file, path)  # the hole belongs to nobody


def test_a_wide_member_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the border between 32 and 64 bits drawn at 2000 bytes, both sides agree about it."""
    from collector.bundle import zip_format

    info = make_bundle(tmp_path / "narrow.zip")
    monkeypatch.setattr(zip_format, "MIB", 0xFFFFFFFF)
    wide = make_bundle(tmp_path / "wide.zip")
    assert wide.size > info.size
    with open_bundle(wide.path) as bundle:
        assert bundle.verify().ok
    with zipfile.ZipFile(wide.path) as other:
        assert other.testzip() is None


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_damage_is_ever_taken_for_a_verified_bundle_or_crashes(
    tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "b.zip"
    if not (tmp_path / "good.zip").exists():
        make_bundle(tmp_path / "good.zip")
    good = (tmp_path / "good.zip").read_bytes()
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(bad) - 1))
        cut = data.draw(st.integers(0, 8))
        bad[at : at + cut] = data.draw(st.binary(max_size=8))
    path.write_bytes(bad)
    try:
        with open_bundle(path) as bundle:
            result = bundle.verify()
            content = {m.name: bundle.read_member(m.name, MIB) for m in bundle.members}
    except CollectorError:
        return
    if result.ok:  # only what nobody reads was changed: a time, a version, an attribute
        with open_bundle(tmp_path / "good.zip") as bundle:
            same = {m.name: bundle.read_member(m.name, MIB) for m in bundle.members}
        assert {**content, "manifest.json": b""} == {**same, "manifest.json": b""}


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_refused_or_read(data: bytes) -> None:
    for whole in (data, Archive(members=[Raw(name=b"a", data=data, extra=data[:9])]).to_bytes()):
        try:
            members = read_directory(io.BytesIO(whole), Path("b.zip"))
        except errors.BundleError:
            continue
        assert all(member.end <= len(whole) for member in members)
