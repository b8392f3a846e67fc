"""What a detector overlooks does not leave the machine, and no bundle is stopped for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from collector.core.errors import LeakFoundError
from collector.privacy.model import Kind, Name
from collector.request.form import Contact, Identification, SupportRequest
from collector.workflow.review import Review
from tests.unit.workflow.sets import HOST, NAMES, USER, make_set, members, notes, packed


@pytest.mark.parametrize(
    "data",
    [
        b"opened by zebulon quack\n",
        "Zebulon Quack".encode("utf-16-le"),
        b"x" + "ZEBULON QUACK".encode("utf-16-be"),
        b'{"host": "\\u006bestrel-ws17 KESTREL-WS17"}',
    ],
)
def test_what_a_broken_detector_lets_through_is_caught(tmp_path: Path, data: bytes) -> None:
    evidence = make_set(tmp_path / "sets", {"a.log": data}, works=lambda _: False)
    out = tmp_path / "bundle.zip"
    with pytest.raises(LeakFoundError) as caught:
        packed(evidence, out)
    told = " ".join((caught.value.title, caught.value.hint, *caught.value.faults)).lower()
    assert "evidence/logs/a.log" in told
    assert not any(name.value.lower() in told for name in NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["sets"], "nothing was left behind"
    evidence.discard()


def test_a_value_in_a_members_name_is_caught_and_not_repeated(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", {"kestrel-ws17.log": b"x"})
    with pytest.raises(LeakFoundError) as caught:
        packed(evidence, tmp_path / "bundle.zip")
    assert any("evidence/logs/….log" in fault for fault in caught.value.faults)
    assert HOST.value not in str(caught.value.faults)
    evidence.discard()


def test_the_next_packing_hides_what_was_caught(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", {"a.log": b"by Zebulon Quack\n"}, works=lambda _: False)
    with pytest.raises(LeakFoundError):
        packed(evidence, tmp_path / "b.zip")
    packed(evidence, tmp_path / "b.zip")
    assert b"pii-user-" in members(tmp_path / "b.zip")["evidence/logs/a.log"]
    evidence.discard()


def test_what_a_pattern_saw_once_is_hidden_everywhere_before_it_is_checked(tmp_path: Path) -> None:
    texts = {
        "a.log": rb"connect \\osprey-fs01\share as login" + b"\n",
        "b.log": b"osprey-fs01 does not answer\n",
    }
    evidence = make_set(tmp_path / "sets", texts)
    packed(evidence, tmp_path / "b.zip")
    assert b"osprey" not in b"".join(members(tmp_path / "b.zip").values()).lower()
    evidence.discard()


def test_a_name_learnt_late_is_hidden_in_the_folders_of_a_member_too(tmp_path: Path) -> None:
    texts = {"q31bert/one.log": b"of q31bert\n", "late.log": b"C:\\Users\\q31bert\\x\n"}
    evidence = make_set(tmp_path / "sets", texts)
    packed(evidence, tmp_path / "b.zip")
    held = members(tmp_path / "b.zip")
    assert b"q31bert" not in b"".join([*held.values(), *(name.encode() for name in held)])
    evidence.discard()


def test_files_whose_names_become_alike_all_stay(tmp_path: Path) -> None:
    texts = {"q31bert.log": b"one", "Q31BERT.log": b"two", "late.log": b"C:\\Users\\q31bert\\x\n"}
    evidence = make_set(tmp_path / "sets", texts)
    packed(evidence, tmp_path / "b.zip")
    assert {b"one", b"two"} <= set(members(tmp_path / "b.zip").values())
    assert len({item.name for probe in evidence.probes for item in probe.items}) == len(texts)
    evidence.discard()


@pytest.mark.parametrize("word", ["here", "logs", "status", "evidence", "Paragon"])
def test_a_word_of_ours_can_be_hidden_and_stops_nothing(tmp_path: Path, word: str) -> None:
    texts = {"a.log": f"it is {word}\n".encode(), f"{word}.log": b"x"}
    evidence = make_set(tmp_path / "sets", texts)
    Review(evidence).hide_everywhere(word)
    packed(evidence, tmp_path / "b.zip")
    held = members(tmp_path / "b.zip")
    assert word.encode() not in held["evidence/logs/a.log"]
    assert f"evidence/logs/{word}.log" not in held
    evidence.discard()


def test_more_names_than_are_learnt_are_said_in_the_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collector.privacy.redactor.MOST_LEARNED", 40)
    users = "".join(f"C:\\Users\\bodelima{n}\\x\n" for n in range(41))
    evidence = make_set(tmp_path / "sets", {"few.log": b"C:\\Users\\bodelima\\x\n"})
    packed(evidence, tmp_path / "few.zip")
    assert notes(tmp_path / "few.zip") == []
    evidence.discard()
    evidence = make_set(tmp_path / "sets", {"many.log": users.encode()})
    packed(evidence, tmp_path / "many.zip")
    assert any("more user names" in note for note in notes(tmp_path / "many.zip"))
    evidence.discard()


def test_the_form_stays_in_request_json(tmp_path: Path) -> None:
    request = SupportRequest(
        contact=Contact(
            name="Yolanda Farquhar", email="yf@aviary.example", telephone="+49 761 5901820",
            company="Western Digital",
        ),
        identification=Identification(serial_number="PSG-4711-XQ"),
    )  # fmt: skip
    log = b"Yolanda Farquhar +49 761 5901820 PSG-4711-XQ model Western Digital WD40\n"
    evidence = make_set(tmp_path / "sets", {"a.log": log})
    packed(evidence, tmp_path / "b.zip", request_json=msgspec.json.encode(request))
    found = members(tmp_path / "b.zip")
    assert b"Yolanda" in found.pop("request.json")
    everything = b"".join(found.values())
    assert not any(word in everything for word in (b"Yolanda", b"5901820", b"PSG-4711"))
    assert b"Western Digital WD40" in everything, "a vendor's name is nobody's secret"
    evidence.discard()


@pytest.mark.parametrize("user", ["Max", "System32", "Иван", "O'Neil", "Anna Schmidt", "a"])
def test_no_user_name_stops_an_honest_bundle(tmp_path: Path, user: str) -> None:
    log = (
        f"C:\\Users\\{user}\\AppData\\x.log user={user} logged in\r\n"
        "C:\\Windows\\System32\\drivers\\a.sys max_sectors=16, Max speed; a maximal annatto\r\n"
        "hdm.exe build 10.1.25.172 of 192.168.7.21, version 192.168.7.21\r\n"
    )  # fmt: skip
    names = (Name(Kind.USER, user), Name(Kind.IP, "192.168.7.99"))
    evidence = make_set(tmp_path / "sets", {"a.log": log.encode()}, names)
    packed(evidence, tmp_path / "b.zip")
    log_after = members(tmp_path / "b.zip")["evidence/logs/a.log"].decode()
    assert f"\\Users\\{user}\\" not in log_after
    assert "10.1.25.172" in log_after
    assert "C:\\Windows\\System32\\drivers\\a.sys max_sectors=16, Max speed" in log_after
    evidence.discard()


def test_level_off_is_recorded_and_what_is_no_text_is_listed(tmp_path: Path) -> None:
    texts = {"a.log": b"by Zebulon Quack"}
    off = make_set(tmp_path / "off", texts, level="off", works=lambda _: False)
    packed(off, tmp_path / "off.zip")
    assert any("leak check was skipped" in note for note in notes(tmp_path / "off.zip"))
    off.discard()
    dump = {"dump.bin": b"\0Zebulon Quack"}
    binary = make_set(tmp_path / "bin", dump, works=lambda _: False, unredactable=dump)
    packed(binary, tmp_path / "bin.zip")
    assert b"dump.bin" in members(tmp_path / "bin.zip")["README.txt"]
    binary.discard()


def test_distinct_values_are_counted_once(tmp_path: Path) -> None:
    text = f"{USER.value} {USER.value} {HOST.value} {USER.value.upper()}\n".encode()
    evidence = make_set(tmp_path / "sets", {"a.log": text, "b.log": text})
    packed(evidence, tmp_path / "b.zip")
    manifest = json.loads(members(tmp_path / "b.zip")["manifest.json"])
    assert manifest["privacy"]["distinct"] == {"host": 1, "user": 1}
    assert sum(file["redactions"].get("user", 0) for file in manifest["files"]) == 6
    evidence.discard()
