"""The version of this program; `pyproject.toml` has the same one, which a test sees to."""

from __future__ import annotations

VERSION = "0.1.0"
