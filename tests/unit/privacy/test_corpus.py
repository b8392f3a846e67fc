"""The corpus: what must be hidden is hidden, kind by kind, and nothing else is touched."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest

from collector.evidence.decode import Detector, to_utf8
from collector.privacy.model import Kind, Name
from collector.privacy.redactor import Redactor

KEY = bytes(range(32))
USERS = ("Max", "System32", "Иван", "O'Neil", "Anna Schmidt", "a")
NAMES = (
    *(Name(Kind.USER, user) for user in USERS),
    Name(Kind.HOST, "BUERO-PC-07"),
    Name(Kind.HOST, "corp.example.com"),
    Name(Kind.SERIAL, "S5Y1NX0R123456"),
    Name(Kind.SERIAL, "WD-WCC4N1234567"),
    Name(Kind.NETWORK, "HomeNet-5G"),
    Name(Kind.MAC, "00:50:56:ab:cd:ef"),
    Name(Kind.IP, "192.168.178.20"),
    Name(Kind.WORD, "Projekt Falke"),
)
KEEP = ("10.1.25.177",)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be")
TOKENS = {
    "secret": r"pii-removed",
    "mail": r"pii-mail-[a-z2-7]{8}@pii\.invalid",
    "ip": r"pii-ip-(?:lan|wan)-[a-z2-7]{8}",
    "mac": r"(?:[0-9a-f]{2}-){3}pii-mac-[a-z2-7]{8}",
}
MARK = re.compile(r"⟦(\w+)\|(.*?)⟧")


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(KEY, NAMES, keep=KEEP)


def lines(name: str) -> list[str]:
    text = (Path(__file__).parent / "corpus" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("# ")]


CHANGE, STAY = lines("must_change"), lines("must_stay")


def expected(marked: str) -> re.Pattern[str]:
    out, end = [], 0
    for mark in MARK.finditer(marked):
        out.append(re.escape(marked[end : mark.start()]))
        out.append(TOKENS.get(mark[1], rf"pii-{mark[1]}-[a-z2-7]{{8}}"))
        end = mark.end()
    return re.compile("".join([*out, re.escape(marked[end:])]))


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(set(CHANGE)) >= 300
    assert len(set(STAY)) >= 300


def test_what_is_personal_is_hidden_by_its_kind_and_the_rest_of_the_line_stays(
    redactor: Redactor,
) -> None:
    wrong = []
    for line in CHANGE:
        found = redactor.redact_text(MARK.sub(r"\2", line))
        if not expected(line).fullmatch(found):
            wrong.append(f"{line}\n{found}")
    assert wrong == [], "\n".join(wrong)


def test_what_diagnosis_needs_stays_to_the_byte(redactor: Redactor) -> None:
    wrong = [f"{line}\n{found}" for line in STAY if (found := redactor.redact_text(line)) != line]
    assert wrong == [], "\n".join(wrong)


def test_redacting_twice_changes_nothing_more(redactor: Redactor) -> None:
    once = [redactor.redact(MARK.sub(r"\2", line).encode()).data for line in CHANGE]
    twice = [redactor.redact(line) for line in once]
    changed = [(line, new.data) for line, new in zip(once, twice, strict=True) if new.data != line]
    assert changed == []
    assert [new.hits for new in twice if new.hits] == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_decoded_file_is_redacted_alike_whatever_it_was_written_in(encoding: str) -> None:
    text = "\r\n".join(MARK.sub(r"\2", line) for line in CHANGE + STAY)
    stored = text.encode(encoding)
    decoded = codecs.decode(stored, encoding).encode()
    fresh = Redactor(KEY, NAMES, keep=KEEP)
    assert fresh.redact(decoded).data == Redactor(KEY, NAMES, keep=KEEP).redact(text.encode()).data


def test_a_file_in_a_code_page_of_windows_is_redacted_alike() -> None:
    lines = [MARK.sub(r"\2", line) for line in CHANGE + STAY]
    lines = [line for line in lines if line.encode("cp1251", "ignore").decode("cp1251") == line]
    assert len(lines) > 550
    assert any("Иван" in line for line in lines)
    text = "\r\n".join(lines)
    stored = text.encode("cp1251")
    detector = Detector()
    detector.feed(stored)
    decoded = b"".join(to_utf8([stored], detector.result(code_pages=["1251"])))
    ours = Redactor(KEY, NAMES, keep=KEEP).redact(decoded)
    assert ours == Redactor(KEY, NAMES, keep=KEEP).redact(text.encode())
    assert "Иван" in {hit.original for hit in ours.hits}


def test_the_standard_library_writes_the_same_bytes_as_re2() -> None:
    text = "\n".join(MARK.sub(r"\2", line) for line in CHANGE + STAY).encode()
    ours = Redactor(KEY, NAMES, keep=KEEP).redact(text)
    theirs = Redactor(KEY, NAMES, keep=KEEP, re2=False).redact(text)
    assert theirs == ours
