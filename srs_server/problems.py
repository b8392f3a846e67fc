"""What the server refuses, as RFC 9457 problem documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collector.srs.protocol import (
    CHECKSUM_MISMATCH_STATUS,
    PROBLEM_BASE,
    RETRYABLE_STATUSES,
    ProblemDetails,
    Slug,
)

# slug: (status, title)
KNOWN: Mapping[Slug, tuple[int, str]] = {
    Slug.MALFORMED_JSON: (400, "The body is not JSON"),
    Slug.INVALID_HEADER: (400, "A header cannot be read"),
    Slug.INVALID_PARAMETER: (400, "A parameter cannot be read"),
    Slug.IDEMPOTENCY_KEY_MISSING: (400, "An Idempotency-Key is needed"),
    Slug.UNAUTHORIZED: (401, "A token is needed"),
    Slug.NOT_FOUND: (404, "There is none, or it is not yours"),
    Slug.METHOD_NOT_ALLOWED: (405, "This cannot be done here"),
    Slug.IDEMPOTENCY_KEY_REUSED: (409, "The Idempotency-Key was used for something else"),
    Slug.INVALID_TRANSITION: (409, "The ticket's status does not allow this"),
    Slug.VERSION_DISCONTINUED: (409, "This product version is no longer supported"),
    Slug.OFFSET_MISMATCH: (409, "The upload stands at another offset"),
    Slug.UPLOAD_GONE: (410, "The upload expired or was ended"),
    Slug.UNSUPPORTED_TUS_VERSION: (412, "This server speaks tus 1.0.0"),
    Slug.TOO_LARGE: (413, "That is more than this server takes"),
    Slug.UNSUPPORTED_MEDIA_TYPE: (415, "The body has another media type than expected"),
    Slug.INVALID_FIELDS: (422, "Some fields are not as the contract asks"),
    Slug.UPLOAD_LOCKED: (423, "Another request holds the upload"),
    Slug.RATE_LIMITED: (429, "Too many new tickets"),
    Slug.CHECKSUM_MISMATCH: (CHECKSUM_MISMATCH_STATUS, "The bytes are not those announced"),
    Slug.INTERNAL_ERROR: (500, "The server failed"),
    Slug.UNAVAILABLE: (503, "The server cannot do this at the moment"),
}
_RETRYABLE = {Slug.OFFSET_MISMATCH, Slug.UPLOAD_LOCKED}


class ProblemError(Exception):
    """A refusal; `members` are further members of the problem document."""

    def __init__(
        self,
        slug: Slug,
        detail: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        **members: Any,  # noqa: ANN401 - ProblemDetails checks them
    ) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug = slug
        self.headers = dict(headers or {})
        self.status, title = KNOWN[slug]
        self.document = ProblemDetails(
            type=PROBLEM_BASE + slug,
            title=title,
            status=self.status,
            detail=detail,
            retryable=self.status in RETRYABLE_STATUSES or slug in _RETRYABLE,
            **members,
        )


def not_found() -> ProblemError:
    """The one answer for what does not exist and for what the token does not open."""
    return ProblemError(Slug.NOT_FOUND)


def unavailable(detail: str, retry_after_s: int = 30) -> ProblemError:
    return ProblemError(Slug.UNAVAILABLE, detail, headers={"Retry-After": str(retry_after_s)})
