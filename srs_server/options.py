"""The command line of `paragon-srs`."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from collector.core.version import VERSION

_DATA = "paragon-srs-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """`port` 0 lets the system choose; `embedded` ends the server when its standard input ends."""

    host: str
    port: int
    data: Path
    smtp: str
    mail_from: str
    public_url: str
    tls_cert: str
    tls_key: str
    agent_token_file: str
    products: str
    trusted_proxy: str
    plain_http: bool
    embedded: bool
    address_limit: int
    ip_limit: int
    max_bundle_mb: int
    bundle_retention_days: int | None


def parse(arguments: list[str]) -> ServeOptions:
    """The options of `serve`; ends the process with 64 when they cannot be read."""
    program = _Parser(prog="paragon-srs", description="The reference Support Request System.")
    program.add_argument("--version", action="version", version=f"paragon-srs {VERSION}")
    verbs = program.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    serve = verbs.add_parser(
        "serve",
        help="serve tickets, uploads and mail until SIGTERM",
        description="Prints one line of JSON (url, port, …) when it is ready; logs to stderr.",
    )
    _add_places(serve)
    _add_mail(serve)
    _add_limits(serve)
    values = vars(program.parse_args(arguments))
    del values["verb"]
    return ServeOptions(**values)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: {message}\n")


def _add_places(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    serve.add_argument("--port", type=_port, default=0, help="port; 0 (default): a free one")
    serve.add_argument(
        "--data", type=Path, default=Path(_DATA), help="folder for all data (./%(default)s)"
    )
    serve.add_argument(
        "--public-url", default="", metavar="URL", help="how customers reach it, behind a proxy"
    )
    serve.add_argument("--tls-cert", default="", metavar="FILE", help="certificate chain (PEM)")
    serve.add_argument("--tls-key", default="", metavar="FILE", help="its private key (PEM)")
    serve.add_argument(
        "--plain-http",
        action="store_true",
        help="listen beyond this machine without TLS: only behind a proxy that adds it",
    )
    serve.add_argument(
        "--trusted-proxy", default="", metavar="IP", help="take client addresses from this proxy"
    )
    serve.add_argument(
        "--agent-token-file",
        default="",
        metavar="FILE",
        help="the support desk's token (else PARAGON_SRS_AGENT_TOKEN, else one is made)",
    )
    serve.add_argument("--products", default="", metavar="FILE", help="life-cycle data (TOML)")
    serve.add_argument(
        "--embedded", action="store_true", help="end when standard input ends, with its starter"
    )


def _add_mail(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--smtp",
        default=os.environ.get("PARAGON_SRS_SMTP", ""),
        metavar="URL",
        help="send mail through smtp://, smtp+starttls:// or smtps://[user:password@]host[:port]; "
        "PARAGON_SRS_SMTP keeps a password off the command line",
    )
    serve.add_argument(
        "--mail-from", default="Paragon Support <support@localhost>", metavar="ADDRESS"
    )


def _add_limits(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--address-limit",
        type=_count,
        default=5,
        metavar="N",
        help="new tickets an hour for one e-mail address (%(default)s; 0: no limit)",
    )
    serve.add_argument(
        "--ip-limit",
        type=_count,
        default=20,
        metavar="N",
        help="new tickets an hour for one IP address (%(default)s; 0: no limit)",
    )
    serve.add_argument(
        "--max-bundle-mb", type=_count, default=1000, metavar="MB", help="(%(default)s)"
    )
    serve.add_argument(
        "--bundle-retention-days",
        type=_count,
        default=None,
        metavar="N",
        help="tell customers that a bundle is deleted N days after its ticket is supported; this "
        "server deletes nothing itself (not given: receipts say that it is not known)",
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is 0 to 65535")
    return port


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise argparse.ArgumentTypeError("this cannot be negative")
    return count
