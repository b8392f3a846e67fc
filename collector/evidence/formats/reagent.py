"""State of the Windows Recovery Environment: ReAgent.xml, and what `reagentc /info` prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from collector.evidence.formats.console_blocks import blocks

_MAX = 1 << 20  # characters; real ones have two thousand
_PLACE = re.compile(r"harddisk(?P<disk>\d+)\\partition(?P<partition>\d+)", re.IGNORECASE)
_EMPTY = "{00000000-0000-0000-0000-000000000000}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryEnvironment:
    """`enabled` None where it is not told; `location` as Windows writes it, `disk` and
    `partition` their numbers in it; `offset` of its partition in bytes; `boot_entry` in the BCD."""

    enabled: bool | None
    location: str
    disk: int | None = None
    partition: int | None = None
    disk_id: str = ""
    offset: int | None = None
    boot_entry: str = ""
    image: str = ""


class NotReagentError(ValueError):
    """The text is not that of ReAgent.xml."""


def parse_xml(data: bytes) -> RecoveryEnvironment:
    """`System32\\Recovery\\ReAgent.xml`. Raises NotReagentError; no entity is ever expanded."""
    rows: dict[str, dict[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        rows.setdefault(tag.lower(), {key.lower(): each for key, each in attributes.items()})

    def refuse(*_: object) -> None:
        raise NotReagentError("a document type is not accepted")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
    try:
        parser.Parse(data[:_MAX], True)
    except expat.ExpatError as error:
        raise NotReagentError(f"it is damaged: {error}") from error
    if "windowsre" not in rows:
        raise NotReagentError("it does not describe a recovery environment")
    place, state = rows.get("winrelocation", {}), rows.get("installstate", {}).get("state")
    entry = rows.get("winrebcd", {}).get("id", "")
    return RecoveryEnvironment(
        enabled=None if state is None else state == "1",
        location=place.get("path", ""),
        disk_id=_guid(place),
        offset=_number(place.get("offset", "")),
        boot_entry="" if entry == _EMPTY else entry,
        image=rows.get("osinstalllocation", rows.get("imagelocation", {})).get("path", ""),
    )


def _guid(place: dict[str, str]) -> str:
    """The disk by GUID (GPT), or by its signature as a number (MBR)."""
    guid = place.get("guid", "")
    if guid and guid != _EMPTY:
        return guid.strip("{}").lower()
    signature = _number(place.get("id", "")) or 0
    return f"{signature:08x}" if 0 < signature < 2**32 else ""


def parse_info(text: str) -> RecoveryEnvironment:
    """`reagentc /info`: the first row is the state, the second the place, the third the entry.

    Raises NotReagentError. Whether it is enabled is told by its place, not by a translated word.
    """
    rows = next((block.rows for block in blocks(text) if len(block.rows) >= 3), None)
    if rows is None:
        raise NotReagentError("there are not the three rows that it begins with")
    location = rows[1][1]
    found = _PLACE.search(location)
    entry = rows[2][1].strip("{}")
    return RecoveryEnvironment(
        enabled=bool(location),
        location=location,
        disk=int(found["disk"]) if found else None,
        partition=int(found["partition"]) if found else None,
        boot_entry="{" + entry + "}" if entry and entry != _EMPTY.strip("{}") else "",
        image=rows[3][1] if len(rows) > 3 else "",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None
