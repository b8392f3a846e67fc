"""The options of `collect`, as the command line, the answers file and the app give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEFAULT_TIME_LIMIT_S = 120.0
DEFAULT_MAX_SIZE_MB = 200
DEFAULT_MAX_FILE_SIZE_MB = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectOptions:
    """What to collect and within which limits.

    `root` points every source at another tree; `install_dir` are folders of the host (inside the
    root where one is given); `since` is a span such as `7d` or `12h`; sizes are in 1,000,000
    bytes, 0 is no limit; `kernel_log` are saved copies of a kernel log that a person names;
    `rescued` is the bundle of a rescue that is joined;
    `include` names probes that run on request only, beside the usual ones;
    `elevate` asks for administrator rights for the probes that need them.
    """

    root: str = ""
    install_dir: tuple[str, ...] = ()
    kernel_log: tuple[str, ...] = ()
    rescued: str = ""
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    since: str = ""
    time_limit_s: float = DEFAULT_TIME_LIMIT_S
    max_size_mb: int = DEFAULT_MAX_SIZE_MB
    max_file_size_mb: int = DEFAULT_MAX_FILE_SIZE_MB
    code_page: str = ""
    privacy: str = "standard"
    work_dir: str = ""
    strict: bool = False
    elevate: bool = False


_UNITS = {"m": 60, "h": 3600, "d": 86400, "w": 604800}
_SPAN = re.compile(r"(\d{1,5})\s*([mhdw])")


def span_seconds(text: str) -> int:
    """Seconds of a span such as `90m`, `12h`, `7d`, `2w`; ValueError for anything else."""
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None or int(match[1]) == 0:
        raise ValueError(f"{text!r} is not a span of time; expected 90m, 12h, 7d or 2w")
    return int(match[1]) * _UNITS[match[2]]
