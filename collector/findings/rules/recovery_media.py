"""A recovery medium that this machine's firmware cannot start from."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import Part, disks, tables

CANNOT = Text(
    id="recovery-media-not-bootable",
    severity=Severity.ERROR,
    customer="This computer cannot start from the medium {disk}: {why}.",
    engineer="{disk} ({size} bytes, {style}): {why}; the firmware runs as {mode}.",
    advice="Make the recovery medium again on this computer, for {mode}, on a stick of at most "
    "32 GB.",
)
NO_WINRE = Text(
    id="recovery-environment-off",
    severity=Severity.WARNING,
    customer="The recovery environment of Windows, from which recovery media are made, is switched "
    "off.",
    engineer="WinRE is not enabled, or has no place ({where}).",
    advice="Switch it on (reagentc /enable, as administrator), or make the medium with the Windows "
    "ADK.",
)
_CATEGORIES = ("recovery_media", "boot", "restore")
_BIOS_BOOT = "21686148-6449-6e6f-744e-656564454649"  # where GRUB lies on a GPT that a BIOS starts
_FAT = ("FAT12", "FAT16", "FAT32")


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    """Only where the form says that it is about starting: a data stick need not be startable."""
    category = tree.text(tree.row(case.request.get("problem")).get("category"))
    if category == "recovery_media":
        yield from _winre(case)
    mode = tree.text(tree.row(case.facts("system").get("firmware")).get("mode")).upper()
    if category not in _CATEGORIES or mode not in ("UEFI", "BIOS"):
        return
    removable = {disk.name: disk for disk in disks(case) if _is_removable(disk)}
    for table in tables(case):
        disk = removable.get(table.name)
        if disk is not None and (why := _why_not(mode, table)):
            yield CANNOT.finding(
                table.cite, disk.cite, disk=table.name, why=why, mode=mode,
                size=disk.row.get("size"), style=tree.text(table.row.get("style")),
            )  # fmt: skip


def _winre(case: Case) -> Iterator[Finding]:
    rows = list(case.rows_with("enabled", "location", "boot_entry"))
    if rows and all(row.get("enabled") is False for _, row in rows):
        where = tree.text(rows[0][1].get("location")) or "no location"
        yield NO_WINRE.finding(*(cite for cite, _ in rows), where=where)


def _is_removable(disk: Part) -> bool:
    return disk.row.get("removable") is True or tree.text(disk.row.get("bus")).casefold() == "usb"


def _why_not(mode: str, table: Part) -> str:
    """UEFI starts from FAT alone (UEFI Specification 13.3); a BIOS starts the active partition."""
    slots = tree.rows(table.row.get("slots"))
    bare = tree.text(table.row.get("bare_volume"))
    holds = [bare, *(tree.text(slot.get("holds")) for slot in slots)]
    if mode == "UEFI" and not any(kind in _FAT for kind in holds):
        return "UEFI starts only from a FAT partition, and there is none on it"
    style = tree.text(table.row.get("style")).upper()
    types = {tree.text(slot.get("type")).casefold() for slot in slots}
    if mode == "BIOS" and style == "GPT" and _BIOS_BOOT not in types:
        return "it was made for UEFI (GPT), and this computer starts by BIOS"
    if mode == "BIOS" and style == "MBR" and not any(slot.get("active") is True for slot in slots):
        return "none of its partitions is marked as active, and a BIOS needs that"
    return ""


RULE = Rule(
    id="recovery_media",
    looks_for="removable media that the firmware cannot start, and WinRE off, where the form is "
    "about starting",
    texts=(CANNOT, NO_WINRE),
    look=look,
    reads=("system", "disks", "partitions", "recovery_environment"),
    together=("system", "disks", "partitions"),
)
