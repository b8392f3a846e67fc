"""Work that may block runs on threads of its own; what it says comes back to the GUI thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from collector.core.errors import CancelledError
from collector.core.progress import Cancel, Progress, ProgressEvent

Work = Callable[[Progress, Cancel], Any]


class Task:
    """One piece of work that was handed over; `cancel()` asks it to stop and returns at once."""

    def __init__(self, work: Work, owner: QObject, *, keep: bool = False) -> None:
        self.work, self.owner, self.keep = work, owner, keep
        self.stop = Cancel()
        self.done: Callable[[Any], None] | None = None
        self.failed: Callable[[BaseException], None] | None = None
        self.progress: Callable[[ProgressEvent], None] | None = None
        self.over = False

    def cancel(self) -> None:
        self.stop.request()


class Tasks(QObject):
    """Runs work on daemon threads that end when there is nothing left to do.

    A *lane* is a queue of its own: what is in it runs one after the other, in order; without a
    lane a task has its thread for itself. Callbacks run on the thread of this object, and not at
    all when their owner is gone.

    Signals:
        idle: the last task is over and what it said has been delivered.
        crashed: a task without `failed` raised this.
    """

    idle = Signal()
    crashed = Signal(object)
    _post = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._lanes: dict[str, deque[Task]] = {}
        self._running: set[Task] = set()
        self._threads: set[threading.Thread] = set()
        self._closed = False
        self._post.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a task is running or waits; false once its callbacks have run."""
        return bool(self._running)

    def run(
        self,
        work: Work,
        *,
        owner: QObject,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        progress: Callable[[ProgressEvent], None] | None = None,
        lane: str = "",
        keep: bool = False,
    ) -> Task:
        """Start `work(progress, cancel)`; GUI thread only. After `close` nothing starts.

        `keep`: short work that must be done even when the program ends, such as saving.
        """
        task = Task(work, owner, keep=keep)
        task.done, task.failed, task.progress = done, failed, progress
        if self._closed:
            task.cancel()
            return task
        self._running.add(task)
        with self._lock:
            queue = self._lanes.get(lane) if lane else None
            if queue is not None:
                queue.append(task)
                return task
            queue = deque([task])
            if lane:
                self._lanes[lane] = queue
        self._start(lane, queue)
        return task

    def call(self, closure: Callable[[], None]) -> None:
        """Call `closure` on the thread of this object, from whichever thread."""
        self._deliver(closure)

    def close(self, seconds: float = 10.0) -> bool:
        """Cancel all but what must be kept, wait, and say whether all has ended.

        Called when no window is open any more. A thread that hangs in a dead network share is
        left behind: it is a daemon.
        """
        self._closed = True
        for task in tuple(self._running):
            if not task.keep:
                task.cancel()
        with self._lock:
            threads = tuple(self._threads)
        ends = time.monotonic() + seconds
        for thread in threads:
            thread.join(max(0.0, ends - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _start(self, lane: str, queue: deque[Task]) -> None:
        thread = threading.Thread(
            target=self._drain, args=(lane, queue), name=f"task {lane}".strip(), daemon=True
        )
        with self._lock:
            self._threads.add(thread)
        thread.start()

    def _drain(self, lane: str, queue: deque[Task]) -> None:
        while True:
            with self._lock:
                if not queue:
                    self._lanes.pop(lane, None)
                    self._threads.discard(threading.current_thread())
                    return
                task = queue.popleft()
            self._work(task)

    def _work(self, task: Task) -> None:
        try:
            task.stop.check()
            result = task.work(_Latest(self, task), task.stop)
        except BaseException as error:
            failure = error
            self._deliver(lambda: self._end(task, failure=failure))
        else:
            self._deliver(lambda: self._end(task, result=result))

    def _deliver(self, closure: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the application has gone; nobody is left to be told
            self._post.emit(closure)

    def _end(
        self, task: Task, *, result: object = None, failure: BaseException | None = None
    ) -> None:
        task.over = True
        self._running.discard(task)
        try:
            if shiboken6.isValid(task.owner) and not (self._closed and failure is not None):
                self._tell(task, result, failure)
        finally:
            if not self._running:
                self.idle.emit()

    def _tell(self, task: Task, result: object, failure: BaseException | None) -> None:
        if failure is None:
            if task.done is not None:
                task.done(result)
        elif task.failed is not None:
            task.failed(failure)
        elif not isinstance(failure, CancelledError):
            self.crashed.emit(failure)

    def _call(self, closure: Callable[[], None]) -> None:
        closure()


class _Latest:
    """A Progress that keeps only the newest event while the GUI thread has not seen the last."""

    def __init__(self, tasks: Tasks, task: Task) -> None:
        self._tasks, self._task = tasks, task
        self._lock = threading.Lock()
        self._waiting: ProgressEvent | None = None

    def __call__(self, event: ProgressEvent) -> None:
        if self._task.progress is None:
            return
        with self._lock:
            first, self._waiting = self._waiting is None, event
        if first:
            self._tasks._deliver(self._show)

    def _show(self) -> None:
        with self._lock:
            event, self._waiting = self._waiting, None
        task = self._task
        if event is not None and task.progress and not task.over and shiboken6.isValid(task.owner):
            task.progress(event)
