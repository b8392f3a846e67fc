"""Days and months as the policy counts them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a month that is too short for it.

    2026-08-31 and 18 months is 2028-02-29. What lies behind the calendar's end is its last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_days(day: date, days: int) -> date:
    """`days` later; what lies behind the calendar's end is its last day."""
    return day + timedelta(days=min(days, (date.max - day).days))
