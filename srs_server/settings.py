"""What a server is started with; every limit is a setting with the contract's default."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from collector.srs.protocol import MAX_FILES, Limits

GIB = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """New tickets in `window_s` seconds for one address and for one IP address; 0 is no limit."""

    per_address: int = 5
    per_ip: int = 20
    window_s: int = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """`smtp` is `smtp://`, `smtp+starttls://` or `smtps://` with user, password and port if needed.

    Delays in seconds; a mail is given up after `give_up_after_s`.
    """

    smtp: str = ""
    sender: str = "Paragon Support <support@localhost>"
    first_delay_s: float = 30.0
    longest_delay_s: float = 3600.0
    give_up_after_s: float = 3 * 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """`public_url` is how customers reach the server; links in mails are made from it alone.
    `bundle_retention_days` is what customers are told, None where nothing is promised."""

    data: Path
    public_url: str = "http://127.0.0.1"
    products_file: Path | None = None
    bundle_retention_days: int | None = None
    rates: Rates = field(default_factory=Rates)
    mail: MailSettings = field(default_factory=MailSettings)
    limits: Limits = field(
        default_factory=lambda: Limits(
            max_bundle_bytes=GIB, max_ticket_bytes=2 * GIB, max_files=MAX_FILES
        )
    )
