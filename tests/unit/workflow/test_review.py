"""What was hidden can be looked at and decided otherwise, also after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collector.core.errors import InputError, MissingInputError, UsageError
from collector.evidence.set import EvidenceSet
from collector.workflow.review import Review
from tests.systems import KILLED
from tests.unit.workflow.sets import KEY, make_set, members, packed, text

TEXTS = {
    "a.log": b"Zebulon Quack on kestrel-ws17, password=hunter2secret, mail z.q@aviary.example\n"
    * 3,
    "b.log": b"nothing but the falconer of kestrel-ws17\n",
    "c.log": b"quiet\n",
}
SCRIPT = """
import sys, pathlib
from collector.evidence.set import EvidenceSet
from collector.workflow.review import Review
from tests.unit.workflow.sets import KEY
[folder] = EvidenceSet.leftovers(pathlib.Path(sys.argv[1]))
review = Review(EvidenceSet.open(folder, key=KEY))
getattr(review, sys.argv[2])(sys.argv[3])
"""


def token_of(review: Review, original: str) -> str:
    return next(one.token for one in review.values() if one.original == original)


def hashes(evidence: EvidenceSet) -> dict[str, str]:
    return {record.path.rpartition("/")[2]: record.sha256 for record in evidence.files}


def test_before_and_after_stand_side_by_side(tmp_path: Path) -> None:
    evidence = make_set(tmp_path, TEXTS)
    review = Review(evidence)
    spans = list(review.spans("evidence/logs/a.log"))
    assert "".join(span.after for span in spans) == text(evidence, "a.log")
    before = "".join(span.before for span in spans)
    assert before == TEXTS["a.log"].decode().replace("hunter2secret", "")
    part = list(review.spans("evidence/logs/a.log", skip=60, limit=50))
    assert part[0].offset >= 60
    [a, b, c] = review.files()
    assert a.counts["user"] == 3
    assert (b.counts, c.counts) == ({"host": 1}, {})
    assert review.counts()["host"] == 4
    evidence.discard()


def test_hiding_a_word_writes_only_the_files_that_hold_it(tmp_path: Path) -> None:
    evidence = make_set(tmp_path, TEXTS)
    before = hashes(evidence)
    assert Review(evidence).hide_everywhere("Falconer") == ("evidence/logs/b.log",)
    changed = {name for name, digest in hashes(evidence).items() if digest != before[name]}
    assert changed == {"b.log"}
    assert "falconer" not in text(evidence, "b.log")
    evidence.discard()


def test_keeping_shows_a_value_everywhere_and_lasts(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    review = Review(evidence)
    review.keep(token_of(review, "kestrel-ws17"))
    review.keep(token_of(review, "z.q@aviary.example"))
    assert "kestrel-ws17" in text(evidence, "b.log")
    review.hide_everywhere("falconer")  # another pass must not hide again what is shown
    assert "falconer" not in text(evidence, "b.log")
    assert "mail z.q@aviary.example" in text(evidence, "a.log")
    spans = list(review.spans("evidence/logs/a.log"))
    assert "".join(s.before for s in spans) == TEXTS["a.log"].decode().replace("hunter2secret", "")
    packed(evidence, tmp_path / "b.zip")
    assert b"kestrel-ws17" in members(tmp_path / "b.zip")["evidence/logs/b.log"]
    evidence.discard()


def test_hiding_wins_over_an_earlier_keep(tmp_path: Path) -> None:
    evidence = make_set(tmp_path, TEXTS)
    review = Review(evidence)
    review.keep(token_of(review, "kestrel-ws17"))
    review.hide_everywhere("kestrel-ws17")
    assert "kestrel" not in text(evidence, "a.log") + text(evidence, "b.log")
    evidence.discard()


def test_what_cannot_be_decided_is_refused(tmp_path: Path) -> None:
    evidence = make_set(tmp_path, TEXTS)
    review = Review(evidence)
    with pytest.raises(InputError):
        review.keep("pii-removed")
    with pytest.raises(MissingInputError):
        review.keep("pii-user-aaaaaaaa")
    with pytest.raises(UsageError):
        review.hide_everywhere("a")
    evidence.discard()


@pytest.mark.parametrize(
    ("what", "value", "name", "stands", "gone"),
    [
        ("hide_everywhere", "falconer", "b.log", "pii-word-", "falconer"),
        ("keep", "", "b.log", "falconer of kestrel-ws17", "pii-host"),
    ],
)
@pytest.mark.parametrize("point", ["journal.after-fsync", "spool.data.before-rename"])
def test_a_decision_outlives_a_kill(
    tmp_path: Path, point: str, what: str, value: str, name: str, stands: str, gone: str
) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    value = value or token_of(Review(evidence), "kestrel-ws17")
    evidence.close()
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "sets"), what, value],
        env={**os.environ, "PARAGON_COLLECTOR_KILL_AT": point}, check=False, timeout=240,
    )  # fmt: skip
    assert run.returncode == KILLED
    [folder] = EvidenceSet.leftovers(tmp_path / "sets")
    again = EvidenceSet.open(folder, key=KEY)
    assert again.gathered
    packed(again, tmp_path / "b.zip")
    log = members(tmp_path / "b.zip")[f"evidence/logs/{name}"].decode()
    assert stands in log
    assert gone not in log
    again.discard()
