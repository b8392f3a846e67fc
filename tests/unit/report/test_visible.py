"""Promise: nothing on the page is hidden, and nothing in a text becomes markup."""

from __future__ import annotations

import html
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from collector.report.visible import BLANK_LETTERS, visible


def shown(text: str) -> str:
    return html.unescape(re.sub(r"</?b>", "", str(visible(text))))


@given(st.text())
def test_only_our_own_marks_are_markup(text: str) -> None:
    marked = str(visible(text))
    assert re.sub(r"</?b>", "", marked).count("<") == 0
    for char in shown(text):
        assert char == "\t" or unicodedata.category(char)[0] != "C"
        assert unicodedata.category(char) not in ("Zl", "Zp")


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_text_that_can_be_seen_stays_as_it_is(text: str) -> None:
    assert shown(text) == text or BLANK_LETTERS & set(text)


def test_an_escape_differs_from_one_that_the_log_spells_out() -> None:
    assert str(visible("\x1b[31m")) == "<b>\\x1b</b>[31m"
    assert str(visible("\\x1b[31m")) == "\\x1b[31m"


def test_letters_keep_their_accents_but_not_a_tower_of_them() -> None:
    assert shown("Größe Việt e\u0301") == "Größe Việt e\u0301"
    assert str(visible("Z" + "\u0351" * 6)).count("<b>\\u0351</b>") == 2


def test_a_long_text_is_cut_and_says_so() -> None:
    assert str(visible("a" * 50, 10)) == "a" * 10 + "<i> … the line goes on</i>"
    assert str(visible("a" * 10, 10)) == "a" * 10
