"""The documented logs are found wherever the policy says, each missing one is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from collector.evidence.model import Status
from collector.evidence.platforms import open_machine
from collector.evidence.probe import File, Gap
from collector.evidence.probes import product_logs
from tests.unit.evidence.pe_writer import product
from tests.unit.evidence.running import (
    as_ordinary_user,
    items,
    logs_of,
    reachable_folder,
    tree,
)

posix = pytest.mark.skipif(os.name == "nt", reason="links, FIFOs and modes of POSIX")


def write(*parts: str | Path, text: str = "log") -> Path:
    path = Path(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def files(found: object) -> dict[str, Path]:
    assert isinstance(found, dict)
    return {name: item.path for name, item in found.items() if isinstance(item, File)}


def test_logs_in_mixed_case_are_found_in_all_three_places(tmp_path: Path) -> None:
    folder = tmp_path / "Hard Disk Manager 15"
    product(folder / "Program" / "launcher.exe", "Hard Disk Manager 15", "10.1.25.813")
    stub = write(folder, "PROGRAM" if os.name == "nt" else "Program", "StubAct.LOG")
    native = write(folder, "Win32", "BIONTLOG.TXT")
    database = write(folder, "cdb.log")
    found = logs_of(open_machine(), folder)
    assert files(found) == {
        "hard-disk-manager-15/Program/StubAct.LOG": Path(os.path.realpath(stub)),
        "hard-disk-manager-15/Win32/BIONTLOG.TXT": Path(os.path.realpath(native)),
        "hard-disk-manager-15/cdb.log": Path(os.path.realpath(database)),
    }
    missing = found["hard-disk-manager-15/pwlog.txt"]
    assert isinstance(missing, Gap)
    assert missing.status is Status.ABSENT
    assert [Path(path).name for path in missing.searched] == [
        "Hard Disk Manager 15",
        "Program",
        "Win32",
    ]
    assert "hard-disk-manager-15/BioNtLog.txt or Bio95Log.txt" not in found


@pytest.mark.parametrize("named", ["", "Program", "Program/launcher.exe"])
def test_the_folder_its_program_or_the_executable_may_be_named(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "Partition Manager 14"
    product(folder / "Program" / "launcher.exe", "Partition Manager 14", "10.1.21.334")
    write(folder, "Win64", "stubact.log")
    assert "partition-manager-14/Win64/stubact.log" in logs_of(open_machine(), folder / named)


def test_two_products_with_the_same_logs_do_not_collide(tmp_path: Path) -> None:
    for edition in ("one", "two"):
        write(tmp_path, edition, "HDM 15", "Program", "stubact.log", text=edition)
    found = files(logs_of(open_machine(), tmp_path / "one/HDM 15", tmp_path / "two/HDM 15"))
    texts = {name: path.read_text() for name, path in found.items() if name.startswith("hdm-15")}
    assert texts == {
        "hdm-15/Program/stubact.log": "one",
        "hdm-15-2/Program/stubact.log": "two",
    }


def test_a_folder_named_twice_gives_its_logs_once(tmp_path: Path) -> None:
    write(tmp_path, "HDM", "stubact.log")
    found = logs_of(open_machine(), tmp_path / "HDM", tmp_path / "HDM" / ".." / "HDM")
    # this machine may have products of its own
    assert [name for name in files(found) if name.startswith("hdm/")] == ["hdm/stubact.log"]
    assert not any(name.startswith("hdm-2/") for name in found)


@posix
def test_two_names_of_one_file_give_it_once(tmp_path: Path) -> None:
    log = write(tmp_path, "HDM", "Program", "stubact.log")
    (tmp_path / "HDM" / "Win32").mkdir()
    os.link(log, tmp_path / "HDM" / "Win32" / "stubact.log")
    (tmp_path / "HDM" / "stubact.log").symlink_to("Program/stubact.log")
    (tmp_path / "HDM" / "WinXX").symlink_to("Program")
    assert len(files(logs_of(open_machine(), tmp_path / "HDM"))) == 1


@posix
def test_two_spellings_in_one_folder_are_two_logs(tmp_path: Path) -> None:
    write(tmp_path, "HDM", "cdb.log")
    write(tmp_path, "HDM", "CDB.LOG")
    assert sorted(files(logs_of(open_machine(), tmp_path / "HDM"))) == [
        "hdm/CDB.LOG",
        "hdm/cdb-2.log",
    ]


@posix
def test_a_fifo_is_handed_on_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "HDM").mkdir()
    os.mkfifo(tmp_path / "HDM" / "pwlog.txt")
    assert "hdm/pwlog.txt" in files(logs_of(open_machine(), tmp_path / "HDM"))


@posix
def test_under_a_root_no_link_leads_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    folder = root / "Program Files" / "Paragon Software" / "HDM"
    folder.mkdir(parents=True)
    host = write(tmp_path, "host", "stubact.log", text="of the host")
    (folder / "Program").symlink_to("../" * 9 + "host")
    (folder / "Win32").symlink_to(host.parent)
    (folder / "cdb.log").symlink_to(host)
    (folder / "Win64").symlink_to("Win64")
    found = logs_of(open_machine(root), host.parent)
    assert all(path.is_relative_to(root) for path in files(found).values())
    escaped = found["hdm/Program"]
    assert isinstance(escaped, Gap)
    assert (escaped.status, "out of the root" in escaped.reason) == (Status.SKIPPED, True)
    outside = found["given-1"]
    assert isinstance(outside, Gap)


def test_without_any_product_the_logs_are_named_as_absent(tmp_path: Path) -> None:
    found = logs_of(open_machine(tmp_path))
    assert list(found) == ["stubact.log", "BioNtLog.txt or Bio95Log.txt", "pwlog.txt", "cdb.log"]


def test_a_folder_that_does_not_exist_is_a_gap_with_its_name(tmp_path: Path) -> None:
    missing = logs_of(open_machine(), tmp_path / "gone")["given-1"]
    assert isinstance(missing, Gap)
    assert missing.searched == (str(tmp_path / "gone"),)


def test_logs_of_newer_products_in_programdata_are_taken(tmp_path: Path) -> None:
    place = ("ProgramData", "Paragon Software", "Hard Disk Manager 17 Advanced", "logs")
    write(tmp_path, *place, "hdmengine_jobs.log")
    write(tmp_path, *place, "hdmengine_sche.log")
    write(tmp_path, *place, "Backup.pbf")
    names = set(files(logs_of(open_machine(tmp_path))))
    assert names == {
        f"program-data/Hard Disk Manager 17 Advanced/logs/{name}"
        for name in ("hdmengine_jobs.log", "hdmengine_sche.log")
    }


def test_facts_that_never_came_break_nothing(tmp_path: Path) -> None:
    for facts in (None, {"installed": None, "given-1": "x"}, {"installed": [None, 7]}):
        found: dict[str, Any] = {} if facts is None else {"products": facts}
        assert "stubact.log" in items(product_logs.PROBE, tree(tmp_path, found=found))


@posix
def test_an_unreadable_folder_is_refused_to_an_ordinary_user() -> None:
    """As an unprivileged user: root may read everything."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.unit.evidence.running import logs_of\n"
        "from collector.evidence.platforms import open_machine\n"
        "folder = Path(sys.argv[1])\n"
        "logs_of(open_machine(), folder)  # loads what an ordinary user may not be able to load\n"
        "os.getuid() or os.setuid(65534)\n"
        "for name, item in logs_of(open_machine(), folder).items():\n"
        "    print(name, item.status)\n"
    )
    with reachable_folder() as reachable:
        write(reachable, "HDM", "Program", "stubact.log")
        (reachable / "HDM" / "Program").chmod(0)
        told = as_ordinary_user(script, reachable / "HDM")
        (reachable / "HDM" / "Program").chmod(0o755)
    assert "hdm/Program refused" in told
    assert "hdm/stubact.log refused" in told
