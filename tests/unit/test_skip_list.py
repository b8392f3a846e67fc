"""The list of what is skipped on Windows names tests that exist."""

from __future__ import annotations

import re

import pytest

from tests.skips import LIST, listed

NAMES = sorted(listed(LIST.read_text("utf-8")))


def test_it_is_not_empty() -> None:
    assert len(NAMES) > 50
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_entry_is_a_test(name: str) -> None:
    file, _, test = name.partition("::")
    text = (LIST.parent / file).read_text("utf-8")
    assert test == "*" or re.search(rf"^def {test}\(", text, re.MULTILINE)
