"""Until when a product's version is supported: 18 months after the next major version came.

A date that nobody knows makes an answer unknown. It never makes it a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from collector.policy.calendar import add_months
from collector.policy.products import ProductLine, ProductVersion
from collector.policy.programs import Policy, shipped_policy
from collector.policy.versions import build_key, is_build, is_newer, major


class LifeCycleState(StrEnum):
    SUPPORTED = "supported"
    DISCONTINUED = "discontinued"
    UNKNOWN = "unknown"


class LifeCycleReason(StrEnum):
    LATEST_MAJOR = "latest_major"
    NEXT_MAJOR_AVAILABLE = "next_major_available"
    PRODUCT_NOT_KNOWN = "product_not_known"
    VERSION_NOT_KNOWN = "version_not_known"
    DATE_NOT_KNOWN = "date_not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycle:
    """`until` is the last supported day, None where there is no end or none is known."""

    state: LifeCycleState
    reason: LifeCycleReason
    until: date | None = None
    next_major: str | None = None


def life_cycle(
    line: ProductLine | None, version: str, today: date, policy: Policy | None = None
) -> LifeCycle:
    """Whether `version` (a marketing version) of a product is supported on `today`."""
    if line is None:
        return _unknown(LifeCycleReason.PRODUCT_NOT_KNOWN)
    later = _later_versions(line, version)
    if later is None:
        return _unknown(LifeCycleReason.VERSION_NOT_KNOWN)
    if not later:
        return LifeCycle(state=LifeCycleState.SUPPORTED, reason=LifeCycleReason.LATEST_MAJOR)
    following = later[0]
    if following.released is None:
        return _unknown(LifeCycleReason.DATE_NOT_KNOWN, following.major)
    months = (policy or shipped_policy()).life_cycle.months_after_next_major
    until = add_months(following.released, months)
    return LifeCycle(
        state=LifeCycleState.SUPPORTED if today <= until else LifeCycleState.DISCONTINUED,
        reason=LifeCycleReason.NEXT_MAJOR_AVAILABLE,
        until=until,
        next_major=following.major,
    )


def _unknown(reason: LifeCycleReason, next_major: str | None = None) -> LifeCycle:
    return LifeCycle(state=LifeCycleState.UNKNOWN, reason=reason, next_major=next_major)


def _later_versions(line: ProductLine, version: str) -> list[ProductVersion] | None:
    """The versions of later majors, oldest first; None where `version` is none of the product's."""
    wanted = major(version)
    places = [index for index, known in enumerate(line.versions) if known.major == wanted]
    if wanted is None or not places:
        return None
    return [known for known in line.versions[places[-1] + 1 :] if known.major is not None]


def is_latest_major(line: ProductLine | None, version: str) -> bool | None:
    """Whether no later major version is known; None where the version itself is not."""
    later = None if line is None else _later_versions(line, version)
    return None if later is None else not later


def newer_build(line: ProductLine | None, version: str, build: str) -> str | None:
    """The newest known build of the same major version, if it is newer than `build`."""
    if line is None:
        return None
    newest = _newest(
        known.latest_build for known in line.versions if known.major == major(version) is not None
    )
    return newest if newest and is_newer(newest, build) else None


def _newest(builds: Iterable[str]) -> str | None:
    return max(filter(is_build, builds), key=build_key, default=None)
