"""What an answer means: which statuses may be tried again, how long to wait, what is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import ConfigurationError, ExitCode, NotFinishedError
from collector.srs.faults import RefusedError, TryLaterError, plain, retry_after
from collector.srs.problems import refusal

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROBLEM = {"Content-Type": "application/problem+json"}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None), ("", None), ("0", 0.0), (" 7 ", 7.0), ("86400", 86400.0),
        ("999999999999999999999", 86400.0), ("-1", None), ("1.5", None), ("soon", None),
        ("٣", None),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        (format_datetime(NOW + timedelta(days=9), usegmt=True), 86400.0),
        ("Sun, 99 Nov 2026 12:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date_and_at_most_a_day(
    header: str | None, seconds: float | None
) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text())
def test_no_retry_after_header_breaks_anything(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or 0 <= seconds <= 86400


@given(st.integers(100, 599), st.binary(max_size=200), st.booleans())
def test_every_answer_is_some_fault_with_an_exit_code(
    status: int, body: bytes, problem: bool
) -> None:
    error = refusal(status, PROBLEM if problem else {}, body, NOW)
    assert error.exit_code in (ExitCode.NOT_FINISHED, ExitCode.REFUSED, ExitCode.CONFIGURATION)
    assert error.title.isprintable()
    retryable = status in {408, 425, 429, 500, 502, 503, 504}
    assert isinstance(error, TryLaterError) == retryable
    if 400 <= status < 500 and not retryable:
        assert not isinstance(error, NotFinishedError)


def test_a_refusal_names_what_the_server_said() -> None:
    body = json.dumps(
        {
            "type": "https://srs.example/problems/invalid-fields",
            "title": "Not usable",
            "detail": "One field.",
            "status": 422,
            "errors": [{"field": "contact.email", "message": "no \x1b[31m@\nin it"}],
        }
    ).encode()
    error = refusal(422, PROBLEM, body, NOW)
    assert isinstance(error, RefusedError)
    assert (error.status, error.slug) == (422, "invalid-fields")
    assert error.title == (
        "The SRS refused this: Not usable. One field (contact.email: no [31m@ in it)"
    )


def test_a_404_of_another_program_is_a_wrong_address() -> None:
    assert isinstance(refusal(404, {"Content-Type": "text/html"}, b"<h1>", NOW), ConfigurationError)
    assert isinstance(refusal(404, PROBLEM, b"{}", NOW), RefusedError)


@given(st.text(), st.integers(1, 80))
def test_a_strangers_text_is_one_harmless_line(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert plain(shown, limit) == shown
