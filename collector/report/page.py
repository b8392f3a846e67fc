"""The page that an engineer reads first: one file, whole in itself, safe whatever the logs hold.

There is no script in it, and its policy allows none; the one style sheet is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from typing import Any

from markupsafe import Markup

from collector.bundle.finding import Cite, Finding
from collector.bundle.manifest import Manifest
from collector.findings.case import Case
from collector.findings.compare import Comparison
from collector.findings.layout import disks_of
from collector.findings.sizes import sized
from collector.findings.timeline import Entry, Timeline, Why
from collector.findings.tree import row
from collector.report import page_files, sections
from collector.report.budget import PAGE, fitted, size_of
from collector.report.fact_lines import fact_lines
from collector.report.page_files import Shown
from collector.report.partition_map import disk_map
from collector.report.places import Places
from collector.report.templating import rendered
from collector.report.visible import plain, visible

# The share of the page that each section may take at most: a fifth is left for files.
_FINDINGS, _CHANGES, _MAP, _TIMELINE, _FORM, _INDEX, _GAPS = 15, 8, 12, 20, 7, 10, 6  # percent
_MARGIN = 150_000
"""Bytes for what a file that has no room is named with."""
_MOST_LEFT_OUT = 100
_NO_SUBJECT = "A bundle without a request"
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
    """The whole page, UTF-8, at most `budget` bytes (at least 100 kB)."""
    places = Places.of(record.path for record in inspected.manifest.files)
    changes = inspected.comparison.changes if inspected.comparison else ()
    cited = sections.cites_of(inspected.findings, changes)
    told = _told(inspected.timeline)
    places.facts = _fact_places(inspected.case, [*cited, *told])
    writer = _Page(inspected, places, budget)
    # Once with every citation as a link, to know what room is left; once with those that are true.
    fixed = writer.assembled(Shown(left=0))
    room = max(0, budget - size_of(fixed) - _MARGIN)
    shown = page_files.files(inspected.case, cited, told, places, room)
    places.lines = shown.lines
    return writer.assembled(shown).encode("utf-8", "backslashreplace")


def _told(timeline: Timeline) -> list[Cite]:
    """What the timeline cites of this bundle, nearest the moment first."""
    entries = [each for each in timeline.entries if not timeline.voices[each.voice].bundle]
    return [each.cite for each in _nearest_first(entries, timeline)]


def _nearest_first(entries: Iterable[Entry], timeline: Timeline) -> list[Entry]:
    return sorted(entries, key=lambda each: abs((each.utc - timeline.moment).total_seconds()))


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


class _Page:
    """The sections of one page, each within its share of `budget` bytes."""

    def __init__(self, inspected: Inspected, places: Places, budget: int) -> None:
        self._of, self._places, self._budget = inspected, places, budget

    def assembled(self, shown: Shown) -> str:
        manifest, style = self._of.manifest, _style()
        body = (
            self._findings(), self._changes(), self._machine(), self._map(), self._timeline(),
            self._form(), self._gaps(), self._files(shown),
        )  # fmt: skip
        return rendered(
            "base",
            style=Markup(style),  # noqa: S704 - a file of this package
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            title=self._subject(),
            bundle=plain(self._of.name, 200),
            size=sized(self._of.size),
            id=manifest.id,
            platform=plain(manifest.platform, 80),
            collector=plain(manifest.collector, 40),
            created=f"{manifest.created_at:%Y-%m-%d %H:%M:%S} UTC",
            time_zone=plain(manifest.time_zone, 60) or "not known",
            faults=[plain(fault, 300) for fault in self._of.faults[:50]],
            sections=[Markup(html) for html in body if html],  # noqa: S704 - templates escape
            compared=self._of.comparison is not None,
        )

    def _subject(self) -> str:
        subject = row(self._of.case.request.get("problem")).get("subject")
        return plain(subject, 120) if isinstance(subject, str) and subject else _NO_SUBJECT

    def _rows(self, name: str, rows: Sequence[Any], percent: int, **values: object) -> str:
        """A section whose rows may be too many."""

        def render(kept: Sequence[Any], dropped: int) -> str:
            return rendered(name, rows=kept, dropped=dropped, **values)

        return fitted(rows, self._budget * percent // 100, render)

    def _findings(self) -> str:
        rows = [sections.finding(one, self._places) for one in self._of.findings]
        return self._rows("findings", rows, _FINDINGS)

    def _changes(self) -> str:
        comparison = self._of.comparison
        if comparison is None:
            return ""
        return self._rows(
            "changes",
            [sections.change(one, self._places) for one in comparison.changes],
            _CHANGES,
            old=plain(self._of.compared_with, 200),
            old_created=f"{comparison.old_created:%Y-%m-%d %H:%M:%S} UTC",
            notes=[plain(note, 400) for note in comparison.notes],
            matches=[(plain(m.old, 60), plain(m.new, 60), m.by) for m in comparison.disks],
        )

    def _machine(self) -> str:
        rows = [(plain(name, 60), plain(text, 300)) for name, text in self._of.machine[:40]]
        return rendered("machine", rows=rows)

    def _map(self) -> str:
        return self._rows("map", [disk_map(disk) for disk in disks_of(self._of.case)], _MAP)

    def _timeline(self) -> str:
        """Nearest first, so that what is dropped for want of room is what is far."""
        timeline, zone = self._of.timeline, self._of.case.zone
        order = {id(entry): number for number, entry in enumerate(timeline.entries)}

        def render(kept: Sequence[Entry], dropped: int) -> str:
            ordered = sorted(kept, key=lambda entry: order[id(entry)])
            return rendered(
                "timeline",
                rows=list(sections.timeline_rows(timeline, ordered, zone, self._places)),
                dropped=dropped,
                why=sections.WHYS[self._of.why],
                voices=[(plain(voice.title, 60), voice) for voice in timeline.voices[:300]],
                zone=plain(self._of.manifest.time_zone, 60) if zone else "",
            )

        near = _nearest_first(timeline.entries, timeline)
        return fitted(near, self._budget * _TIMELINE // 100, render)

    def _form(self) -> str:
        return self._rows("form", sections.form_rows(self._of.case.request), _FORM)

    def _gaps(self) -> str:
        manifest = self._of.manifest
        return self._rows(
            "gaps",
            sections.gaps(manifest),
            _GAPS,
            hidden=sections.hidden(manifest),
            level=plain(manifest.privacy.level, 40),
            notes=[visible(note, 400) for note in manifest.privacy.notes[:20]],
        )

    def _files(self, shown: Shown) -> str:
        index = list(page_files.index(self._of.manifest.files, shown, self._places))
        return rendered(
            "files",
            index=Markup(self._rows("index", index, _INDEX)),  # noqa: S704 - a template escaped it
            excerpts=[Markup(html) for html in shown.html],  # noqa: S704 - a template escaped it
            left_out=[plain(each, 300) for each in shown.dropped[:_MOST_LEFT_OUT]],
            more_left_out=max(0, len(shown.dropped) - _MOST_LEFT_OUT),
        )


@cache
def _style() -> str:
    return package_files("collector.report").joinpath("templates/page/page.css").read_text("utf-8")
