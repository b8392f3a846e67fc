"""How complete a request is, and the one missing answer that would help an engineer most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from collector.core.resources import read_toml
from collector.request.form import Category, Repeatable, SupportRequest
from collector.request.problems import is_email, text_of
from collector.workflow.draft import Draft, FileKind

_ENOUGH = {"problem.description": 60, "problem.happened": 15, "problem.subject": 8}
"""Characters from which an answer counts in full; fewer count in part."""
_PICTURE, _LOG = "attachments.picture", "attachments.log"
_LOGS = (FileKind.DOCUMENTED_LOG, FileKind.KERNEL_LOG, FileKind.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """`percent` of what helps; `missing` is the field that would help most (`problem.since`,
    `attachments.picture`), None where nothing is missing; `gain` the percent it would bring."""

    percent: int
    missing: str | None
    gain: int = 0


def meter(draft: Draft) -> Meter:
    """Weighed for the draft's category by `resources/meter.toml`; fast, no file is read."""
    points = weights()[draft.request.problem.category]
    whole = sum(points.values()) or 1
    reached = {field: weight * _filled(field, draft) for field, weight in points.items()}
    lacking = {field: points[field] - reached[field] for field in points}
    best = max(lacking, key=lambda field: lacking[field], default=None)
    if best is None or lacking[best] <= 0:
        return Meter(percent=100, missing=None)
    percent = min(99, int(100 * sum(reached.values()) / whole))
    return Meter(percent=percent, missing=best, gain=max(1, round(100 * lacking[best] / whole)))


@cache
def weights() -> Mapping[Category, Mapping[str, float]]:
    """Points by category and field; raises msgspec.ValidationError if the file is broken."""
    data = msgspec.convert(read_toml("meter.toml"), dict[str, dict[str, float]])
    shared = data.get("all", {})
    return {
        category: {
            field: weight
            for field, weight in {**shared, **data.get(category.value, {})}.items()
            if weight > 0
        }
        for category in Category
    }


def _filled(field: str, draft: Draft) -> float:
    """How much of an answer is there: 0 to 1."""
    if field == _PICTURE:
        return float(any(one.kind is FileKind.PICTURE for one in draft.attachments))
    if field == _LOG:
        return float(any(one.kind in _LOGS for one in draft.attachments))
    return _answered(field, draft.request)


def _answered(field: str, request: SupportRequest) -> float:
    section, _, name = field.partition(".")
    value: object = getattr(getattr(request, section), name)
    if value is None or value is Repeatable.UNKNOWN:
        return 0.0
    if not isinstance(value, str):
        return 1.0
    text = text_of(request, field).strip()
    if field == "contact.email":
        return float(is_email(text))
    return min(1.0, len(text) / _ENOUGH.get(field, 1))
