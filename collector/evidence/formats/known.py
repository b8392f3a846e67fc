"""Which member of a bundle is a log whose grammar is known. The others are simply copied.

`BioNtLog.txt`, `Bio95Log.txt` and `cdb.log` are among those: no public description of them exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from collector.evidence.formats import (
    event_list,
    hdmengine_jobs,
    kernel_messages,
    pwlog,
    stubact,
)
from collector.evidence.formats.log_record import Line, LogRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`names` matches the end of a path in the bundle, without regard to case."""

    id: str
    title: str
    names: re.Pattern[str]
    read: Callable[[Iterable[Line]], Iterator[LogRecord]]


def _names(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


FORMATS = (
    Format(
        id="stubact", title="Operations of the product (stubact.log)",
        names=_names(r"(?:^|/)stubact[^/]*\.log$"), read=stubact.read,
    ),
    Format(
        id="pwlog", title="pwlog.txt",
        names=_names(r"(?:^|/)pwlog[^/]*\.txt$"), read=pwlog.read,
    ),
    Format(
        id="hdmengine", title="Jobs of the product (hdmengine_jobs.log)",
        names=_names(r"(?:^|/)hdmengine_jobs[^/]*\.log[^/]*$"), read=hdmengine_jobs.read,
    ),
    Format(
        id="kernel", title="Kernel log",
        names=_names(r"(?:^evidence/(?:rescued/)?kernel_log/(?!facts\.json$).+|(?:^|/)(?:dmesg|kern\.log)[^/]*)$"),
        read=kernel_messages.read,
    ),
    Format(
        id="events", title="Windows event log",
        names=_names(r"^evidence/[a-z0-9/-]{0,30}event_log/.+\.xml$"), read=event_list.read,
    ),
)  # fmt: skip


def format_of(path: str) -> Format | None:
    """The format of a member, by its path; None where its grammar is not known."""
    return next((each for each in FORMATS if each.names.search(path)), None)
