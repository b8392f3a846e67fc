"""Shadow copies of Windows: writers, providers and their storage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from collector.evidence.formats import vssadmin
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_console import not_understood, said
from collector.evidence.probe import Context, Cost, Facts, Item, Probe

_SECONDS = 60.0
Parse = Callable[[str], tuple[object, ...]]


def items(context: Context) -> Iterator[Item]:
    lists: tuple[tuple[str, Parse], ...] = (
        ("writers", vssadmin.writers),
        ("providers", vssadmin.providers),
        ("shadowstorage", vssadmin.storage),
    )
    for name, parse in lists:
        yield Facts(name, partial(_listed, context.machine, name, parse))


def _listed(machine: Machine, name: str, parse: Parse) -> tuple[object, ...]:
    text = said(machine, "vssadmin", "list", name, seconds=_SECONDS)
    found = parse(text)
    if not found and name != "shadowstorage":
        raise not_understood(text, f"vssadmin lists no {name}")
    return found


PROBE = Probe(
    id="shadow_copies",
    title="Shadow copies (VSS)",
    reads="The writers and providers of the Volume Shadow Copy Service with their states and last "
    "errors, and the space that is set aside for shadow copies, through vssadmin.",
    why="Backups of a running Windows stand on it: one writer that has failed stops them all.",
    personal="Nothing.",
    items=items,
    admin=True,
    only_on=("windows",),
    cost=Cost.SLOW,
)
