"""Events of Windows that tell of a disk that cannot be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats.event_xml import Event
from collector.findings.case import Case
from collector.findings.knowledge import EventLimit, Knowledge
from collector.findings.model import Rule, Text

EVENTS = Text(
    id="disk-events",
    severity=Severity.BACK_UP_FIRST,
    customer="Windows has noted faults of {disk}. Back up your data first, before anything else.",
    engineer="{disk}: {count} x {provider} {event} ({name}), last at {last}; the limit is {limit}.",
    advice="Copy what matters to another disk now. Then check cables and the disk's health; do not "
    "work on its partitions before.",
)
_DEVICE = re.compile(r"harddisk(\d{1,3})|\bdisk (\d{1,3})\b", re.IGNORECASE | re.ASCII)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for limit in known.thresholds.events:
        by_disk: defaultdict[str, list[tuple[Cite, Event]]] = defaultdict(list)
        for cite, event in case.events:
            if _is(event, limit) and (disk := _disk(event)):
                by_disk[disk].append((cite, event))
        for disk, found in sorted(by_disk.items()):
            if len(found) >= limit.least:
                yield EVENTS.finding(
                    *(cite for cite, _ in found), disk=disk, count=len(found),
                    provider=found[0][1].provider, event=limit.id, name=limit.name,
                    last=max(event.time for _, event in found) or "an unknown time",
                    limit=limit.least,
                )  # fmt: skip


def _is(event: Event, limit: EventLimit) -> bool:
    names = {name.casefold() for name in limit.providers}
    return event.id == limit.id and event.provider.casefold() in names


def _disk(event: Event) -> str:
    """Which disk it speaks of; "" for optical drives, which complain about every blank medium."""
    said = " ".join(event.data)
    if "cdrom" in said.casefold():
        return ""
    numbers = _DEVICE.search(said)
    return f"disk {numbers[1] or numbers[2]}" if numbers else "a disk"


RULE = Rule(
    id="disk_events",
    looks_for="events 7, 51, 52 and 153 of the source `disk`",
    texts=(EVENTS,),
    look=look,
    reads=("event_log",),
)
