"""In which state the registry of a Windows that does not run was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.offline_registry import BCD, MACHINE_HIVES, OfflineRegistry
from collector.evidence.platforms.registry import Root
from collector.evidence.probe import Context, Cost, Facts, Gap, Item, Probe

_MAX_USERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HiveState:
    """Sizes in bytes. `unfinished`: Windows had not ended writing it; `replayed` so many writes
    were taken from its logs (in memory). `damage` says in words what is not as it should be."""

    path: str
    size: int
    stated_size: int
    unfinished: bool
    replayed: int
    damage: tuple[str, ...]


def items(context: Context) -> Iterator[Item]:
    registry = context.machine.registry() if context.machine.platform == "offline-windows" else None
    if not isinstance(registry, OfflineRegistry):
        reason = "the registry of a running system is asked, not its files"
        yield Gap("hives", Status.NOT_APPLICABLE, reason)
        return
    for name in (*MACHINE_HIVES, BCD):
        yield Facts(name.lower(), partial(_state, registry, Root.MACHINE, name))
    for number, sid in enumerate(registry.users()[:_MAX_USERS], start=1):
        yield Facts(f"user-{number}", partial(_state, registry, Root.USERS, sid))


def _state(registry: OfflineRegistry, root: Root, name: str) -> HiveState:
    opened = registry.condition(root, name)
    found = opened.condition
    if found is None:
        raise opened.why()
    try:
        registry.open(root, name).subkeys()
    except NotCollectedError:
        found.damaged += 1
    return HiveState(
        path=opened.place,
        size=found.size,
        stated_size=found.stated_size,
        unfinished=found.dirty,
        replayed=found.replayed,
        damage=tuple(_damage(found.header_whole, found.truncated, found.bad_bins, found.damaged)),
    )


def _damage(header_whole: bool, truncated: bool, bad_bins: int, damaged: int) -> Iterator[str]:
    if not header_whole:
        yield "its header is damaged"
    if truncated:
        yield "it ends before the size that its header states: what lies behind is lost"
    if bad_bins:
        yield f"{bad_bins} of its blocks are damaged"
    if damaged:
        yield f"{damaged} keys or values could not be read so far"


PROBE = Probe(
    id="hives",
    title="Files of the registry",
    reads="The headers and blocks of SOFTWARE, SYSTEM, the boot configuration and the users' "
    "registry, of a Windows that does not run. SAM and SECURITY are never opened.",
    why="A registry that is damaged or was not written to its end is a reason why Windows does not "
    "start, and why other facts may be missing here.",
    personal="The name of an account in a path. It is replaced by a pseudonym.",
    items=items,
    cost=Cost.CHEAP,
)
