"""Makes a bundle as a rescue leaves it on a stick, small: `make_rescued(tmp_path / "stick")`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from collector.workflow.resume import FORMAT, MEMBER, Resume, ResumeDisk, ResumePartition
from tests.make_bundle import BUNDLE_ID, make_bundle

NAME = "paragon-support-rescued-2026-11-22.zip"


def make_rescued(stick: Path, *, log: bytes = b"17.10.2026 12:00:01 hdm.exe started\n") -> Path:
    """The bundle, in the folder `stick`, of one disk with one Windows and a documented log."""
    partition = ResumePartition(
        number=2, start=1 << 20, size=1 << 30, windows="Windows 10 Pro", build="19045.3803",
        rescued=True,
    )  # fmt: skip
    disk = ResumeDisk(
        name="sda", size=1 << 31, style="MBR", id="a1b2c3d4", model="WDC WD10",
        partitions=(partition,),
    )  # fmt: skip
    told = Resume(
        format=FORMAT, id=BUNDLE_ID, made_at="2026-11-22T09:30:15+00:00", collector="1",
        disks=(disk,),
    )  # fmt: skip
    content = {
        "evidence/system/facts.json": b'{"os":{"name":"Windows 10 Pro"}}',
        "evidence/product_logs/stubact.log": log,
        MEMBER: msgspec.json.encode(told),
    }
    stick.mkdir(parents=True, exist_ok=True)
    make_bundle(stick / NAME, content, request_json=None)
    return stick / NAME
