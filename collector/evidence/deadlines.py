"""How long one item may take: its own limit, and never so long that nothing else gets a turn."""

from __future__ import annotations

from collector.evidence.probe import Cost

_SECONDS = {Cost.CHEAP: 15.0, Cost.NORMAL: 15.0, Cost.SLOW: 60.0}
GRACE = 0.75  # the worker stops a command itself, and keeps its output, before it is killed
LEAST = 1.0


def item_seconds(cost: Cost) -> float:
    """The longest that an item of such a probe may take without a sign of life."""
    return _SECONDS[cost]


def allowance(remaining: float, longest: float) -> float:
    """Seconds for the next item: `longest`, but at most a quarter of what `remaining` is left,
    so that several dead places do not use up the time of everything after them."""
    fair = max(LEAST, remaining / 4)
    return max(0.05, min(longest, fair, remaining - 0.25))
