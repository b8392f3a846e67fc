"""What makes two requests with one Idempotency-Key the same request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from srs_server.service.idempotency import request_hash


@dataclass(frozen=True, kw_only=True)
class Old:
    subject: str
    risk: bool | None = None
    bought: date | None = None


@dataclass(frozen=True, kw_only=True)
class Newer:
    """The same request as a later version of the server reads it."""

    impact: str = ""
    files: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    bought: date | None = None
    risk: bool | None = None
    subject: str


OLD = Old(subject="Broken", bought=date(2026, 11, 1))


def test_a_replay_is_recognised_after_the_server_learnt_new_members() -> None:
    assert request_hash(OLD) == request_hash(Newer(subject="Broken", bought=date(2026, 11, 1)))


def test_what_is_filled_otherwise_is_another_request() -> None:
    others = [
        replace(OLD, subject="broken"),
        replace(OLD, risk=False),  # an answer, not an empty one
        replace(OLD, bought=None),
        Newer(subject="Broken", bought=date(2026, 11, 1), files=("a",)),
        Newer(subject="Broken", bought=date(2026, 11, 1), counts={"mail": 0}),
    ]
    assert len({request_hash(one) for one in [OLD, *others]}) == 1 + len(others)
