"""`collect --install-dir`: the documented logs of an installation, whatever shape they are in."""

from __future__ import annotations

import json
import locale
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Place
from tests.install_folder import (
    MAIL,
    MB,
    PASSWORD,
    USER,
    InstallFolder,
    make_install_folder,
    russian_prose,
)
from tests.systems import WINDOWS

ONLY = "--only=products,product_logs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    made: InstallFolder
    bundle: Path
    place: Place
    manifest: dict[str, Any]

    def file(self, name: str) -> dict[str, Any]:
        """The manifest's record of the log with that name."""
        found = [file for file in self.manifest["files"] if file["path"].endswith(name)]
        assert len(found) == 1, [file["path"] for file in self.manifest["files"]]
        record: dict[str, Any] = found[0]
        return record

    def text(self, name: str) -> str:
        with zipfile.ZipFile(self.bundle) as archive:
            return archive.read(self.file(name)["path"]).decode("utf-8")

    def items(self) -> dict[str, dict[str, Any]]:
        logs = next(one for one in self.manifest["probes"] if one["id"] == "product_logs")
        return {item["name"].rpartition("/")[2]: item for item in logs["items"]}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    folder = tmp_path_factory.mktemp("install")
    made = make_install_folder(folder / "Partition Manager 15")
    place = Place(folder / "place")
    ran = place.run("collect", "--install-dir", made.folder, ONLY, "--out", "b.zip")
    assert ran.code == 0, ran.err
    bundle = place.here / "b.zip"
    with zipfile.ZipFile(bundle) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    yield Result(made=made, bundle=bundle, place=place, manifest=manifest)
    (made.folder / "Program" / "PWLOG.TXT").unlink()


def test_the_bundle_opens_with_unzip_and_with_python(result: Result) -> None:
    if not WINDOWS:
        tested = subprocess.run(
            ["unzip", "-t", result.bundle], capture_output=True, text=True, check=False
        )
        assert tested.returncode == 0, tested.stdout
    with zipfile.ZipFile(result.bundle) as archive:
        assert archive.testzip() is None


def test_inspect_confirms_every_hash(result: Result) -> None:
    ran = result.place.run("inspect", result.bundle, "--json")
    assert ran.code == 0, ran.err
    assert {file["path"] for file in result.manifest["files"]} >= {
        result.file(name)["path"] for name in ("StubAct.LOG", "bioNTlog.txt", "PWLOG.TXT")
    }


def test_a_log_that_is_missing_is_named_with_the_folders_searched(result: Result) -> None:
    gap = result.items()["cdb.log"]
    assert gap["status"] == "absent"
    folder = result.made.folder
    wanted = {str(each) for each in (folder, folder / "Program", folder / "Win32")}
    assert wanted <= set(gap["searched"])


def test_utf_16_without_a_mark_is_read_whole_and_what_is_personal_is_hidden(
    result: Result,
) -> None:
    record, text = result.file("StubAct.LOG"), result.text("StubAct.LOG")
    assert (record["encoding"], record["encoding_source"]) == ("utf-16-le", "pattern")
    wanted, got = result.made.stubact.split("\r\n"), text.split("\r\n")
    assert len(got) == len(wanted)
    assert [at for at, pair in enumerate(zip(wanted, got, strict=True)) if pair[0] != pair[1]] == [
        10, 20, 30,
    ]  # fmt: skip
    for value in (MAIL, USER, PASSWORD):
        assert value not in text
    assert record["redactions"] == {"mail": 1, "user": 1, "secret": 1}


def test_seventy_kilobytes_of_cp1251_are_recognised(result: Result) -> None:
    record = result.file("bioNTlog.txt")
    if WINDOWS:  # what this Windows writes is taken for what its own programs wrote
        page = locale.getpreferredencoding(False)
        assert (record["encoding"], record["encoding_source"]) == (page, "system")
    else:
        assert (record["encoding"], record["encoding_source"]) == ("cp1251", "guessed")
    if record["encoding"] == "cp1251":
        assert result.text("bioNTlog.txt") == result.made.prose
    assert len(result.made.prose) >= 70_000


def test_a_short_cp1251_is_read_with_the_code_page_that_was_given(
    result: Result, tmp_path: Path
) -> None:
    (tmp_path / "Win95").mkdir()
    short = russian_prose(60)
    (tmp_path / "Win95" / "BIO95LOG.TXT").write_bytes(short.encode("cp1251"))
    ran = result.place.run(
        "collect", "--install-dir", tmp_path, ONLY, "--code-page=cp1251", "--out=short.zip"
    )
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(result.place.here / "short.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        record = next(one for one in manifest["files"] if one["path"].endswith("BIO95LOG.TXT"))
        assert archive.read(record["path"]).decode("utf-8") == short
    assert (record["encoding"], record["encoding_source"]) == ("cp1251", "given")


def test_of_300_mb_the_last_25_are_kept_cut_at_a_line_and_marked(result: Result) -> None:
    assert result.made.big == 300 * MB
    record, text = result.file("PWLOG.TXT"), result.text("PWLOG.TXT")
    marker, _, kept = text.partition("\n")
    size = len(kept.encode())
    assert 25 * MB - 100 < size <= 25 * MB
    first = (result.made.big - size) // 100
    assert kept.startswith(f"{first:09d} sector moved"), "it begins with a whole line"
    numbers = [int(line[:9]) for line in kept.splitlines()]
    assert numbers == list(range(first, result.made.big // 100)), "nothing is lost after the cut"
    assert str(result.made.big - size) in marker, marker
    assert record["truncated"]
    item = result.items()["PWLOG.TXT"]
    assert item["status"] == "partial"
    assert item["reason"]
