"""What the system knows as personal is known before the first file is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.evidence.identity import names_of
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.facts import Account, Disk
from collector.evidence.platforms.linux import Linux
from collector.evidence.platforms.machine import Machine
from collector.privacy.model import Kind, Name

PASSWD = """\
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
jane:x:1000:1000:Jane Example,Room 5,+49 123:/home/jane:/bin/bash
max:x:1001:1001::/home/max:/bin/bash
backup:x:1002:1002:Backup:/var/backup:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/:/bin/sh
broken line
:x:1003:1003:::/bin/sh
"""


@pytest.fixture
def linux(tmp_path: Path) -> Path:
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "passwd").write_text(PASSWD)
    (etc / "hostname").write_text("# the name\nnotebook-jane.example.org\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n127.0.1.1 jbook\n192.0.2.9 other\n")
    (etc / "resolv.conf").write_text("search corp.example.org lan\nnameserver 192.0.2.1\n")
    (tmp_path / "home" / "old-profile").mkdir(parents=True)
    (tmp_path / "home" / "lost+found").mkdir()
    return tmp_path


def test_a_linux_tree_gives_its_own_names_and_none_of_the_host(linux: Path) -> None:
    assert set(names_of(open_machine(linux))) == {
        Name(Kind.USER, "jane"),
        Name(Kind.USER, "Jane Example"),
        Name(Kind.USER, "max"),
        Name(Kind.USER, "old-profile"),
        Name(Kind.HOST, "notebook-jane.example.org"),
        Name(Kind.HOST, "notebook-jane"),
        Name(Kind.HOST, "jbook"),
        Name(Kind.HOST, "corp.example.org"),
        Name(Kind.HOST, "corp"),
    }


def test_the_machine_s_own_name_is_the_first_host(linux: Path) -> None:
    hosts = [name.value for name in names_of(open_machine(linux)) if name.kind is Kind.HOST]
    assert hosts[0] == "notebook-jane.example.org"


def test_an_offline_windows_gives_its_profiles_but_not_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "WINDOWS" / "System32").mkdir(parents=True)
    for name in ("Jane Example", "a", "Public", "Default", "defaultuser0"):
        (tmp_path / "USERS" / name).mkdir(parents=True)
    assert set(names_of(open_machine(tmp_path))) == {
        Name(Kind.USER, "Jane Example"),
        Name(Kind.USER, "a"),
    }


class Described(Linux):
    """Names and serials of a test; the addresses cannot be had."""

    def accounts(self) -> tuple[Account, ...]:
        return (Account(name="jane", full_name="Jane Example", profile="/home/jane.doe"),)

    def disks(self) -> tuple[Disk, ...]:
        return (Disk(name="sda", size=1, serial=" WD-ABC123 "), Disk(name="sdb", size=1))

    def addresses(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        raise RuntimeError("performance counters are disabled")


def test_serials_and_profile_folders_are_known_and_a_failing_source_costs_only_itself() -> None:
    found = set(names_of(Described()))
    assert {
        Name(Kind.USER, "jane"),
        Name(Kind.USER, "Jane Example"),
        Name(Kind.USER, "jane.doe"),
        Name(Kind.SERIAL, "WD-ABC123"),
    } <= found
    assert not any(name.kind in (Kind.MAC, Kind.IP) for name in found)


def test_who_ran_sudo_is_known_even_without_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "ldap.person")
    machine: Machine = Linux()
    assert Name(Kind.USER, "ldap.person") in names_of(machine)


def test_own_addresses_are_known_but_not_those_of_the_loop() -> None:
    values = {name.value for name in names_of(open_machine()) if name.kind in (Kind.IP, Kind.MAC)}
    assert not values & {"127.0.0.1", "::1", "00:00:00:00:00:00"}
