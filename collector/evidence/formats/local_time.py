"""Local times of logs become UTC: with the zone of the machine, also where a clock was put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from collector.core.resources import read_toml
from collector.evidence.formats.log_record import LogRecord

_SLACK = timedelta(seconds=5)
"""Threads write a log slightly out of order; that is no clock that was put back."""


def zone_named(name: str, offset_minutes: int | None = None) -> tzinfo | None:
    """The zone that a machine names: as IANA does ("Europe/Berlin") or as Windows does.

    A name that nobody knows (a localised one, "CET" of an old system) leaves the offset of now,
    which has no daylight saving; without one, None.
    """
    for candidate in (name, _windows_zones().get(name.casefold().strip(), "")):
        if candidate and (found := _iana(candidate)) is not None:
            return found
    if offset_minutes is None or not -1440 < offset_minutes < 1440:
        return None
    return timezone(timedelta(minutes=offset_minutes))


@cache
def _iana(name: str) -> tzinfo | None:
    if name.upper() in ("UTC", "ETC/UTC"):
        return UTC
    try:
        return ZoneInfo(name)
    except Exception:  # the name is hostile: a path, a folder, a file that is no zone
        return None


@cache
def _windows_zones() -> dict[str, str]:
    """Names of Windows (folded) and the zone that each stands for."""
    zones = read_toml("windows_zones.toml")["zones"]
    return {str(name).casefold(): str(zone) for name, zone in zones.items()}


@dataclass(slots=True)
class Settler:
    """Settles the records of one log, in the order in which they stand there.

    An hour that occurred twice is read as the first one, until the log says otherwise by going
    backwards; a time that the clocks skipped is read with the offset before. `booted_at` is UTC.
    """

    zone: tzinfo | None = None
    booted_at: datetime | None = None
    _last: datetime | None = None

    def settle(self, record: LogRecord) -> LogRecord:
        """The record with `utc` where it can be known; `sure` False where two answers fit."""
        if record.utc is None and record.since_boot is not None:
            record = self._since_boot(record, record.since_boot)
        elif record.utc is None and record.local is not None and self.zone is not None:
            record = self._local(record, record.local, self.zone)
        if record.utc is not None:
            self._last = record.utc
        return record

    def _since_boot(self, record: LogRecord, seconds: float) -> LogRecord:
        if self.booted_at is None:
            return record
        try:
            return record.at(self.booted_at + timedelta(seconds=seconds))
        except (OverflowError, ValueError):
            return record

    def _local(self, record: LogRecord, local: datetime, zone: tzinfo) -> LogRecord:
        try:
            first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
            second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
        except (OverflowError, ValueError):
            return record
        if second <= first:  # an ordinary time, or one that was skipped
            return record.at(first)
        again = self._last is not None and first < self._last - _SLACK
        return record.at(second if again else first, sure=again)
