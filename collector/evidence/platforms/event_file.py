"""Event log files (.evtx) record by record, as the XML that a running Windows would give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError

MAX_RECORDS = 500_000
MAX_BAD = 10_000


def records(path: Path, root: Path | None = None) -> Iterator[str]:
    """Oldest first. A damaged record is passed over; where the reader gives up, what was read
    before stands.

    Raises NotCollectedError: absent, refused, or failed where not one record can be read.
    """
    with open_regular(path, root) as file:
        try:
            from evtx import PyEvtxParser
        except ImportError as error:
            reason = "the reader of event logs (evtx) is not part of this program"
            raise NotCollectedError(Status.NOT_APPLICABLE, reason) from error
        found = bad = 0
        try:
            reading = PyEvtxParser(file, number_of_threads=1).records()
            while found < MAX_RECORDS and bad < MAX_BAD:
                try:
                    record = next(reading)
                except StopIteration:
                    break
                except (RuntimeError, ValueError):
                    bad += 1
                    continue
                if record is not None:
                    found += 1
                    yield str(record["data"])
        except (OSError, RuntimeError, ValueError) as error:
            if not found:
                raise NotCollectedError(
                    Status.FAILED, f"the event log is damaged: {error}"
                ) from error
        if bad and not found:
            raise NotCollectedError(Status.FAILED, "no record of the event log can be read")
