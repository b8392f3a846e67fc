"""Errors that a later bundle tells of and an earlier one does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats import event_list
from collector.evidence.formats.log_record import Kind, LogRecord
from collector.findings.case import Case
from collector.findings.change import Area, Change

MOST = 100
EVENTS = "evidence/event_log/"
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_VARYING = re.compile(r"0x[0-9a-fA-F]+|\d+|[0-9a-fA-F]{8,}")


@dataclass(slots=True)
class _Group:
    """Records that say the same of other numbers."""

    cite: Cite
    text: str
    count: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, when: datetime | None) -> None:
        self.count += 1
        if when is not None:
            self.first = min(self.first or when, when)
            self.last = max(self.last or when, when)


_Key = tuple[str, str, int | None, str]


def errors(old: Case, new: Case) -> Iterator[Change]:
    """Groups of errors later than the old bundle, or of a kind that it has not at all.

    Times decide where both are known; a log without times is compared by what it says.
    """
    known = {key for key, _, _ in _records(old)}
    groups: dict[_Key, _Group] = {}
    for key, cite, record in _records(new):
        since = record.utc > old.now if record.utc is not None else key not in known
        if since:
            group = groups.setdefault(key, _Group(cite=cite, text=record.text))
            group.add(record.utc)
    for group in sorted(groups.values(), key=lambda each: -each.count)[:MOST]:
        yield Change(
            area=Area.ERRORS, subject=_subject(group.cite), text=_said(group),
            worse=True, new=str(group.count), cite=group.cite,
        )  # fmt: skip
    if len(groups) > MOST:
        text = f"has {len(groups) - MOST} further kinds of errors since"
        yield Change(area=Area.ERRORS, subject="the newer bundle", text=text, worse=True)


def _subject(cite: Cite) -> str:
    return "Windows events" if cite.path.startswith(EVENTS) else cite.path.rpartition("/")[2]


def _said(group: _Group) -> str:
    times = "" if group.count == 1 else f"{group.count} times, "
    when = "" if group.last is None else f"last {group.last:%Y-%m-%d %H:%M:%S} UTC: "
    return f"{times}{when}{group.text}"


def _records(case: Case) -> Iterator[tuple[_Key, Cite, LogRecord]]:
    for path, known in case.logs:
        if known.id == "events":
            continue
        for record in case.digest(path).notable:
            if record.kind is Kind.ERROR:
                cite = Cite(path=path, line=record.line, text=record.text)
                yield _key(known.id, record), cite, record
    for cite, event in case.events:
        record = event_list.record(event, line=cite.line)
        if record.kind is Kind.ERROR:
            yield _key("events", record), cite, record


def _key(kind: str, record: LogRecord) -> _Key:
    """`kind` of the log, who says it, its code, and what it says but for numbers."""
    said = "" if record.code is not None else _VARYING.sub("#", record.text)[:120]
    return kind, record.source if record.code is not None else "", record.code, said


def findings(old: tuple[Finding, ...], new: tuple[Finding, ...]) -> Iterator[Change]:
    """Verdicts that came or went; one that says the same of another time is the same."""
    before = {_verdict(one): one for one in old}
    after = {_verdict(one): one for one in new}
    for key, one in after.items():
        if key not in before:
            worse = one.severity is not Severity.NOTE
            yield _came(one, f"is new: {one.customer}", worse=worse, new=one.severity.value)
    for key, one in before.items():
        if key not in after:
            yield _came(one, f"is gone: {one.customer}", old=one.severity.value)


def _verdict(one: Finding) -> tuple[str, str]:
    return one.id, _TIME.sub("", one.customer)


def _came(one: Finding, text: str, *, worse: bool = False, old: str = "", new: str = "") -> Change:
    subject = f"finding {one.id}"
    return Change(area=Area.FINDINGS, subject=subject, text=text, worse=worse, old=old, new=new)
