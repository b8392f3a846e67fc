"""Promise: one page, never larger than it may be, which names what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from collector.bundle.reader import open_bundle
from collector.evidence.model import Status
from collector.findings.knowledge import shipped
from collector.report.page import Inspected, page
from collector.workflow import report
from tests import report_bundles
from tests.findings_bundles import LOGS, Machine

BUDGET = 400_000


@contextmanager
def inspected(machine: Machine, path: Path) -> Iterator[Inspected]:
    with open_bundle(report_bundles.write(machine, path)) as reader:
        yield report.inspected(report.opened(reader), reader.verify())


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_the_order_is_findings_first(tmp_path: Path) -> None:
    with inspected(report_bundles.new(), tmp_path / "b.zip") as told:
        html = page(told).decode()
    heads = re.findall(r'<h2 id="([a-z]+)"', html)
    assert heads == ["findings", "machine", "map", "timeline", "form", "gaps", "files"]
    assert html.index("Back up first") < html.index('<h2 id="machine"')


def test_a_cited_line_is_linked_and_stands_among_its_neighbours(tmp_path: Path) -> None:
    machine = report_bundles.new()
    machine.members[f"{LOGS}/pwlog.txt"] = (
        "nothing here\n" * 5_000 + "error: it broke\n" + "nothing here\n" * 5_000
    )
    with inspected(machine, tmp_path / "b.zip") as told:
        html = page(told).decode()
    anchor = re.search(r'href="#(f\d+-5001)">[^<]*pwlog.txt, line 5001<', html)
    assert anchor
    shown = [int(number) for number in re.findall(rf'id="{anchor[1][:-5]}-(\d+)"', html)]
    assert shown == [*range(1, 201), *range(4_901, 5_102), *range(9_802, 10_002)]
    assert f'id="{anchor[1]}" class="hit"><i>5001</i><bdi>error: it broke</bdi>' in html


def test_a_fact_that_is_cited_is_a_line_of_its_file(tmp_path: Path) -> None:
    with inspected(report_bundles.new(), tmp_path / "b.zip") as told:
        html = page(told).decode()
    assert re.search(r'href="#f\d+-\d+">evidence/partitions/facts.json › [^<]*slots\[4\]', html)


def test_only_addresses_of_our_own_data_are_links(tmp_path: Path) -> None:
    known = next(driver.kb for driver in shipped().drivers if driver.kb)
    with inspected(report_bundles.old(), tmp_path / "b.zip") as told:
        strange = replace(
            told.findings[0], advice=f"See {known} or https://evil.example/ <b>"
        )  # fmt: skip
        html = page(replace(told, findings=(strange,))).decode()
    assert f'<a href="{known}" rel="noreferrer">{known}</a>' in html
    assert re.findall(r'href="(http[^"]*)"', html) == [known]
    assert "https://evil.example/ &lt;b&gt;" in html


def crowded() -> Machine:
    """More of everything than has room."""
    machine = report_bundles.hostile()
    line = "25.10.2026 02:{:02}:00.250,physical,[1]  !!!Error: " + "<&'\x1b" * 30 + " {}\r\n"
    for number in range(8):
        machine.members[f"{LOGS}/{number}/hdmengine_jobs.log"] = "".join(
            line.format(place % 60, place) for place in range(400)
        )
    for number in range(60):
        machine.members[f"attachments/{number}.txt"] = "\x01" * 200 + "\n" * 30
    for number in range(600):
        machine.gap("smart", f"{number}", Status.FAILED, "<&\x1b" * 100)
    machine.request["problem"]["description"] = "\x1b<&\n" * 9_000
    return machine


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with inspected(crowded(), tmp_path_factory.mktemp("crowded") / "b.zip") as told:
        return page(told, BUDGET)


def test_the_page_keeps_to_its_size(small: bytes) -> None:
    assert BUDGET / 4 < len(small) <= BUDGET


def test_what_has_no_room_is_named(small: bytes) -> None:
    text = text_of(small.decode())
    assert "further gaps had no room" in text
    assert "left out for want of room" in text
    assert re.search(
        r"hdmengine_jobs.log: (no room for any of its 400 lines|lines \d+ to \d+)", text
    )


def test_every_link_of_a_page_without_room_still_leads_somewhere(small: bytes) -> None:
    html = small.decode()
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


@pytest.mark.parametrize(
    "name", ["stubact.log", "disks/facts.json", "partitions/facts.json", "request.json"]
)
def test_a_bundle_that_was_damaged_is_a_page_that_says_so_first(tmp_path: Path, name: str) -> None:
    path = report_bundles.write(report_bundles.new(), tmp_path / "b.zip")
    data = bytearray(path.read_bytes())
    with open_bundle(path) as reader:
        member = next(one for one in reader.members if one.name.endswith(name))
    data[member.data + 5] ^= 0x55
    path.write_bytes(data)
    with open_bundle(path) as reader:
        html = page(report.inspected(report.opened(reader), reader.verify())).decode()
    assert html.index("not what its manifest says") < html.index('<h2 id="findings"')
    assert name in text_of(html)


def test_a_bundle_with_nothing_in_it_is_a_page(tmp_path: Path) -> None:
    with inspected(Machine(), tmp_path / "b.zip") as told:
        text = text_of(page(told).decode())
    for words in (
        "A bundle without a request", "knows no disk", "holds no form",
        "No log whose grammar is known", "Nothing that was looked for is missing",
    ):  # fmt: skip
        assert words in text
