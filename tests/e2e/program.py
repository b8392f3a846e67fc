"""The program as its user starts it: a process of its own, in folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.systems import LEISURE, PATIENCE_S

PROGRAM = (sys.executable, "-m", "collector")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> dict[str, Any]:
        """The JSON document in the last line of standard output."""
        lines = self.out.splitlines()
        assert lines, f"nothing on standard output; standard error: {self.err}"
        document: dict[str, Any] = json.loads(lines[-1])
        return document


class Place:
    """The folders of one installation: `home`, `tmp`, and `here`, the current folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home, self.tmp, self.here = folder / "home", folder / "tmp", folder / "here"
        for each in (self.home, self.tmp, self.here):
            each.mkdir(parents=True, exist_ok=True)

    def environ(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """As good as empty: what a service or an installer hands on."""
        kept = {
            name: os.environ[name] for name in ("PYTHONPATH", "SYSTEMROOT") if name in os.environ
        }
        return {
            **kept,
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "TMPDIR": str(self.tmp),
            "PARAGON_COLLECTOR_HOME": str(self.home),
            **(extra or {}),
        }

    def start(
        self, *arguments: str | Path, extra: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[str]:
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("cwd", self.here)
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            env=self.environ(extra),
            text=True,
            encoding="utf-8",
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )

    def run(
        self,
        *arguments: str | Path,
        extra: Mapping[str, str] | None = None,
        timeout_s: float = 2 * PATIENCE_S,
        **options: Any,
    ) -> Ran:
        """Run one command to its end; TimeoutExpired (and no process left) if that takes long."""
        return finish(self.start(*arguments, extra=extra, **options), timeout_s)

    def survivors(self, wait_s: float = PATIENCE_S) -> Sequence[psutil.Process]:
        """Processes of this installation that still live after at most `wait_s` seconds."""
        ours = [process for process in psutil.process_iter() if self._is_ours(process)]
        return psutil.wait_procs(ours, timeout=wait_s)[1]

    def demand_in_time(self, took_s: float, limit_s: float) -> None:
        """A run with this time limit ended within it and two seconds. Where the machine is so
        busy that a run which does next to nothing takes long, so much is added, twice: for
        starting and for ending."""
        if took_s > limit_s + 2 * LEISURE:
            began = time.monotonic()
            self.run("collect", "--only=memory", "--out=next-to-nothing.zip")
            room = limit_s + 2 * LEISURE + 2 * (time.monotonic() - began)
            assert took_s < room, f"it took {took_s:.1f} s of {room:.1f} s"

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            home = process.environ().get("PARAGON_COLLECTOR_HOME")
            return home == str(self.home) and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.Error, OSError):
            return False

    def sets(self) -> list[Path]:
        """Evidence sets on disk."""
        folder = self.home / "state" / "sets"
        return [each for each in folder.iterdir() if each.is_dir()] if folder.is_dir() else []


def finish(process: subprocess.Popen[str], timeout_s: float) -> Ran:
    try:
        out, err = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate(timeout=PATIENCE_S)
        raise
    return Ran(code=process.returncode, out=out, err=err)


def peak_memory(process: subprocess.Popen[str], timeout_s: float) -> int:
    """Wait for `process`; the most bytes that it or any one of its descendants ever held."""
    most, end = 0, psutil.Process(process.pid)
    for _ in range(int(timeout_s / 0.05)):
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            most = max(most, *map(_high_water, _family(end)))
        else:
            return most
    process.kill()
    process.wait()
    raise AssertionError(f"not at its end after {timeout_s:.0f} s")


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return [process]


def _high_water(process: psutil.Process) -> int:
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
