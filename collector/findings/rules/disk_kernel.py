"""Messages of the Linux kernel that tell of a disk that cannot be read, or of a bad cable."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.evidence.formats.kernel_messages import IO, LINK, MEDIUM
from collector.evidence.formats.log_record import LogRecord
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.parts import NOT_A_DISK

ERRORS = Text(
    id="disk-io-errors",
    severity=Severity.BACK_UP_FIRST,
    customer="The disk {disk} could not be read in places. Back up your data first, before "
    "anything else.",
    engineer="{disk}: {count} kernel messages of the kind {kind}, the limit is {limit}.",
    advice="Copy what matters to another disk now. Then check cables and the disk's health; do not "
    "work on its partitions before.",
)
LINKS = Text(
    id="disk-link-errors",
    severity=Severity.WARNING,
    customer="The connection to a disk ({disk}) was interrupted several times.",
    engineer="{disk}: {count} exceptions or resets of the link, the limit is {limit}.",
    advice="Check or change the cable or the port of the disk before you work on it.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    limits = known.thresholds.kernel
    found: defaultdict[tuple[str, str], list[tuple[str, LogRecord]]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    for digest in case.digests("kernel"):
        for (_, topic, source, _), count in digest.seen.items():
            counts[topic, _disk(source)] += count
        for record in digest.telling():
            if record.topic in (MEDIUM, IO, LINK) and not record.source.startswith(NOT_A_DISK):
                found[record.topic, _disk(record.source)].append((digest.path, record))
    least = {MEDIUM: limits.medium, IO: limits.io, LINK: limits.link}
    for (topic, disk), records in sorted(
        found.items(), key=lambda pair: (least[pair[0][0]], pair[0])
    ):
        count = max(len(records), counts[topic, disk])
        if count >= least[topic]:
            text = LINKS if topic == LINK else ERRORS
            yield text.finding(
                *(cited(path, record.line, record.text) for path, record in records),
                disk=disk, count=count, kind=topic, limit=least[topic],
            )  # fmt: skip


def _disk(device: str) -> str:
    """The disk of a partition: sda of sda1, nvme0n1 of nvme0n1p2."""
    whole = re.fullmatch(r"((?:nvme\d+n\d+|mmcblk\d+)(?=p\d+$)|[shvx]v?d[a-z]+(?=\d+$)).*", device)
    return whole[1] if whole else device


RULE = Rule(
    id="disk_kernel",
    looks_for="I/O errors, unreadable sectors and link resets in the kernel log",
    texts=(ERRORS, LINKS),
    look=look,
    reads=("kernel_log",),
)
