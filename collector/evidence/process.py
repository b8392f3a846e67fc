"""A process of our own in a group of its own, so that its commands die with it.

POSIX: a new session, killed as a process group. Windows: a Job object that is closed (and so
killed) with this process, whatever happens to it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_abandoned: list[subprocess.Popen[bytes]] = []


class Isolated:
    """A running child: binary pipes to its standard input and output, its errors dropped.

    A pipe of ours is never inherited by it, and none of its pipes is one that our caller waits
    for. `kill` never blocks: what cannot die is abandoned.
    """

    def __init__(self, argv: list[str], *, cwd: Path | None = None) -> None:
        self._job: int | None = None
        options: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
            options = {"creationflags": flags}
        self.process = subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=cwd,
            close_fds=True,
            bufsize=0,  # a thread of ours may be blocked in a pipe for ever: it must hold no lock
            **options,
        )
        if sys.platform == "win32":
            self._job = _job_of(self.process)

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self, wait_seconds: float = 0.3) -> bool:
        """End it and its commands; False when it could not die and was abandoned."""
        self._kill_group()
        deadline = time.monotonic() + wait_seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        dead = self.process.poll() is not None
        if not dead:
            _abandoned.append(self.process)
        return dead

    def _kill_group(self) -> None:
        if sys.platform == "win32":
            _end_job(self._job)
            with suppress(OSError):
                self.process.kill()
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


def forget_abandoned() -> int:
    """Reap those that died since; tell Popen to wait for none of the others. Returns how many
    still live (as a read that never returns keeps them)."""
    alive = [process for process in _abandoned if process.poll() is None]
    for process in alive:
        process.returncode = -9  # else its __del__ warns, and the interpreter keeps asking
    _abandoned.clear()
    return len(alive)


def own_argv() -> tuple[list[str], Path | None]:
    """How to start this program as a worker, and in which folder: that of our own code, so that
    nothing in the caller's current folder is ever imported."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"], Path(sys.executable).parent
    return [sys.executable, "-m", "collector", "--worker"], Path(__file__).resolve().parents[2]


def die_with_parent() -> None:
    """Linux: the kernel kills the calling process as soon as the thread that started it ends."""
    if sys.platform.startswith("linux"):
        import ctypes

        pr_set_pdeathsig = 1
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(pr_set_pdeathsig, int(signal.SIGKILL), 0, 0, 0)


def end_own_group() -> None:
    """End the calling worker and every command it started, at once."""
    if sys.platform != "win32":
        with suppress(OSError):
            if os.getpgrp() == os.getpid():
                os.killpg(0, signal.SIGKILL)
    os._exit(1)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def _kernel32() -> Any:  # noqa: ANN401 - a foreign library
        library = ctypes.WinDLL("kernel32", use_last_error=True)
        library.CreateJobObjectW.restype = wintypes.HANDLE
        library.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        library.TerminateJobObject.argtypes = (wintypes.HANDLE, wintypes.UINT)
        library.CloseHandle.argtypes = (wintypes.HANDLE,)
        library.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        return library

    def _job_of(process: subprocess.Popen[bytes]) -> int | None:
        """A Job with kill-on-close around `process`; None where the system refuses one."""
        kernel32 = _kernel32()
        job: int | None = kernel32.CreateJobObjectW(None, None)
        if not job:
            return None
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
        extended_limit_information = 9
        kernel32.SetInformationJobObject(
            job, extended_limit_information, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel32.AssignProcessToJobObject(job, int(process._handle))  # type: ignore[attr-defined]
        return job

    def _end_job(job: int | None) -> None:
        if job:
            kernel32 = _kernel32()
            kernel32.TerminateJobObject(job, 1)
            kernel32.CloseHandle(job)
