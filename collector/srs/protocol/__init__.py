"""The wire types of the SRS contract (resources/openapi.yaml); the server uses the same ones.

`decode(data, NewTicket)` checks types, lengths and patterns as the contract states them; a value
that breaks them raises `msgspec.ValidationError` naming the field. Times are timezone-aware UTC.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from collector.request.consent import PRIVACY_TEXT_VERSION
from collector.srs.protocol.answers import (
    AgentQueue,
    AgentTicket,
    Attachment,
    Attachments,
    Comment,
    CreatedTicket,
    Event,
    Events,
    Limits,
    Links,
    ProductInfo,
    Products,
    ProductVersion,
    ServerMeta,
    Ticket,
)
from collector.srs.protocol.bodies import (
    Closing,
    Collector,
    Contact,
    Count,
    Email,
    EngineerMessage,
    EngineerName,
    ExpectedAttachment,
    FileName,
    FilledShort,
    FilledText,
    Identification,
    Line,
    NewComment,
    NewTicket,
    Product,
    Reopening,
    Sha256,
    Short,
    SystemEnvironment,
    Text,
)
from collector.srs.protocol.problems import FieldError, ProblemDetails
from collector.srs.protocol.vocabulary import (
    API_VERSION,
    CHECKSUM_MISMATCH_STATUS,
    CHUNK_MAX,
    CHUNK_MEDIA_TYPE,
    CHUNK_MIN,
    IDEMPOTENCY_KEY_PATTERN,
    LARGEST_INTEGER,
    MAX_FILES,
    MAX_JSON_BYTES,
    PROBLEM_BASE,
    PROBLEM_MEDIA_TYPE,
    RETRYABLE_STATUSES,
    STATUS_LABELS,
    TUS_EXTENSIONS,
    TUS_VERSION,
    Actor,
    AttachmentKind,
    AttachmentState,
    CloseReason,
    CustomerCloseReason,
    EventType,
    Mode,
    Slug,
    Status,
)

__all__ = [
    "API_VERSION",
    "CHECKSUM_MISMATCH_STATUS",
    "CHUNK_MAX",
    "CHUNK_MEDIA_TYPE",
    "CHUNK_MIN",
    "IDEMPOTENCY_KEY_PATTERN",
    "LARGEST_INTEGER",
    "MAX_FILES",
    "MAX_JSON_BYTES",
    "PRIVACY_TEXT_VERSION",
    "PROBLEM_BASE",
    "PROBLEM_MEDIA_TYPE",
    "RETRYABLE_STATUSES",
    "STATUS_LABELS",
    "TUS_EXTENSIONS",
    "TUS_VERSION",
    "Actor",
    "AgentQueue",
    "AgentTicket",
    "Attachment",
    "AttachmentKind",
    "AttachmentState",
    "Attachments",
    "CloseReason",
    "Closing",
    "Collector",
    "Comment",
    "Contact",
    "Count",
    "CreatedTicket",
    "CustomerCloseReason",
    "Email",
    "EngineerMessage",
    "EngineerName",
    "Event",
    "EventType",
    "Events",
    "ExpectedAttachment",
    "FieldError",
    "FileName",
    "FilledShort",
    "FilledText",
    "Identification",
    "Limits",
    "Line",
    "Links",
    "Mode",
    "NewComment",
    "NewTicket",
    "ProblemDetails",
    "Product",
    "ProductInfo",
    "ProductVersion",
    "Products",
    "Reopening",
    "ServerMeta",
    "Sha256",
    "Short",
    "Slug",
    "Status",
    "SystemEnvironment",
    "Text",
    "Ticket",
    "decode",
    "encode",
]

T = TypeVar("T")


def decode(data: bytes, wanted: type[T]) -> T:
    """`data` (JSON) as `wanted`; ValidationError names the field, DecodeError: no JSON.

    A whole number may be written `12.0`, as JSON Schema has it.
    """
    return msgspec.convert(_whole_numbers(msgspec.json.decode(data)), wanted)


def _whole_numbers(value: object) -> object:
    if isinstance(value, dict):
        return {name: _whole_numbers(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_whole_numbers(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_INTEGER:
        return int(value)
    return value


def encode(value: object) -> bytes:
    return msgspec.json.encode(value)
