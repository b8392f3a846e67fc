"""A tree tells its own facts and never those of the host."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest

from collector.core.errors import MissingInputError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from collector.evidence.probe import Context
from collector.evidence.probes import cpu, cpu_details, disks, memory, system
from tests.unit.evidence.pe_writer import product
from tests.unit.evidence.running import items, outcome


@pytest.fixture
def linux(tmp_path: Path) -> Path:
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "os-release").write_text('NAME="Tree OS"\nPRETTY_NAME="Tree OS 7"\nVERSION_ID=7\nx y\n')
    (etc / "default").mkdir()
    (etc / "default" / "locale").write_text("LANG=de_DE.UTF-8\n")
    (etc / "timezone").write_text("Europe/Berlin\n")
    (etc / "hostname").write_text("tree-host.example.org\n")
    (tmp_path / "lib" / "modules" / "6.1.0-tree").mkdir(parents=True)
    return tmp_path


def test_a_linux_tree_tells_what_its_files_say(linux: Path) -> None:
    found = {n: outcome(i) for n, i in items(system.PROBE, _context(linux)).items()}
    assert found["os"][1]["name"] == "Tree OS 7"
    assert found["os"][1]["kernel"] == "6.1.0-tree"
    assert found["locale"][1]["language"] == "de_DE"
    assert found["time_zone"][1]["name"] == "Europe/Berlin"
    assert {found[name][0] for name in ("uptime", "firmware", "virtualization")} == {
        Status.NOT_APPLICABLE
    }


def test_nothing_of_the_host_is_reported(linux: Path) -> None:
    for probe in (system.PROBE, cpu.PROBE, cpu_details.PROBE, memory.PROBE, disks.PROBE):
        told = repr([outcome(item) for item in items(probe, _context(linux)).values()])
        assert platform.release() not in told
        assert platform.node() not in told or len(platform.node()) < 4


def test_an_empty_tree_names_what_is_absent(tmp_path: Path) -> None:
    found = items(system.PROBE, _context(tmp_path))
    assert {name: outcome(item)[0] for name, item in found.items() if name != "uptime"} == {
        "os": Status.ABSENT,
        "locale": Status.ABSENT,
        "time_zone": Status.ABSENT,
        "firmware": Status.NOT_APPLICABLE,
        "virtualization": Status.NOT_APPLICABLE,
    }


def test_a_windows_volume_is_known_in_any_spelling(tmp_path: Path) -> None:
    product(tmp_path / "WINDOWS" / "system32" / "ntoskrnl.exe", "Windows", "10.0.22621.3447")
    machine = open_machine(tmp_path)
    assert (machine.platform, machine.live) == ("offline-windows", False)
    assert (machine.os().build, machine.os().version) == ("10.0.22621.3447", "10.0")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_in_the_tree_never_reads_the_host(linux: Path, tmp_path: Path) -> None:
    (linux / "etc" / "hostname").unlink()
    (linux / "etc" / "hostname").symlink_to("../" * 30 + "etc/hostname")
    (linux / "etc" / "timezone").unlink()
    (linux / "etc" / "timezone").symlink_to("/etc/hosts")
    machine = open_machine(linux)
    assert machine.host_names() == ()
    with pytest.raises(NotCollectedError):
        machine.time_zone()


def test_a_root_that_is_not_there_is_an_error_for_the_person(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="cannot be read"):
        open_machine(tmp_path / "gone")
    (tmp_path / "file").touch()
    with pytest.raises(MissingInputError):
        open_machine(tmp_path / "file")


def _context(root: Path) -> Context:
    return Context(machine=open_machine(root))
