"""Constants and enumerations of the contract."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

API_VERSION: Final = "1"
MAX_JSON_BYTES: Final = 256 * 1024
MAX_FILES: Final = 50
CHUNK_MIN: Final = 1024 * 1024
CHUNK_MAX: Final = 8 * 1024 * 1024
LARGEST_INTEGER: Final = 2**53 - 1

TUS_VERSION: Final = "1.0.0"
TUS_EXTENSIONS: Final = "creation,termination,expiration"
CHUNK_MEDIA_TYPE: Final = "application/offset+octet-stream"
PROBLEM_MEDIA_TYPE: Final = "application/problem+json"
PROBLEM_BASE: Final = "https://srs.example/problems/"
IDEMPOTENCY_KEY_PATTERN: Final = r"\A[A-Za-z0-9_.:-]{16,200}\Z"
CHECKSUM_MISMATCH_STATUS: Final = 460

# What a client may send again unchanged; every other 4xx is for good.
RETRYABLE_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Status(StrEnum):
    """Where a ticket is; `supported` is closed."""

    NEW = "new"
    OPEN = "open"
    AWAITING_CUSTOMER = "awaiting_customer"
    SUPPORTED = "supported"


STATUS_LABELS: Final = {
    Status.NEW: "New",
    Status.OPEN: "Open",
    Status.AWAITING_CUSTOMER: "Waiting for you",
    Status.SUPPORTED: "Supported",
}


class CloseReason(StrEnum):
    SOLVED_BY_CUSTOMER = "solved_by_customer"
    RESOLUTION_CONFIRMED = "resolution_confirmed"
    NO_RESPONSE = "no_response"
    NOT_RESOLVED_AGREED = "not_resolved_agreed"


class CustomerCloseReason(StrEnum):
    """The reasons a customer may give; `not_resolved_agreed` answers a proposed closure."""

    SOLVED_BY_CUSTOMER = "solved_by_customer"
    RESOLUTION_CONFIRMED = "resolution_confirmed"
    NOT_RESOLVED_AGREED = "not_resolved_agreed"


class Actor(StrEnum):
    CUSTOMER = "customer"
    ENGINEER = "engineer"
    SYSTEM = "system"


class EventType(StrEnum):
    CREATED = "created"
    ASSIGNED = "assigned"
    REPLIED = "replied"
    ASKED = "asked"
    CLOSURE_PROPOSED = "closure_proposed"
    COMMENTED = "commented"
    ATTACHED = "attached"
    CLOSED = "closed"
    REOPENED = "reopened"
    MAILED = "mailed"


class AttachmentKind(StrEnum):
    BUNDLE = "bundle"
    STUBACT = "stubact"
    BIO_LOG = "bio_log"
    PWLOG = "pwlog"
    CDB = "cdb"
    MSINFO = "msinfo"
    DMESG = "dmesg"
    SCREENSHOT = "screenshot"
    OTHER = "other"


class AttachmentState(StrEnum):
    """`expected`: announced with the ticket, nothing of it has come yet."""

    EXPECTED = "expected"
    UPLOADING = "uploading"
    COMPLETE = "complete"


class Mode(StrEnum):
    GUI = "gui"
    SILENT = "silent"


class Slug(StrEnum):
    """The last part of a problem's `type`."""

    MALFORMED_JSON = "malformed-json"
    INVALID_HEADER = "invalid-header"
    INVALID_PARAMETER = "invalid-parameter"
    IDEMPOTENCY_KEY_MISSING = "idempotency-key-missing"
    IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused"
    UNAUTHORIZED = "unauthorized"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    INVALID_TRANSITION = "invalid-transition"
    VERSION_DISCONTINUED = "version-discontinued"
    OFFSET_MISMATCH = "offset-mismatch"
    UPLOAD_GONE = "upload-gone"
    UNSUPPORTED_TUS_VERSION = "unsupported-tus-version"
    TOO_LARGE = "too-large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type"
    INVALID_FIELDS = "invalid-fields"
    UPLOAD_LOCKED = "upload-locked"
    RATE_LIMITED = "rate-limited"
    CHECKSUM_MISMATCH = "checksum-mismatch"
    INTERNAL_ERROR = "internal-error"
    UNAVAILABLE = "unavailable"
