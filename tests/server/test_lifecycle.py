"""The life cycle: every pair of status and action, against a table written down a second time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.srs.protocol import CloseReason, Status
from srs_server.lifecycle import (
    TABLE,
    Action,
    State,
    TransitionError,
    allowed_actions,
    apply,
)

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

# status: what each action leads to; what is not here is refused
EXPECTED = {
    "new": "assign open, reply open, ask awaiting_customer, comment new, attach new, "
    "close supported",
    "open": "assign open, reply open, ask awaiting_customer, propose_closure awaiting_customer, "
    "comment open, attach open, close supported",
    "awaiting_customer": "assign awaiting_customer, reply awaiting_customer, "
    "ask awaiting_customer, propose_closure awaiting_customer, comment open, attach open, "
    "close supported",
    "supported": "reopen open",
}


def expected(status: Status, action: Action) -> str | None:
    pairs = dict(pair.split() for pair in EXPECTED[status].split(", "))
    return pairs.get(action)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_every_pair_of_status_and_action(status: Status, action: Action) -> None:
    state = State(status=status)
    if target := expected(status, action):
        assert apply(state, action, NOW).status == target
        return
    with pytest.raises(TransitionError) as refused:
        apply(state, action, NOW)
    assert (refused.value.status, refused.value.action) == (status, action)
    assert set(refused.value.allowed) == {one for one in Action if expected(status, one)}


def test_the_table_has_no_row_that_nobody_expects() -> None:
    known = {(s, a) for s in Status for a in Action if expected(s, a)}
    assert set(TABLE) == known | {(Status.AWAITING_CUSTOMER, Action.AGREE_TO_CLOSURE)}


def test_an_agreement_needs_a_proposal() -> None:
    asked = apply(State(), Action.ASK, NOW)
    with pytest.raises(TransitionError):
        apply(asked, Action.AGREE_TO_CLOSURE, NOW)
    proposed = apply(asked, Action.PROPOSE_CLOSURE, NOW)
    closed = apply(
        proposed, Action.AGREE_TO_CLOSURE, NOW, close_reason=CloseReason.NOT_RESOLVED_AGREED
    )
    assert closed.status is Status.SUPPORTED
    assert closed.close_reason is CloseReason.NOT_RESOLVED_AGREED
    assert not closed.pending_closure


@pytest.mark.parametrize("word", [Action.COMMENT, Action.ATTACH])
def test_a_customers_word_objects_to_a_proposal_and_ends_the_attempts(word: Action) -> None:
    proposed = apply(State(status=Status.OPEN), Action.PROPOSE_CLOSURE, NOW)
    assert (proposed.pending_closure, proposed.contact_attempts) == (True, 1)
    heard = apply(proposed, word, NOW)
    assert heard == State(status=Status.OPEN, first_response_at=NOW)


def test_every_contact_counts_from_the_first() -> None:
    state = State()
    for day in range(3):
        state = apply(state, Action.ASK, NOW + timedelta(days=day))
    assert (state.contact_attempts, state.first_attempt_at) == (3, NOW)


@pytest.mark.parametrize(
    ("action", "stops"),
    [(Action.ASSIGN, False), (Action.COMMENT, False), (Action.REPLY, True), (Action.ASK, True)],
)
def test_the_clock_of_the_first_answer_stops_at_the_first_answer(
    action: Action, stops: bool
) -> None:
    after = apply(State(), action, NOW)
    assert after.first_response_at == (NOW if stops else None)
    later = apply(after, Action.REPLY, NOW + timedelta(hours=1))
    assert later.first_response_at == (NOW if stops else NOW + timedelta(hours=1))


@given(st.lists(st.sampled_from(list(Action)), max_size=25))
def test_whatever_is_done_the_ticket_stays_in_order(actions: list[Action]) -> None:
    state, closings = State(), 0
    for action in actions:
        if action not in allowed_actions(state):
            continue
        closed = state.status is Status.SUPPORTED
        state = apply(state, action, NOW, CloseReason.RESOLUTION_CONFIRMED)
        closings += closed
        assert (state.close_reason is not None) == (state.status is Status.SUPPORTED)
        assert (state.contact_attempts > 0) == (state.first_attempt_at is not None)
        if state.pending_closure:
            assert state.status is Status.AWAITING_CUSTOMER
        assert state.reopen_count == closings
