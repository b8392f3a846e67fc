"""Problem documents (RFC 9457)."""

from __future__ import annotations

import msgspec

from collector.srs.protocol.vocabulary import Status


class FieldError(msgspec.Struct, frozen=True, kw_only=True):
    """`field` is a path such as `contact.email`."""

    field: str
    message: str


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457. A Struct, because some member names are no Python names."""

    type: str
    title: str
    status: int
    detail: str = ""
    retryable: bool | None = None
    errors: tuple[FieldError, ...] = ()
    links: tuple[str, ...] = ()
    from_status: Status | None = msgspec.field(default=None, name="from")
    event: str | None = None
    allowed: tuple[str, ...] | None = None
    expected_offset: int | None = msgspec.field(default=None, name="expected-offset")

    @property
    def slug(self) -> str:
        return self.type.rpartition("/")[2]
