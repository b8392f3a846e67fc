"""What waits for the next start of Windows."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.platforms import windows_boot
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("next-start", lambda: windows_boot.next_start(machine.registry()))


PROBE = Probe(
    id="next_start",
    title="What waits for a restart",
    reads="Programs that run before Windows starts (BootExecute), files that wait to be renamed "
    "or deleted, who asked for a restart, fast start-up, hibernation, page files and options of "
    "the last start.",
    why="Operations on the system disk run there; one that waits for ever, or a Windows that "
    "only hibernated, explains most operations that did nothing.",
    personal="Paths of files. Names of accounts in them are replaced by pseudonyms.",
    items=items,
    cost=Cost.CHEAP,
)
