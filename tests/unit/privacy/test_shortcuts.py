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
from collector.privacy.redactor import PATIENCE, Redactor
from tests.unit.privacy.test_corpus import CHANGE, KEY, MARK, STAY

LINES = [MARK.sub(r"\2", line) for line in CHANGE] + STAY


def test_learnt_names_stay_hidden_in_all_windows_that_follow() -> None:
    first = ["ambrosia", "kodaline", "wladimira"]
    redactor = Redactor(KEY, ())
    filler = "sector 2048 of disk 1 is fine, driver BioNTdrv.sys 1.5.1.0 loaded\n" * 16_000
    parts = [f"disk of {name}\nC:\\Users\\{name}\\x\n" for name in first]
    parts += [f"C:\\Users\\bodelima{n}\\x\n" for n in range(2 * PATIENCE)]
    tail = [f"{filler}job of {n % 7} KODALINE, bodelima{n} did it\n" for n in range(2 * PATIENCE)]
    text = "".join([*parts, *tail]).encode()
    done = b"".join(part.data for part in redactor.stream([text]))
    assert len(redactor.learned) == len(first) + 2 * PATIENCE
    assert not re.search(rb"(?i)kodaline|ambrosia|wladimira|bodelima", done)
    assert done.count(b"BioNTdrv.sys 1.5.1.0 loaded") == 16_000 * len(tail)


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
