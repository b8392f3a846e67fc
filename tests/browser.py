"""A headless Chromium, spoken to through pipes: no port, no driver, no library.

Everything that it would ask the network for goes to a proxy that only listens: `asked` must stay
empty. Chrome DevTools Protocol: https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import base64
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.systems import PATIENCE_S, short_folder

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-default-apps", "--disable-dev-shm-usage",
    "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--no-pings",
    "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication",
    "--allow-browser-signin=false",
    "--no-default-browser-check", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip
_AS_3_AND_4 = """
import os, sys
for place, own in enumerate(map(int, sys.argv[1:3])):
    os.dup2(own, 100 + place)
for place in 0, 1:
    os.dup2(100 + place, 3 + place)
os.execvp(sys.argv[3], sys.argv[3:])
"""


def chromium() -> str:
    """The browser; skips the test (fails it where CI is set) if there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("chromium is missing: packaging/system-packages.sh installs it")
    return found


# What the browser asks its maker for by itself, now and then; no page of ours names these.
_ITS_OWN = re.compile(r"CONNECT [a-z0-9.-]+\.(?:google|googleapis|gstatic)\.com:443 ")


class Listener:
    """Takes connections of whoever asks for anything, notes the first line, and answers nothing."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.asked: list[str] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                with connection:
                    connection.settimeout(1)
                    with suppress(OSError):
                        self._note(connection.recv(400).decode("latin-1").split("\r\n")[0])

    def _note(self, line: str) -> None:
        if not _ITS_OWN.match(line):
            self.asked.append(line)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


class Browser:
    """One tab. `events` holds what the browser told while it was spoken to."""

    def __init__(self, process: subprocess.Popen[bytes], out: int, answers: int) -> None:
        self._process, self._out, self._answers = process, out, answers
        self._number, self._buffer = 0, b""
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """The result of one command of the protocol."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def _read(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE_S
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            piece = os.read(self._answers, 1 << 20)
            assert piece, "the browser has gone"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))

    def open(self, url: str) -> None:
        """Load a page and wait until it is whole."""
        self.events.clear()
        self.call("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())

    def run(self, script: str) -> Any:
        """The value of an expression; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def pdf(self) -> bytes:
        answer = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def picture(self, width: int, height: int) -> bytes:
        """A PNG of the top of the page."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def click(self, selector: str) -> None:
        """A real click of the mouse in the middle of the first element that is meant."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left",
                clickCount=1,
            )  # fmt: skip

    def complaints(self) -> list[str]:
        """Errors and warnings of the console, and exceptions."""
        self.run("1")  # what was said before is in `events` now
        found = []
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method == "Log.entryAdded":
                found.append(f"{params['entry']['level']}: {params['entry']['text']}")
            elif method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
                found.append(json.dumps(params)[:500])
        return found

    def requests(self) -> list[str]:
        """Every address that the page asked for."""
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]


@contextmanager
def browser(folder: Path, listener: Listener, *flags: str) -> Iterator[Browser]:
    """A browser with an empty profile in `folder`; all of the network is the listener."""
    with short_folder() as sockets:
        environ = {**os.environ, "HOME": str(folder), "TMPDIR": str(sockets)}
        with _running(folder, listener, flags, environ) as found:
            yield found


@contextmanager
def _running(
    folder: Path, listener: Listener, flags: Sequence[str], environ: Mapping[str, str]
) -> Iterator[Browser]:
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    command = [
        chromium(), *_FLAGS, *flags, "--remote-debugging-pipe",
        f"--user-data-dir={folder / 'profile'}",
        f"--proxy-server=http://127.0.0.1:{listener.port}", "--proxy-bypass-list=<-loopback>",
    ]  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", _AS_3_AND_4, str(to_read), str(from_write), *command],
        pass_fds=(to_read, from_write), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=environ, start_new_session=True,
    )  # fmt: skip
    os.close(to_read)
    os.close(from_write)
    try:
        yield Browser(process, to_write, from_read)
    finally:
        os.close(to_write)  # a browser whose pipe is closed ends
        os.close(from_read)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
