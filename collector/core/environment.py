"""What a command sees of the world, passed in so that a test can pass another."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TextIO

from collector.core.paths import Paths
from collector.core.streams import telling


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Variables, streams, folders and clock of one run. `now()` is timezone-aware UTC.

    Writing to `stderr` never fails; writing to `stdout`, the answer, may. `proxy_for` names the
    proxy for an address where the caller knows better than the system's variables; any thread.
    """

    environ: Mapping[str, str]
    paths: Paths
    stdout: TextIO
    stderr: TextIO
    now: Callable[[], datetime] = field(default=_now)
    proxy_for: Callable[[str], str | None] | None = None

    @classmethod
    def real(cls) -> Environment:
        """This process. A stream that an installer closed is replaced by one that drops text."""
        return cls(
            environ=os.environ,
            paths=Paths.of(os.environ),
            stdout=_open_or_null(sys.stdout),
            stderr=telling(_open_or_null(sys.stderr)),
        )


def _open_or_null(stream: TextIO | None) -> TextIO:
    if stream is None or stream.closed:
        return open(os.devnull, "w", encoding="utf-8")
    return stream
