"""Tests of a Windows that runs: its registry, files and processes. Elsewhere nobody sees them."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    collect_ignore_glob = ["test_*.py"]
