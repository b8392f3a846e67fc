"""What history keeps of one ticket."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A ticket of this installation, as last seen.

    `token` and `web_link` open it and are kept out of every repr. Times are UTC. `done` says that
    the SRS confirmed the bundle (or that there was none); `bundle_path` is where it lies now.
    """

    srs_url: str
    ticket_id: str
    token: str = field(repr=False)
    request_id: str
    fingerprint: str
    item_id: str
    subject: str
    created_at: datetime
    first_response_due: datetime | None = None
    status: str = ""
    status_label: str = ""
    web_link: str = field(default="", repr=False)
    bundle_path: str = ""
    bundle_size: int = 0
    bundle_sha256: str = ""
    checked_at: datetime | None = None
    done: bool = False
