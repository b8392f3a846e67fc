"""The scanner of the standard library, for where RE2 is missing: slower, the same output."""

from __future__ import annotations

import re

from collector.privacy.scan import Scanner


def re_scanner(alternation: bytes) -> Scanner:
    """The same alternation for `re`."""
    return re.compile(alternation)
