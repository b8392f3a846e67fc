"""Promise: `inspect` writes the page, says what changed, and overwrites nobody else's file."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from tests import report_bundles


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundles")
    report_bundles.write(report_bundles.old(), folder / "old.zip")
    report_bundles.write(report_bundles.new(), folder / "new.zip")
    return folder


def run(*arguments: str | Path) -> tuple[ExitCode, str, str]:
    out, err = io.StringIO(), io.StringIO()
    environment = dataclasses.replace(Environment.real(), stdout=out, stderr=err)
    code = main(["inspect", *map(str, arguments)], environment)
    return code, out.getvalue(), err.getvalue()


def test_the_page_is_written_and_its_place_printed(bundles: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, _ = run(bundles / "new.zip", "--html", page)
    assert code == 0
    assert f"Page: {page} ({page.stat().st_size} bytes)" in out
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_page_is_replaced_but_nothing_else(bundles: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run(bundles / "new.zip", "--html", page)[0] == 0
    assert run(bundles / "new.zip", "--html", page, "--around", "2026-10-25 02:00")[0] == 0
    assert "2026-10-25 02:00:00 +02:00: the time that was asked for" in page.read_text("utf-8")
    letter = tmp_path / "letter.html"
    letter.write_text("<p>Dear", "utf-8")
    code, _, err = run(bundles / "new.zip", "--html", letter)
    assert code == ExitCode.NOWHERE_TO_WRITE
    assert "Nothing was overwritten" in err
    assert letter.read_text("utf-8") == "<p>Dear"


def test_what_changed_is_printed_and_stands_on_the_page(bundles: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, _ = run(bundles / "new.zip", "--compare", bundles / "old.zip", "--html", page)
    assert code == 0
    assert (
        "disk PhysicalDrive0, partition 3 starts 2048 sectors later, grew by 20971520 sectors "
        "(80 GiB → 90 GiB), type 07 → 27" in out
    )
    assert "! disk PhysicalDrive0 reallocated sectors rose: 0 → 48" in out
    html = page.read_text("utf-8")
    assert "type 07 → 27" in html
    assert "older bundle" in html  # its logs stand in the timeline


def test_as_json(bundles: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, _ = run(
        bundles / "new.zip", "--json", "--compare", bundles / "old.zip", "--html", page
    )
    answer: dict[str, Any] = json.loads(out)
    assert code == answer["exit_code"] == 0
    assert answer["page"] == {"path": str(page), "bytes": page.stat().st_size}
    comparison = answer["comparison"]
    assert comparison["disks"][0] == {
        "old": "PhysicalDrive0", "new": "PhysicalDrive0", "by": "signature"
    }  # fmt: skip
    areas = [change["area"] for change in comparison["changes"]]
    assert areas == sorted(areas, key=["findings", "health", "disks", "partitions", "products",
                                       "drivers", "system", "errors"].index)  # fmt: skip
    product = next(change for change in comparison["changes"] if change["area"] == "products")
    assert (product["old"], product["new"]) == ("15 (build 10.1.25.772)", "15 (build 10.1.25.1137)")


def test_a_time_that_is_none_is_refused_before_anything_is_written(
    bundles: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    code, _, err = run(bundles / "new.zip", "--html", page, "--around", "yesterday\x1b[2J")
    assert code == ExitCode.USAGE
    assert "yesterday\\x1b[2J is not a time" in err
    assert not page.exists()
    assert run(bundles / "new.zip", "--around", "2026-10-25")[0] == ExitCode.USAGE


def test_an_older_bundle_that_was_changed_is_compared_with_nothing(
    bundles: Path, tmp_path: Path
) -> None:
    data = bytearray((bundles / "old.zip").read_bytes())
    data[len(data) // 4] ^= 0x55
    (tmp_path / "old.zip").write_bytes(data)
    code, out, _ = run(bundles / "new.zip", "--compare", tmp_path / "old.zip")
    assert code == ExitCode.INPUT
    assert "Changes since" not in out
    assert run(bundles / "new.zip", "--compare", tmp_path / "no.zip")[0] == ExitCode.MISSING_INPUT


def test_a_page_that_cannot_be_written(bundles: Path, tmp_path: Path) -> None:
    code, _, err = run(bundles / "new.zip", "--html", tmp_path / "no" / "folder" / "page.html")
    assert code == ExitCode.NOWHERE_TO_WRITE
    assert "cannot be written" in err
