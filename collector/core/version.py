"""The version of this program, as the installed distribution says it."""

from __future__ import annotations

VERSION = "0.1.0"
