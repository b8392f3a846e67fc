"""The application object and its first window."""

from __future__ import annotations


def main() -> int:
    raise NotImplementedError
