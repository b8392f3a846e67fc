"""Use case: the whole main job against an SRS that runs on this machine, as a child process."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import ConfigurationError, ExitCode
from collector.core.paths import HOME_OVERRIDE, Paths, private
from collector.core.progress import Cancel, Progress
from collector.core.settings import SRS_URL
from collector.request.form import (
    Category,
    Consent,
    Contact,
    Problem,
    Product,
    Program,
    Support,
    SupportRequest,
)
from collector.request.options import CollectOptions
from collector.srs.protocol import Mode
from collector.workflow.gather import Say
from collector.workflow.submit import Deadline, Submission, Submitted, submit

TIME_LIMIT_S = 120.0
START_LIMIT_S = 60.0
PORT = 8642
"""Where the demo's SRS is found again by `make srs`; history remembers each ticket's address."""
_TAKEN = "Nothing can listen at "

REQUEST = SupportRequest(
    contact=Contact(name="Jane Example", email="jane@example.com"),
    product=Product(name="Partition Manager", edition="Professional", version="15"),
    problem=Problem(
        subject="Partition cannot be resized",
        description="I wanted to make the first partition larger. The operation was planned, the "
        "machine restarted, and nothing had changed.",
        category=Category.PARTITIONING,
        expected="The partition has its new size after the restart.",
        happened="The partition has its old size; no message was shown.",
    ),
    support=Support(program=Program.COMPLIMENTARY),
    consent=Consent(privacy_text_version=1),
)


@contextmanager
def embedded_srs(data: Path) -> Iterator[str]:
    """The address of an SRS that lives as long as this context (or as long as this process)."""
    log = private(data) / "srs.log"
    with ExitStack() as stack:
        server = stack.enter_context(_server(data, log, _port()))
        if (url := _address(server)) is None and _TAKEN in _said(log):
            server = stack.enter_context(_server(data, log, "0"))  # somebody was quicker
            url = _address(server)
        if url is None:
            raise _not_started(log)
        yield url


@contextmanager
def _server(data: Path, log: Path, port: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "srs_server", "serve", "--embedded", "--port", port]
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [*command, "--data", str(data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        ) as server,
    ):  # fmt: skip
        try:
            yield server
        finally:
            if server.stdin is not None:
                server.stdin.close()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


def _port() -> str:
    """The fixed port, or any other one where another program has it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return "0"
    return str(PORT)


def _address(server: subprocess.Popen[bytes]) -> str | None:
    """What the one JSON line says that the server prints once it answers; None: it ended."""
    giving_up = threading.Timer(START_LIMIT_S, server.kill)
    giving_up.start()
    line = server.stdout.readline() if server.stdout else b""
    giving_up.cancel()
    return str(json.loads(line)["url"]) if line else None


def _said(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace").strip()


def _not_started(log: Path) -> ConfigurationError:
    said = _said(log)
    if "ModuleNotFoundError" in said:
        hint = "It is installed with: pip install 'paragon-support-collector[srs]'"
    else:
        hint = f"All that it said: {log}"
    last = " ".join(line.strip() for line in said.splitlines()[-2:]) or "it gave no reason."
    return ConfigurationError(f"The embedded SRS did not start: {last}", hint=hint)


def run(
    home: Path, environment: Environment, *, progress: Progress, cancel: Cancel, say: Say
) -> Submitted:
    """Collect from this machine and submit; everything lies under `home` afterwards."""
    environment = replace(environment, paths=Paths.of({HOME_OVERRIDE: str(home / "collector")}))
    with embedded_srs(home / "srs") as url:
        say(f"An SRS runs at {url}.")
        return submit(
            Submission(
                request=REQUEST, options=CollectOptions(), srs_url=url, mode=Mode.SILENT
            ),
            environment,
            deadline=Deadline(ends=time.monotonic() + TIME_LIMIT_S),
            progress=progress, cancel=cancel, say=say,
        )  # fmt: skip


def serve(home: Path) -> ExitCode:
    """Serve the demo's data until interrupted; the server ends with us, however we end."""
    command = [sys.executable, "-m", "srs_server", "serve", "--embedded", "--port", str(PORT)]
    data = str(private(home / "srs"))
    with subprocess.Popen([*command, "--data", data], stdin=subprocess.PIPE) as server:
        try:
            code = server.wait()
        except KeyboardInterrupt:
            return ExitCode.DONE
    return ExitCode(code) if code in set(ExitCode) else ExitCode.DEFECT


def open_app(home: Path, environment: Environment) -> ExitCode:
    """The app in a process of its own, against an embedded SRS."""
    with embedded_srs(home / "srs") as url:
        done = subprocess.run(
            [sys.executable, "-m", "collector"],
            env={**environment.environ, SRS_URL: url, HOME_OVERRIDE: str(home / "collector")},
            check=False,
        )
    return ExitCode.DONE if done.returncode == 0 else ExitCode.DEFECT
