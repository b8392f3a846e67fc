"""The page that an engineer reads first: one file, whole in itself, safe whatever the logs hold.

There is no script in it, and its policy allows none; the one style sheet is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files as package_files
from typing import Any

from markupsafe import Markup

from collector.bundle.finding import Cite, Finding
from collector.bundle.manifest import Manifest
from collector.findings.case import Case
from collector.findings.compare import Comparison
from collector.findings.layout import disks_of
from collector.findings.sizes import sized
from collector.findings.timeline import Timeline, Why
from collector.report import page_files, sections
from collector.report.budget import PAGE, fitted, size_of
from collector.report.fact_lines import fact_lines
from collector.report.page_files import Shown
from collector.report.partition_map import MOST_DRAWN, disk_map
from collector.report.places import Places
from collector.report.templating import rendered
from collector.report.visible import plain, visible

# Bytes of HTML that each section may take at most: with the head they leave 2 MB for files.
_FINDINGS, _CHANGES, _MAP, _TIMELINE, _FORM, _INDEX, _GAPS = (
    1_500_000, 800_000, 1_200_000, 2_000_000, 700_000, 1_000_000, 600_000,
)  # fmt: skip
_HEAD = 60_000
_MOST_FACTS = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """All that the page tells. `name` and `size` are those of the bundle's file; `machine` its
    twenty lines; `faults` what does not match the manifest; `why` how the moment was chosen."""

    case: Case
    manifest: Manifest
    name: str
    size: int
    findings: tuple[Finding, ...]
    machine: Sequence[tuple[str, str]]
    timeline: Timeline
    why: Why
    faults: tuple[str, ...] = ()
    comparison: Comparison | None = None
    compared_with: str = ""


def page(inspected: Inspected, budget: int = PAGE) -> bytes:
    """The whole page, UTF-8, at most `budget` bytes."""
    places = Places.of(record.path for record in inspected.manifest.files)
    changes = inspected.comparison.changes if inspected.comparison else ()
    cited = sections.cites_of(inspected.findings, changes)
    told = [
        entry.cite
        for entry in inspected.timeline.entries
        if not inspected.timeline.voices[entry.voice].bundle
    ]
    places.facts = _fact_places(inspected.case, [*cited, *told])
    # Once with every citation as a link, to know what room is left; once with those that are true.
    shown = Shown(left=0)
    fixed = _assembled(inspected, places, shown)
    room = max(0, budget - size_of(fixed) - _HEAD)
    shown = page_files.files(inspected.case, cited, told, places, room)
    places.lines = shown.lines
    return _assembled(inspected, places, shown).encode("utf-8", "backslashreplace")


def _fact_places(case: Case, cites: Sequence[Cite]) -> dict[tuple[str, str], int]:
    """The lines of the facts that are cited; one that is not there by its own name is looked for
    by what holds it."""
    wanted: dict[str, set[str]] = {}
    for cite in cites:
        if cite.fact and not cite.line:
            wanted.setdefault(cite.path, set()).add(cite.fact)
    found: dict[tuple[str, str], int] = {}
    for path, facts in wanted.items():
        text = case.read(path, _MOST_FACTS).decode("utf-8", "replace")
        asked = facts | {up for fact in facts for up in _holders(fact)}
        lines = fact_lines(text, asked)
        for fact in facts:
            near = next((lines[name] for name in (fact, *_holders(fact)) if name in lines), 0)
            found[path, fact] = near
    return found


def _holders(fact: str) -> list[str]:
    """`disks[0].size` → `disks[0]`, `disks`."""
    found = []
    while (end := max(fact.rfind("."), fact.rfind("["))) > 0:
        fact = fact[:end]
        found.append(fact)
    return found


def _assembled(inspected: Inspected, places: Places, shown: Shown) -> str:
    style = _style()
    body = [
        _findings(inspected, places),
        _changes(inspected, places),
        rendered(
            "machine", rows=[(plain(a, 60), plain(b, 300)) for a, b in inspected.machine[:40]]
        ),
        _map(inspected),
        _timeline(inspected, places),
        _form(inspected),
        _gaps(inspected),
        _files(inspected, places, shown),
    ]
    problem = inspected.case.request.get("problem")
    subject = problem.get("subject") if isinstance(problem, dict) else ""
    manifest = inspected.manifest
    return rendered(
        "base",
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        title=plain(str(subject or ""), 120) or "A bundle without a request",
        bundle=plain(inspected.name, 200),
        size=sized(inspected.size),
        manifest=manifest,
        platform=plain(manifest.platform, 80),
        collector=plain(manifest.collector, 40),
        created=f"{manifest.created_at:%Y-%m-%d %H:%M:%S} UTC",
        time_zone=plain(manifest.time_zone, 60) or "not known",
        faults=[plain(fault, 300) for fault in inspected.faults[:50]],
        sections=[Markup(html) for html in body if html],  # noqa: S704 - templates escape
        compared=inspected.comparison is not None,
    )


def _style() -> str:
    return package_files("collector.report").joinpath("templates/page/page.css").read_text("utf-8")


def _rows(name: str, rows: Sequence[Any], most: int, **values: object) -> str:
    """A section whose rows may be too many."""

    def render(kept: Sequence[Any], dropped: int) -> str:
        return rendered(name, rows=kept, dropped=dropped, **values)

    return fitted(rows, most, render)


def _findings(inspected: Inspected, places: Places) -> str:
    rows = [sections.finding(one, places) for one in inspected.findings]
    return _rows("findings", rows, _FINDINGS)


def _changes(inspected: Inspected, places: Places) -> str:
    comparison = inspected.comparison
    if comparison is None:
        return ""
    return _rows(
        "changes",
        [sections.change(one, places) for one in comparison.changes],
        _CHANGES,
        old=plain(inspected.compared_with, 200),
        old_created=f"{comparison.old_created:%Y-%m-%d %H:%M:%S} UTC",
        notes=[plain(note, 400) for note in comparison.notes],
        matches=[(plain(m.old, 60), plain(m.new, 60), m.by) for m in comparison.disks],
    )


def _map(inspected: Inspected) -> str:
    maps = [disk_map(disk) for disk in disks_of(inspected.case)]
    return _rows("map", maps, _MAP, drawn=MOST_DRAWN)


def _timeline(inspected: Inspected, places: Places) -> str:
    timeline, zone = inspected.timeline, inspected.case.zone
    # nearest first, so that what is dropped for want of room is what is far
    near = sorted(timeline.entries, key=lambda e: abs((e.utc - timeline.moment).total_seconds()))

    def render(kept: Sequence[Any], dropped: int) -> str:
        ordered = sorted(kept, key=lambda entry: places_in_order[id(entry)])
        rows = list(sections.timeline_rows(timeline, ordered, zone, places))
        return rendered(
            "timeline", rows=rows, dropped=dropped, why=sections.WHYS[inspected.why],
            voices=[(plain(v.title, 60), v) for v in timeline.voices],
            zone=plain(inspected.manifest.time_zone, 60) if zone else "",
        )  # fmt: skip

    places_in_order = {id(entry): number for number, entry in enumerate(timeline.entries)}
    return fitted(near, _TIMELINE, render)


def _form(inspected: Inspected) -> str:
    return _rows("form", sections.form_rows(inspected.case.request), _FORM)


def _gaps(inspected: Inspected) -> str:
    manifest = inspected.manifest
    return _rows(
        "gaps",
        sections.gaps(manifest),
        _GAPS,
        hidden=sections.hidden(manifest),
        level=plain(manifest.privacy.level, 40),
        notes=[visible(note, 400) for note in manifest.privacy.notes[:20]],
    )


def _files(inspected: Inspected, places: Places, shown: Shown) -> str:
    index = list(page_files.index(inspected.manifest.files, shown, places))
    return rendered(
        "files",
        index=Markup(_rows("index", index, _INDEX)),  # noqa: S704 - a template escaped it
        excerpts=[Markup(html) for html in shown.html],  # noqa: S704 - a template escaped it
        left_out=[plain(each, 300) for each in shown.dropped[:500]],
    )
