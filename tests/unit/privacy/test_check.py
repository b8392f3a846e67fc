"""The search finds what a broken detector let through, in every form it can take."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collector.privacy import check
from collector.privacy.check import Searcher, Stands, Wanted

VALUES = ("Zebulon Quack", "Иван Петров", "O'Neil-Smith", "müller42", "z.quack@aviary.example")
SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "upper": lambda text: text.upper().encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "json": lambda text: json.dumps(text)[1:-1].encode(),
    "url": lambda text: quote(text).encode(),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
}


def searcher(*values: str, stands: Stands = Stands.ANYWHERE, re2: bool = True) -> Searcher:
    return Searcher([Wanted(value, "user", stands) for value in values], re2=re2)


@pytest.mark.parametrize("re2", [True, False])
@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_found_in_every_spelling(value: str, spelling: str, re2: bool) -> None:
    pad = " " if not spelling.startswith("utf-16") else " ".encode(spelling)
    raw = pad if isinstance(pad, bytes) else pad.encode()
    data = raw * 40 + SPELLINGS[spelling](value) + raw
    [spot] = searcher(*VALUES, re2=re2).spots([data])
    assert spot.wanted.text == value


@pytest.mark.parametrize("at", [0, 1 << 20, (1 << 20) - 7, (2 << 20) - 9000])
def test_a_value_is_found_wherever_pieces_are_cut(at: int) -> None:
    data = b"x" * at + b" zebulon quack " + b"y" * 100_000
    pieces = [data[i : i + 65_521] for i in range(0, len(data), 65_521)]
    [spot] = searcher("Zebulon Quack").spots(pieces)
    assert spot.offset == at + 1


@pytest.mark.parametrize("shift", range(7))
def test_a_longer_word_is_no_short_one_where_pieces_are_cut(shift: int) -> None:
    ivo = searcher("Ivo", stands=Stands.AS_WORD)
    for word in ("olivoй", "йivo7h"):
        data = b"x" * shift + word.encode() * 60_000
        assert not ivo.spots(data[i : i + 65_521] for i in range(0, len(data), 65_521))


LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])


@settings(deadline=None)
@given(st.text(LETTERS, min_size=6, max_size=30))
@example("O\u02bcNeil")
@example("O’Neil’s")
def test_any_text_is_found_in_itself(value: str) -> None:
    value = unicodedata.normalize("NFC", value)
    for form in SPELLINGS.keys() - {"upper"}:
        assert searcher(value).spots([b" " + SPELLINGS[form](value) + b" "]), form


def test_short_values_and_numbers_count_as_whole_words_only() -> None:
    word = searcher("Ivo", stands=Stands.AS_WORD)
    assert not word.spots([b"Ivory, ivo7, olivo"])
    assert word.spots([b"user=ivo;"])
    assert word.spots([rb"line\nIvo"])
    number = searcher("10.0.0.17", stands=Stands.AS_NUMBER)
    assert not number.spots([b"110.0.0.17 10.0.0.171 1.10.0.0.17 10.0.0.17.5"])
    assert number.spots([b"from 10.0.0.17:445"])
    path = searcher("Max", stands=Stands.IN_PROFILE_PATH)
    assert not path.spots([b"max_mem Max C:\\Users\\Maximilian"])
    assert path.spots([rb"C:\\Users\\Max\\x"])
    assert path.spots([b"/home/max/"])


def test_more_values_than_one_automaton_takes_are_looked_for_in_several(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(check, "_MOST_AT_ONCE", 1000)
    names = [f"Владимир{number:03}" for number in range(9)]
    found = Searcher([Wanted(name, "user", Stands.ANYWHERE) for name in names])
    text = " ".join(reversed(names)).encode()
    assert {spot.wanted.text for spot in found.spots([text])} == set(names)
