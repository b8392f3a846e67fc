"""Facts that several rules look at: disks, partition tables, products, the Windows build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.bundle.finding import Cite
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.tree import Row

_MOST_LISTED = 150
NOT_A_DISK = ("loop", "sr", "fd", "zram", "ram")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row of facts, what it is called, and where it stands."""

    name: str
    row: Row
    cite: Cite


def disks(case: Case) -> Iterator[Part]:
    """The disks as the system sees them (`platforms.facts.Disk`)."""
    for place, row in tree.numbered(case.facts("disks").get("disks")):
        name = tree.text(row.get("name"))
        if not name.startswith(NOT_A_DISK):
            yield Part(name=name, row=row, cite=case.cite("disks", f"disks[{place}]", name))


def tables(case: Case) -> Iterator[Part]:
    """Partition tables as they are written (`formats.partition_table.PartitionTable`)."""
    for item, value in sorted(case.facts("partitions").items()):
        row = tree.row(value)
        if "slots" in row and "style" in row:
            yield Part(
                name=item.removeprefix("table-"), row=row, cite=case.cite("partitions", item)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The partitions of one disk, as its table was read or, without administrator rights, as the
    system tells them. `slots` have number, type, start, size, guid, active and maybe holds;
    `fact` is the place of that list in the facts in `member`."""

    name: str
    style: str
    disk_id: str
    slots: tuple[tuple[int, Row], ...]
    member: str
    fact: str

    def cite(self, place: int, name: str) -> Cite:
        """One field of one partition."""
        fact = f"{self.fact}[{place}].{name}"
        text = next((str(slot.get(name)) for at, slot in self.slots if at == place), "")
        return Cite(path=self.member, fact=fact, text=text[:200])

    @property
    def whole(self) -> Cite:
        above = self.fact.rpartition(".")[0]
        return Cite(path=self.member, fact=above, text=self.disk_id)


def layouts(case: Case) -> Iterator[Layout]:
    """Every disk with known partitions, once."""
    read: set[str] = set()
    for table in tables(case):
        read.add(table.name)
        yield _layout(table, f"{table.cite.fact}.slots", table.row.get("slots"))
    for disk in disks(case):
        if disk.name not in read and tree.text(disk.row.get("style")):
            parts = disk.row.get("partitions")
            yield _layout(disk, f"{disk.cite.fact}.partitions", parts)


def _layout(part: Part, fact: str, slots: object) -> Layout:
    return Layout(
        name=part.name,
        style=tree.text(part.row.get("style")).upper(),
        disk_id=tree.text(part.row.get("disk_id")).strip("{}").casefold(),
        slots=tuple(tree.numbered(slots)),
        member=part.cite.path,
        fact=fact,
    )


def products(case: Case) -> Iterator[Part]:
    """Each installation once, wherever it was found (`platforms.installed.Product`)."""
    seen: set[str] = set()
    for item, value in case.facts("products").items():
        for place, row in tree.numbered(value):
            name, folder = tree.text(row.get("name")), tree.text(row.get("folder"))
            if name and "build" in row and folder.casefold() not in seen:
                seen.add(folder.casefold())
                yield Part(name=name, row=row, cite=case.cite("products", f"{item}[{place}]", name))


def windows_build(case: Case) -> int | None:
    """The build of Windows as a number (22631), None elsewhere."""
    if case.family != "windows":
        return None
    build = tree.text(tree.row(case.facts("system").get("os")).get("build")).split(".")[0]
    return int(build) if build.isascii() and build.isdecimal() and len(build) < 9 else None


def listed(names: Iterable[str], between: str = ", ") -> str:
    """As many whole names as a sentence takes; an ellipsis says that there are more."""
    text = ""
    for name in names:
        longer = f"{text}{between}{name}" if text else name
        if text and len(longer) > _MOST_LISTED:
            return f"{text}{between}…"
        text = longer
    return text


def size(value: object) -> str:
    """Bytes for people."""
    count = tree.number(value)
    if count is None:
        return "an unknown number of bytes"
    amount = float(abs(count))
    for unit in ("bytes", "KB", "MB", "GB", "TB"):
        if amount < 1000 or unit == "TB":
            break
        amount /= 1000
    return f"{count} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"
