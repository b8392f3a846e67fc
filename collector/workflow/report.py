"""The use cases of an engineer: a page about a bundle, and what changed since an older one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collector.bundle.errors import BundleError
from collector.bundle.finding import Finding
from collector.bundle.reader import BundleReader, Verification
from collector.core import durable
from collector.core.errors import NowhereToWriteError, UsageError
from collector.core.printable import printable
from collector.findings.case import Case
from collector.findings.compare import Comparison, compare
from collector.findings.machine import machine_lines
from collector.findings.source import BundleSource
from collector.findings.timeline import merge, moment_of, read_moment, voices_of
from collector.workflow import findings

if TYPE_CHECKING:
    from collector.report.page import Inspected

_OURS = b'<meta name="generator" content="Paragon Support Collector">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A bundle whose logs were read once, and what they mean."""

    reader: BundleReader
    case: Case
    findings: tuple[Finding, ...]


class _WhatIsWhole(BundleSource):
    """A bundle of which a part may be damaged: what cannot be read is not there. Who shows it
    says so, from its verification."""

    def pieces(self, path: str) -> Iterator[bytes]:
        with suppress(BundleError):
            yield from super().pieces(path)

    def facts(self, probe: str) -> Mapping[str, Any]:
        try:
            return super().facts(probe)
        except BundleError:
            return {}

    def request(self) -> Mapping[str, Any]:
        try:
            return super().request()
        except BundleError:
            return {}


def opened(reader: BundleReader) -> Opened:
    case = Case(_WhatIsWhole(reader))
    return Opened(reader=reader, case=case, findings=findings.of_bundle(reader, case))


def changes(new: Opened, old: Opened) -> Comparison:
    """What changed from `old` to `new`."""
    return compare(old.case, new.case, old.findings, new.findings)


def moment(text: str, case: Case) -> datetime | None:
    """The time given with --around, in the machine's zone where it names none; None for ""."""
    if not text:
        return None
    found = read_moment(text, case.zone)
    if found is None:
        raise UsageError(
            f"{printable(text, 80)} is not a time.",
            hint='Write it as "2026-11-01 14:30", in the time of the machine, or with an offset: '
            '"2026-11-01T14:30+02:00".',
        )
    return found


def inspected(
    bundle: Opened,
    verification: Verification,
    *,
    around: str = "",
    old: Opened | None = None,
    comparison: Comparison | None = None,
) -> Inspected:
    """All that the page about a bundle tells (see `report.page`), with what changed since `old`
    where that is given. Raises UsageError where `around` is no time."""
    from collector.report.page import Inspected

    case, reader = bundle.case, bundle.reader
    when, why = moment_of(case, moment(around, case))
    voices = voices_of(case) + (voices_of(old.case, bundle=1) if old else [])
    return Inspected(
        case=case,
        manifest=reader.manifest,
        name=reader.path.name,
        size=reader.size,
        findings=bundle.findings,
        machine=machine_lines(case),
        timeline=merge(voices, when),
        why=why,
        faults=tuple(f"{one.path} {one.what}" for one in verification.mismatches),
        comparison=comparison,
        compared_with=old.reader.path.name if old else "",
    )


def write_page(out: Path, data: bytes) -> None:
    """Write the page; an older page of ours is replaced, any other file is not.

    Raises NowhereToWriteError.
    """
    shown = printable(str(out))
    try:
        if out.exists() and not _is_ours(out):
            raise NowhereToWriteError(
                f"{shown} is there already, and is no page of this program.",
                hint="Nothing was overwritten. Name another file.",
            )
        durable.write_atomic(out, data, "report")
    except OSError as error:
        raise NowhereToWriteError(
            f"The page cannot be written to {shown}: {error.strerror or error}.",
            hint="Name a file in a folder that you may write to.",
        ) from error


def _is_ours(path: Path) -> bool:
    """A pipe is none: opening it would wait for whoever writes into it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return _OURS in file.read(4_096)
