"""The call sheet holds what an engineer asks, fits a page, and no text in it becomes markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from collector.report.call_sheet import LONGEST_TEXT, CallSheet, call_sheet
from collector.workflow.call_facts import call_facts
from collector.workflow.demo import REQUEST
from tests.unit.workflow.test_disk_picture import DISKS, Facts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_rows_without_a_text_and_sections_without_a_row_are_left_out() -> None:
    page = call_sheet(
        CallSheet(
            title="Call", sections={"Who": (("Name", "Jane"), ("Fax", "  ")), "Empty": ()},
            notes_title="Notes", notes=3,
        )
    )  # fmt: skip
    assert "Jane" in page
    assert "Fax" not in page
    assert "Empty" not in page
    assert page.count("<hr>") == 3


def test_what_is_too_long_is_cut_with_a_sign() -> None:
    page = call_sheet(CallSheet(title="Call", sections={"P": (("What", "word " * 1000),)}))
    assert "…" in page
    assert len(page) < LONGEST_TEXT + 1000
    lines = call_sheet(CallSheet(title="Call", sections={"P": (("What", "a\n" * 100),)}))
    assert lines.count("<br>") < 15


@given(st.text(max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    plain = call_sheet(CallSheet(title="T", sections={"S": (("L", "x"),)}))
    page = call_sheet(CallSheet(title="T", sections={"S": (("L", f"x<b>{text}"),)}))
    assert page.count("<b>") == plain.count("<b>")


def test_the_machine_comes_from_the_evidence() -> None:
    facts = Facts(
        disks=DISKS,
        system={"os": {"name": "Debian", "version": "12"}, "firmware": {"mode": "UEFI"}},
        products={"installed": [
            {"name": "Partition Manager", "version": "15", "build": "10.1.25.1137", "folder": "x"}
        ]},
    )  # fmt: skip
    request = replace(REQUEST, product=replace(REQUEST.product, build=""))
    made = call_facts(request, facts, NOW)
    assert made.os == "Debian 12"
    assert made.system == ("Firmware: UEFI",)
    assert made.configuration[0].startswith("sda: Fast")
    assert made.products[0].build == "10.1.25.1137"
    assert call_facts(request, None, NOW).os == ""
