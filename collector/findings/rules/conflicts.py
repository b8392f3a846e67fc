"""Programs and drivers of others that are known to stand in a disk tool's way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import listed
from collector.findings.tree import Row

CONFLICT = Text(
    id="conflicting-program",
    severity=Severity.NOTE,
    customer="Programs are installed that may stand in the way: {names}.",
    engineer="{kind}: {names}. {why}",
    advice="If an operation fails, try it again with these programs paused or closed.",
)
_IDLE = ("disabled", "off")


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    kinds: defaultdict[str, list[tuple[Cite, Row]]] = defaultdict(list)
    for cite, row in case.rows_with("kind", "found_as", "why"):
        if tree.text(row.get("state")) not in _IDLE:
            kinds[tree.text(row.get("kind"))].append((cite, row))
    for kind, found in sorted(kinds.items()):
        names = sorted({tree.text(row.get("name")) for _, row in found})
        yield CONFLICT.finding(
            *(cite for cite, _ in found), kind=kind, names=listed(names),
            why=tree.text(found[0][1].get("why")),
        )  # fmt: skip


RULE = Rule(
    id="conflicts",
    looks_for="programs and drivers named in conflicts.toml",
    texts=(CONFLICT,),
    look=look,
)
