"""Products as customers have them: two versions, an OEM's brand, one without a key."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Place
from tests.unit.evidence.pe_writer import product
from tests.windows import registry_writer as registry

VENDOR = "Paragon Software GmbH"
LINE = "12:00:01 операция прервана, раздел не изменён\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """One installation: where, what its executable says, and the Uninstall key that leads there."""

    folder: str
    title: str
    build: str
    logs: tuple[str, ...]
    view: str = ""
    name: str = ""
    version: str = ""
    publisher: str = VENDOR


INSTALLED = (
    Installed(
        folder=r"C:\Program Files\Paragon Software\Partition Manager 9.0 Professional",
        title="Paragon Partition Manager 9.0 Professional", build="9.0.1.3471",
        logs=(r"Program\stubact.log", r"Program\BioNtLog.txt"),
        view="64", name="Paragon Partition Manager 9.0 Professional", version="9.0",
    ),
    Installed(
        folder=r"C:\Program Files (x86)\Paragon Software\Partition Manager 15 Professional",
        title="Paragon Partition Manager 15 Professional", build="10.1.25.1137",
        logs=(r"Win32\PWLOG.TXT",),
        view="32", name="Paragon Partition Manager 15 Professional", version="15.0",
    ),
    Installed(
        folder=r"C:\Program Files\Kestrel Storage\Disk Wizard 2",
        title="Kestrel Disk Wizard 2", build="10.1.21.623", logs=("stubact.log",),
        view="64", name="Kestrel Disk Wizard 2", version="2.0", publisher="Kestrel Storage Ltd.",
    ),
    Installed(
        folder=r"C:\Program Files\Paragon Software\Hard Disk Manager 17 Advanced",
        title="Paragon Hard Disk Manager 17 Advanced", build="17.20.17.9999",
        logs=(r"program\cdb.log",),
    ),
)  # fmt: skip


@pytest.fixture
def products() -> Iterator[None]:
    """Written into both views of the registry and onto disk; all of it is gone afterwards."""
    try:
        for number, each in enumerate(INSTALLED):
            folder = Path(each.folder)
            program = product(folder / "Program" / "launcher.exe", each.title, each.build)
            for log in each.logs:
                (folder / log).parent.mkdir(parents=True, exist_ok=True)
                (folder / log).write_bytes(LINE.encode("cp1251"))
            if each.view:
                registry.write(each.view, f"{{RIG-{number}}}", {
                    "DisplayName": each.name, "DisplayVersion": each.version,
                    "Publisher": each.publisher, "InstallLocation": each.folder + "\\",
                    "DisplayIcon": f'"{program}",0',
                })  # fmt: skip
        yield
    finally:
        for number, each in enumerate(INSTALLED):
            shutil.rmtree(each.folder, ignore_errors=True)
            if each.view:
                registry.remove(each.view, f"{{RIG-{number}}}")
        for vendor in {Path(each.folder).parent for each in INSTALLED}:
            vendor.rmdir()


@pytest.mark.usefixtures("products")
def test_each_is_found_with_name_edition_version_build_and_logs(tmp_path: Path) -> None:
    place = Place(tmp_path)
    ran = place.run(
        "collect", "--only=products,product_logs", "--privacy=off", "--code-page=1251",
        "--out=b.zip", extra={name: os.environ[name] for name in _FOLDERS if name in os.environ},
    )  # fmt: skip
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(place.here / "b.zip") as archive:
        facts = json.loads(archive.read("evidence/products/facts.json"))
        manifest = json.loads(archive.read("manifest.json"))
        texts = {name: archive.read(name) for name in archive.namelist()}
    found = _by_folder(facts)
    told = {
        folder: (one["name"], one["edition"], one["version"], one["build"], one["brand"])
        for folder, one in found.items()
    }
    nine, fifteen, kestrel, hdm = (each.folder.lower() for each in INSTALLED)
    assert told[nine] == ("Partition Manager", "Professional", "9.0", "9.0.1.3471", "")
    assert told[fifteen] == ("Partition Manager", "Professional", "15", "10.1.25.1137", "")
    assert told[hdm] == ("Hard Disk Manager", "Advanced", "17", "17.20.17.9999", "")
    assert told[kestrel][0].startswith("Kestrel Disk Wizard")
    assert told[kestrel][2:] == ("2", "10.1.21.623", "Kestrel Storage Ltd.")
    assert {found[nine]["registered_in"], found[fifteen]["registered_in"]} == {"64", "32"}
    for each in INSTALLED:
        logs = {log["path"].lower() for log in found[each.folder.lower()]["logs"]}
        assert logs == {f"{each.folder}\\{log}".lower() for log in each.logs}
    taken = [file for file in manifest["files"] if file["probe"] == "product_logs"]
    assert len(taken) == sum(len(each.logs) for each in INSTALLED), taken
    assert {texts[file["path"]].decode("utf-8") for file in taken} == {LINE}


_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "ProgramData", "SystemDrive")


def _by_folder(facts: dict[str, Any]) -> dict[str, Any]:
    """Every product that any of the ways found; an entry of the registry says the most."""
    ways = ("installed", "other-brands", "registered")
    return {one["folder"].lower(): one for way in ways for one in facts.get(way) or ()}
