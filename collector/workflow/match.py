"""Which disk of a rescue is which disk here: by signature, by GUID, by a serial's pseudonym."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collector.evidence.set import EvidenceSet
from collector.privacy.model import Kind
from collector.privacy.name import pseudonym
from collector.workflow.resume import Resume, ResumeDisk

_PROBES = ("partitions", "disks", "volumes")
_SIGNATURE = re.compile(r"(?:0x)?([0-9a-f]{8})", re.IGNORECASE)
_GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)
_NOTHING = ("00000000", "00000000-0000-0000-0000-000000000000")
_ID_KEYS = ("disk_id", "signature", "guid", "disk_guid")
_NAME_KEYS = ("name", "disk", "device", "path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`rescued` and `here` are the names that the two halves call the same disk by; `by` is what
    both have in common ("signature", "GUID", "partition GUID", "serial number")."""

    rescued: str
    here: str
    by: tuple[str, ...]


def matches(resume: Resume, evidence: EvidenceSet, key: bytes | None) -> tuple[Match, ...]:
    """`key` is that of the rescue's pseudonyms, where the customer let it travel."""
    here = dict(_known_here(evidence))
    serials = _serials(evidence, key) if key is not None else {}
    found = []
    for disk in resume.disks:
        pairs: dict[str, list[str]] = {}
        for name, why in _reasons(disk, here, serials):
            pairs.setdefault(name, []).append(why)
        found += [
            Match(rescued=disk.name, here=name, by=tuple(dict.fromkeys(by)))
            for name, by in pairs.items()
        ]
    return tuple(found)


def _reasons(
    disk: ResumeDisk, here: Mapping[str, str], serials: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    own = normal(disk.id)
    if own in here:
        yield here[own], "GUID" if "-" in own else "signature"
    for part in disk.partitions:
        if (guid := normal(part.guid)) in here:
            yield here[guid], "partition GUID"
    if disk.serial in serials:
        yield serials[disk.serial], "serial number"


def normal(text: str) -> str:
    """One spelling of a signature or GUID; "" for anything else."""
    for pattern in (_GUID, _SIGNATURE):
        if (match := pattern.fullmatch(text.strip())) and match[1].lower() not in _NOTHING:
            return match[1].lower()
    return ""


def _known_here(evidence: EvidenceSet) -> Iterator[tuple[str, str]]:
    """Every signature and GUID in the facts about disks, with the name of the disk it is of."""
    for probe in _PROBES:
        for item, value in evidence.facts(probe).items():
            yield from _ids(value, item.removeprefix("table-"))


def _ids(value: Any, name: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - facts of any shape
    if isinstance(value, Mapping):
        own = next((str(value[key]) for key in _NAME_KEYS if value.get(key)), name)
        top = own if any(key in value for key in _ID_KEYS) and "slots" not in value else name
        for key in _ID_KEYS:
            if wanted := normal(str(value.get(key) or "")):
                yield wanted, top if "start" not in value else name
        for each in value.values():
            yield from _ids(each, top)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _ids(each, name)


def _serials(evidence: EvidenceSet, key: bytes) -> dict[str, str]:
    """The tokens that the rescue used for the serial numbers of this machine's disks, and the
    disks' names here (the token here, where no facts name one)."""
    names = {
        str(disk.get("serial")): str(disk.get("name"))
        for disk in evidence.facts("disks").get("disks") or ()
        if isinstance(disk, Mapping)
    }
    found = {}
    for name in evidence.names:
        if name.kind is Kind.SERIAL:
            own = f"pii-serial-{pseudonym(evidence.key, name.kind, name.value)}"
            found[f"pii-serial-{pseudonym(key, name.kind, name.value)}"] = names.get(own, own)
    return found
