"""What the SRS answers: tickets, history, files, and what the server is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from collector.request.form import Impact, Program
from collector.srs.protocol.bodies import NewTicket
from collector.srs.protocol.vocabulary import (
    CHUNK_MAX,
    CHUNK_MIN,
    MAX_FILES,
    MAX_JSON_BYTES,
    Actor,
    AttachmentKind,
    AttachmentState,
    CloseReason,
    EventType,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Paths on the server; `web` is absolute, for people, and carries the read-only view token."""

    self: str
    web: str
    uploads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What the SRS says about a ticket. `first_response_at` is None until an engineer answered."""

    ticket_id: str
    status: Status
    status_label: str
    subject: str
    program: Program
    priority: Impact
    first_response_due: datetime
    created_at: datetime
    updated_at: datetime
    links: Links
    first_response_at: datetime | None = None
    close_reason: CloseReason | None = None
    pending_closure: bool = False
    contact_attempts: int = 0
    reopen_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedTicket(Ticket):
    """The 201 of a creation, and of its replay: the one answer that holds the ticket token."""

    ticket_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a ticket's history; `id` grows. Statuses are set where the event moved it."""

    id: int
    at: datetime
    type: EventType
    actor: Actor
    actor_name: str = ""
    text: str = ""
    from_status: Status | None = None
    to_status: Status | None = None
    attachment_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """`id` is that of the event that holds the comment."""

    id: int
    at: datetime
    text: str
    attachment_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a ticket. `received` and `size` in bytes; no `id` while only `expected`."""

    filename: str
    kind: AttachmentKind
    size: int
    received: int
    sha256: str
    state: AttachmentState
    id: str | None = None
    filetype: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachments:
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes; `upload_expires_s` counts from the last byte that came."""

    max_bundle_bytes: int
    max_ticket_bytes: int
    max_files: int = MAX_FILES
    max_json_bytes: int = MAX_JSON_BYTES
    chunk_min: int = CHUNK_MIN
    chunk_max: int = CHUNK_MAX
    upload_expires_s: int = 7 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerMeta:
    """GET /v1/meta. `mail` is False where the server sends none; a bundle is deleted
    `bundle_retention_days` after its ticket is supported, None where that is not known."""

    api: str
    server: str
    time: datetime
    mail: bool
    privacy_text_version: int
    limits: Limits
    bundle_retention_days: Annotated[int, Meta(ge=0)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductVersion:
    """Dates that nobody knows are None: never a reason to refuse."""

    version: str
    latest_build: str | None = None
    released: date | None = None
    supported_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductInfo:
    name: str
    editions: tuple[str, ...] = ()
    versions: tuple[ProductVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    as_of: date | None
    products: tuple[ProductInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTicket:
    """A ticket as an engineer sees it: with the form as it was sent, its files and history."""

    ticket: Ticket
    request: NewTicket
    assigned_to: str
    attachments: tuple[Attachment, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentQueue:
    """Tickets in the order in which they are to be answered (rule 23)."""

    tickets: tuple[Ticket, ...]
