"""Text in whatever encoding becomes UTF-8, and nothing of it is lost from sight."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.decode import (
    Detector,
    Encoding,
    by_mark,
    by_pattern,
    code_page,
    looks_like_text,
    to_utf8,
)
from collector.evidence.model import EncodingSource

PROSE = (
    "Операция завершилась с ошибкой: не удалось прочитать сектор 2048 диска 1. "
    "Программа попыталась повторить чтение, но накопитель не ответил вовремя.\r\n"
)


def judged(data: bytes, *pages: str, given: str = "", step: int = 1000) -> Encoding:
    detector = Detector()
    for at in range(0, len(data), step):
        detector.feed(data[at : at + step])
    return detector.result(pages, given)


def decoded(data: bytes, encoding: Encoding) -> str:
    return b"".join(to_utf8([data[encoding.mark :]], encoding)).decode()


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_a_mark_names_the_encoding(codec: str, mark: bytes) -> None:
    data = mark + PROSE.encode(codec)
    found = by_mark(data)
    assert found == Encoding(codec, EncodingSource.BOM, len(mark))
    assert decoded(data, found) == PROSE


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [PROSE, "plain ASCII log\r\n" * 20, "12:00 日本語のログ 3\r\n" * 9]
)
def test_utf_16_without_a_mark_is_told_by_its_zeros(codec: str, text: str) -> None:
    found = by_pattern(text.encode(codec))
    assert found == Encoding(codec, EncodingSource.PATTERN)


@pytest.mark.parametrize(
    "data", [b"", b"a", bytes(5000), b"text" + bytes(5000), b"text " * 100, PROSE.encode()]
)
def test_zeros_of_a_power_cut_are_not_utf_16(data: bytes) -> None:
    assert by_pattern(data) is None


def test_utf_8_is_judged_over_the_whole_text_and_across_chunks() -> None:
    assert judged(PROSE.encode(), step=1) == Encoding("utf-8", EncodingSource.VALID)
    assert judged(b"only ascii") == Encoding("utf-8", EncodingSource.VALID)
    late = b"x" * 100_000 + "Größe\n".encode("cp1252")
    assert judged(late, "cp1252") == Encoding("cp1252", EncodingSource.SYSTEM)


def test_a_torn_write_does_not_turn_utf_8_into_something_else() -> None:
    data = (PROSE * 5).encode() + b"\xd0" + b"\xff\n" + PROSE.encode()
    found = judged(data)
    assert found == Encoding("utf-8", EncodingSource.GUESSED)
    assert "\\xff" in decoded(data, found)


def test_the_code_page_that_was_given_wins_over_the_system_s_and_that_over_guessing() -> None:
    data = PROSE.encode("cp866")
    assert judged(data, "cp1252", given="866") == Encoding("cp866", EncodingSource.GIVEN)
    assert judged(data, "cp866").source is EncodingSource.SYSTEM
    assert judged(data, given="866") == Encoding("cp866", EncodingSource.GIVEN)
    assert judged(data, "no-such-page", given="cp866").source is EncodingSource.GIVEN


def test_seventy_kilobytes_of_prose_are_guessed_right() -> None:
    data = (PROSE * 500).encode("cp1251")
    found = judged(data)
    assert found.source is EncodingSource.GUESSED
    assert decoded(data, found) == PROSE * 500


def test_a_code_page_that_is_not_one_is_passed_over() -> None:
    assert code_page("windows-1251") == "cp1251"
    assert code_page("no such page") == ""
    assert code_page("hex") == ""
    assert code_page("") == ""


def test_what_does_not_decode_stays_visible() -> None:
    assert decoded(b"a\x81b", Encoding("cp1252", EncodingSource.GIVEN)) == "a\\x81b"
    assert decoded(b"a\0\0\xd8", Encoding("utf-16-le", EncodingSource.BOM)) == "a\\x00\\xd8"


@given(st.binary(max_size=300), st.integers(1, 7))
def test_any_bytes_become_utf_8_whatever_the_chunks(data: bytes, step: int) -> None:
    found = by_mark(data) or by_pattern(data) or judged(data, step=step)
    chunks = [data[at : at + step] for at in range(found.mark, len(data), step)]
    text = b"".join(to_utf8(chunks, found))
    text.decode()
    assert text == b"".join(to_utf8([data[found.mark :]], found))


@given(st.text(max_size=200))
def test_valid_utf_8_comes_through_unchanged(text: str) -> None:
    data = text.encode()
    assert b"".join(to_utf8([data], Encoding("utf-8", EncodingSource.VALID))) == data


@pytest.mark.parametrize(
    ("text", "pages", "written"),
    [
        ("Ошибка: Иван Петров не найден, диск 1\r\n", ("1251", "866"), "cp866"),
        ("Ошибка: Иван Петров не найден, диск 1\r\n", ("1251", "866"), "cp1251"),
        ("Größe geändert von Jörg\r\n", ("1252", "850"), "cp850"),
        ("Größe geändert von Jörg\r\n", ("1252", "850"), "cp1252"),
    ],
)
def test_of_the_pages_of_a_windows_the_one_is_taken_that_gives_letters(
    text: str, pages: tuple[str, ...], written: str
) -> None:
    detector = Detector()
    detector.feed(text.encode(written) * 3)
    found = detector.result(code_pages=pages)
    assert (found.name, found.source) == (written, EncodingSource.SYSTEM)


def test_an_image_is_not_text() -> None:
    assert not looks_like_text(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    assert looks_like_text("Protokoll\r\n".encode("utf-16-le") * 10)
    assert looks_like_text(PROSE.encode("cp1251"))
    assert looks_like_text(b"")
