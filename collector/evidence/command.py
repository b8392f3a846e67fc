"""A command's output as a stream: argv only, clean environment, no input, a limit in time."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from collector.evidence.outcome import absent, refused
from collector.evidence.process import die_with_parent

_KEPT = ("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "TEMP", "TMP", "HOME")
_SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")
_PIECE = 64 * 1024
_AFTER_EXIT = 0.5  # a grandchild may hold the pipe for ever


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """English, UTF-8, and nothing of the caller's but what finds programs."""
    kept = {name: environ[name] for name in _KEPT if name in environ}
    if sys.platform != "win32":
        folders = [*kept.get("PATH", "/usr/bin:/bin").split(os.pathsep), *_SBIN]
        # a relative entry would run what lies in the current folder
        absolute = (folder for folder in folders if folder.startswith("/"))
        kept["PATH"] = os.pathsep.join(dict.fromkeys(absolute))
    return {**kept, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TERM": "dumb"}


def _found(name: str, environ: Mapping[str, str]) -> str | None:
    """Where the program lies. On Windows `shutil.which` looks into the current folder first, and
    whatever lies there (a folder of downloads, say) must never run."""
    if sys.platform != "win32":
        return shutil.which(name, path=environ.get("PATH"))
    endings = environ.get("PATHEXT", ".COM;.EXE").split(";")
    names = [name] if Path(name).suffix else [name + ending for ending in endings]
    folders = [Path(text) for text in environ.get("PATH", "").split(os.pathsep) if text]
    places = [Path(name)] if Path(name).is_absolute() else [
        folder / each for folder in folders if folder.is_absolute() for each in names
    ]  # fmt: skip
    return next((str(place) for place in places if place.is_file()), None)


_distrusts: list[Callable[[str], str]] = []


def distrust(fault: Callable[[str], str]) -> None:
    """From now on run no program that `fault` has a sentence for: this process has more rights
    than who started it, and the PATH may be theirs."""
    _distrusts.append(fault)


def _check(program: str) -> None:
    try:
        fault = next(filter(None, (each(program) for each in _distrusts)), "")
    except OSError as error:
        fault = f"{error.filename} cannot be looked at"
    if fault:
        raise refused(f"{fault}, so it is not run with administrator rights")


class CommandOutput:
    """Runs a command when iterated. Afterwards `exit_code` (None if it was stopped), `stopped`
    and `last_error` (the last line of its error output) tell how it went."""

    def __init__(self, argv: tuple[str, ...], seconds: float) -> None:
        self._argv, self._seconds = argv, seconds
        self._queue: queue.Queue[bytes | None] = queue.Queue(maxsize=8)
        self._over = threading.Event()
        self._errors = bytearray()
        self.exit_code: int | None = None
        self.stopped = ""

    @property
    def last_error(self) -> str:
        lines = self._errors.decode("utf-8", "backslashreplace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]

    def __iter__(self) -> Iterator[bytes]:
        process = self._start()
        try:
            yield from self._pieces(process)
        finally:
            self._over.set()
            _end(process)
            self.exit_code = None if self.stopped else process.poll()
            if process.returncode is None:
                process.returncode = -9  # it cannot die; never wait for it

    def _start(self) -> subprocess.Popen[bytes]:
        environ = clean_environment(os.environ)
        program = _found(self._argv[0], environ)
        if program is None:
            raise absent(f"the program {self._argv[0]} is not installed")
        _check(program)
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW
        elif sys.platform.startswith("linux"):
            options["preexec_fn"] = die_with_parent  # also when the worker dies by SIGKILL
        try:
            process = subprocess.Popen(
                [program, *self._argv[1:]],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environ,
                cwd=Path(program).anchor or None,
                bufsize=0,
                **options,
            )
        except PermissionError as error:
            raise refused(f"{self._argv[0]} may not be run by this account") from error
        for target in (self._read_output, self._read_errors):
            threading.Thread(target=target, args=(process,), daemon=True).start()
        return process

    def _pieces(self, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
        deadline = time.monotonic() + self._seconds
        quiet_since = None
        while True:
            now = time.monotonic()
            if now >= deadline:
                self.stopped = f"it was stopped after {self._seconds:.0f} s"
                return
            try:
                piece = self._queue.get(timeout=min(0.1, deadline - now))
            except queue.Empty:
                if process.poll() is not None:
                    quiet_since = quiet_since or now
                    if now - quiet_since > _AFTER_EXIT:
                        return
                continue
            quiet_since = None
            if piece is None:
                self._wait(process, deadline)
                return
            yield piece

    def _wait(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        """Its output is closed; it may live on."""
        try:
            process.wait(max(0.05, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.stopped = f"it was stopped after {self._seconds:.0f} s"

    def _read_output(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101 - asked for above
        with process.stdout as pipe, suppress(OSError, ValueError):
            while piece := pipe.read(_PIECE):
                self._put(piece)
        self._put(None)

    def _put(self, piece: bytes | None) -> None:
        while not self._over.is_set():
            with suppress(queue.Full):
                self._queue.put(piece, timeout=0.2)
                return

    def _read_errors(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None  # noqa: S101 - asked for above
        with process.stderr as pipe, suppress(OSError, ValueError):
            while piece := pipe.read(_PIECE):
                self._errors += piece
                del self._errors[:-4096]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what still runs of it, its children first; wait a little, never without limit."""
    if process.poll() is not None:
        return
    import psutil

    with suppress(psutil.Error, OSError):
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.Error, OSError):
                child.kill()
    with suppress(OSError):
        process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(0.3)


def verdict(output: CommandOutput, ok_exit_codes: tuple[int, ...]) -> str:
    """What is wrong with how the command ended, as a reason; empty when nothing is."""
    if output.stopped:
        return output.stopped
    if output.exit_code in ok_exit_codes:
        return ""
    detail = f": {output.last_error}" if output.last_error else ""
    return f"it ended with exit code {output.exit_code}{detail}"
