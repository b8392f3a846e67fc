"""Packages of Linux: the vendor's and those that conflict are told, no other leaves the list."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.facts_json import plain
from collector.evidence.formats import dpkg_status
from collector.evidence.model import Status
from collector.evidence.outcome import absent
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.rooted import LinuxTree
from collector.evidence.probe import Context
from collector.evidence.probes import conflicts, products
from tests.unit.evidence.running import items, outcome

STATUS = """Package: paragon-ntfs-hfs
Status: install ok installed
Maintainer: Paragon Software GmbH <support@paragon-software.com>
Architecture: amd64
Version: 1:9.7.5-1
Description: Paragon NTFS & HFS+ for Linux 9 Professional
 Version: 4 of the text, not of the package
Homepage: https://www.paragon-software.com/

Package: bash
Status: install ok installed
Version: 5.2
Maintainer: Somebody <private@example.org>
Description: shell; reads what paragon-ufsd writes

Package: ufsd-dkms
Status: install ok half-configured
Version: 9.7.5
Description: driver

Package: paragon-old
Status: deinstall ok config-files
Version: 8

Package: veeamsnap
Status: install ok installed
Version: 6.3
Maintainer: Veeam <vendor@example.org>
"""
RPM = (
    "paragon-ufsd\t9.7.5\t3\tParagon Software GmbH\t(none)\tUFSD driver\n"
    "kesl\t12.0\t1\tAO Kaspersky Lab\t(none)\tEndpoint\n"
    "bash\t5.2\t1\tFedora Project\t(none)\tshell\n"
    "broken line\n"
)


class Running(LinuxTree):
    """A running Linux whose `rpm` prints what was recorded."""

    live = True
    rpm = b""

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        if not self.rpm:
            raise absent("rpm is not installed")
        assert argv[:3] == ("rpm", "-qa", "--qf")
        return self.rpm


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def test_of_dpkg_name_edition_version_and_build_are_kept_apart(tmp_path: Path) -> None:
    put(tmp_path, "var/lib/dpkg/status", STATUS)
    context = Context(machine=LinuxTree(tmp_path))
    status, found = outcome(items(products.PROBE, context)["packages"])
    assert status is Status.COLLECTED
    ours, driver = found
    assert (ours["name"], ours["edition"], ours["version"], ours["build"]) == (
        "NTFS & HFS+ for Linux", "Professional", "9", "9.7.5-1",
    )  # fmt: skip
    assert (ours["registered_version"], ours["vendor"]) == ("1:9.7.5-1", "Paragon Software GmbH")
    assert (driver["name"], driver["build"], driver["registered_in"]) == (
        "ufsd dkms", "9.7.5", "dpkg, half-configured",
    )  # fmt: skip
    _, others = outcome(items(conflicts.PROBE, context)["conflicts"])
    assert [(each["kind"], each["name"], each["found_as"]) for each in others] == [
        ("backup", "veeamsnap", "package")
    ]
    assert "bash" not in repr((found, others))
    assert "@" not in repr((found, others))


def test_of_rpm_by_its_own_question(tmp_path: Path) -> None:
    put(tmp_path, "usr/lib/sysimage/rpm/rpmdb.sqlite", "")
    machine = Running(tmp_path)
    machine.rpm = RPM.encode()
    context = Context(machine=machine)
    (ours,) = outcome(items(products.PROBE, context)["packages"])[1]
    assert (ours["name"], ours["build"], ours["registered_in"]) == (
        "ufsd", "9.7.5-3", "rpm",
    )  # fmt: skip
    (other,) = outcome(items(conflicts.PROBE, context)["conflicts"])[1]
    assert (other["name"], other["publisher"]) == ("kesl", "AO Kaspersky Lab")


def states(machine: LinuxTree | OfflineWindows) -> tuple[Status, Status]:
    context = Context(machine=machine)
    return (
        outcome(items(products.PROBE, context)["packages"])[0],
        outcome(items(conflicts.PROBE, context)["conflicts"])[0],
    )


def test_what_is_not_told_has_its_own_outcome(tmp_path: Path) -> None:
    assert states(LinuxTree(tmp_path)) == (Status.ABSENT, Status.ABSENT)
    put(tmp_path, "var/lib/rpm/rpmdb.sqlite", "")
    assert states(LinuxTree(tmp_path)) == (Status.NOT_APPLICABLE, Status.NOT_APPLICABLE)
    put(tmp_path, "var/lib/dpkg/status", STATUS.partition("\n\n")[2].partition("\n\n")[0])
    assert states(LinuxTree(tmp_path)) == (Status.ABSENT, Status.ABSENT)
    assert states(OfflineWindows(tmp_path))[0] is Status.NOT_APPLICABLE


@pytest.mark.links
def test_no_list_outside_of_the_tree_is_read(tmp_path: Path) -> None:
    put(tmp_path, "theirs", STATUS)
    root = tmp_path / "root"
    (root / "var" / "lib" / "dpkg").mkdir(parents=True)
    (root / "var" / "lib" / "dpkg" / "status").symlink_to("../../../../theirs")
    assert states(LinuxTree(root)) == (Status.SKIPPED, Status.SKIPPED)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_damaged_lists_never_raise(lines: list[str]) -> None:
    for row in dpkg_status.paragraphs([*lines, "", "Package: a", "Status: install ok installed"]):
        assert row["package"]
        assert plain(dict(row))
