"""What the Linux kernel says about disks and file systems, in each way that a log writes it.

The messages are those of the kernel's own sources (block/blk-core.c, drivers/ata, drivers/nvme,
drivers/scsi, fs/ext4, fs/ntfs3, fs/fat, fs/xfs, fs/btrfs); none of them is translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from collector.evidence.formats.log_record import Kind, Line, LogRecord, short

MEDIUM, IO, LINK, DIRTY, BROKEN = "medium", "io", "link", "dirty", "broken"
"""Topics: unreadable sectors, other failed requests, resets on the way to a disk, a file system
that was not closed, one that is damaged."""

_STAMP = re.compile(
    r"(?:<(?P<priority>\d{1,4})>)?\[\s{0,8}(?:(?P<boot>\d{1,10}\.\d{1,6})|"
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}) (?P<time>\d\d:\d\d:\d\d) "
    r"(?P<year>\d{4}))\] ?",
    re.ASCII,
)
_SYSLOG = re.compile(r"\S[^\[\]]{0,120}? kernel: (?:\[\s{0,8}(?P<boot>\d{1,10}\.\d{1,6})\] ?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DEVICE = r"(?P<device>[a-z][a-z0-9!_-]{1,30})"
_TOPICS = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        (MEDIUM, r"critical medium error, dev " + _DEVICE),
        (MEDIUM, r"\[" + _DEVICE + r"\].{0,80}(?:Unrecovered read error|Medium Error)"),
        (MEDIUM, r"(?P<device>ata\d{1,3}(?:\.\d\d)?): error: \{ UNC "),
        (IO, r"(?:I/O error|critical target error), dev " + _DEVICE),
        (IO, r"Buffer I/O error on (?:dev |device )?" + _DEVICE),
        (IO, r"(?P<device>nvme\d{1,3})(?:n\d+)?: (?:I/O .{0,60}timeout|controller is down)"),
        (LINK, r"(?P<device>ata\d{1,3}(?:\.\d\d)?): (?:exception Emask|hard resetting link)"),
        (DIRTY, r"(?P<device>[a-z][a-z0-9!_-]{1,30}): volume is dirty"),
        (DIRTY, r"FAT-fs \(" + _DEVICE + r"\): Volume was not properly unmounted"),
        (BROKEN, r"(?:EXT[234]|NTFS|NTFS3|FAT)-fs error \(device " + _DEVICE),
        (BROKEN, r"XFS \(" + _DEVICE + r"\): .{0,80}(?:[Cc]orruption|Corrupted)"),
        (BROKEN, r"BTRFS (?:error|critical) \(device " + _DEVICE),
    )
)
_WORDS = ("error", "timeout", "dirty", "emask", "reset", "unmounted", "corrupt", "is down", "btrfs")
_SERIOUS = frozenset({MEDIUM, IO, BROKEN})


def read(lines: Iterable[Line]) -> Iterator[LogRecord]:
    """Each line that begins as a kernel log does; the others belong to the one before."""
    for line in lines:
        found = _STAMP.match(line.text) or _SYSLOG.match(line.text)
        if not found:
            continue
        parts = found.groupdict()
        text = line.text[found.end() :]
        topic, device = _topic(text)
        yield LogRecord(
            line=line.number,
            last_line=line.number,
            kind=_kind(topic, parts.get("priority")),
            text=short(text),
            local=_local(parts),
            since_boot=float(parts["boot"]) if parts["boot"] else None,
            source=device,
            topic=topic,
        )


def _topic(text: str) -> tuple[str, str]:
    low = text.casefold()
    if not any(word in low for word in _WORDS):
        return "", ""
    for topic, pattern in _TOPICS:
        if found := pattern.search(text):
            return topic, found["device"]
    return "", ""


def _kind(topic: str, priority: str | None) -> Kind:
    if topic:
        return Kind.ERROR if topic in _SERIOUS else Kind.WARNING
    if priority is None:
        return Kind.NOTE
    level = int(priority) & 7
    return Kind.ERROR if level <= 3 else Kind.WARNING if level == 4 else Kind.NOTE


def _local(parts: dict[str, str | None]) -> datetime | None:
    """Of `dmesg --ctime`: local time."""
    if parts.get("month") not in _MONTHS:
        return None
    month = 1 + _MONTHS.index(str(parts["month"]))
    try:
        hour, minute, second = map(int, str(parts["time"]).split(":"))
        day = int(str(parts["day"]))
        return datetime(int(str(parts["year"])), month, day, hour, minute, second)  # noqa: DTZ001 - naive by design
    except ValueError:
        return None
