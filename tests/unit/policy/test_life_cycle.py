"""A version is supported until 18 months after the next major version; unknown is never a no."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.resources import read_toml
from collector.policy.life_cycle import (
    LifeCycleReason,
    LifeCycleState,
    is_latest_major,
    life_cycle,
    newer_build,
)
from collector.policy.products import ProductLine, ProductVersion, product_data
from collector.policy.versions import build_key, is_build, is_newer, major


def line(*versions: tuple[str, date | None, str]) -> ProductLine:
    return ProductLine(
        id="example",
        name="Example Manager",
        versions=tuple(
            ProductVersion(version=version, released=released, latest_build=build)
            for version, released, build in versions
        ),
    )


EXAMPLE = line(
    ("8.0", date(2024, 1, 1), "10.0.8.100"),
    ("8.5", date(2025, 1, 1), "10.0.8.1000"),
    ("9.0", date(2026, 8, 31), "10.0.9.5"),
    ("10.0", None, ""),
    ("11.0", date(2027, 6, 1), "10.1.2.3"),
)


def test_support_ends_18_months_after_the_next_major_version() -> None:
    last = date(2028, 2, 29)
    for version in ("8", "8.0", "8.5", "v8.1", "8 Professional"):
        found = life_cycle(EXAMPLE, version, last)
        assert (found.state, found.until, found.next_major) == (LifeCycleState.SUPPORTED, last, "9")
    after = life_cycle(EXAMPLE, "8.0", last + timedelta(days=1))
    assert (after.state, after.until) == (LifeCycleState.DISCONTINUED, last)


def test_a_minor_version_does_not_end_the_support_of_its_major() -> None:
    assert life_cycle(EXAMPLE, "8.0", date(2026, 8, 1)).next_major == "9"


def test_the_latest_major_has_no_end() -> None:
    found = life_cycle(EXAMPLE, "11", date(2099, 1, 1))
    assert (found.state, found.until) == (LifeCycleState.SUPPORTED, None)
    assert is_latest_major(EXAMPLE, "11.0") is True
    assert is_latest_major(EXAMPLE, "9") is False


@pytest.mark.parametrize(
    ("known", "version", "reason"),
    [
        (EXAMPLE, "9", LifeCycleReason.DATE_NOT_KNOWN),
        (EXAMPLE, "7", LifeCycleReason.VERSION_NOT_KNOWN),
        (EXAMPLE, "", LifeCycleReason.VERSION_NOT_KNOWN),
        (EXAMPLE, "Suite", LifeCycleReason.VERSION_NOT_KNOWN),
        (line(), "8", LifeCycleReason.VERSION_NOT_KNOWN),
        (None, "8", LifeCycleReason.PRODUCT_NOT_KNOWN),
    ],
)
def test_what_is_not_known_is_unknown(
    known: ProductLine | None, version: str, reason: LifeCycleReason
) -> None:
    found = life_cycle(known, version, date(2099, 1, 1))
    assert (found.state, found.reason) == (LifeCycleState.UNKNOWN, reason)
    if reason is not LifeCycleReason.DATE_NOT_KNOWN:
        assert is_latest_major(known, version) is None


def test_a_newer_build_of_the_same_major_is_told() -> None:
    assert newer_build(EXAMPLE, "8.0", "10.0.8.100") == "10.0.8.1000"
    assert newer_build(EXAMPLE, "8.0", "10.0.8.1000") is None
    assert newer_build(EXAMPLE, "9.0", "10.0.8.1") == "10.0.9.5"
    assert newer_build(EXAMPLE, "10.0", "1.0") is None
    assert newer_build(EXAMPLE, "8.0", "") is None
    assert newer_build(EXAMPLE, "", "1.0") is None
    assert newer_build(None, "8.0", "1.0") is None


def test_the_shipped_product_list_is_read_and_refuses_nobody() -> None:
    data = product_data(read_toml("products.toml"))
    assert data.as_of is not None
    for product in data.products:
        for version in product.versions:
            found = life_cycle(product, version.version, date(2199, 1, 1))
            assert found.state is not LifeCycleState.DISCONTINUED
    found_line = data.line("Paragon Hard Disk Manager 15 Suite")
    assert found_line is not None
    assert found_line.name == "Hard Disk Manager"


def test_a_product_is_found_by_the_longest_name_that_fits() -> None:
    data = product_data({
        "products": [
            {"name": "Backup"},
            {"name": "Drive Backup", "names": ["DB", "Paragon Laufwerks-Backup"]},
        ]
    })  # fmt: skip
    found = {
        name: data.line(name) for name in ("DB", "Drive Backup 9", "Backup", "Laufwerks-Backup")
    }
    assert [known.name if known else None for known in found.values()] == [
        "Drive Backup", "Drive Backup", "Backup", "Drive Backup",
    ]  # fmt: skip
    assert data.line("Undelete") is None
    assert data.line("") is None


def test_a_product_with_another_word_in_its_name_is_another_product() -> None:
    data = product_data({"products": [{"name": "Hard Disk Manager", "editions": ["Suite"]}]})
    assert data.line("Paragon Hard Disk Manager 15 Suite Edition") is not None
    assert data.line("Hard Disk Manager for Mac") is None


@pytest.mark.parametrize("written", ["", None, "2026-11-01", date(2026, 11, 1)])
def test_dates_may_be_text_or_dates_or_not_known(written: Any) -> None:
    data = product_data(
        {"as_of": written, "products": [{"name": "A", "versions": [
            {"version": "1", "released": written}]}]}
    )  # fmt: skip
    known = date(2026, 11, 1) if written else None
    assert (data.as_of, data.products[0].versions[0].released) == (known, known)


@pytest.mark.parametrize(
    "data", [{"products": 1}, {"products": [{}]}, {"as_of": 5}, {"as_of": "x"}]
)
def test_data_of_another_shape_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        product_data(data)


# Builds and versions


@pytest.mark.parametrize(
    "text",
    ["10.0.17.13146", "10.1.21.471.000", "16.15.0", "17.13.1", "18.12.0.0744", "1.0"],
)
def test_builds_as_they_are_known(text: str) -> None:
    assert is_build(text)


@pytest.mark.parametrize(
    "text",
    ["", "15", "1.", ".1", "1..2", "1.2.3.4.5.6", "1.2a", " 1.2", "1.2\n", "1,2", "١.٢", "-1.2",
     "1.1234567890"],
)  # fmt: skip
def test_what_is_no_build(text: str) -> None:
    assert not is_build(text)
    with pytest.raises(ValueError, match="build"):
        build_key(text)


groups = st.lists(st.integers(0, 99999), min_size=2, max_size=5)


@given(groups, groups)
def test_builds_are_compared_group_by_group_as_numbers(one: list[int], other: list[int]) -> None:
    left, right = ".".join(map(str, one)), ".".join(map(str, other))
    wide = [numbers + [0] * (5 - len(numbers)) for numbers in (one, other)]
    assert is_newer(left, right) is (wide[0] > wide[1])


def test_what_cannot_be_compared_is_not_known() -> None:
    assert is_newer("10.1", "fifteen") is None
    assert is_newer("10.1.25.1137", "10.1.25.813") is True
    assert is_newer("10.1.0", "10.1") is False


@given(
    st.integers(0, 999), st.sampled_from(["{}", "{}.0", "v{}", "version {}", " {} Suite", "V. {}"])
)
def test_the_major_version_is_the_first_number(number: int, written: str) -> None:
    assert major(written.format(number)) == str(number)


@pytest.mark.parametrize("text", ["", "Suite", "Suite 15", "vv1", "1234567890123"])
def test_a_version_without_a_number_in_front_has_no_major(text: str) -> None:
    assert major(text) is None
