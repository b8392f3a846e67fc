"""Answers that are refusals: RFC 9457 problem documents read into the faults they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from collector.core.errors import CollectorError, ConfigurationError
from collector.srs.faults import (
    NotUnderstoodError,
    RefusedError,
    TryLaterError,
    plain,
    retry_after,
)
from collector.srs.protocol import PROBLEM_MEDIA_TYPE, RETRYABLE_STATUSES


class _FieldFault(msgspec.Struct):
    field: str = ""
    message: str = ""


class _Document(msgspec.Struct):
    """The members this program shows; a stranger's document may lack or misuse any of them."""

    type: str = ""
    title: str = ""
    detail: str = ""
    errors: list[_FieldFault] = []


def _document(headers: Mapping[str, str], body: bytes) -> _Document | None:
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != PROBLEM_MEDIA_TYPE:
        return None
    try:
        return msgspec.json.decode(body, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Document()


def refusal(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> CollectorError:
    """The fault that an answer with this status is: try later, refused, or not an SRS at all."""
    problem = _document(headers, body)
    if status in RETRYABLE_STATUSES:
        wait = retry_after(headers.get("Retry-After"), now)
        said = f": {_sentence(problem)}" if problem and _sentence(problem) else ""
        when = f"in {max(1, round(wait / 60))} minute(s)" if wait else "later"
        return TryLaterError(
            f"The SRS cannot take this now (status {status}){said}.",
            hint=f"Try again {when}: what was queued waits, and `outbox send` sends it.",
            retry_after=wait,
        )
    if status == 407:
        return ConfigurationError("The proxy wants a user name and a password.")
    if problem is None and status in (404, 405, 501):
        return ConfigurationError(
            f"What answers at this address is not a Support Request System (status {status}).",
            hint="Check the SRS address.",
        )
    if status < 400:
        return NotUnderstoodError(f"The SRS gave an answer it should not give (status {status}).")
    slug = plain(problem.type, 200).rstrip("/").rpartition("/")[2] if problem else ""
    sentence = (problem and _sentence(problem)) or f"status {status}"
    return RefusedError(f"The SRS refused this: {sentence}", status=status, slug=slug)


def _sentence(problem: _Document) -> str:
    """Title, detail and field errors in one line."""
    head = ". ".join(
        part.rstrip(".") for part in (plain(problem.title), plain(problem.detail)) if part
    )
    fields = "; ".join(
        f"{plain(fault.field, 100)}: {plain(fault.message, 200)}" for fault in problem.errors[:20]
    )
    return f"{head} ({fields})" if fields else head
