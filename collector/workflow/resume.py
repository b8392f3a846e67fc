"""The resume file of a rescue: which disks and which Windows were found, so that the other half,
collected under Windows later, can be put beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from collector.core.errors import InputError
from collector.core.version import VERSION
from collector.workflow.rescue_search import Found, Searched

FORMAT = "paragon-rescue/1"
FOLDER, NAME = "rescue", "resume.json"
MEMBER = f"evidence/{FOLDER}/{NAME}"
LARGEST = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePartition:
    """Bytes from the start of the disk; `why_not` says why it was not looked into."""

    number: int
    start: int
    size: int
    type: str = ""
    guid: str = ""
    holds: str = ""
    windows: str = ""
    build: str = ""
    boot: bool = False
    rescued: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeDisk:
    """`id` is the signature (MBR) or the GUID (GPT); `serial` a pseudonym in the bundle."""

    name: str
    size: int
    style: str = ""
    id: str = ""
    model: str = ""
    serial: str = ""
    why_not: str = ""
    problems: tuple[str, ...] = ()
    partitions: tuple[ResumePartition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """`id` is that of the bundle, `made_at` UTC, ISO 8601."""

    format: str
    id: str
    made_at: str
    collector: str
    disks: tuple[ResumeDisk, ...] = ()


def resume(
    bundle_id: str, made_at: str, disks: Sequence[Searched], rescued: Sequence[Found]
) -> bytes:
    """The file's text."""
    whole = Resume(
        format=FORMAT, id=bundle_id, made_at=made_at, collector=VERSION,
        disks=tuple(_disk(each, rescued) for each in disks),
    )  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _disk(disk: Searched, rescued: Sequence[Found]) -> ResumeDisk:
    parts = tuple(
        ResumePartition(
            number=part.number, start=part.start, size=part.size, type=part.type, guid=part.guid,
            holds=part.holds, windows=part.windows, build=part.build, boot=part.boot,
            rescued=any(part is each for each in rescued), why_not=part.why,
        )
        for part in disk.partitions
    )  # fmt: skip
    return ResumeDisk(
        name=disk.name, size=disk.size, style=disk.style, id=disk.disk_id, model=disk.model,
        serial=disk.serial, why_not=disk.why, problems=disk.problems, partitions=parts,
    )  # fmt: skip


def read_resume(data: bytes) -> Resume:
    """Raises InputError where it is not a resume file of this format."""
    try:
        found = msgspec.json.decode(data, type=Resume)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError("The resume file of the rescue is damaged.") from error
    if found.format != FORMAT:
        raise InputError(f"The resume file has a format that is not known: {found.format[:40]}.")
    return found
