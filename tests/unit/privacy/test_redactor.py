"""The redactor's promises: the same whatever the chunks, the engine, the spelling, the size."""

from __future__ import annotations

import json
import random
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.privacy.model import Hit, Kind, Level, Name, Redacted
from collector.privacy.redactor import Redactor
from collector.privacy.scan import re2_search
from tests.unit.privacy.test_corpus import CHANGE, KEEP, KEY, MARK, NAMES, STAY

LINES = [MARK.sub(r"\2", line) for line in CHANGE] + STAY
ODDITIES = r"""a.a.a. 1:1: \\ 1.1. password = @a ab:cd- /home/ %5C :: pii- \u0418 ' " < > é İ ß"""
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from([*ODDITIES.split(" "), " ", "\t", "\r\n", "-----BEGIN RSA PRIVATE KEY-----"]),
    st.text(max_size=12),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.fixture(scope="module")
def engines() -> tuple[Redactor, Redactor]:
    return Redactor(KEY, NAMES, keep=KEEP), Redactor(KEY, NAMES, keep=KEEP, re2=False)


@settings(max_examples=250, deadline=None)
@given(text=TEXTS)
def test_re2_and_the_standard_library_agree_on_anything(
    engines: tuple[Redactor, Redactor], text: str
) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    assert engines[0].redact(raw) == engines[1].redact(raw)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300))
def test_bytes_that_are_no_text_pass_and_both_engines_agree(
    engines: tuple[Redactor, Redactor], data: bytes
) -> None:
    assert engines[0].redact(data) == engines[1].redact(data)


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=20))
def test_redacting_twice_changes_nothing(
    engines: tuple[Redactor, Redactor], lines: list[str]
) -> None:
    once = engines[0].redact("\n".join(lines).encode("utf-8", "surrogatepass"))
    assert engines[0].redact(once.data) == Redacted(once.data, ())


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_hits_lead_back_to_the_text(engines: tuple[Redactor, Redactor], text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    done = engines[0].redact(raw)
    restored, end = [], 0
    for hit in done.hits:
        token = hit.token.encode()
        assert done.data[hit.offset : hit.offset + len(token)] == token
        restored += [done.data[end : hit.offset], hit.original.encode("utf-8", "surrogatepass")]
        end = hit.offset + len(token)
    if all(hit.kind is not Kind.SECRET and "\\x" not in hit.original for hit in done.hits):
        assert b"".join([*restored, done.data[end:]]) == raw


def joined(parts: list[Redacted]) -> tuple[bytes, tuple[Hit, ...]]:
    return b"".join(part.data for part in parts), tuple(hit for part in parts for hit in part.hits)


def cut(data: bytes, seed: int, most: int) -> list[bytes]:
    rng, at, chunks = random.Random(seed), 0, []
    while at < len(data):
        size = rng.randint(1, most)
        chunks.append(data[at : at + size])
        at += size
    return chunks


@pytest.mark.parametrize("ending", ["\r\n", " | "], ids=["lines", "one line"])
def test_a_stream_in_any_chunks_equals_the_whole(ending: str) -> None:
    rng = random.Random(7)
    text = ending.join(rng.choice(LINES) for _ in range(60_000)).encode()
    assert len(text) > 2 << 20
    whole = joined(list(Redactor(KEY, NAMES, keep=KEEP).stream([text])))
    for seed, most in ((1, 300_000), (2, 3_000_000)):
        parts = list(Redactor(KEY, NAMES, keep=KEEP).stream(cut(text, seed, most)))
        assert joined(parts) == whole


def test_a_line_without_an_end_is_cut_nowhere_inside_a_value() -> None:
    text = b"mail jane.doe@example.com, " * 150_000
    done = Redactor(KEY, ()).redact(text)
    assert b"jane" not in done.data
    assert len(done.hits) == 150_000


def test_a_private_key_goes_whole_even_where_windows_meet() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7bq+Zz/0\n" * 40
    key += "-----END RSA PRIVATE KEY-----"
    for filler in range((1 << 20) - 1200, (1 << 20) + 10, 170):
        text = "x" * 99 + "\n"
        text = (text * (filler // 100 + 1))[:filler] + "\n" + key + "\nLBA 2048\n"
        done = Redactor(KEY, ()).redact(text.encode()).data
        assert b"MIIE" not in done
        assert done.endswith(b"\npii-removed\nLBA 2048\n")


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(megabytes: int) -> int:
        redactor = Redactor(KEY, NAMES)
        piece = b"no end of line here; C:\\Windows LBA 2048 " * 25_000
        tracemalloc.start()
        for part in redactor.stream(piece for _ in range(megabytes)):
            assert part.data
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(12) < peak(3) * 1.3


def test_a_name_learnt_from_a_path_is_hidden_before_and_after_it() -> None:
    redactor = Redactor(KEY, ())
    done = redactor.redact(b"job of Wladimira\nC:\\Users\\wladimira\\x\nWLADIMIRA's disk\n")
    assert b"ladimira" not in done.data.lower()
    assert len({hit.token for hit in done.hits}) == 1
    assert redactor.learned == {Name(Kind.USER, "wladimira")}
    assert b"wladimira" not in redactor.redact(b"later: wladimira").data


def test_a_common_word_is_never_learnt_from_a_path() -> None:
    redactor = Redactor(KEY, ())
    text = "C:\\Users\\Backup\\x /home/disk/y"
    assert "Backup" not in redactor.redact_text(text)
    assert redactor.redact_text("Backup of disk 1") == "Backup of disk 1"
    assert redactor.learned == frozenset()


def test_common_and_short_names_are_noted_without_being_told() -> None:
    redactor = Redactor(KEY, NAMES)
    (note,) = redactor.notes
    assert note.startswith("3 known name(s)")
    assert "System32" not in note
    assert Redactor(KEY, (Name(Kind.USER, "Иван"),)).notes == ()


def test_every_spelling_of_a_value_has_one_token_and_every_key_its_own() -> None:
    redactor = Redactor(KEY, NAMES)
    spellings = ("Anna Schmidt", "ANNA SCHMIDT", "anna.schmidt", "Anna%20Schmidt", "anna_schmidt")
    assert len({redactor.redact_text(spelling) for spelling in spellings}) == 1
    russian = ("Иван", "ИВАН", "\\u0418\\u0432\\u0430\\u043d", "%D0%98%D0%B2%D0%B0%D0%BD")
    assert len({redactor.redact_text(spelling) for spelling in russian}) == 1
    assert redactor.redact_text("Иван") != Redactor(b"x" * 32, NAMES).redact_text("Иван")
    assert redactor.redact_text("/home/Иван/") == f"/home/{redactor.redact_text('Иван')}/"
    macs = ("00:50:56:AB:CD:EF", "00-50-56-ab-cd-ef", "005056abcdef")
    assert len({redactor.redact_text(mac) for mac in macs}) == 1


def test_level_off_changes_nothing_and_strict_hides_file_names_too() -> None:
    text = 'C:\\Users\\bob\\Steuer 2024.docx file: "Urlaub.jpg" C:\\Windows\\a.sys C:\\x\\hdm.log'
    assert Redactor(KEY, (), Level.OFF).redact(text.encode()) == Redacted(text.encode(), ())
    strict = Redactor(KEY, (), Level.STRICT)
    done = strict.redact(text.encode())
    out = done.data.decode()
    assert "Steuer" not in out
    assert "Urlaub" not in out
    assert ".docx" in out
    assert "C:\\Windows\\a.sys C:\\x\\hdm.log" in out
    assert strict.redact(done.data).data == done.data
    for hit in done.hits:
        assert done.data[hit.offset :].startswith(hit.token.encode())
    assert "Steuer 2024.docx" in Redactor(KEY, ()).redact_text(text)


def test_a_secret_is_counted_but_never_kept() -> None:
    done = Redactor(KEY, ()).redact(b'{"password": "hunter2 \\"x\\"", "n": 1}')
    assert done.data == b'{"password": "pii-removed", "n": 1}'
    assert done.hits == (Hit(14, Kind.SECRET, "pii-removed", ""),)


def test_a_file_name_that_is_no_text_survives() -> None:
    name = b"/home/bob/\xff\xfe.log".decode("utf-8", "surrogateescape")
    out = Redactor(KEY, ()).redact_text(name)
    assert out.startswith("/home/pii-user-")
    assert out.encode("utf-8", "surrogateescape").endswith(b"/\xff\xfe.log")


def test_importing_the_package_loads_no_re2() -> None:
    import subprocess
    import sys

    code = (
        "import collector.privacy, collector.privacy.redactor, sys; sys.exit('re2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("times", [1, 2, 3])
def test_names_are_found_in_what_was_made_json_more_than_once(times: int) -> None:
    text = "x Иван Петров y кедр-01 z"
    for _ in range(times):
        text = json.dumps(text)
    names = (Name(Kind.USER, "Иван Петров"), Name(Kind.HOST, "кедр-01"))
    hits = Redactor(KEY, names).redact(text.encode()).hits
    assert [hit.kind for hit in hits] == [Kind.USER, Kind.HOST]


def test_a_path_that_was_made_json_twice_names_the_same_person() -> None:
    path = "C:\\Users\\Иван\\x"
    once, twice = json.dumps(path), json.dumps(json.dumps(path))
    tokens = {Redactor(KEY, ()).redact(text.encode()).hits[0].token for text in (once, twice)}
    assert len(tokens) == 1


def test_a_long_host_name_does_not_hide_the_word_it_begins_with() -> None:
    redactor = Redactor(KEY, (Name(Kind.HOST, "gcc.gnu.org"), Name(Kind.HOST, "heron.corp.test")))
    found = redactor.redact_text("gcc 12.2 of gcc.gnu.org, heron")
    assert found.startswith("gcc 12.2 of pii-host-")
    assert "heron" not in found


def test_a_name_that_begins_a_longer_one_does_not_shadow_it_behind_an_escape() -> None:
    names = [Name(Kind.USER, "anna"), Name(Kind.USER, "annabell")]
    for re2 in (True, False):
        redactor = Redactor(KEY, names, re2=re2)
        found = redactor.redact_text(r"x\nannabell %20annabell _annabell \nanna annabella")
        assert "anna" not in found
        assert len({word for word in found.split() if "pii-" in word}) == 5


def test_both_engines_agree_on_hundreds_of_names() -> None:
    rng = random.Random(7)
    syllables = ("ba", "de", "li", "mo", "nu", "ra", "so", "ti", " ", "ß", "é", "7", "x.")
    texts = ["".join(rng.choices(syllables, k=rng.randint(2, 6))).strip() for _ in range(600)]
    names = [Name(Kind.USER, text) for text in texts if len(text) > 2]
    log = " ".join(rng.choice((str.upper, str.title, str))(rng.choice(texts)) for _ in range(1500))
    ours, theirs = (Redactor(KEY, names, re2=re2).redact(log.encode()) for re2 in (True, False))
    assert ours == theirs
    assert len(ours.hits) > 500


def test_a_pattern_that_re2_does_not_take_is_searched_for_all_the_same() -> None:
    search = re2_search(b"(?:abcdefgh){200}" * 9, memory=1 << 16)
    assert search is None


def test_names_that_make_long_patterns_are_bounded_by_their_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("collector.privacy.redactor.MOST_PATTERN", 3000)
    redactor = Redactor(KEY, ())
    text = "".join(f"C:\\Users\\Владимир{number:02}\\x\r\n" for number in range(20))
    done = redactor.redact(text.encode())
    assert len(done.hits) == 20
    assert 0 < len(redactor.learned) < 20
    assert any("more user names" in note for note in redactor.notes)
