"""What `stubact.log` tells of operations that were planned: which of them were carried out.

Pairs are found by name and target, else by name, in the order of the log. The log is not known to
say that an operation was taken back; three things can be told from its order alone: the run
stopped before its turn came, later ones were carried out without it, or nothing followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collector.evidence.formats.log_record import LogRecord
from collector.evidence.formats.stubact import EXECUTED, PLANNED
from collector.findings.knowledge import Knowledge


@dataclass(slots=True, kw_only=True)
class Open:
    """A planned operation without an execution after it. `stopped_by`: the one whose error ended
    the run; `passed_over`: how many that were planned later have been carried out."""

    planned: LogRecord
    stopped_by: LogRecord | None = None
    passed_over: int = 0


def open_operations(records: Iterable[LogRecord], known: Knowledge) -> tuple[Open, ...]:
    """The operations of one log that were planned, and not carried out as far as it goes."""
    left: list[Open] = []
    for record in records:
        if record.topic == PLANNED and not record.code:
            left.append(Open(planned=record))
        elif record.topic == EXECUTED:
            _carry_out(record, left, known)
    return tuple(left)


def _carry_out(record: LogRecord, left: list[Open], known: Knowledge) -> None:
    place = _place(record, left)
    if place is None:
        return
    del left[place]
    if not record.code:
        for earlier in left[:place]:
            earlier.passed_over += 1
    elif not waits_for_restart(record, known):
        for each in left:
            each.stopped_by = each.stopped_by or record


def _place(record: LogRecord, left: list[Open]) -> int | None:
    """Of the plan that belongs to an execution."""
    named = [place for place, one in enumerate(left) if one.planned.source == record.source]
    same = (place for place in named if left[place].planned.text == record.text)
    return next(same, named[0] if named else None)


def waits_for_restart(record: LogRecord, known: Knowledge) -> bool:
    """Whether its error says no more than that the operation is left to a restart."""
    about = known.codes.get(record.code) if record.code is not None else None
    return about is not None and about.kind == "restart"
