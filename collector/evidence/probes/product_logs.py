"""The logs of the products that were found, and the name of each one that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collector.evidence.model import Status
from collector.evidence.platforms.found import Record, installations, records
from collector.evidence.platforms.known_products import KnownProducts, known_products
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, File, Gap, Item, Probe
from collector.evidence.safe_names import unique

_WHY = {
    Status.ABSENT: "not in the folders searched",
    Status.REFUSED: "not found, but not every folder may be looked into by this user",
}


@dataclass(slots=True)
class _Taken:
    """What was handed out already: names in the bundle, and files by their identity."""

    pages: tuple[str, ...]
    names: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def once(self, name: str) -> str:
        name = unique(name, self.names)
        self.names.add(name.casefold())
        return name

    def file(self, log: Record, folder: str) -> Iterator[Item]:
        """A log once, even where two products or two names share it."""
        identity = str(log.get("identity"))
        if identity in self.files:
            return
        self.files.add(identity)
        parts = (folder, str(log.get("place", "")), str(log.get("name", "")))
        name = self.once("/".join(part for part in parts if part))
        yield File(name, Path(str(log.get("path"))), code_pages=self.pages)


def items(context: Context) -> Iterator[Item]:
    """Everything was looked for by `products`; nothing on disk is touched here."""
    found = context.found.get("products", {})
    known = known_products()
    taken = _Taken(_code_pages(context.machine))
    given = [f"given-{number}" for number, _ in enumerate(context.install_dirs, start=1)]
    products = installations(found, given)
    for product, folder in products:
        yield from _product(product, folder, known, taken)
    for log in records(found.get("program-data")):
        yield from taken.file(log, "program-data")
    yield from _nowhere(context, found, bool(products), known)


def _code_pages(machine: Machine) -> tuple[str, ...]:
    """Those of the Windows that runs: it wrote the logs."""
    try:
        return machine.locale().code_pages
    except Exception:
        return ()  # whatever it is, the item "locale" of the probe system says so


def _product(product: Record, folder: str, known: KnownProducts, taken: _Taken) -> Iterator[Item]:
    present = records(product.get("logs"))
    for log in present:
        yield from taken.file(log, folder)
    unread = records(product.get("unread"))
    for gap in unread:
        name = taken.once(f"{folder}/{gap.get('place') or '(installation folder)'}")
        reason = f"{gap.get('path')}: {gap.get('reason')}"
        yield Gap(name, Status(gap.get("status", Status.FAILED)), reason)
    status = Status.REFUSED if _refused(unread) else Status.ABSENT
    searched = tuple(str(path) for path in product.get("searched", ()))
    for group in known.logs:
        if group.expected and not any(group.takes(_name(log)) for log in (*present, *unread)):
            yield Gap(f"{folder}/{group.title}", status, _WHY[status], searched=searched)


def _name(found: Record) -> str:
    """Of a log, or of what stands in a log's place and could not be followed."""
    return str(found.get("name") or str(found.get("place", "")).rpartition("/")[2])


def _refused(unread: list[Record]) -> bool:
    return any(gap.get("status") == Status.REFUSED for gap in unread)


def _nowhere(
    context: Context, found: Mapping[str, Any], any_product: bool, known: KnownProducts
) -> Iterator[Item]:
    """Folders that were named and gave nothing; and the logs, where there is no product at all."""
    for number, folder in enumerate(context.install_dirs, start=1):
        if not records(found.get(f"given-{number}")):
            reason = "the folder that was named cannot be searched; see the probe products"
            yield Gap(f"given-{number}", Status.ABSENT, reason, searched=(str(folder),))
    if not any_product:
        for group in known.logs:
            if group.expected:
                yield Gap(group.title, Status.ABSENT, "no installed product was found")


PROBE = Probe(
    id="product_logs",
    title="Logs of Paragon products",
    reads="stubact.log, BioNtLog.txt or Bio95Log.txt, pwlog.txt, cdb.log and the logs of newer "
    "products, in the installation folder and in its Program and Win?? folders.",
    why="These four are what the support policy asks for: they hold every operation with its "
    "result.",
    personal="Paths, names of files and folders, names of accounts and computers, addresses. What "
    "is known or recognised is replaced by pseudonyms; passwords are removed.",
    items=items,
    needs=("products",),
    cost=Cost.NORMAL,
)
