"""Names as Paragon's products carry them, split without mixing version and build."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.product_name import parse, slug


@pytest.mark.parametrize(
    ("text", "name", "version", "edition"),
    [
        ("Paragon Hard Disk Manager™ 15 Premium", "Hard Disk Manager", "15", "Premium"),
        ("Hard Disk Manager 17 Advanced", "Hard Disk Manager", "17", "Advanced"),
        ("Paragon Partition Manager 9.0", "Partition Manager", "9.0", ""),
        ("Partition Manager 2013 Free", "Partition Manager", "2013", "Free"),
        ("Partition Manager 11 Server", "Partition Manager", "11", "Server"),
        ("Backup & Recovery 14 Free Edition", "Backup & Recovery", "14", "Free"),
        ("Paragon Festplatten Manager(TM) 12 Suite", "Festplatten Manager", "12", "Suite"),
        ("ExtFS for Windows", "ExtFS for Windows", "", ""),
        ("Adaptive Restore 2010", "Adaptive Restore", "2010", ""),
        ("10.1.25.813", "10.1.25.813", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_name_is_split(text: str, name: str, version: str, edition: str) -> None:
    found = parse(text)
    assert (found.name, found.version, found.edition) == (name, version, edition)


@given(st.text(max_size=300))
def test_any_text_has_a_name_and_a_slug(text: str) -> None:
    assert len(parse(text).name) <= 200
    assert slug(text).isascii()
    assert slug(text).replace("-", "").isalnum()
