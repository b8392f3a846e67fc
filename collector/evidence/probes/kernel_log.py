"""What the kernel said: the live ring buffer, its copies on disk, and saved ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from collector.evidence.formats.event_xml import since_days
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import journal_files
from collector.evidence.platforms.files import listing, shown, unpacked
from collector.evidence.platforms.kmsg import ring_buffer
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Command, Context, Cost, File, Gap, Item, Probe, Stream

_COPY = re.compile(r"dmesg(\.\d{1,3})?(\.gz)?", re.ASCII)
DAYS = 30


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform != "linux":
        yield Gap("kernel-log", Status.NOT_APPLICABLE, "only Linux keeps such a log")
    else:
        yield from _copies(machine)
        if machine.live:
            yield Stream(
                "ring-buffer.txt",
                "/dev/kmsg",
                lambda: ring_buffer(machine.kernel_messages(), context.since),
            )
            yield _journal(context)
    for number, saved in enumerate(context.kernel_logs, start=1):
        yield from _saved(machine, saved, f"saved-{number}")


def _journal(context: Context) -> Item:
    """What the ring buffer has lost: warnings and errors of earlier starts."""
    try:
        journal_files.check(context.machine)
    except NotCollectedError as error:
        return Gap("journal.txt", error.status, error.reason, error.searched)
    except Exception as error:
        return Gap("journal.txt", Status.FAILED, f"it cannot be looked for: {error}")
    since = context.since or since_days(DAYS, datetime.now(UTC))
    return Command(
        "journal.txt", journal_files.asked(since), ok_exit_codes=(0, 1)
    )  # 1: there is no such line


def _copies(machine: Machine) -> Iterator[Item]:
    try:
        folder = machine.path("/var/log")
        names = [entry.name for entry in listing(folder) if _COPY.fullmatch(entry.name)]
    except NotCollectedError as error:
        yield Gap("dmesg", error.status, error.reason, searched=("/var/log",))
        return
    except Exception as error:
        yield Gap("dmesg", Status.FAILED, f"the folder cannot be read: {error}")
        return
    if "dmesg" not in names:
        reason = "this system keeps no copy of the kernel log"
        yield Gap("dmesg", Status.ABSENT, reason, searched=("/var/log/dmesg",))
    for name in names:
        yield from _one(machine, f"/var/log/{name}", name)


def _one(machine: Machine, source: str, name: str) -> Iterator[Item]:
    try:
        path = machine.path(source)
    except NotCollectedError as error:
        yield Gap(name, error.status, error.reason)
        return
    yield _item(path, source, name)


def _item(path: Path, source: str, name: str) -> Item:
    if name.endswith(".gz"):
        return Stream(name.removesuffix(".gz") + "-unpacked", source, lambda: unpacked(path))
    return File(name, path)


def _saved(machine: Machine, saved: Path, folder: str) -> Iterator[Item]:
    """A copy on permanent media (the policy asks for one before a Recovery CD is restarted)."""
    name = f"{folder}/{re.sub(r'[^A-Za-z0-9._-]+', '_', saved.name) or 'kernel.log'}"
    try:
        path = machine.own(saved)
    except NotCollectedError as error:
        yield Gap(name, error.status, error.reason, searched=(shown(saved),))
        return
    yield _item(path, shown(saved), name)


PROBE = Probe(
    id="kernel_log",
    title="Kernel log",
    reads="The messages of the kernel: /dev/kmsg, /var/log/dmesg and its older copies, the "
    "warnings and errors of the last 30 days in the journal of the system, and copies that you "
    "saved and named.",
    why="Read errors, resets of cables and controllers, and faults of file systems stand here "
    "first. From a Recovery CD it is the log that Paragon Support asks for.",
    personal="Names of the host and of volumes, serial numbers of attached devices, network "
    "addresses. They are replaced by pseudonyms.",
    items=items,
    admin=True,
    only_on=("linux",),
    cost=Cost.CHEAP,
)
