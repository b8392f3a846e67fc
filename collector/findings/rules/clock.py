"""A clock that is, or was, wrong: times in logs and tickets do not fit together then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited

BEHIND = Text(
    id="clock-behind",
    severity=Severity.WARNING,
    customer="The clock of this computer is wrong: it shows {now}.",
    engineer="The clock showed {now}; it was {known} or later when the program that collected this "
    "was made.",
    advice="Set date and time, then try again. If the clock is wrong after each start, the battery "
    "of the mainboard may be empty.",
)
AHEAD = Text(
    id="clock-moved",
    severity=Severity.WARNING,
    customer="The clock of this computer is, or was, wrong: a log ends at {last}, it is {now} now.",
    engineer="{file} holds a record of {last}, {ahead} after the clock at the time of collecting "
    "({now}).",
    advice="Check date, time and time zone of the computer.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    made = _known_past(case, known)
    if case.now < datetime.combine(made, time(), UTC) - timedelta(days=1):
        cite = Cite(path="", fact="created_at", text=case.now.isoformat())
        yield BEHIND.finding(cite, now=_shown(case.now), known=made)
        return
    slack = timedelta(seconds=known.thresholds.clock.ahead_seconds)
    for digest in case.digests("stubact", "hdmengine", "pwlog", "kernel"):
        if digest.last is not None and digest.last - case.now > slack:
            yield AHEAD.finding(
                cited(digest.path, digest.latest_line, ""), last=_shown(digest.last),
                now=_shown(case.now), file=digest.path.rpartition("/")[2],
                ahead=digest.last - case.now,
            )  # fmt: skip
    told = [(event.moment, cite) for cite, event in case.events if event.moment]
    late = max(told, key=lambda pair: pair[0], default=None)
    if late is not None and late[0] - case.now > slack:
        yield AHEAD.finding(
            late[1], last=_shown(late[0]), now=_shown(case.now), file="The event log",
            ahead=late[0] - case.now,
        )  # fmt: skip


def _known_past(case: Case, known: Knowledge) -> date:
    """A day that no clock can be before. The data of the program that collects tell it best; those
    of one that reads a bundle later may be newer than the bundle."""
    first = known.thresholds.clock.first_day
    if case.is_live and known.products.as_of is not None:
        return max(first, known.products.as_of)
    return first


def _shown(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


RULE = Rule(
    id="clock",
    looks_for="a machine that lives in the past, or a log that ends in the future",
    texts=(BEHIND, AHEAD),
    look=look,
)
