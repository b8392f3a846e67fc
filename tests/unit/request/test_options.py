"""The options of `collect` are checked alike, whether a line, a file or the app gave them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.request.option_problems import option_faults
from collector.request.options import CollectOptions, span_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90m", 5400), ("12h", 43200), ("7d", 604800), ("2w", 1209600), (" 7 D ", 604800)],
)
def test_spans_of_time(text: str, seconds: int) -> None:
    assert span_seconds(text) == seconds
    assert option_faults(CollectOptions(since=text)) == ()


@pytest.mark.parametrize("text", ["", "7", "d", "0d", "-1d", "1.5h", "7 days", "999999d"])
def test_what_is_no_span_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        span_seconds(text)


def faulty(**changed: object) -> list[str]:
    return [fault.field for fault in option_faults(replace(CollectOptions(), **changed))]  # type: ignore[arg-type]


def test_the_defaults_are_possible() -> None:
    assert option_faults(CollectOptions()) == ()


@pytest.mark.parametrize("code_page", ["cp1251", "cp850", "latin-1", "UTF-16", "koi8-r", "mbcs"])
def test_code_pages_that_python_knows(code_page: str) -> None:
    assert faulty(code_page=code_page) in ([], ["collect.code_page"] * (code_page == "mbcs"))


@pytest.mark.parametrize("code_page", ["zip", "rot13", "cp", "base64", "../x"])
def test_code_pages_that_are_none(code_page: str) -> None:
    assert faulty(code_page=code_page) == ["collect.code_page"]


def test_each_fault_is_named_and_all_at_once() -> None:
    found = faulty(
        time_limit_s=float("nan"), max_size_mb=-1, max_file_size_mb=10**10, privacy="none",
        since="soon", code_page="zip", root="a\0b", install_dir=("a", "b\n"),
    )  # fmt: skip
    assert sorted(found) == [
        "collect.code_page", "collect.install_dir", "collect.max_file_size_mb",
        "collect.max_size_mb", "collect.privacy", "collect.root", "collect.since",
        "collect.time_limit_s",
    ]  # fmt: skip


@given(st.floats())
def test_a_time_limit_is_a_number_of_seconds_above_zero(seconds: float) -> None:
    assert (faulty(time_limit_s=seconds) == []) is (0 < seconds <= 7 * 86400)


@given(st.text(max_size=20))
def test_no_name_of_a_code_page_or_a_span_breaks_the_check(text: str) -> None:
    assert set(faulty(code_page=text, since=text)) <= {"collect.code_page", "collect.since"}
