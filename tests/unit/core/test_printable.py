"""Text of unknown origin cannot steer a terminal, and no stream is too poor to show it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import NowhereToWriteError
from collector.core.printable import printable, write_line


@given(st.text(alphabet=st.characters(codec=None)))
def test_the_result_is_always_one_printable_line(text: str) -> None:
    assert all(character.isprintable() or character.isspace() for character in printable(text))
    assert len(printable(text).splitlines()) <= 1
    printable(text).encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("C:\\Program Files\\журнал.txt", "C:\\Program Files\\журнал.txt"),
        ("a\x1b[2J", "a\\x1b[2J"),
        ("x\u202egpj.exe", "x\\u202egpj.exe"),
        ("caf\udce9", "caf\\udce9"),
        ("two\nlines", "two\\x0alines"),
    ],
)
def test_what_is_harmless_stays_and_the_rest_is_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_long_text_is_shortened() -> None:
    assert printable("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("encoding", "written"), [("ascii", b"\\u0436\n"), ("cp1251", b"\xe6\n"), ("utf-8", "ж\n")]
)
def test_a_poor_stream_gets_escapes(encoding: str, written: bytes | str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n", write_through=True)
    write_line(stream, "ж")
    assert raw.getvalue() == (written if isinstance(written, bytes) else written.encode())


@pytest.mark.posix("/dev/full")
def test_output_to_a_full_disk_is_no_defect() -> None:
    with open("/dev/full", "wb", buffering=0) as raw:
        stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        with pytest.raises(NowhereToWriteError, match="No space left"):
            write_line(stream, "text")
