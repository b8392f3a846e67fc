"""Names and texts beyond the system's code page, paths beyond its length, and names of devices."""

from __future__ import annotations

import ctypes
import json
import locale
import os
import sys
import zipfile
from pathlib import Path

import pytest

from collector.core.paths import extended
from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from tests.e2e.program import Place

PAGES = {1251: ("Раздел не найден", "cp866"), 1252: ("Größe überschritten", "cp850")}
FOREIGN = "Ελληνικά 日本語 😀"


def acp() -> int:
    if sys.platform != "win32":
        raise AssertionError
    return int(ctypes.windll.kernel32.GetACP())


def test_the_machine_names_the_pages_of_this_windows() -> None:
    pages = open_machine().locale().code_pages
    assert pages[0] == f"cp{acp()}" == locale.getpreferredencoding(False)
    assert len(pages) == 2


def test_a_log_in_the_system_s_page_is_read_and_says_so(tmp_path: Path) -> None:
    text, _ = PAGES[acp()]
    folder = tmp_path / FOREIGN
    folder.mkdir()
    (folder / "stubact.log").write_bytes((text + "\r\n").encode(f"cp{acp()}"))
    place = Place(tmp_path / "place")
    ran = place.run(
        "collect", "--only=product_logs", "--install-dir", folder, "--out", f"{FOREIGN}.zip",
        "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert Path(ran.last["bundle"]).name == f"{FOREIGN}.zip"
    with zipfile.ZipFile(place.here / f"{FOREIGN}.zip") as archive:
        (log,) = [name for name in archive.namelist() if name.endswith("stubact.log")]
        assert archive.read(log).decode("utf-8") == text + "\r\n"
        manifest = json.loads(archive.read("manifest.json"))
    (record,) = [file for file in manifest["files"] if file["path"] == log]
    assert (record["encoding"], record["encoding_source"]) == (f"cp{acp()}", "system")


def test_what_another_program_reads_is_utf_8_in_every_language(tmp_path: Path) -> None:
    """`place.run` decodes strictly; a code page would not pass."""
    missing = tmp_path / FOREIGN
    ran = Place(tmp_path / "place").run("collect", "--root", missing, "--json")
    assert ran.code == 66
    assert FOREIGN in ran.last["error"]


def test_a_path_of_400_characters_is_read(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 400:
        folder = folder / ("deep-" + "x" * 40)
    extended(folder).mkdir(parents=True)
    log = folder / "stubact.log"
    extended(log).write_bytes(b"far below")
    with open_regular(log) as file:
        assert file.read() == b"far below"
    assert str(extended(log)).startswith("\\\\?\\")
    assert extended(tmp_path) == tmp_path


def test_a_share_s_long_path_has_a_form_of_its_own() -> None:
    deep = "\\".join(["x" * 60] * 5)
    assert str(extended(Path(f"\\\\server\\share\\{deep}"))) == f"\\\\?\\UNC\\server\\share\\{deep}"


@pytest.mark.parametrize("name", ["NUL", "nul.log", "CON", "COM1", r"\\.\PhysicalDrive0"])
def test_a_device_is_never_opened_as_a_log(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotCollectedError) as refusal:
        open_regular(Path(name) if name.startswith("\\") else tmp_path / name)
    assert refusal.value.status in (Status.SKIPPED, Status.ABSENT, Status.FAILED, Status.REFUSED)


def test_names_differ_by_more_than_case() -> None:
    assert os.path.samefile(os.environ["SYSTEMROOT"].upper(), os.environ["SYSTEMROOT"].lower())
