"""A server from its options: folder, key, database, threads, socket, and a clean end."""

from __future__ import annotations

import ipaddress
import json
import logging
import os
import signal
import socket
import ssl
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path

import uvicorn

from collector.core.errors import ConfigurationError
from collector.core.locks import locked
from collector.core.paths import private
from srs_server.blobs import FolderBlobs, Spool
from srs_server.database import SqliteDatabase
from srs_server.keys import Tokens, agent_token, server_key
from srs_server.mailer import Mailer
from srs_server.options import ServeOptions
from srs_server.service import uploads
from srs_server.service.desk import Desk
from srs_server.service.products import Catalogue
from srs_server.settings import MailSettings, Rates, ServerSettings
from srs_server.web.app import make_app

_log = logging.getLogger("srs")
_GRACE_S = 3
_HOUSEKEEPING_S = 3600.0


def serve(options: ServeOptions) -> int:
    """Serve until SIGTERM, SIGINT or, when embedded, the end of standard input; returns 0."""
    check(options)
    data = private(options.data.absolute())
    with locked(data / "server.lock") as free:
        if not free:
            raise ConfigurationError(
                f"Another server uses {data}.", hint="End it, or give another folder with --data."
            )
        _serve_from(options, data)
    return 0


def check(options: ServeOptions) -> None:
    """ConfigurationError for options that contradict each other or would send data in clear."""
    if bool(options.tls_cert) != bool(options.tls_key):
        raise ConfigurationError("--tls-cert and --tls-key belong together.")
    if not (options.tls_cert or options.plain_http or _is_loopback(options.host)):
        raise ConfigurationError(
            f"{options.host} is reached by other machines, and there is no TLS.",
            hint="Give --tls-cert and --tls-key, or --plain-http behind a proxy that adds TLS.",
        )
    if options.tls_cert:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
                options.tls_cert, options.tls_key
            )
        except OSError as error:  # ssl.SSLError is one
            raise ConfigurationError(
                f"The certificate {options.tls_cert} cannot be used: {error.strerror or error}."
            ) from error
    if "@" not in parseaddr(options.mail_from)[1]:
        raise ConfigurationError(f"--mail-from {options.mail_from!r} is no address.")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _serve_from(options: ServeOptions, data: Path) -> None:
    listening = _listen(options)
    port = listening.getsockname()[1]
    url = options.public_url.rstrip("/") or _url(options, port)
    token, token_file = agent_token(data, options.agent_token_file, os.environ)
    settings = _settings(options, data, url)
    database = SqliteDatabase(data / "srs.sqlite")
    mailer = Mailer(database, settings.mail, _now) if options.smtp else None
    desk = Desk(
        database=database,
        blobs=FolderBlobs(data / "blobs"),
        spool=Spool(data / "spool"),
        tokens=Tokens(server_key(data), token),
        settings=settings,
        catalogue=Catalogue.load(settings.products_file),
        now=_now,
        wake_mail=mailer.wake if mailer else lambda: None,
    )
    linked = uploads.recover(desk)
    if linked:
        _log.info("finished %d uploads that a stop had interrupted", len(linked))
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_house, args=(desk, stopping), daemon=True)
    keeper.start()
    if mailer:
        mailer.start()
    ready = {"url": url, "port": port, "data": str(data), "agent_token_file": token_file}
    server = _Server(_configuration(options, desk), ready, embedded=options.embedded)
    try:
        server.run(sockets=[listening])
    finally:
        stopping.set()
        if mailer:
            mailer.stop()
        keeper.join(10)
        database.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _keep_house(desk: Desk, stopping: threading.Event) -> None:
    while True:
        try:
            if count := uploads.expire(desk):
                _log.info("%d uploads expired", count)
        except Exception:
            _log.exception("housekeeping")
        if stopping.wait(_HOUSEKEEPING_S):
            return


def _listen(options: ServeOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        return socket.create_server((options.host, options.port), family=family)
    except OSError as error:
        raise ConfigurationError(
            f"Nothing can listen at {options.host}, port {options.port}: {error.strerror}.",
            hint="Another program may use the port; --port 0 takes a free one.",
        ) from error


def _url(options: ServeOptions, port: int) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"{'https' if options.tls_cert else 'http'}://{host}:{port}"


def _settings(options: ServeOptions, data: Path, url: str) -> ServerSettings:
    settings = ServerSettings(
        data=data,
        public_url=url,
        products_file=Path(options.products) if options.products else None,
        bundle_retention_days=options.bundle_retention_days,
        rates=Rates(per_address=options.address_limit, per_ip=options.ip_limit),
        mail=MailSettings(smtp=options.smtp, sender=options.mail_from),
    )
    most = options.max_bundle_mb * 1_000_000
    limits = replace(settings.limits, max_bundle_bytes=most, max_ticket_bytes=2 * most)
    return replace(settings, limits=limits)


def _configuration(options: ServeOptions, desk: Desk) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(desk),
        log_config=None,
        access_log=False,  # it would print view tokens; the app has a log of its own
        server_header=False,
        proxy_headers=bool(options.trusted_proxy),
        forwarded_allow_ips=options.trusted_proxy or None,
        ssl_certfile=options.tls_cert or None,
        ssl_keyfile=options.tls_key or None,
        timeout_graceful_shutdown=_GRACE_S,
        ws="none",
        lifespan="off",
    )


class _Server(uvicorn.Server):
    """Says on standard output when it is ready, and ends with its starter when embedded."""

    def __init__(
        self, config: uvicorn.Config, ready: dict[str, str | int], *, embedded: bool
    ) -> None:
        super().__init__(config)
        self._ready, self._embedded = ready, embedded
        for number in (signal.SIGTERM, signal.SIGINT):
            # uvicorn raises the signal again after a clean end: that must not kill us then
            signal.signal(number, lambda *_: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.started:
            return
        if self._embedded:
            threading.Thread(target=self._end_with_input, daemon=True).start()
        print(json.dumps(self._ready), flush=True)  # noqa: T201 - the one line of output

    def _end_with_input(self) -> None:
        with suppress(OSError, ValueError, AttributeError):
            handle = sys.stdin.fileno()
            while os.read(handle, 1024):  # not sys.stdin.read: it would hold a lock at our exit
                pass
        self.should_exit = True
