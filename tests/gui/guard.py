"""Watches the GUI thread: it opens no file, socket or lock, waits for nothing, and stays quick.

with watched() as seen:
    ...                     # drive the app
assert seen.blocking == []  # calls that may block, with the line of ours that made them
assert seen.slow == []      # callbacks that took over 50 ms of the thread's CPU time

The 50 milliseconds are those of the machine that `_YARDSTICK_S` was measured on, when quiet:
where ours is slower at that moment, they are longer by as much.
"""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from types import CodeType, FrameType
from typing import Any

import filelock
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

LIMIT_S = 0.050
_YARDSTICK_S = 0.003
_BLOCKING = (
    "open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.rmdir",
    "os.chmod", "os.truncate", "os.link", "os.symlink", "os.utime", "os.walk", "os.system",
    "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "shutil.", "tempfile.",
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.send",
    "subprocess.Popen", "sqlite3.connect", "fcntl.", "msvcrt.locking", "glob.glob", "urllib.",
    "winreg.", "ctypes.dlopen",
)  # fmt: skip
_WAITING: tuple[tuple[Any, str], ...] = (
    (threading.Thread, "join"),
    (threading.Event, "wait"),
    (threading.Condition, "wait"),
    (queue.Queue, "get"),
    (Future, "result"),
    (filelock.BaseFileLock, "acquire"),
    (time, "sleep"),
    (os, "stat"),
    (os, "lstat"),
    (os, "access"),
    (os, "fsync"),
)


@dataclass(slots=True)
class Seen:
    """What the GUI thread did while it was watched; `longest_s` is of one callback."""

    blocking: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    callbacks: int = 0
    longest_s: float = 0.0
    longest: str = ""


class WatchedApplication(QApplication):
    """The application of the tests: every event passes `notify`, so each can be measured."""

    seen: Seen | None = None
    _inside = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        seen = WatchedApplication.seen
        if seen is None or WatchedApplication._inside:
            return super().notify(receiver, event)
        WatchedApplication._inside = True
        what = f"{event.type().name} of {_name(receiver)}"
        began = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            took = time.thread_time() - began
            WatchedApplication._inside = False
            seen.callbacks += 1
            if took > seen.longest_s:
                seen.longest_s, seen.longest = took, what
            if took > LIMIT_S and took > LIMIT_S * slowness():
                seen.slow.append(f"{what}: {took * 1000:.0f} ms")


def slowness() -> float:
    """How many times longer than a quiet machine ours takes now for the same work; at least 1."""
    began = time.thread_time()
    sum(number % 7 for number in range(100_000))
    return max(1.0, (time.thread_time() - began) / _YARDSTICK_S)


def _name(receiver: QObject) -> str:
    names = []
    found: QObject | None = receiver
    while found is not None:
        names.append(found.objectName() or type(found).__name__)
        found = found.parent()
    return " in ".join(names[:3])


@contextmanager
def watched() -> Iterator[Seen]:
    """Watch this thread, which is the GUI thread, until the block ends.

    Only what runs inside a callback of Qt counts: the test itself may look at files. What lives
    already is frozen, because the garbage of a whole test session is not the app's to collect.
    """
    seen = Seen()
    _install_hook()
    gc.collect()
    gc.freeze()
    WatchedApplication.seen = seen
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in _WAITING:
            patch.setattr(owner, name, _told(getattr(owner, name), name, seen))
        try:
            yield seen
        finally:
            WatchedApplication.seen = None
            gc.unfreeze()


def _told(original: Callable[..., Any], name: str, seen: Seen) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        if _on_gui_thread() and not _is_thread_start():
            _tell(seen, name)
        return original(*args, **kwargs)

    return call


def _is_thread_start() -> bool:
    """Starting a thread waits for the thread to have begun: microseconds, and nothing else."""
    nearest = islice(_frames(), 6)
    return any(code is threading.Thread.start.__code__ for code, _line in nearest)


def _on_gui_thread() -> bool:
    return WatchedApplication._inside and threading.current_thread() is threading.main_thread()


def _tell(seen: Seen, what: str) -> None:
    frames = [(code.co_filename.replace("\\", "/"), line, code.co_name) for code, line in _frames()]
    if any("shibokensupport" in file for file, _line, _name in frames):
        return  # an import in a callback: PySide 6.9 looks at the source of who imports, once
    stack = [
        f"{file.rpartition('/collector/')[2]}:{line} {name}"
        for file, line, name in frames
        if "/collector/" in file
    ]
    if stack:  # Python and Qt themselves do nothing of the kind in a callback
        seen.blocking.append(f"{what} at {' < '.join(stack[:3])}")


def _frames() -> Iterator[tuple[CodeType, int]]:
    """The callers, nearest first; `traceback` would read their files, and so call us again."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame.f_code, frame.f_lineno
        frame = frame.f_back


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    seen = WatchedApplication.seen
    if seen is None or not event.startswith(_BLOCKING) or not _on_gui_thread():
        return
    _tell(seen, f"{event} {arguments[0] if arguments else ''}")


_installed: list[bool] = []


def _install_hook() -> None:
    if not _installed:
        sys.addaudithook(_audit)  # for good: there is no way to take one back
        _installed.append(True)
