"""What can go wrong between this program and the SRS, and whether trying again can help."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from collector.core.errors import ConfigurationError, NotFinishedError, RefusedBySrsError

LONGEST_WAIT_S = 24 * 3600.0


class UnreachableError(NotFinishedError):
    """No answer: no network, no server, a connection that was cut, or time was up."""


class TryLaterError(NotFinishedError):
    """The SRS answered that it cannot now. `retry_after` is in seconds, None when it named none."""

    def __init__(self, title: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(title, hint=hint)
        self.retry_after = retry_after


class NotUnderstoodError(NotFinishedError):
    """The answer is not one of the contract: a captive portal, or another program answers."""


class RefusedError(RefusedBySrsError):
    """The SRS refuses for good. `slug` is the last part of the problem's type, "" if unknown."""

    def __init__(self, title: str, *, status: int, slug: str = "", hint: str = "") -> None:
        super().__init__(title, hint=hint)
        self.status = status
        self.slug = slug


class CertificateError(ConfigurationError):
    """The server's certificate is not trusted; trying again cannot help."""


def plain(text: str, limit: int = 500) -> str:
    """Text of a stranger for a terminal: one line, no control characters, at most `limit` long."""
    kept = "".join(
        " " if char.isspace() else char
        for char in text[: 4 * limit]
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    short = " ".join(kept.split())
    return short if len(short) <= limit else short[: limit - 1] + "…"


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (seconds or an HTTP date), at most 24 h."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(0.0, seconds), LONGEST_WAIT_S)
