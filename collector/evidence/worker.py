"""The worker process (`__main__ --worker`): executes items one by one for the runner."""

from __future__ import annotations


def main() -> int:
    raise NotImplementedError
