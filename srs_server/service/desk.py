"""The desk: what every use case of the server is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from srs_server.blobs import BlobStore, Spool
from srs_server.database import Database
from srs_server.keys import Tokens
from srs_server.service.products import Catalogue
from srs_server.settings import ServerSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Storage, keys, clock (aware UTC) and settings; `wake_mail` says that mail was queued."""

    database: Database
    blobs: BlobStore
    spool: Spool
    tokens: Tokens
    settings: ServerSettings
    catalogue: Catalogue
    now: Callable[[], datetime]
    wake_mail: Callable[[], None]

    @property
    def base_path(self) -> str:
        """The path under which the server is reached, without a slash at the end."""
        return urlsplit(self.settings.public_url).path.rstrip("/")

    def view_url(self, ticket_id: str) -> str:
        """The page of a ticket, for people; absolute, from the configured address alone."""
        base = self.settings.public_url.rstrip("/")
        return f"{base}/t/{ticket_id}?view={self.tokens.view(ticket_id)}"
