"""When silence closes a ticket: three attempts on three days, ten days, and a day to answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from collector.policy.programs import Policy, shipped_policy


def closes_at(
    attempts: Iterable[datetime],
    last_word: datetime | None,
    policy: Policy | None = None,
) -> datetime | None:
    """From when a ticket may be closed for want of an answer; None while too little was tried.

    `attempts` are the contacts by staff, `last_word` is the customer's last message; all aware.
    Only attempts after the last word count.
    """
    policy = policy or shipped_policy()
    terms = policy.closing
    counted = sorted(moment for moment in attempts if last_word is None or moment > last_word)
    days = {policy.local_date(moment) for moment in counted}
    if len(counted) < terms.attempts or len(days) < terms.different_days:
        return None
    return max(
        counted[0] + timedelta(days=terms.first_attempt_days_ago),
        counted[-1] + timedelta(hours=terms.last_attempt_hours_ago),
    )


def may_close(
    attempts: Iterable[datetime],
    last_word: datetime | None,
    now: datetime,
    policy: Policy | None = None,
) -> bool:
    """Whether a ticket may be closed at `now` because the customer did not answer."""
    moment = closes_at(attempts, last_word, policy)
    return moment is not None and now >= moment
