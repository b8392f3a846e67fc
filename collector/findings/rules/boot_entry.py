"""A boot entry, of the firmware or of Windows, that points at a partition that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.evidence.formats.log_record import Line
from collector.evidence.model import Status
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.parts import Layout, Part, disks, layouts
from collector.findings.source import DAMAGED

NOWHERE = Text(
    id="boot-entry-nowhere",
    severity=Severity.WARNING,
    customer='The boot entry "{name}" points at a partition that was not found here.',
    engineer="{entry} {name} points at {where}, which is in none of the {disks} partition tables.",
    advice="If the computer does not start, repair the start with the recovery medium. Otherwise "
    "this is not urgent.",
)
_FILE = "boot/efibootmgr.txt"
_BY_GUID = re.compile(r"disk [^,]{1,80}, partition (?!at )(\S{1,80})")
_BY_OFFSET = re.compile(r"disk [^,]{1,80}, partition at \d{1,20}")
_ENTRY = re.compile(
    r"(?P<entry>Boot[0-9A-Fa-f]{4})(?P<active>\*?)\s{1,3}(?P<name>[^\t]{1,120}?)\s{1,3}"
    r"HD\(\d{1,3},GPT,(?P<guid>[0-9A-Fa-f-]{36})"
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    found = tuple(layouts(case))
    if not found or not _all_known(case, found):
        return  # the partition may lie on a disk that was not read
    slots = [(each.disk_id, slot) for each in found for _, slot in each.slots]
    guids = {_guid(slot.get("guid")) for _, slot in slots}
    places = {f"disk {disk}, partition at {slot.get('start')}" for disk, slot in slots}
    for line, entry in _entries(case):
        if _guid(entry["guid"]) not in guids:
            yield NOWHERE.finding(
                cited(case.member(_FILE), line.number, line.text),
                name=entry["name"], entry=entry["entry"],
                where=f"the partition {entry['guid']}", disks=len(found),
            )  # fmt: skip
    for cite, row in case.rows_with("id", "kind", "settings"):
        if where := _missing(row, guids, places):
            yield NOWHERE.finding(
                cite, name=_setting(row, "description") or tree.text(row.get("kind")),
                entry=tree.text(row.get("id")), where=where, disks=len(found),
            )  # fmt: skip


def _all_known(case: Case, found: tuple[Layout, ...]) -> bool:
    """Whether every disk that the system shows has a layout, and none was left unread."""
    names = {each.name for each in found}
    unread = [
        item
        for probe in case.probes
        if probe.id == "partitions"
        for item in probe.items
        if item.status is not Status.COLLECTED and item.name.removeprefix("table-") not in names
    ]
    return not unread and all(disk.name in names or _is_above(disk) for disk in disks(case))


def _is_above(disk: Part) -> bool:
    return bool(tree.texts(disk.row.get("on_top_of")))


def _missing(row: tree.Row, guids: set[str], places: set[str]) -> str:
    """Where an entry of the BCD points, if there is nothing; other kinds of devices are not
    judged (`platforms.windows_bcd.device`)."""
    for name in ("device", "OS device"):
        where = _setting(row, name)
        by_guid = _BY_GUID.fullmatch(where)
        if by_guid and _guid(by_guid[1]) not in guids:
            return where
        if _BY_OFFSET.fullmatch(where) and where not in places:
            return where
    return ""


def _setting(row: tree.Row, name: str) -> str:
    for each in tree.rows(row.get("settings")):
        if each.get("name") == name:
            return tree.text(each.get("value"))
    return ""


def _guid(value: object) -> str:
    return tree.text(value).strip("{}").casefold()


def _entries(case: Case) -> Iterator[tuple[Line, re.Match[str]]]:
    try:
        for line in case.lines(case.member(_FILE)):
            if found := _ENTRY.match(line.text):
                yield line, found
    except DAMAGED:
        return


RULE = Rule(
    id="boot_entry",
    looks_for="boot entries (efibootmgr, BCD) whose partition is in no table",
    texts=(NOWHERE,),
    look=look,
)
