"""Makes small valid bundles for any test that needs one: `make_bundle(tmp_path / "b.zip")`."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from collector.bundle.manifest import Privacy
from collector.bundle.writer import BundleInfo, write_bundle
from collector.evidence.model import EncodingSource, FileRecord, ItemRecord, ProbeRecord, Status

BUNDLE_ID = "2f1c6a52-6c3b-4b51-9a47-0f6a7d1d9c11"
CREATED_AT = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)

CONTENT: Mapping[str, bytes] = {
    "evidence/system/facts.json": b'{"os":{"name":"Linux"}}',
    "evidence/product_logs/stubact.log": b"17.10.2026 12:00:01 hdm.exe started\n" * 40,
    "evidence/product_logs/журнал.txt": "журнал\n".encode(),
}


@dataclass(frozen=True)
class MemoryEvidence:
    """Evidence that lies in memory: `content` maps paths in the archive to bytes."""

    content: Mapping[str, bytes] = field(default_factory=lambda: dict(CONTENT))
    probes: tuple[ProbeRecord, ...] = ()

    @property
    def files(self) -> tuple[FileRecord, ...]:
        return tuple(record_of(path, data) for path, data in self.content.items())

    def open_file(self, record: FileRecord) -> BinaryIO:
        return io.BytesIO(self.content[record.path])


def record_of(path: str, data: bytes) -> FileRecord:
    parts = path.split("/")
    return FileRecord(
        path=path, probe=parts[1] if len(parts) > 2 else "attachments", size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), source=f"C:\\{parts[-1]}", encoding="cp1251",
        encoding_source=EncodingSource.GUESSED, redactions={"user": 2},
    )  # fmt: skip


def some_probes() -> tuple[ProbeRecord, ...]:
    gap = ItemRecord(
        name="pwrecovery.log", status=Status.ABSENT, reason="in none of the folders",
        searched=("C:\\Program Files\\Paragon Software\\Program",),
    )  # fmt: skip
    log = ItemRecord(name="stubact.log", status=Status.COLLECTED, seconds=0.25, bytes=1440)
    return (
        ProbeRecord(id="system", status=Status.COLLECTED, seconds=0.5, bytes=23, items=()),
        ProbeRecord(
            id="product_logs", status=Status.PARTIAL, seconds=1.5, bytes=1440, items=(log, gap)
        ),
    )


def make_bundle(
    out: Path,
    content: Mapping[str, bytes] = CONTENT,
    *,
    request_json: bytes | None = b'{"contact":{"email":"jane@example.com"}}',
    overwrite: bool = False,
    probes: tuple[ProbeRecord, ...] | None = None,
    created_at: datetime = CREATED_AT,
    time_zone: str = "Europe/Berlin",
    platform: str = "Linux 6.8 x86_64",
) -> BundleInfo:
    """Write a valid bundle with `content` (path in the archive → bytes) through the real writer."""
    return write_bundle(
        out,
        evidence=MemoryEvidence(content, some_probes() if probes is None else probes),
        request_json=request_json,
        bundle_id=BUNDLE_ID,
        created_at=created_at,
        platform=platform,
        time_zone=time_zone,
        privacy=Privacy(level="standard"),
        overwrite=overwrite,
    )
