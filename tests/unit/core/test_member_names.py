"""Names in a bundle: what is refused, and which two cannot lie in one folder."""

from __future__ import annotations

import pytest

from collector.core.member_names import clash, fault_of


@pytest.mark.parametrize(
    "name", ["README.txt", "evidence/system/facts.json", "attachments/снимок 1.png", "a/..b/c...d"]
)
def test_ordinary_names_are_fine(name: str) -> None:
    assert fault_of(name) is None


@pytest.mark.parametrize(
    "names",
    [("a/b.log", "A/B.LOG"), ("stra\u00dfe", "STRASSE"), ("e\u0301", "\u00c9"), ("a", "a/b"),
     ("x/Y/z", "x/y")],
)  # fmt: skip
def test_two_names_for_one_place_are_found(names: tuple[str, ...]) -> None:
    assert clash(("other", *names)) is not None
    assert clash(("other", names[0])) is None
