"""The leak check finds what a broken detector let through, in every form it can take."""

from __future__ import annotations

import json

import pytest

from collector.privacy.check import Form, Leak, search, searchable
from collector.privacy.model import Kind, Name

VALUES = ("Anna Schmidt", "Иван", "PC-1", "jane@example.com", "1234567")
TEXT = "x ANNA schmidt, ИВАН; pc-1 Jane@Example.com 1234567\n"


@pytest.mark.parametrize("form", [Form.UTF8, Form.UTF16_LE, Form.UTF16_BE])
def test_every_value_is_found_in_every_encoding_and_case(form: Form) -> None:
    leaks = search(TEXT.encode(form.value), VALUES)
    assert {leak.value for leak in leaks if leak.form is form} == set(VALUES)


def test_escaped_json_is_read() -> None:
    leaks = search(json.dumps(TEXT).encode(), VALUES)
    assert {leak.value for leak in leaks} == set(VALUES)
    assert Leak(json.dumps(TEXT).index("\\u"), "Иван", Form.JSON) in leaks


def test_short_values_and_numbers_count_as_whole_words_only() -> None:
    text = "Ивановы pc-12 xpc-1 12345678 01234567 " + json.dumps("Иваны")
    for form in ("utf-8", "utf-16-le", "utf-16-be"):
        assert search(text.encode(form), VALUES) == []
    assert [leak.value for leak in search(b"xJane@example.comx", VALUES)] == ["jane@example.com"]


def test_a_stream_is_searched_as_the_whole_is() -> None:
    data = (("lorem ipsum " * 900) + TEXT).encode() * 250
    assert len(data) > 2 << 20
    whole = search(data, VALUES)
    assert len(whole) == 250 * 5
    assert search((data[i : i + 70_001] for i in range(0, len(data), 70_001)), VALUES) == whole


def test_names_that_stand_in_every_text_are_not_searched() -> None:
    names = [Name(Kind.USER, value) for value in ("a", "Max", "System32", "Иван")]
    assert searchable(names) == ("Иван",)
    assert search(b"anything", ()) == []
