"""`submit --bundle`: a bundle that was made before goes out as it is, or is refused by its name."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.crashes import write_answers
from tests.e2e.program import Place, Ran
from tests.e2e.srs_look import delivered
from tests.srs_fixture import RunningSrs, running_srs


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def submit(place: Place, answers: Path, bundle: Path, srs: RunningSrs) -> Ran:
    return place.run(
        "submit", "--answers", answers, "--bundle", bundle, "--srs", srs.url, "--time-limit=200"
    )


def test_the_bundle_arrives_as_it_was_and_stays_where_it_is(place: Place, srs: RunningSrs) -> None:
    bundle = place.here / "mine.zip"
    assert place.run("collect", "--only=memory", "--out", bundle).code == 0
    before = bundle.read_bytes()
    ran = submit(place, write_answers(place, "made before", "made_before"), bundle, srs)
    assert ran.code == 0, ran.err
    (one,) = delivered(srs, "made before")
    assert ran.last["ticket"] == one.ticket_id
    assert bundle.read_bytes() == before
    sent = Path(ran.last["bundle"]).read_bytes()
    assert hashlib.sha256(sent).digest() == hashlib.sha256(before).digest()


_NO_FILE = (66, "not a file")
SPECIAL = () if sys.platform == "win32" else (("pipe", *_NO_FILE), ("device", *_NO_FILE))


@pytest.mark.parametrize(
    ("kind", "code", "says"),
    [*SPECIAL, ("folder", 66, "not a file"), ("missing", 66, "cannot be read"),
     ("text", 65, "not a ZIP file")],
)  # fmt: skip
def test_what_is_no_bundle_is_refused_at_once_by_its_name(
    place: Place, srs: RunningSrs, kind: str, code: int, says: str
) -> None:
    bundle = place.here / f"{kind}.zip"
    if sys.platform != "win32" and kind == "pipe":
        os.mkfifo(bundle)
    elif kind == "device":
        bundle.symlink_to("/dev/zero")
    elif kind == "folder":
        bundle.mkdir()
    elif kind == "text":
        bundle.write_text("no archive")
    ran = submit(place, write_answers(place, kind, kind), bundle, srs)
    assert ran.code == code, ran.err
    assert ran.last["error"].startswith(str(bundle))
    assert says in ran.last["error"]
    assert not delivered(srs, kind)
    assert not [
        each for each in (place.home / "data" / "outbox").iterdir() if each.name != ".locks"
    ]


def test_attachments_do_not_vanish_beside_a_finished_bundle(place: Place, srs: RunningSrs) -> None:
    bundle = place.here / "mine.zip"
    assert place.run("collect", "--only=memory", "--out", bundle).code == 0
    answers = write_answers(place, "more", "more")
    (place.here / "screenshot.png").write_bytes(b"png")
    with answers.open("a") as file:
        file.write('\n[attachments]\nfiles = ["screenshot.png"]\n')
    ran = submit(place, answers, bundle, srs)
    assert ran.code == 64
    assert "annotate" in ran.last["hint"]
    assert not delivered(srs, "more")
