"""The tables, in SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import BigInteger, TypeDecorator

VERSION = 1
metadata = MetaData()
_Key = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """A timezone-aware UTC time; SQLite itself knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


tickets = Table(
    "tickets",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("ticket_id", String(12), nullable=False, unique=True),
    Column("token_hash", String(64), nullable=False),
    Column("status", String(20), nullable=False),
    Column("close_reason", String(30)),
    Column("pending_closure", Boolean, nullable=False, default=False),
    Column("contact_attempts", Integer, nullable=False, default=0),
    Column("first_attempt_at", Moment),
    Column("first_response_at", Moment),
    Column("first_response_due", Moment, nullable=False),
    Column("reopen_count", Integer, nullable=False, default=0),
    Column("program", String(20), nullable=False),
    Column("priority", String(10), nullable=False),
    Column("queue", Integer, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("mail_to", Text, nullable=False),
    Column("assigned_to", Text, nullable=False, default=""),
    Column("previous", String(12)),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("request", Text, nullable=False),
    Index("tickets_in_queue", "status", "queue", "first_response_due"),
)

_ticket = ForeignKey("tickets.number", ondelete="RESTRICT")

events = Table(
    "events",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("ticket", Integer, _ticket, nullable=False),
    Column("at", Moment, nullable=False),
    Column("type", String(20), nullable=False),
    Column("actor", String(10), nullable=False),
    Column("actor_name", Text, nullable=False, default=""),
    Column("text", Text, nullable=False, default=""),
    Column("from_status", String(20)),
    Column("to_status", String(20)),
    Column("attachment_ids", Text, nullable=False, default="[]"),
    Index("events_of_ticket", "ticket", "id"),
    sqlite_autoincrement=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("scope", String(60), primary_key=True),
    Column("key_hash", String(64), primary_key=True),
    Column("request_hash", String(64), nullable=False),
    Column("ticket", Integer, ForeignKey("tickets.number"), nullable=False),
    Column("event", _Key, ForeignKey("events.id")),
    Column("created_at", Moment, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ticket", Integer, ForeignKey("tickets.number"), nullable=False),
    Column("filename", Text, nullable=False),
    Column("filetype", Text, nullable=False, default=""),
    Column("kind", String(20), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("uploads_of_ticket", "ticket"),
    Index("uploads_by_state", "state"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ticket", Integer, ForeignKey("tickets.number"), nullable=False),
    Column("filename", Text, nullable=False),
    Column("filetype", Text, nullable=False, default=""),
    Column("kind", String(20), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("ticket", "sha256", "filename", "kind", name="one_of_each"),
)

mails = Table(
    "mails",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("ticket", Integer, ForeignKey("tickets.number"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("state", String(10), nullable=False),
    Column("last_error", Text, nullable=False, default=""),
    Index("mails_to_send", "state", "due_at"),
    sqlite_autoincrement=True,
)

creations = Table(
    "creations",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("address_hash", String(64), nullable=False),
    Column("ip", String(64), nullable=False),
    Index("creations_by_address", "address_hash", "at"),
    Index("creations_by_ip", "ip", "at"),
)
