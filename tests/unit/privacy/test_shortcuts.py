"""What makes the engine fast changes nothing of what it hides."""

from __future__ import annotations

import base64
import hmac
import re

from hypothesis import given
from hypothesis import strategies as st

from collector.privacy.detect import WITH_DIGIT, classifier
from collector.privacy.model import Kind
from collector.privacy.name import canonical, pseudonym
from collector.privacy.redactor import SETTLE_AGAIN, SETTLE_FIRST, Redactor
from tests.unit.privacy.test_corpus import CHANGE, KEY, MARK, STAY

LINES = [MARK.sub(r"\2", line) for line in CHANGE] + STAY


def test_learnt_names_are_hidden_from_then_on_and_by_one_more_pass_everywhere() -> None:
    names = ["ambrosia", "kodaline", "wladimira", *(f"bodelima{n}" for n in range(9))]
    filler = "sector 2048 of disk 1 is fine, driver BioNTdrv.sys 1.5.1.0 loaded\n" * 16_000
    shown = "".join(f"disk of {name}\nC:\\Users\\{name}\\x\n" for name in names)
    again = "".join(f"{filler}job of {name.upper()}\n" for name in names)
    text = (shown + again).encode()
    assert len(filler) > SETTLE_FIRST
    personal = re.compile(rb"(?i)kodaline|ambrosia|wladimira|bodelima")

    redactor = Redactor(KEY, ())
    first = b"".join(part.data for part in redactor.stream([text]))
    assert len(personal.findall(first)) <= len(names) + 1
    assert not personal.search(first, first.index(filler.encode()) + 2 * len(filler))
    assert {name.value for name in redactor.learned} == set(names)

    second = Redactor(KEY, redactor.learned)
    done = b"".join(part.data for part in second.stream([first]))
    assert not personal.search(done)
    assert done == Redactor(KEY, ()).redact(text).data
    assert done.count(b"BioNTdrv.sys 1.5.1.0 loaded") == 16_000 * len(names)


def test_a_name_that_becomes_known_in_the_middle_settles_when_the_text_has_grown() -> None:
    redactor = Redactor(KEY, ())
    line = b"sector 2048 of disk 1 is fine, product build 10.1.25.1137\n"
    filler = line * (SETTLE_FIRST * 2 // len(line))
    early = b"C:\\Users\\ambrosia\\x\n"
    late = b"C:\\Users\\kodaline\\x\n"
    pieces = [early, filler, late, *[filler] * (2 * SETTLE_AGAIN), b"KODALINE and ambrosia\n"]
    done = b"".join(part.data for part in redactor.stream(pieces))
    assert not re.search(rb"(?i)kodaline|ambrosia", done)


def test_a_digit_begins_no_trigger_but_those_that_are_said_to() -> None:
    whole, fewer = re.compile(classifier()), re.compile(classifier(WITH_DIGIT))
    for line in LINES:
        raw = line.encode()
        for at in (found.start() for found in re.finditer(rb"[0-9]", raw)):
            every, some = whole.match(raw, at), fewer.match(raw, at)
            assert (every and every.lastgroup) == (some and some.lastgroup), line


@given(key=st.binary(max_size=99), value=st.text(min_size=1, max_size=40))
def test_a_pseudonym_is_forty_bits_of_a_keyed_hash(key: bytes, value: str) -> None:
    message = f"user\0{canonical(Kind.USER, value)}".encode("utf-8", "surrogatepass")
    digest = hmac.digest(key, message, "sha256")
    assert pseudonym(key, Kind.USER, value) == base64.b32encode(digest[:5]).decode().lower()
