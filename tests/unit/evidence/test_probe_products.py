"""Products are found side by side, with marketing version and build kept apart."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from collector.evidence.platforms.files import MAX_ENTRIES, listing
from collector.evidence.probes import products
from tests.unit.evidence.pe_writer import product
from tests.unit.evidence.running import facts, items, outcome, tree


def row(found: dict[str, Any]) -> tuple[str, ...]:
    return tuple(found[key] for key in ("name", "version", "edition", "build", "brand"))


def test_several_products_on_an_offline_windows(tmp_path: Path) -> None:
    (tmp_path / "windows" / "SYSTEM32").mkdir(parents=True)
    vendor = tmp_path / "Program Files (x86)" / "PARAGON SOFTWARE"
    product(vendor / "A" / "Program" / "hdm.exe", "Hard Disk Manager™ 15 Premium", "10.1.25.813")
    product(vendor / "B" / "Program" / "hdm.exe", "Hard Disk Manager™ 14 Suite", "10.1.21.471")
    product(vendor / "C" / "extfs.exe", "ExtFS for Windows", "4.2.0651")
    product(tmp_path / "Program Files/Paragon Software/HDM/hdm18.exe", "HDM 18", "18.12.0.0744")
    found = facts(products.PROBE, tree(tmp_path))["installed"]
    assert [row(each) for each in found] == [
        ("HDM", "18", "", "18.12.0.0744", ""),
        ("Hard Disk Manager", "15", "Premium", "10.1.25.813", ""),
        ("Hard Disk Manager", "14", "Suite", "10.1.21.471", ""),
        ("ExtFS for Windows", "", "", "4.2.0651", ""),
    ]


def test_the_program_itself_is_chosen_not_its_uninstaller(tmp_path: Path) -> None:
    folder = tmp_path / "HDM 15"
    product(folder / "unins000.exe", "Setup 99", "51.0.0.1", company="Somebody")
    product(folder / "Program" / "hdm.exe", "Hard Disk Manager 15", "10.1.25.813")
    product(folder / "Program" / "big.exe", "Third party 7", "7.0.0.0", company="Somebody")
    (found,) = facts(products.PROBE, tree(tmp_path, folder))["given-1"]
    assert found["build"] == "10.1.25.813"
    assert len(found["executables"]) == 3


def test_what_the_executable_does_not_say_the_folder_does(tmp_path: Path) -> None:
    folder = tmp_path / "Hard Disk Manager 17 Business"
    product(folder / "program" / "hdm17.exe", "Hard Disk Manager", "17.13.1.0")
    (found,) = facts(products.PROBE, tree(tmp_path, folder))["given-1"]
    assert row(found) == ("Hard Disk Manager", "17", "Business", "17.13.1.0", "")


def test_an_oem_brand_is_found_by_its_publisher(tmp_path: Path) -> None:
    place = tmp_path / "Program Files" / "Maker" / "Backup Tool"
    product(place / "Program" / "tool.exe", "Drive Backup 11", "10.0.17.13146")
    product(tmp_path / "Program Files/Other/other.exe", "Other 1", "1.0.0.0", company="Other")
    found = facts(products.PROBE, tree(tmp_path))["other-brands"]
    assert [row(each) for each in found] == [
        ("Drive Backup", "11", "", "10.0.17.13146", "Maker"),
    ]


def test_an_oem_s_company_in_the_vendor_s_folder_is_the_brand(tmp_path: Path) -> None:
    place = tmp_path / "Program Files" / "Paragon Software" / "Tool"
    product(place / "tool.exe", "Disk Tool 3", "3.1.0.0", company="Maker Inc.")
    (found,) = facts(products.PROBE, tree(tmp_path))["installed"]
    assert found["brand"] == "Maker Inc."


def test_the_folder_of_the_vendor_may_be_named(tmp_path: Path) -> None:
    vendor = tmp_path / "D" / "Paragon Software"
    product(vendor / "HDM 14" / "hdm.exe", "Hard Disk Manager 14", "10.1.21.471")
    product(vendor / "HDM 15" / "hdm.exe", "Hard Disk Manager 15", "10.1.25.294")
    found = facts(products.PROBE, tree(tmp_path, vendor))["given-1"]
    assert [each["version"] for each in found] == ["14", "15"]


def test_a_folder_without_executables_is_a_product_without_a_build(tmp_path: Path) -> None:
    (tmp_path / "Hard Disk Manager 12").mkdir()
    (found,) = facts(products.PROBE, tree(tmp_path, tmp_path / "Hard Disk Manager 12"))["given-1"]
    assert (found["version"], found["build"], found["executables"]) == ("12", "", [])


def test_a_damaged_executable_costs_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "HDM 15"
    product(folder / "hdm.exe", "Hard Disk Manager 15", "10.1.25.813")
    (folder / "a.exe").write_bytes(b"MZ" + b"\xff" * 500)
    (folder / "b.exe").write_bytes(b"")
    (found,) = facts(products.PROBE, tree(tmp_path, folder))["given-1"]
    assert found["build"] == "10.1.25.813"


def test_nothing_installed_says_where_it_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "Program Files").mkdir()
    status, reason = outcome(items(products.PROBE, tree(tmp_path))["installed"])
    assert (status, reason) == ("absent", "no installation of the vendor")


def test_a_huge_folder_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "HDM"
    folder.mkdir()
    with os.scandir(tmp_path) as entries:
        entry = next(entries)
    taken = []

    class Endless:
        def __enter__(self) -> Endless:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def __iter__(self) -> Endless:
            return self

        def __next__(self) -> os.DirEntry[str]:
            taken.append(1)
            return entry

    monkeypatch.setattr(os, "scandir", lambda _: Endless())
    assert len(listing(folder)) == MAX_ENTRIES == len(taken)
