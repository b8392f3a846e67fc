"""Writing a bundle: a pure function of its inputs, whole or not at all, never over another file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collector.bundle import temporary, writer
from collector.bundle.errors import UnfitEvidenceError
from collector.bundle.manifest import Privacy, decode_manifest, encode_manifest
from collector.bundle.reader import open_bundle
from collector.bundle.writer import BundleInfo, write_bundle
from collector.core import durable
from collector.core.errors import CancelledError, NowhereToWriteError
from collector.core.member_names import clash, fault_of
from collector.core.progress import Cancel, ProgressEvent
from collector.evidence.model import FileRecord, ItemRecord, ProbeRecord, Status
from collector.evidence.safe_names import safe_name
from tests.make_bundle import (
    BUNDLE_ID,
    CONTENT,
    CREATED_AT,
    MemoryEvidence,
    make_bundle,
    record_of,
    some_probes,
)
from tests.systems import KILLED, WINDOWS, some


def pack(
    out: Path, evidence: writer.Evidence, cancel: Cancel | None = None, level: str = "standard"
) -> BundleInfo:
    return write_bundle(
        out, evidence=evidence, request_json=None, bundle_id=BUNDLE_ID, created_at=CREATED_AT,
        platform="Linux", time_zone="UTC", privacy=Privacy(level=level), cancel=cancel,
    )  # fmt: skip


def test_a_bundle_opens_in_any_zip_program(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    if not WINDOWS:  # its own program for archives is Explorer
        assert subprocess.run(
            ["unzip", "-tq", str(info.path)], check=False, capture_output=True
        ).returncode == 0  # fmt: skip
    with zipfile.ZipFile(info.path) as archive:
        names = archive.namelist()
        assert names[:3] == ["README.txt", "manifest.json", "request.json"]
        assert names[3:] == sorted(CONTENT)
        assert {name: archive.read(name) for name in CONTENT} == CONTENT
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o100600}
        assert {one.date_time for one in archive.infolist()} == {(2026, 11, 22, 9, 30, 14)}
        assert archive.testzip() is None


def test_size_and_sha256_are_those_of_the_file_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    data = info.path.read_bytes()
    assert (info.id, info.size) == (BUNDLE_ID, len(data))
    assert info.sha256 == hashlib.sha256(data).hexdigest()
    if os.name == "posix":
        assert stat.S_IMODE(info.path.stat().st_mode) == 0o600


def test_the_manifest_holds_the_hash_of_every_other_member(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    with zipfile.ZipFile(info.path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for file in manifest["files"]:
            assert file["sha256"] == hashlib.sha256(archive.read(file["path"])).hexdigest()
        assert {file["path"] for file in manifest["files"]} == set(archive.namelist()) - {
            "manifest.json"
        }
    assert next(iter(manifest)) == "format"


def test_the_same_input_gives_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    first = make_bundle(tmp_path / "a.zip")
    turned = MemoryEvidence(dict(reversed(list(CONTENT.items()))), tuple(reversed(some_probes())))
    second = write_bundle(
        tmp_path / "b.zip", evidence=turned,
        request_json=b'{"contact":{"email":"jane@example.com"}}', bundle_id=BUNDLE_ID,
        created_at=CREATED_AT, platform="Linux 6.8 x86_64", time_zone="Europe/Berlin",
        privacy=Privacy(level="standard"),
    )  # fmt: skip
    assert first.path.read_bytes() == second.path.read_bytes()


class Dribble(io.BytesIO):
    """Gives at most 1000 bytes a read, as a pipe or a decompressor may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(1000, size if size and size > 0 else 1000))


class Dribbling(MemoryEvidence):
    def open_file(self, record: FileRecord) -> BinaryIO:
        return Dribble(self.content[record.path])


def test_short_reads_do_not_change_the_bytes(tmp_path: Path) -> None:
    content = {"evidence/p/a.log": bytes(range(256)) * 9000, "evidence/p/zeros.log": bytes(10**6)}
    one = pack(tmp_path / "a.zip", MemoryEvidence(content))
    two = pack(tmp_path / "b.zip", Dribbling(content))
    assert one.sha256 == two.sha256


def test_a_log_of_zeros_stays_under_the_ratio_that_a_reader_accepts(tmp_path: Path) -> None:
    sizes = (3 << 20, (1 << 20) + 1, 1 << 20, 70_000)
    content = {f"evidence/p/{size}.log": bytes(size) for size in sizes}
    info = pack(tmp_path / "b.zip", MemoryEvidence(content))
    with zipfile.ZipFile(info.path) as archive:
        ratios = [one.file_size / one.compress_size for one in archive.infolist()]
    assert 50 < max(ratios) < 150
    with open_bundle(info.path) as bundle:
        assert bundle.verify().ok


def test_an_existing_file_is_left_alone_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    out.write_bytes(b"mine")
    with pytest.raises(NowhereToWriteError, match="exists already"):
        make_bundle(out)
    assert out.read_bytes() == b"mine"
    assert make_bundle(out, overwrite=True).size == out.stat().st_size
    assert os.listdir(tmp_path) == ["b.zip"]


def test_a_file_that_appears_while_packing_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "b.zip"

    class Meddling(MemoryEvidence):
        def open_file(self, record: FileRecord) -> BinaryIO:
            out.write_bytes(b"somebody else's")
            return super().open_file(record)

    with pytest.raises(NowhereToWriteError, match="exists already"):
        pack(out, Meddling())
    assert out.read_bytes() == b"somebody else's"
    assert os.listdir(tmp_path) == ["b.zip"]


def test_without_hard_links_a_taken_name_is_still_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError("FAT has no links")

    monkeypatch.setattr(os, "link", no_links)
    source, taken = tmp_path / "source", tmp_path / "taken"
    source.write_bytes(b"new")
    taken.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        durable.rename_new(source, taken, "bundle")
    durable.rename_new(source, tmp_path / "free", "bundle")
    assert (taken.read_bytes(), (tmp_path / "free").read_bytes()) == (b"old", b"new")


@pytest.mark.parametrize("change", [0, -1, 1])
def test_evidence_that_changed_after_it_was_recorded_is_refused_loudly(
    tmp_path: Path, change: int
) -> None:
    class Changed(MemoryEvidence):
        @property
        def files(self) -> tuple[FileRecord, ...]:
            first, *rest = super().files
            return (replace(first, size=first.size + change, sha256="0" * 64), *rest)

    with pytest.raises(UnfitEvidenceError, match=r"evidence/system/facts\.json changed"):
        pack(tmp_path / "b.zip", Changed())
    assert os.listdir(tmp_path) == []


def test_a_spool_that_cannot_be_read_is_not_called_a_full_disk(tmp_path: Path) -> None:
    class Broken(MemoryEvidence):
        def open_file(self, record: FileRecord) -> BinaryIO:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnfitEvidenceError, match="cannot be read from the work folder"):
        pack(tmp_path / "b.zip", Broken())
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "path",
    ["../b", "/etc/passwd", "C:/b", "evidence/a:b", "manifest.json", "README.TXT",
     "evidence/nul.log", "README.txt/b"],
)  # fmt: skip
def test_names_that_a_reader_refuses_are_refused_before_anything_is_written(
    tmp_path: Path, path: str
) -> None:
    with pytest.raises(UnfitEvidenceError):
        pack(tmp_path / "b.zip", MemoryEvidence({path: b"x"}))
    assert os.listdir(tmp_path) == []


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    cancel = Cancel()

    class Cancelling(MemoryEvidence):
        def open_file(self, record: FileRecord) -> BinaryIO:
            cancel.request()
            return super().open_file(record)

    with pytest.raises(CancelledError):
        pack(tmp_path / "b.zip", Cancelling(), cancel)
    assert os.listdir(tmp_path) == []


def test_progress_counts_up_to_the_whole(tmp_path: Path) -> None:
    events: list[ProgressEvent] = []
    write_bundle(
        tmp_path / "b.zip", evidence=MemoryEvidence(), request_json=None, bundle_id=BUNDLE_ID,
        created_at=CREATED_AT, platform="", time_zone="", privacy=Privacy(level="off"),
        progress=events.append,
    )  # fmt: skip
    assert [event.done for event in events] == sorted(event.done for event in events)
    assert events[-1].done == events[-1].total == sum(map(len, CONTENT.values()))


@pytest.mark.posix("/dev/full")
def test_a_full_disk_says_what_was_kept_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> tuple[Path, BinaryIO]:
        path = folder / ".paragon-bundle-full.tmp"
        path.symlink_to("/dev/full")
        return path, open(path, "r+b", buffering=0)

    monkeypatch.setattr(temporary, "create", full)
    with pytest.raises(NowhereToWriteError, match="No space left on device") as caught:
        make_bundle(tmp_path / "b.zip")
    assert "The collected evidence is kept" in caught.value.hint
    assert os.listdir(tmp_path) == []


def test_a_folder_that_does_not_exist_is_nowhere_to_write(tmp_path: Path) -> None:
    with pytest.raises(NowhereToWriteError, match="No such file or directory"):
        make_bundle(tmp_path / "missing" / "b.zip")


MAKE = """
import sys, pathlib
from tests.make_bundle import make_bundle
make_bundle(pathlib.Path(sys.argv[1]))
"""


def run_make(out: Path, **environ: str) -> int:
    return subprocess.run(
        [sys.executable, "-c", MAKE, str(out)],
        env={**os.environ, "PYTHONPATH": os.getcwd(), **environ},
        check=False,
    ).returncode


def test_a_kill_at_any_point_leaves_a_whole_bundle_or_none(tmp_path: Path) -> None:
    log = tmp_path / "points"
    assert run_make(tmp_path / "whole.zip", PARAGON_COLLECTOR_KILL_LOG=str(log)) == 0
    whole = (tmp_path / "whole.zip").read_bytes()
    points = log.read_text().split()
    assert {point.split("#")[0] for point in points} == {
        "bundle.created", "bundle.member", "bundle.before-fsync", "bundle.after-fsync",
        "bundle.before-rename", "bundle.after-rename", *([] if WINDOWS else ["bundle.linked"]),
    }  # fmt: skip
    for point in some(points):
        folder = tmp_path / point
        folder.mkdir()
        out = folder / "b.zip"
        assert run_make(out, PARAGON_COLLECTOR_KILL_AT=point) == KILLED
        assert not out.exists() or out.read_bytes() == whole
        if out.exists():
            with pytest.raises(NowhereToWriteError):
                make_bundle(out)
            make_bundle(out, overwrite=True)
        else:
            make_bundle(out)  # the next run ...
        assert out.read_bytes() == whole
        assert os.listdir(folder) == ["b.zip"]  # ... clears what the killed one had left


def test_the_temporary_of_a_living_process_is_not_touched(tmp_path: Path) -> None:
    path, file = temporary.create(tmp_path)
    file.close()
    foreign = tmp_path / ".paragon-bundle-00000000-1-1-00000000.tmp"
    foreign.write_bytes(b"another machine's, on a shared folder")
    make_bundle(tmp_path / "b.zip")
    assert path.exists()
    assert foreign.exists()


def test_the_readme_tells_what_was_hidden_and_what_is_missing(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    with open_bundle(info.path) as bundle:
        text = bundle.read_member("README.txt", 10_000).decode()
    assert "6 x user names" in text
    assert "pwrecovery.log - not found" in text
    assert "request.json" in text
    assert text.count("\r\n") == text.count("\n")
    assert max(map(len, text.splitlines())) <= 90


def test_the_readme_warns_where_nothing_was_hidden(tmp_path: Path) -> None:
    info = pack(tmp_path / "b.zip", MemoryEvidence(), level="off")
    with open_bundle(info.path) as bundle:
        text = bundle.read_member("README.txt", 10_000).decode()
    assert "NOTHING WAS HIDDEN" in text
    assert "request.json" not in text


def test_text_that_is_no_unicode_is_kept_visible_in_the_manifest(tmp_path: Path) -> None:
    item = ItemRecord(name="caf\udce9.log", status=Status.FAILED, reason="\ud800")
    probe = ProbeRecord(id="p", status=Status.FAILED, seconds=0, bytes=0, items=(item,))
    info = pack(tmp_path / "b.zip", MemoryEvidence({}, (probe,)))
    with open_bundle(info.path) as bundle:
        found = bundle.manifest.probes[0].items[0]
    assert (found.name, found.reason) == ("caf\\udce9.log", "\\ud800")


def test_a_manifest_decodes_to_what_was_encoded(tmp_path: Path) -> None:
    info = make_bundle(tmp_path / "b.zip")
    with open_bundle(info.path) as bundle:
        manifest = bundle.manifest
    assert manifest.created_at == CREATED_AT
    assert decode_manifest(encode_manifest(manifest), tmp_path) == manifest
    assert record_of("evidence/system/facts.json", CONTENT["evidence/system/facts.json"]) in (
        manifest.files
    )


parts = st.text(min_size=1, max_size=12)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(st.lists(parts, min_size=1, max_size=3).map("/".join), st.binary()))
def test_whatever_the_names_a_bundle_verifies_or_is_refused(
    tmp_path: Path, content: dict[str, bytes]
) -> None:
    content = {f"evidence/{name}": data for name, data in content.items()}
    out = tmp_path / "b.zip"
    out.unlink(missing_ok=True)
    good = all(fault_of(name) is None for name in content)
    try:
        pack(out, MemoryEvidence(content))
    except UnfitEvidenceError:
        assert not good or clash(content)
        return
    with open_bundle(out) as bundle:
        assert bundle.verify().ok
        assert {m.name for m in bundle.members} == {"README.txt", "manifest.json", *content}


@given(st.text(max_size=300), st.sampled_from(["", "/", "\\", ".", " .", "CON", "ж" * 150]))
def test_every_name_that_evidence_makes_safe_is_one_that_a_bundle_takes(
    text: str, more: str
) -> None:
    assert fault_of(f"evidence/probe/{safe_name(text + more)}") is None
    assert fault_of(f"evidence/probe/{safe_name(more + text)}") is None
