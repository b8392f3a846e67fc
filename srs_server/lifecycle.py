"""The life cycle of a ticket: one table, and the one function that applies it.

(none) ──create──► new ──assign, reply──► open ◄──comment, attach──┐
                    │                      │                      │
                    └────────ask───────────┴─ask, propose──► awaiting_customer
new, open, awaiting_customer ──close──► supported ──reopen──► open
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from collector.srs.protocol import CloseReason, Status


class Action(StrEnum):
    """What somebody does to a ticket."""

    ASSIGN = "assign"
    REPLY = "reply"
    ASK = "ask"
    PROPOSE_CLOSURE = "propose_closure"
    COMMENT = "comment"
    ATTACH = "attach"
    CLOSE = "close"
    AGREE_TO_CLOSURE = "agree_to_closure"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the life cycle knows about a ticket. `contact_attempts` since the customer's last word.

    Times are timezone-aware UTC.
    """

    status: Status = Status.NEW
    pending_closure: bool = False
    contact_attempts: int = 0
    first_attempt_at: datetime | None = None
    first_response_at: datetime | None = None
    close_reason: CloseReason | None = None
    reopen_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an action does. `contacts` counts an attempt, `heard` ends them (and an open proposal),
    `answers` stops the first-response clock, `if_proposed` needs a proposed closure."""

    to: Status
    contacts: bool = False
    heard: bool = False
    answers: bool = False
    proposes: bool = False
    if_proposed: bool = False
    reopens: bool = False


_NEW, _OPEN, _AWAITING, _SUPPORTED = Status

TABLE: Mapping[tuple[Status, Action], Effect] = {
    (_NEW, Action.ASSIGN): Effect(to=_OPEN),
    (_NEW, Action.REPLY): Effect(to=_OPEN, answers=True),
    (_NEW, Action.ASK): Effect(to=_AWAITING, answers=True, contacts=True),
    (_NEW, Action.COMMENT): Effect(to=_NEW, heard=True),
    (_NEW, Action.ATTACH): Effect(to=_NEW, heard=True),
    (_NEW, Action.CLOSE): Effect(to=_SUPPORTED, heard=True),
    (_OPEN, Action.ASSIGN): Effect(to=_OPEN),
    (_OPEN, Action.REPLY): Effect(to=_OPEN, answers=True),
    (_OPEN, Action.ASK): Effect(to=_AWAITING, answers=True, contacts=True),
    (_OPEN, Action.PROPOSE_CLOSURE): Effect(
        to=_AWAITING, answers=True, contacts=True, proposes=True
    ),
    (_OPEN, Action.COMMENT): Effect(to=_OPEN, heard=True),
    (_OPEN, Action.ATTACH): Effect(to=_OPEN, heard=True),
    (_OPEN, Action.CLOSE): Effect(to=_SUPPORTED, heard=True),
    (_AWAITING, Action.ASSIGN): Effect(to=_AWAITING),
    (_AWAITING, Action.REPLY): Effect(to=_AWAITING, answers=True, contacts=True),
    (_AWAITING, Action.ASK): Effect(to=_AWAITING, answers=True, contacts=True),
    (_AWAITING, Action.PROPOSE_CLOSURE): Effect(
        to=_AWAITING, answers=True, contacts=True, proposes=True
    ),
    (_AWAITING, Action.COMMENT): Effect(to=_OPEN, heard=True),
    (_AWAITING, Action.ATTACH): Effect(to=_OPEN, heard=True),
    (_AWAITING, Action.CLOSE): Effect(to=_SUPPORTED, heard=True),
    (_AWAITING, Action.AGREE_TO_CLOSURE): Effect(to=_SUPPORTED, heard=True, if_proposed=True),
    (_SUPPORTED, Action.REOPEN): Effect(to=_OPEN, heard=True, reopens=True),
}


class TransitionError(Exception):
    """The status does not allow the action; `allowed` are those it does allow."""

    def __init__(self, status: Status, action: Action, allowed: tuple[Action, ...]) -> None:
        super().__init__(f"{action} is not possible while the ticket is {status}")
        self.status, self.action, self.allowed = status, action, allowed


def allowed_actions(state: State) -> tuple[Action, ...]:
    """The actions that `state` allows, in the order of the table."""
    return tuple(
        action
        for (status, action), effect in TABLE.items()
        if status is state.status and (state.pending_closure or not effect.if_proposed)
    )


def apply(
    state: State, action: Action, at: datetime, close_reason: CloseReason | None = None
) -> State:
    """The state after `action`; TransitionError if the table has no such row."""
    allowed = allowed_actions(state)
    if action not in allowed:
        raise TransitionError(state.status, action, allowed)
    effect = TABLE[state.status, action]
    after = replace(state, status=effect.to)
    if effect.heard:
        after = replace(after, contact_attempts=0, first_attempt_at=None, pending_closure=False)
    if effect.contacts:
        after = replace(
            after,
            contact_attempts=state.contact_attempts + 1,
            first_attempt_at=state.first_attempt_at or at,
        )
    if effect.answers and after.first_response_at is None:
        after = replace(after, first_response_at=at)
    if effect.proposes:
        after = replace(after, pending_closure=True)
    if effect.reopens:
        after = replace(after, reopen_count=state.reopen_count + 1)
    reason = close_reason if effect.to is Status.SUPPORTED else None
    return replace(after, close_reason=reason)
