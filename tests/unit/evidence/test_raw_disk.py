"""What is said where a disk cannot be opened."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.raw_disk import raw_disk


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "needs administrator rights"), (errno.EPERM, "not even administrators")],
)
def test_who_may_not_read_is_told_whether_more_rights_would_help(
    number: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object) -> int:
        raise PermissionError(number, os.strerror(number))

    monkeypatch.setattr("collector.evidence.platforms.raw_disk.os.open", deny)
    with pytest.raises(NotCollectedError) as told:
        raw_disk(Path("disk"))
    assert told.value.status is Status.REFUSED
    assert said in told.value.reason
