"""A mount and PID namespace of our own: whatever ends us, nothing mounted or started outlives us.

The calling process stays outside and waits. Inside, the first process of the namespace reaps and
waits for the second, which is the program going on. When any of the three is killed, the kernel
ends all that is inside; then the keeper ends, and with it every mount and every self-clearing
loop device.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

CLONE_NEWNS, CLONE_NEWPID = 0x00020000, 0x20000000
MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_REC, MS_PRIVATE = 0x4000, 1 << 18
_KILLED = 128
_PATIENCE_S = 5.0


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
    try:
        _unshare(CLONE_NEWNS)
        _make_all_private()
        keeper, held = _keeper()
        _unshare(CLONE_NEWPID)
        alive, ours = os.pipe()
        told, tell = os.pipe()
        first = os.fork()
    except OSError as error:
        raise NoSpaceOfOurOwnError(error.strerror or str(error)) from error
    if first:
        for each in (alive, held, tell):
            os.close(each)
        _wait_outside(first, keeper, told)
    os.close(ours)
    os.close(told)
    _first_inside(alive, tell)
    _inherited.append(held)


def inherited() -> tuple[int, ...]:
    """What a file system's server must inherit, so that the mounts outlive it (see `_keeper`)."""
    return tuple(_inherited)


def end_at_once(code: int) -> NoReturn:
    """End with `code` although a thread is blocked in a disk that never answers: this process may
    stay until the disk is gone, the caller's does not."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    for tell in _telling:
        with suppress(OSError):
            os.write(tell, bytes([code]))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):  # who reads what we say must see its end
        os.dup2(nowhere, number)
    os._exit(code)


_inherited: list[int] = []
_telling: list[int] = []


def _keeper() -> tuple[int, int]:
    """A process that keeps the mounts until everybody inside is gone, and the pipe that tells it.

    The last process of a mount namespace takes its mounts down. If that were ntfs-3g, ended by a
    signal, it would wait for an answer from itself: for ever, deaf to SIGKILL (seen on Linux
    6.18, in fuse_send_destroy). So somebody else has to be the last.
    """
    waiting, held = os.pipe()
    keeper = os.fork()
    if keeper:
        os.close(waiting)
        return keeper, held
    os.close(held)
    os.setsid()  # a signal to the terminal's group must not reach it
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    os.read(waiting, 1)
    os._exit(0)


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


def _make_all_private() -> None:
    """Nothing that is mounted from here on is seen outside. In a chroot `/` is no mount: then the
    namespace's own root is meant, to which joining our own namespace once more leads."""
    try:
        mount("none", Path("/"), "none", MS_REC | MS_PRIVATE)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    else:
        return
    here = os.open("/", os.O_RDONLY | os.O_DIRECTORY)
    space = os.open("/proc/self/ns/mnt", os.O_RDONLY)
    try:
        _called("setns", space, CLONE_NEWNS)
        mount("none", Path("/"), "none", MS_REC | MS_PRIVATE)
    finally:
        os.fchdir(here)
        os.chroot(".")
        os.close(space)
        os.close(here)


def _unshare(flags: int) -> None:
    _called("unshare", flags)


def _called(name: str, *arguments: int) -> None:
    """A system call that answers with nothing; raises OSError."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _wait_outside(first: int, keeper: int, told: int) -> NoReturn:
    """Hand on the request to stop; end as the program inside ends, when nothing is left of it.

    What is blocked in a disk that never answers cannot end: it is waited for a few seconds only.
    """

    def hand_on(number: int, _frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(first, number)

    signal.signal(signal.SIGTERM, hand_on)
    signal.signal(signal.SIGHUP, hand_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all of us
    code = os.read(told, 1)
    until = time.monotonic() + _PATIENCE_S
    for process in (first, keeper):
        while not _has_ended(process):
            if time.monotonic() > until:
                _let_go(process)
                break
            time.sleep(0.02)
    os._exit(code[0] if code else _KILLED + signal.SIGKILL)


def _let_go(process: int) -> None:
    """What waits for the blocked one in vain; a moment, so that ntfs-3g is not the last."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    time.sleep(0.3)


def _has_ended(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except OSError:
        return True


def _first_inside(alive: int, tell: int) -> None:
    """The first process of the namespace: never lives longer than the one outside."""
    from collector.evidence.process import die_with_parent

    die_with_parent()
    if _is_gone(alive):
        os._exit(_KILLED + signal.SIGKILL)
    with suppress(OSError):  # else process ids in /proc are those outside, which nobody uses
        mount("proc", Path("/proc"), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    second = os.fork()
    if second:
        _reap_until(second, tell)
    os.close(alive)
    _telling.append(tell)


def _is_gone(alive: int) -> bool:
    """Whether the process outside has ended before we asked to end with it."""
    import select

    poll = select.poll()
    poll.register(alive, 0)
    return bool(poll.poll(0))


def _reap_until(second: int, tell: int) -> NoReturn:
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
                code = code if code >= 0 else _KILLED - code
                with suppress(OSError):  # nobody listens where `end_at_once` has told it already
                    os.write(tell, bytes([code]))
                os._exit(code)
