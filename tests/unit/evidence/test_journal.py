"""The journal counts what is whole and forgets what is torn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.journal import EndedLine, Journal, NoteLine, read

LINES = [NoteLine(text="one"), EndedLine(probe="disks"), NoteLine(text="drei, mit Umläuten: äöü")]


def written(folder: Path) -> Path:
    path = folder / "journal.jsonl"
    path.unlink(missing_ok=True)
    journal = Journal(path)
    for line in LINES:
        journal.append(line)
    journal.close()
    return path


def test_what_was_appended_is_read_again(tmp_path: Path) -> None:
    assert read(written(tmp_path)) == LINES


@given(st.integers(0, 200))
def test_a_torn_last_line_never_happened_and_the_journal_goes_on(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = written(tmp_path_factory.mktemp("journal"))
    data = path.read_bytes()
    path.write_bytes(data[: min(cut, len(data))])
    whole = data[: min(cut, len(data))].count(b"\n")
    assert read(path) == LINES[:whole]
    journal = Journal(path)
    journal.append(NoteLine(text="next"))
    journal.close()
    assert read(path) == [*LINES[:whole], NoteLine(text="next")]


def test_damage_before_the_end_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"disks", b'di"sks'))
    with pytest.raises(ValueError, match="line 2"):
        read(path)


def test_a_rewrite_leaves_nothing_of_what_stood_before(tmp_path: Path) -> None:
    path = written(tmp_path)
    journal = Journal(path)
    journal.append(NoteLine(text="late"))
    journal.rewrite([LINES[1]])
    journal.append(LINES[0])
    journal.close()
    assert read(path) == [LINES[1], LINES[0]]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
