"""What each section of the page shows, as plain values for its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any

from markupsafe import Markup

from collector.bundle.finding import Cite, Finding
from collector.bundle.manifest import Manifest
from collector.bundle.readme import hidden_words
from collector.evidence.formats.log_record import Kind
from collector.evidence.model import Status
from collector.findings.change import Change
from collector.findings.knowledge import shipped
from collector.findings.timeline import Entry, Timeline, Why
from collector.report.fields import fields
from collector.report.places import Link, Places
from collector.report.visible import plain, visible

_MOST_CITES = 12
_NUMBER = re.compile(r"[0-9]+")
_LONGEST = 2_000
_SEVERITIES = {
    "back_up_first": "Back up first", "error": "Error", "warning": "Warning", "note": "Note",
}  # fmt: skip
_GAPS = {
    Status.ABSENT: "not there", Status.REFUSED: "refused", Status.TIMED_OUT: "timed out",
    Status.FAILED: "failed", Status.SKIPPED: "left out", Status.PARTIAL: "in part",
    Status.NOT_APPLICABLE: "does not apply",
}  # fmt: skip
_ORDER = (Status.TIMED_OUT, Status.FAILED, Status.REFUSED, Status.PARTIAL, Status.SKIPPED,
          Status.ABSENT, Status.NOT_APPLICABLE)  # fmt: skip
WHYS = {
    Why.ASKED: "the time that was asked for",
    Why.FORM: "when it happened, as the form says",
    Why.LAST_ERROR: "the last error that a log names, as the form tells no time",
    Why.COLLECTED: "when the bundle was made, as neither form nor logs tell another time",
}


def finding(one: Finding, places: Places) -> dict[str, object]:
    """What the customer reads, what the engineer reads, and where it rests."""
    return {
        "severity": one.severity.value,
        "word": _SEVERITIES[one.severity.value],
        "id": plain(one.id, 80),
        "customer": visible(one.customer, _LONGEST),
        "engineer": visible(one.engineer, _LONGEST),
        "advice": _with_links(one.advice),
        "cites": [_link(places.link(cite)) for cite in one.evidence[:_MOST_CITES]],
        "more": max(0, len(one.evidence) - _MOST_CITES),
    }


def _with_links(advice: str) -> Markup:
    """Addresses of the knowledge base become links (policy rule 17): those that our own data name,
    and no other, whoever wrote the text."""
    address = next((each for each in _addresses() if each in advice), "")
    if not address:
        return visible(advice, _LONGEST)
    before, _, behind = advice.partition(address)
    link = Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(address)
    return visible(before, _LONGEST) + link + visible(behind, _LONGEST)


@cache
def _addresses() -> tuple[str, ...]:
    """Longest first, so that none is cut short by another that it begins with."""
    known = shipped()
    found = {code.kb for code in known.codes.values()} | {driver.kb for driver in known.drivers}
    return tuple(
        sorted((each for each in found if each.startswith("https://")), key=len, reverse=True)
    )


def _link(link: Link) -> dict[str, object]:
    return {"href": link.href, "label": link.label, "quote": visible(link.quote, 300)}


def change(one: Change, places: Places) -> dict[str, object]:
    link = places.link(one.cite) if one.cite else None
    return {
        "area": one.area.value,
        "subject": plain(one.subject, 120),
        "text": visible(one.text, 600),
        "worse": one.worse,
        "link": _link(link) if link else None,
    }


def timeline_rows(
    timeline: Timeline, entries: Sequence[Entry], zone: tzinfo | None, places: Places
) -> Iterator[dict[str, object]]:
    """Entries in order, with rows between them: the moment, clocks that were put, and what a log
    says again and again."""
    offset: object = None
    passed = False
    for run in _runs(entries, timeline.moment):
        entry, local = run[0], _local(run[0].utc, zone)
        if not passed and entry.utc >= timeline.moment:
            passed = True
            yield {"mark": "moment", "text": _clock(_local(timeline.moment, zone))}
        if offset is not None and local.utcoffset() != offset:
            yield {"mark": "clocks", "text": f"clocks were put: from here on {_offset(local)}"}
        offset = local.utcoffset()
        yield _entry(entry, local, timeline, places)
        if len(run) > 1:
            until = _clock(_local(run[-1].utc, zone))
            text = f"{len(run) - 1} more of the kind, up to line {run[-1].record.line} ({until})"
            yield {"mark": "again", "text": text}
    if entries and not passed:
        yield {"mark": "moment", "text": _clock(_local(timeline.moment, zone))}


def _runs(entries: Sequence[Entry], moment: datetime) -> Iterator[list[Entry]]:
    """Notes of one log that differ in numbers alone stand together, never across the moment."""
    run: list[Entry] = []
    for entry in entries:
        if run and not (
            _said(entry) == _said(run[-1])
            and entry.record.kind is Kind.NOTE
            and (run[0].utc < moment) is (entry.utc < moment)
        ):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _said(entry: Entry) -> tuple[int, Kind, str]:
    return entry.voice, entry.record.kind, _NUMBER.sub("#", entry.record.text)


def _entry(entry: Entry, local: datetime, timeline: Timeline, places: Places) -> dict[str, object]:
    voice = timeline.voices[entry.voice]
    link = places.link(entry.cite)
    record = entry.record
    return {
        "mark": "",
        "kind": record.kind.value,
        "local": _clock(local),
        "utc": f"{entry.utc:%H:%M:%S}",
        "iso": entry.utc.isoformat(),
        "unsure": not record.sure,
        "voice": plain(voice.title, 60) + (" (older bundle)" if voice.bundle else ""),
        "href": "" if voice.bundle else link.href,
        "place": f"line {record.line}" if record.line else "fact",
        "text": visible(record.text, 400),
        "code": "" if record.code is None else str(record.code),
    }


def _local(when: datetime, zone: tzinfo | None) -> datetime:
    try:
        return when.astimezone(zone or UTC)
    except (OverflowError, ValueError):
        return when


def _clock(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M:%S} {_offset(when)}"


def _offset(when: datetime) -> str:
    text = f"{when:%z}"
    return f"{text[:3]}:{text[3:5]}" if text else ""


def form_rows(request: Mapping[str, Any]) -> list[tuple[str, Markup]]:
    """The form, field by field; a text of many lines keeps them."""
    return [(plain(name, 80), _lines(text)) for name, text in fields(request)]


def _lines(text: str) -> Markup:
    lines = text[:40_000].replace("\r\n", "\n").split("\n")
    return Markup("\n").join([visible(line, _LONGEST) for line in lines])


def gaps(manifest: Manifest) -> list[Mapping[str, object]]:
    """Every item that is not simply there, what hurts most first."""
    found: list[tuple[int, Mapping[str, object]]] = [
        (
            _ORDER.index(item.status),
            {
                "probe": plain(probe.id, 60),
                "item": plain(item.name, 120),
                "status": _GAPS[item.status],
                "reason": visible(item.reason, 500),
                "searched": [plain(folder, 300) for folder in item.searched[:20]],
            },
        )
        for probe in manifest.probes
        for item in probe.items
        if item.status is not Status.COLLECTED
    ]
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def hidden(manifest: Manifest) -> list[str]:
    return [plain(words, 120) for words in hidden_words(manifest.hidden)]


def cites_of(findings: Sequence[Finding], changes: Sequence[Change]) -> list[Cite]:
    cites = [cite for one in findings for cite in one.evidence[:_MOST_CITES]]
    return [*cites, *(one.cite for one in changes if one.cite)]
