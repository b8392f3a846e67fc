"""A loopback server that answers as a test tells it to, with or without TLS."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

META: dict[str, Any] = {
    "api": "1", "server": "small", "time": "2026-11-22T12:00:00Z", "mail": False,
    "privacy_text_version": 1,
    "limits": {
        "max_bundle_bytes": 10**9, "max_ticket_bytes": 10**9, "max_files": 50,
        "max_json_bytes": 262144, "chunk_min": 1048576, "chunk_max": 8388608,
        "upload_expires_s": 604800,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def json_reply(value: object, status: int = 200, **headers: str) -> Reply:
    kind = "application/problem+json" if status >= 400 else "application/json"
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(
        status=status, headers={"Content-Type": kind, **named}, body=json.dumps(value).encode()
    )


def problem(status: int, slug: str, title: str, **headers: str) -> Reply:
    value = {
        "type": f"https://srs.example/problems/{slug}", "title": title, "status": status,
        "retryable": status in (429, 503),
    }  # fmt: skip
    return json_reply(value, status, **headers)


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class SmallServer:
    """`asked` lists the requests; `answer` maps each to a Reply."""

    def __init__(self, port: int, answer: Callable[[Asked], Reply], scheme: str) -> None:
        self.port, self.answer, self.asked = port, answer, list[Asked]()
        self.url = f"{scheme}://localhost:{port}"


@contextmanager
def small_server(
    answer: Callable[[Asked], Reply], context: ssl.SSLContext | None = None
) -> Iterator[SmallServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            asked = Asked(self.command, self.path, dict(self.headers.items()), body)
            server.asked.append(asked)
            reply = server.answer(asked)
            self.send_response(reply.status)
            for name, text in reply.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        do_GET = do_POST = do_HEAD = do_PATCH = _any

        def log_message(self, format: str, *args: object) -> None: ...

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that goes away is what the tests are about."""

    listener = Quiet(("127.0.0.1", 0), Handler)
    if context is not None:
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
    port = listener.server_address[1]
    server = SmallServer(port, answer, "https" if context else "http")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        thread.join(5)
        listener.server_close()
