"""What Windows wrote down about disks, file systems, shadow copies and the vendor's products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from collector.evidence.formats.event_xml import Event, EventQuery, events, since_days
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, Facts, Item, Probe

DAYS = 30
_MAX_EVENTS, _MAX_RECORDS = 2_000, 200_000
_SYSTEM = (
    "disk", "Disk", "Ntfs", "Microsoft-Windows-Ntfs", "volsnap", "volmgr", "partmgr",
    "Microsoft-Windows-Partition", "Microsoft-Windows-VolumeSnapshot-Driver", "storahci",
    "stornvme", "iaStorA", "iaStorAC", "iaStorVD", "iaStorE", "atapi", "nvme", "UASPStor",
    "USBSTOR", "cdrom", "Microsoft-Windows-StorPort", "Microsoft-Windows-Storage-Storport",
    "Microsoft-Windows-StorageSpaces-Driver", "exfat", "fastfat", "Microsoft-Windows-ReFS", "ReFS",
    "Microsoft-Windows-WHEA-Logger", "Microsoft-Windows-Kernel-Power",
    "Microsoft-Windows-Kernel-Boot", "Microsoft-Windows-WER-SystemErrorReporting", "BugCheck",
    "EventLog", "Virtual Disk Service", "FilterManager", "Microsoft-Windows-FilterManager",
    "Microsoft-Windows-BitLocker-Driver", "Service Control Manager", "BioNTdrv", "hotcore3",
)  # fmt: skip
_APPLICATION = (
    "VSS", "Microsoft-Windows-Backup", "SPP", "Chkdsk", "Microsoft-Windows-Chkdsk", "Wininit",
    "Microsoft-Windows-Wininit", "ESENT", "System Restore", "Paragon", "Paragon Software",
)  # fmt: skip
_CHECKS = ("Chkdsk", "Microsoft-Windows-Chkdsk", "Wininit", "Microsoft-Windows-Wininit")
_CODE_INTEGRITY = "Microsoft-Windows-CodeIntegrity/Operational"
QUERIES = {
    "system": EventQuery(channel="System", providers=_SYSTEM),
    "application": EventQuery(channel="Application", providers=_APPLICATION),
    "checks": EventQuery(channel="Application", providers=_CHECKS, levels=(0, 4)),
    "code-integrity": EventQuery(channel=_CODE_INTEGRITY),
}


def items(context: Context) -> Iterator[Item]:
    since = context.since or since_days(DAYS, datetime.now(UTC))
    for name, query in QUERIES.items():
        yield Facts(name, partial(_found, context.machine, replace(query, since=since)))


def _found(machine: Machine, query: EventQuery) -> tuple[Event, ...]:
    """The newest ones first, at most 2,000 of a log."""
    records = islice(machine.event_records(query), _MAX_RECORDS)
    newest = sorted(events(records, query), key=lambda event: event.time, reverse=True)
    return tuple(newest[:_MAX_EVENTS])


PROBE = Probe(
    id="event_log",
    title="Event log of Windows",
    reads="Errors and warnings of the last 30 days (or since the time given) that come from disks, "
    "controllers, file systems, shadow copies, start-up and drivers that Windows refused to load, "
    "and what disk checks found: the logs System, Application and CodeIntegrity. Other records "
    "are not read.",
    why="Bad sectors, resets and file systems in trouble stand here long before a product fails.",
    personal="Names of the computer and of volumes, security identifiers of accounts. They are "
    "replaced by pseudonyms.",
    items=items,
    cost=Cost.NORMAL,
)
