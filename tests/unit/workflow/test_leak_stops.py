"""A leak ends `collect` and `submit` with exit code 79: nothing is sent, the evidence is kept."""

from __future__ import annotations

import base64
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.paths import HOME_OVERRIDE, Paths
from collector.core.secrets import installation_key
from collector.evidence.set import EvidenceSet
from collector.privacy.model import Kind, Name
from collector.workflow.privacy_map import remember
from collector.workflow.review import Review
from collector.workflow.send import send
from tests.unit.workflow.sets import KEY, make_set, members, packed

ANSWERS = """
[contact]
name = "Jane Example"
email = "jane@example.com"
[product]
name = "Partition Manager"
version = "15"
[problem]
subject = "Partition cannot be resized"
description = "I wanted to make it larger."
[support]
program = "complimentary"
[consent]
privacy_text_version = 1
"""


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    home = str(tmp_path / "home")
    return Environment(
        environ={**os.environ, HOME_OVERRIDE: home}, paths=Paths.of({HOME_OVERRIDE: home}),
        stdout=io.StringIO(), stderr=io.StringIO(),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers at that address: trying again until time is up would tell nothing more."""
    monkeypatch.setattr("collector.workflow.submit.send", lambda item, desk, **_: send(item, desk))


@pytest.fixture
def leaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gathering whose detector overlooks everything; where its sets lie."""
    sets = tmp_path / "sets"

    def gather(*_: object, **__: object) -> EvidenceSet:
        return make_set(sets, {"a.log": b"by Zebulon Quack\n"}, works=lambda _: False)

    monkeypatch.setattr("collector.workflow.collect.gather", gather)
    monkeypatch.setattr("collector.workflow.submit.gather", gather)
    return sets


def test_collect_leaves_no_bundle(tmp_path: Path, environment: Environment, leaking: Path) -> None:
    out = tmp_path / "here" / "b.zip"
    out.parent.mkdir()
    assert main(["collect", "--out", str(out), "--progress", "none"], environment) == 79
    assert isinstance(environment.stderr, io.StringIO)
    told = environment.stderr.getvalue()
    assert "evidence/logs/a.log: a user or full name, at byte 3" in told
    assert "Zebulon" not in told
    assert list(out.parent.iterdir()) == []
    [folder] = EvidenceSet.leftovers(leaking)
    kept = EvidenceSet.open(folder, key=KEY)
    assert kept.gathered
    assert kept.purpose == "collect"
    kept.discard()


def test_submit_queues_nothing(tmp_path: Path, environment: Environment, leaking: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS)
    arguments = ["submit", "--answers", str(answers), "--srs", "http://127.0.0.1:9"]
    assert main([*arguments, "--progress", "none"], environment) == 79
    assert isinstance(environment.stdout, io.StringIO)
    told = json.loads(environment.stdout.getvalue())
    assert told["faults"] == ["evidence/logs/a.log: a user or full name, at byte 3 (UTF-8)"]
    outbox = environment.paths.outbox
    assert not [each for each in outbox.iterdir() if not each.name.startswith(".")]
    assert not [*outbox.rglob("*.zip")]
    assert EvidenceSet.leftovers(leaking)


def given_bundle(tmp_path: Path, level: str = "standard") -> Path:
    """A bundle that was made without a form, by a run that knew nobody's name."""
    evidence = make_set(
        tmp_path / "given", {"a.log": b"Jane Example on quokka-ws42, build 10.1.25.172\n"}, (),
        level=level,
    )  # fmt: skip
    packed(evidence, tmp_path / "given.zip")
    evidence.discard()
    return tmp_path / "given.zip"


def submitted(tmp_path: Path, environment: Environment, bundle: Path, name: str) -> tuple[int, str]:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS.replace("Jane Example", name))
    arguments = ["submit", "--answers", str(answers), "--srs", "http://127.0.0.1:9"]
    arguments += ["--bundle", str(bundle), "--progress", "none", "--time-limit", "5"]
    code = main(arguments, environment)
    assert isinstance(environment.stdout, io.StringIO)
    return code, environment.stdout.getvalue()


def test_a_given_bundle_is_searched_for_what_the_form_says(
    tmp_path: Path, environment: Environment
) -> None:
    bundle = given_bundle(tmp_path)
    before = bundle.read_bytes()
    code, told = submitted(tmp_path, environment, bundle, "Jane Example")
    assert code == 79
    assert json.loads(told)["faults"] == [
        "evidence/logs/a.log: a user or full name, at byte 0 (UTF-8)"
    ]
    assert "Jane" not in told
    assert bundle.read_bytes() == before
    assert not [*environment.paths.outbox.rglob("*.zip")]


def test_a_given_bundle_is_searched_for_what_tokens_of_this_machine_stand_for(
    tmp_path: Path, environment: Environment
) -> None:
    bundle = given_bundle(tmp_path)
    key = installation_key(environment.paths, environment.environ)
    values = {
        "pii-host-aaaaaaaa": (Kind.HOST, "quokka-ws42"), "pii-file-aaaaaaaa": (Kind.FILE, "a.log"),
        "pii-ip-lan-aaaaaaaa": (Kind.IP, "10.1.25.172"),
    }  # fmt: skip
    remember(environment.paths, key, values)
    code, told = submitted(tmp_path, environment, bundle, "Yolanda Farquhar")
    assert code == 79
    assert json.loads(told)["faults"] == [
        "evidence/logs/a.log: a computer name, at byte 16 (UTF-8)"
    ]


def kept_bundle(tmp_path: Path, environment: Environment, key: bytes) -> Path:
    """A bundle in which the person, in the review, kept a user's name and no other value."""
    (environment.paths.data).mkdir(parents=True)
    (environment.paths.data / "installation.key").write_bytes(base64.b64encode(key))
    names = (Name(Kind.USER, "Jane Example"), Name(Kind.HOST, "quokka-ws42"))
    texts = {"a.log": b"Jane Example on quokka-ws42\n", "Jane Example.log": b"quiet\n"}
    evidence = make_set(tmp_path / "kept", texts, names)
    review = Review(evidence)
    [token] = [one.token for one in review.values() if one.original == "Jane Example"]
    review.keep(token)
    packed(evidence, tmp_path / "kept.zip", paths=environment.paths)
    evidence.discard()
    return tmp_path / "kept.zip"


def test_what_a_person_kept_may_stand_in_a_bundle_that_is_given_later(
    tmp_path: Path, environment: Environment
) -> None:
    bundle = kept_bundle(tmp_path, environment, KEY)
    privacy = json.loads(members(bundle)["manifest.json"])["privacy"]
    assert privacy["kept"] == [{"kind": "user", "value": "Jane Example"}]
    assert privacy["notes"] == [
        "The person who sent this decided to show what would have been hidden: 1 x user names."
    ]
    assert b"because the person who sent this decided so" in members(bundle)["README.txt"]
    values = {"pii-user-aaaaaaaa": (Kind.USER, "Jane Example")}
    remember(environment.paths, KEY, values)
    assert submitted(tmp_path, environment, bundle, "Jane Example")[0] == 75, "it is queued"


def test_a_value_that_was_kept_and_left_out_is_not_told(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "set", {"a.log": b"by Zebulon Quack\n", "b.log": b"x\n"})
    review = Review(evidence)
    review.keep(review.values()[0].token)
    evidence.leave_out("evidence/logs/a.log")
    packed(evidence, tmp_path / "b.zip")
    assert b"Quack" not in b"".join(members(tmp_path / "b.zip").values())
    evidence.discard()


def rewritten(bundle: Path, kept: list[dict[str, str]]) -> Path:
    inside = members(bundle)
    manifest = json.loads(inside["manifest.json"])
    manifest["privacy"]["kept"] = kept
    inside["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
    return bundle


@pytest.mark.parametrize("who", ["another", "changed", "newer"])
def test_nobody_else_can_say_what_was_kept(
    tmp_path: Path, environment: Environment, who: str
) -> None:
    bundle = kept_bundle(tmp_path, environment, bytes(32) if who == "another" else KEY)
    claims = [{"kind": "user", "value": "Jane Example"}]
    if who != "another":
        kind = "aura" if who == "newer" else "mail"
        bundle = rewritten(bundle, [*claims, {"kind": kind, "value": "jane@example.com"}])
    code, told = submitted(tmp_path, environment, bundle, "Jane Example")
    assert code == 79
    faults = json.loads(told)["faults"]
    assert any(fault.startswith("evidence/logs/a.log: a user or full name") for fault in faults)
    assert "the key of this account did not make it" in json.loads(told)["hint"]


@pytest.mark.parametrize(("level", "name"), [("off", "Jane Example"), ("standard", "Ann Other")])
def test_a_given_bundle_goes_on_where_nothing_is_found_or_nothing_was_to_be_hidden(
    tmp_path: Path, environment: Environment, level: str, name: str
) -> None:
    code, _ = submitted(tmp_path, environment, given_bundle(tmp_path, level), name)
    assert code == 75, "the SRS is not there, and the bundle waits"
    assert [*environment.paths.outbox.rglob("*.zip")]
