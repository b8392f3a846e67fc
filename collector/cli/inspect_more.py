"""What `inspect` does beside listing: the page (--html) and the comparison (--compare)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collector.core.errors import UsageError
from collector.core.printable import printable

if TYPE_CHECKING:
    from collector.bundle.reader import Verification
    from collector.findings.compare import Comparison
    from collector.workflow.report import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """`page_size` in bytes; `comparison` None where no older bundle was given."""

    page: str = ""
    page_size: int = 0
    compared_with: str = ""
    comparison: Comparison | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `inspect` that make something."""
    parser.add_argument(
        "--html", metavar="OUT.html", default="",
        help="write one page: findings, partition map, timeline, the lines that matter",
    )  # fmt: skip
    parser.add_argument(
        "--around", metavar="TIME", default="",
        help='the moment that the timeline of --html is about ("2026-11-01 14:30", in the '
        "machine's time; default: when it happened, as the form says)",
    )  # fmt: skip
    parser.add_argument(
        "--compare", metavar="OLD.zip", default="",
        help="say what changed since this older bundle of the same machine",
    )  # fmt: skip


def check(args: argparse.Namespace) -> None:
    """What can be refused before a bundle is read. Raises UsageError."""
    if args.around and not args.html:
        raise UsageError("--around chooses the moment of a page.", hint="Give --html as well.")


def make(args: argparse.Namespace, bundle: Opened, result: Verification) -> More:
    """Compare and write what was asked for. A bundle that is not what it says it is gets its page,
    with the warning on it, but is compared with nothing."""
    if not args.html and not args.compare:
        return More()
    from collector.workflow import report

    with ExitStack() as stack:
        old = _older(Path(args.compare), stack) if args.compare else None
        comparison = report.changes(bundle, old) if old and result.ok else None
        size = 0
        if args.html:
            from collector.report.page import page

            data = page(
                report.inspected(bundle, result, around=args.around, old=old, comparison=comparison)
            )
            report.write_page(Path(args.html), data)
            size = len(data)
    return More(page=args.html, page_size=size, compared_with=args.compare, comparison=comparison)


def _older(path: Path, stack: ExitStack) -> Opened:
    from collector.bundle.errors import NotVerifiedError
    from collector.bundle.reader import open_bundle
    from collector.workflow import report

    reader = stack.enter_context(open_bundle(path))
    result = reader.verify()
    if not result.ok:
        raise NotVerifiedError(
            path,
            "is not what its manifest says: nothing can be compared with it",
            faults=tuple(f"{printable(one.path)} {one.what}" for one in result.mismatches),
        )
    return report.opened(reader)


def change_lines(more: More) -> Iterator[str]:
    """The comparison for a terminal; nothing where none was asked for."""
    comparison = more.comparison
    if comparison is None:
        return
    made = f"{comparison.old_created:%Y-%m-%d %H:%M:%S} UTC"
    yield f"Changes since {printable(more.compared_with)} (made {made})"
    for note in comparison.notes:
        yield f"  note: {printable(note)}"
    for disk in comparison.disks:
        other = f", there {printable(disk.old)}" if disk.old != disk.new else ""
        yield f"  disk {printable(disk.new)}{other}: recognised by its {disk.by}"
    for change in comparison.changes:
        mark = "!" if change.worse else " "
        yield f"  {mark} {printable(change.subject, 120)} {printable(change.text, 600)}"
    if not comparison.changes:
        yield "    nothing that both bundles know has changed"
    yield ""


def page_lines(more: More) -> Iterator[str]:
    """Where the page lies."""
    if more.page:
        yield f"Page: {printable(more.page)} ({more.page_size} bytes)"


def as_json(more: More) -> dict[str, Any]:
    """What is added to the document of `inspect --json`."""
    import msgspec

    answer: dict[str, Any] = {}
    if more.page:
        answer["page"] = {"path": more.page, "bytes": more.page_size}
    if more.compared_with:
        told = msgspec.to_builtins(more.comparison) if more.comparison else None
        answer["comparison"] = told and {"path": more.compared_with, **told}
    return answer
