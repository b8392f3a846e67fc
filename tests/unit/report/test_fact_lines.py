"""Promise: a fact that a finding rests on is found in its file, line by line."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collector.findings.tree import all_rows
from collector.report.fact_lines import fact_lines

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), values, max_size=5))
def test_every_row_is_found_where_it_begins(facts: dict[str, Any]) -> None:
    text = json.dumps(facts, indent=2, ensure_ascii=False)
    paths = {path for path, _ in all_rows(facts, depth=50) if path}
    found = fact_lines(text, paths)
    assert set(found) == paths
    for line in found.values():
        assert 1 <= line <= text.count("\n") + 1


def test_the_line_is_that_of_the_key() -> None:
    text = json.dumps({"a": 1, "disks": [{"size": 5}, {"size": 7, "x": {"y": "z"}}]}, indent=2)
    found = fact_lines(text, ["disks", "disks[1].size", "disks[1].x.y", "nowhere"])
    assert {path: text.split("\n")[line - 1].strip() for path, line in found.items()} == {
        "disks": '"disks": [',
        "disks[1].size": '"size": 7,',
        "disks[1].x.y": '"y": "z"',
    }


@given(st.text(max_size=60))
def test_what_is_no_json_raises_nothing(text: str) -> None:
    assert fact_lines(text, ["a"]) == {} or '"a"' in text or "\\" in text


def test_what_comes_before_a_fault_is_found() -> None:
    assert fact_lines('{"a": 1,\n"b": 2,\n???', ["a", "b"]) == {"a": 1, "b": 2}
    assert fact_lines("[" * 100_000, ["a"]) == {}
