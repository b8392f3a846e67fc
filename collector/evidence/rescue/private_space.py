"""A mount and PID namespace of our own: whatever ends us, nothing mounted or started outlives us.

The calling process stays outside and waits. Inside, the first process of the namespace reaps and
waits for the second, which is the program going on. When any of the three is killed, the kernel
ends the namespace as a whole, and with it every mount and every self-clearing loop device.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

CLONE_NEWNS, CLONE_NEWPID = 0x00020000, 0x20000000
MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_REC, MS_PRIVATE = 0x4000, 1 << 18
_KILLED = 128


class NoSpaceOfOurOwnError(Exception):
    """This system refuses such a namespace; the sentence says why."""


def enter() -> None:
    """Go on inside; the caller's process never returns from here but ends with our exit code.

    Raises NoSpaceOfOurOwnError, and nothing has changed then.
    """
    if not sys.platform.startswith("linux"):
        raise NoSpaceOfOurOwnError("only Linux has them")
    if os.geteuid() != 0:
        raise NoSpaceOfOurOwnError("only root may mount anything")
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    alive, ours = os.pipe()
    try:
        _unshare(CLONE_NEWPID)
        first = os.fork()
    except OSError as error:
        os.close(alive)
        os.close(ours)
        raise NoSpaceOfOurOwnError(error.strerror or str(error)) from error
    if first:
        os.close(alive)
        _wait_outside(first)
    os.close(ours)
    _first_inside(alive)


def mount(source: str, target: Path, kind: str, flags: int = 0, data: str = "") -> None:
    """mount(2); raises OSError."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.mount(
        source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), data.encode()
    )
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fspath(target))


def _unshare(flags: int) -> None:
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _wait_outside(first: int) -> NoReturn:
    """Hand on the request to stop; end as the program inside ends."""

    def hand_on(number: int, _frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(first, number)

    signal.signal(signal.SIGTERM, hand_on)
    signal.signal(signal.SIGHUP, hand_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all of us
    while True:
        with suppress(InterruptedError):
            _, status = os.waitpid(first, 0)
            break
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else _KILLED - code)


def _first_inside(alive: int) -> None:
    """The first process of the namespace: never lives longer than the one outside."""
    from collector.evidence.process import die_with_parent

    die_with_parent()
    if _is_gone(alive):
        os._exit(_KILLED + signal.SIGKILL)
    try:
        _unshare(CLONE_NEWNS)
        mount("none", Path("/"), "none", MS_REC | MS_PRIVATE)
    except OSError as error:
        sys.stderr.write(f"A private place for mounts cannot be made: {error.strerror}.\n")
        os._exit(70)
    with suppress(OSError):  # else process ids in /proc are those outside, which nobody uses
        mount("proc", Path("/proc"), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    second = os.fork()
    if second:
        _reap_until(second)
    os.close(alive)


def _is_gone(alive: int) -> bool:
    """Whether the process outside has ended before we asked to end with it."""
    import select

    poll = select.poll()
    poll.register(alive, 0)
    return bool(poll.poll(0))


def _reap_until(second: int) -> NoReturn:
    def hand_on(number: int, _frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(second, number)

    signal.signal(signal.SIGTERM, hand_on)
    signal.signal(signal.SIGHUP, hand_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        with suppress(InterruptedError):
            ended, status = os.wait()
            if ended == second:
                code = os.waitstatus_to_exitcode(status)
                os._exit(code if code >= 0 else _KILLED - code)
