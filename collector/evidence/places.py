"""What stands at the places that a person named, asked of a process that may hang there.

The first look at a dead share or disk can block for ever, deaf to SIGKILL; where it does, the
run goes on, and the item that reads there says so.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from collector.evidence import messages
from collector.evidence.handle import LostError, WorkerHandle
from collector.evidence.process import forget_abandoned

FOLDER, FILE, ABSENT = "folder", "file", "absent"
UNKNOWN = "unknown"


def kinds(paths: Iterable[str], seconds: float) -> dict[str, str]:
    """For each path: FOLDER, FILE (whatever is no folder), ABSENT, UNKNOWN where nothing answered
    within `seconds` (those after it are unknown, too), or why the system refuses to tell."""
    wanted = list(dict.fromkeys(paths))
    if not wanted:
        return {}
    worker = WorkerHandle()
    try:
        return dict(zip(wanted, _answers(worker, wanted, seconds), strict=True))
    finally:
        worker.kill()
        forget_abandoned()


def _answers(worker: WorkerHandle, paths: list[str], seconds: float) -> list[str]:
    found: list[str] = []
    with suppress(LostError):
        worker.started()
        for path in paths:
            worker.send(messages.Look(path=os.path.abspath(path)))
            answer = worker.receive(seconds)
            if not isinstance(answer, messages.Seen):
                break
            found.append(answer.kind)
    return found + [UNKNOWN] * (len(paths) - len(found))


def kind_of(path: str) -> str:
    """The worker's side: look, which may block for ever."""
    try:
        return FOLDER if stat.S_ISDIR(Path(path).stat().st_mode) else FILE
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return ABSENT
    except OSError as error:
        return error.strerror or type(error).__name__
