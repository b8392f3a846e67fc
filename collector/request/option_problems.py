"""What is wrong with the options of `collect`, wherever they were given."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields

from collector.request.form import Fault, FaultKind
from collector.request.options import CollectOptions, span_seconds

PRIVACY_MODES = ("standard", "strict", "off")
LONGEST_TIME_LIMIT_S = 7 * 86400


def option_faults(options: CollectOptions) -> tuple[Fault, ...]:
    """Every fault of `options`; fields are named `collect.since` and so on."""
    return tuple([*_texts(options), *_numbers(options), *_names(options)])


def _texts(options: CollectOptions) -> Iterator[Fault]:
    for field in fields(options):
        value = getattr(options, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and not text.isprintable():
                yield Fault(
                    f"collect.{field.name}",
                    "it holds a control character; only text is possible here.",
                    kind=FaultKind.CONTROL_CHARACTER,
                )


def _numbers(options: CollectOptions) -> Iterator[Fault]:
    seconds = options.time_limit_s
    if not (math.isfinite(seconds) and 0 < seconds <= LONGEST_TIME_LIMIT_S):
        yield Fault(
            "collect.time_limit_s",
            f"a number of seconds above 0, at most {LONGEST_TIME_LIMIT_S}, is expected.",
        )
    for name in ("max_size_mb", "max_file_size_mb"):
        if not 0 <= getattr(options, name) <= 10**9:
            yield Fault(f"collect.{name}", "a number of megabytes is expected; 0 is no limit.")


def _names(options: CollectOptions) -> Iterator[Fault]:
    if options.since:
        try:
            span_seconds(options.since)
        except ValueError:
            yield Fault("collect.since", "a span such as 12h, 7d or 2w is expected.")
    if options.elevate and options.root:
        yield Fault(
            "collect.elevate", "another tree is read with the rights that you have; leave it out."
        )
    if options.privacy not in PRIVACY_MODES:
        yield Fault("collect.privacy", f"one of {', '.join(PRIVACY_MODES)} is expected.")
    if options.code_page and not _is_code_page(options.code_page):
        yield Fault("collect.code_page", "a code page such as cp1251 or cp850 is expected.")


def _is_code_page(name: str) -> bool:
    """Encoding refuses what is a codec, but not for text (zip, rot13)."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True
