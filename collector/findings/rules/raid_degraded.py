"""A RAID that has lost a member: the next fault of a disk costs the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text

DEGRADED = Text(
    id="raid-degraded",
    severity=Severity.BACK_UP_FIRST,
    customer="The RAID {array} has lost a disk. Back up your data first, before anything else.",
    engineer="{array} ({level}, {state}) lacks {count} of its members; present: {members}.",
    advice="Copy what matters to another disk now. Do not change partitions on its disks, and "
    "replace the missing disk before anything else.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("degraded", "level", "members"):
        count = tree.number(row.get("degraded"))
        if count is not None and count > 0:
            yield DEGRADED.finding(
                replace(cite, fact=f"{cite.fact}.degraded", text=str(count)),
                array=tree.text(row.get("name")), level=tree.text(row.get("level")),
                state=tree.text(row.get("state")), count=count,
                members=", ".join(tree.texts(row.get("members"))) or "none",
            )  # fmt: skip


RULE = Rule(
    id="raid_degraded",
    looks_for="Linux RAID that lacks a member",
    texts=(DEGRADED,),
    look=look,
    reads=("raid",),
)
