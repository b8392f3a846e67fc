"""What changed between two bundles of one machine, or between the two halves of a rescue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collector.bundle.finding import Finding
from collector.findings import compare_disks, compare_errors, compare_software
from collector.findings.case import Case
from collector.findings.change import Area, Change, Match
from collector.findings.layout import disks_of
from collector.findings.smart_counters import counters


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`changes` in the order of their areas. `notes` say what makes them doubtful."""

    old_created: datetime
    new_created: datetime
    disks: tuple[Match, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def worse(self) -> int:
        return sum(change.worse for change in self.changes)


def compare(
    old: Case,
    new: Case,
    old_findings: tuple[Finding, ...] = (),
    new_findings: tuple[Finding, ...] = (),
) -> Comparison:
    """Every change from `old` to `new`; what one of the bundles does not know is no change."""
    before, after = disks_of(old), disks_of(new)
    both, on_disks = compare_disks.disks(before, after)
    changes = [
        *compare_errors.findings(old_findings, new_findings),
        *compare_disks.health(both, counters(old), counters(new)),
        *on_disks,
        *compare_software.products(old, new),
        *compare_software.drivers(old, new),
        *compare_software.system(old, new),
        *compare_errors.errors(old, new),
    ]
    order = list(Area)
    return Comparison(
        old_created=old.now,
        new_created=new.now,
        disks=tuple(Match(old=one.name, new=two.name, by=by) for one, two, by in both),
        changes=tuple(sorted(changes, key=lambda change: order.index(change.area))),
        notes=tuple(_notes(old, new, len(before), len(after), len(both))),
    )


def _notes(old: Case, new: Case, before: int, after: int, both: int) -> list[str]:
    notes = []
    if old.now > new.now:
        notes.append("The bundle named as the older one was made later: the order may be wrong.")
    if before and after and not both:
        notes.append("No disk is in both bundles: they may be of two machines.")
    if not before or not after:
        which = "older" if not before else "newer"
        notes.append(f"The {which} bundle knows no disk: disks cannot be compared.")
    return notes
