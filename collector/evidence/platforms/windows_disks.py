"""A disk of Windows by what its driver answers; who asks the driver is passed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from collector.evidence.formats import storage_ioctl
from collector.evidence.formats.storage_ioctl import Layout, LayoutEntry, ShortAnswerError
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Disk, Partition

Ask = Callable[[int, bytes, int], bytes]  # (control code, input, size of the answer) → answer
T = TypeVar("T")
_ANSWER, _LAYOUT_ANSWER = 1024, 48 + 144 * 256


def disk(name: str, ask: Ask) -> Disk:
    """The disk `name` ("PhysicalDrive0"); what its driver does not answer is not known.

    Raises NotCollectedError where not even its size is told (a card reader without a card).
    """
    size, sector = storage_ioctl.geometry(ask(storage_ioctl.GET_GEOMETRY, b"", 256))
    said = _try(lambda: storage_ioctl.device(_property(ask, 0)))
    sectors = _try(lambda: storage_ioctl.alignment(_property(ask, 6)))
    layout = _try(lambda: storage_ioctl.layout(_layout(ask)))
    state = _try(lambda: storage_ioctl.attributes(ask(storage_ioctl.GET_ATTRIBUTES, b"", 64)))
    return Disk(
        name=name,
        size=size,
        logical_sector_size=sectors[0] if sectors and sectors[0] else sector,
        physical_sector_size=sectors[1] if sectors and sectors[1] else None,
        sector_offset=sectors[2] if sectors else None,
        model=said.product if said else "",
        vendor=said.vendor if said else "",
        firmware=said.revision if said else "",
        serial=said.serial if said else "",
        bus=said.bus if said else "",
        rotational=_try(lambda: storage_ioctl.flag(_property(ask, 7))),
        trim=_try(lambda: storage_ioctl.flag(_property(ask, 8))),
        removable=said.removable if said else None,
        offline=state[0] if state else None,
        read_only=state[1] if state else None,
        style=layout.style if layout else "",
        disk_id=layout.disk_id if layout else "",
        partitions=_partitions(name, layout),
    )


def _property(ask: Ask, kind: int) -> bytes:
    return ask(storage_ioctl.QUERY_PROPERTY, storage_ioctl.property_query(kind), _ANSWER)


def _layout(ask: Ask) -> bytes:
    return ask(storage_ioctl.GET_LAYOUT, b"", _LAYOUT_ANSWER)


def _try(question: Callable[[], T]) -> T | None:
    try:
        return question()
    except (NotCollectedError, ShortAnswerError, OSError):
        return None


def _partitions(name: str, layout: Layout | None) -> tuple[Partition, ...]:
    return tuple(_partition(name, each) for each in layout.entries) if layout else ()


def _partition(name: str, entry: LayoutEntry) -> Partition:
    return Partition(
        name=f"{name}-{entry.number}",
        number=entry.number,
        start=entry.start,
        size=entry.size,
        type=entry.type,
        guid=entry.guid,
        label=entry.name,
        active=entry.active,
    )
