"""How long one item may take: its own limit, and never so long that nothing else gets a turn."""

from __future__ import annotations

from collections.abc import Iterable

from collector.evidence.probe import Cost, Probe

_SHARES = 4
_SECONDS = {Cost.CHEAP: 15.0, Cost.NORMAL: 15.0, Cost.SLOW: 60.0}
GRACE = 0.75  # the worker stops a command itself, and keeps its output, before it is killed
LEAST = 1.0
_AGAIN = 1.4  # hiding late names, packing and searching take about as long as the first reading
_TURN = 0.95 / (1 + _AGAIN)
_SLOWEST = 4_000_000  # bytes a second: the same on a slow processor, however slow the disk was
_LATE = 0.3  # the part of that which hiding late names may use up


def item_seconds(cost: Cost) -> float:
    """The longest that an item of such a probe may take without a sign of life."""
    return _SECONDS[cost]


def allowance(remaining: float, longest: float) -> float:
    """Seconds for the next item: `longest`, but at most a quarter of what `remaining` is left,
    so that several dead places do not use up the time of everything after them."""
    fair = max(LEAST, remaining / _SHARES)
    return max(0.05, min(longest, fair, remaining - 0.25))


def needed(probes: Iterable[Probe]) -> float:
    """Seconds that a run must have, so that what says itself that it takes minutes gets them."""
    return _SHARES * max((each.seconds or 0.0 for each in probes), default=0.0)


def turn(remaining: float) -> float:
    """The longest that reading one large file may take of what `remaining` is left, so that it can
    be packed, too, and a disk that gives a block now and then leaves something for other files."""
    return _TURN * remaining


def packing_seconds(size: int, spent: float) -> float:
    """What must be left, once `size` bytes were read in `spent` seconds, to make a bundle of them:
    the time limit holds for all of it. A disk that is slow to read is not slow to pack."""
    return min(spent * _AGAIN, size / _SLOWEST)


def late_pass_until(over: float, reserved: float) -> float:
    """Until when late names may be hidden, if `reserved` seconds were kept before `over`."""
    return over - reserved * (1 - _LATE)
