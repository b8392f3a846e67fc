"""The server that backups go to: found where it is named, asked for politely, whatever it is."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.network_names import Server, is_host, of_mount, servers
from collector.evidence.model import Status
from collector.evidence.platforms import network_targets, reach
from collector.evidence.platforms.facts import Mount
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.registry import Registry
from collector.evidence.probe import Context
from collector.evidence.probes import network_target
from collector.privacy.model import Level
from collector.privacy.redactor import Redactor
from tests.unit.evidence.fake_registry import FakeRegistry
from tests.unit.evidence.gathering import KEY
from tests.unit.evidence.running import items, outcome, tree

SID = "S-1-5-21-1-2-3-1001"
LOG = (
    "14.01.2024 11:31:31.650,physical,[9068]   Open '//NAS2/backup/job' ... Failed\r\n"
    'to "\\\\\\\\wins\\\\images\\\\x" (C:\\\\Users\\\\x) https://www.example.com/x\r\n'
)


class Live(OfflineWindows):
    """A running Windows with a mapped drive, a share that is mounted, a job and a log."""

    platform = "windows"
    live = True

    def mounts(self) -> tuple[Mount, ...]:
        share = Mount(point="/mnt", device="//nas1/b", file_system="cifs", remote=True)
        return (share, Mount(point="C:", device="C:", file_system="NTFS"))

    def registry(self) -> Registry:
        return FakeRegistry({rf"HKU\{SID}\Network\Z": {"RemotePath": r"\\drives\team"}})


@pytest.fixture
def machine(tmp_path: Path) -> Live:
    jobs = tmp_path / "ProgramData/Paragon Software/Hard Disk Manager 17/storage/jdb"
    jobs.mkdir(parents=True)
    (jobs / "3253b930.job").write_bytes(b"\0\1" + "\\\\jobs.example.org\\vault".encode("utf-16-le"))
    (jobs / "stubact.log").write_text(LOG, encoding="utf-8", newline="")
    return Live(tmp_path)


def found_by(machine: Live) -> dict[str, Any]:
    log = next(machine._root.rglob("stubact.log"))
    return {"products": {"program-data": [{"name": "stubact.log", "path": str(log)}]}}


def test_it_is_found_in_mounts_drives_jobs_and_logs(
    machine: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_target, "reach", tuple)
    found = items(network_target.PROBE, Context(machine=machine, found=found_by(machine)))
    status, told = outcome(found["targets"])
    assert status is Status.COLLECTED
    assert {row["target"]: row["sources"] for row in told} == {
        "smb://nas1/": ["what is mounted"],
        "smb://drives/": ["a network drive"],
        "smb://jobs.example.org/": ["a backup job"],
        "smb://nas2/": ["a backup job", "stubact.log"],
        "smb://wins/": ["a backup job", "stubact.log"],
    }
    fresh = items(network_target.PROBE, Context(machine=machine, found=found_by(machine)))
    _, asked = outcome(fresh["reachability"])  # also when the first item was lost
    assert [row["host"] for row in asked] == [row["target"][6:-1] for row in told]


def test_of_a_tree_names_are_told_and_nobody_is_asked(
    machine: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("asked"))
    found = items(network_target.PROBE, tree(machine._root, found=found_by(machine)))
    assert outcome(found["targets"])[0] is Status.COLLECTED
    assert outcome(found["reachability"])[0] is Status.NOT_APPLICABLE


def test_without_any_there_is_a_reason(tmp_path: Path) -> None:
    found = items(network_target.PROBE, tree(tmp_path))
    assert outcome(found["targets"])[0] is Status.ABSENT


@contextmanager
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_ports_are_open_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        closed = gone.getsockname()[1]
    with listening() as port:
        monkeypatch.setitem(reach.PORTS, "smb", (port, closed))
        (told,) = reach.reach([Server("127.0.0.1", "smb")], seconds=30)
    assert (told.target, told.name, told.addresses) == (
        "smb://127.0.0.1/", "resolved", ("127.0.0.1",),
    )  # fmt: skip
    assert [(each.number, each.state) for each in told.ports] == [
        (port, "open"), (closed, "refused"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "not resolved: the name is not known"),
        (socket.gaierror(11002, "x"), "not resolved: no name server answers"),
        (UnicodeError("label too long"), "not resolved"),
    ],
)
def test_a_name_that_is_not_resolved_is_told(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    (told,) = reach.reach([Server("nas", "smb")], seconds=30)
    assert (told.name, told.addresses, told.ports) == (said, (), ())


def test_a_resolver_that_never_answers_costs_its_own_server_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    released = threading.Event()
    known = socket.getaddrinfo

    def ask(host: str, *rest: Any, **named: Any) -> Any:
        if host == "silent":
            released.wait(60)
            raise socket.gaierror(socket.EAI_NONAME, "x")
        return known(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    with listening() as port:
        monkeypatch.setitem(reach.PORTS, "smb", (port,))
        began = time.monotonic()
        slow, fine = reach.reach(
            [Server("silent", "smb"), Server("127.0.0.1", "smb")], seconds=0.05
        )
        assert time.monotonic() - began < 30
    released.set()
    assert (slow.name, slow.ms, slow.ports) == ("timed out", 50, ())
    assert fine.target == "smb://127.0.0.1/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\\NAS01\backup\x", ["smb://nas01/"]),
        (r'"\\\\nas\\share"', ["smb://nas/"]),
        (r'"C:\\Users\\x" "\\Users\\x" a\\b\c', []),
        (r"\\?\UNC\srv.example.com\s", ["smb://srv.example.com/"]),
        (r"\\?\C:\x \\.\PhysicalDrive0 \\?\Volume{1}\x \\wsl$\x \\localhost\c$", []),
        (r"\\cloud@SSL@443\DavWWWRoot\x", ["smb://cloud/"]),
        (r"\\müller-pc\d$", ["smb://müller-pc/"]),
        (r"\\127.0.0.1\c$ \\0.0.0.0\c$ \\1.2.3\c", []),
        ("smb://joe:pass@host/x nfs://[2001:db8::5]/x", ["smb://host/", "nfs://[2001:db8::5]/"]),
        ("http://web/x // a/comment F://dir//sub/x", []),
        (r"\\-option\s \\--help\s \\" + "a" * 300 + r"\s", []),
        ("\\\\ho\x00st\\x \\\\ho\x1b[31m\\x \\\\$(id)\\x \\\\`id`\\x", []),
    ],
)
def test_what_names_a_server_and_what_does_not(text: str, expected: list[str]) -> None:
    assert [each.url for each in servers(text)] == expected


@pytest.mark.parametrize(
    ("device", "system", "expected"),
    [
        ("//nas/share", "cifs", ["smb://nas/"]),
        ("nas.lan:/export", "nfs4", ["nfs://nas.lan/"]),
        ("bob@box:/home", "fuse.sshfs", ["sftp://box/"]),
        ("-oProxyCommand=x:/a", "nfs", []),
        ("portal", "fuse.portal", []),
    ],
)
def test_a_mount_names_its_server(device: str, system: str, expected: list[str]) -> None:
    assert [each.url for each in of_mount(device, system)] == expected


@given(st.text() | st.from_regex(r"(\\{2,4}|//|smb://)[\w.@:\[\]-]*[\\/]+\w", fullmatch=True))
def test_whatever_the_text_holds_a_server_is_a_name_or_an_address(text: str) -> None:
    for each in servers(text):
        assert is_host(each.host)
        assert len(each.host) <= 253
        assert not each.host.startswith("-")
        assert not set(each.host) & set(" \t\r\n\0/\\@'\"$`;|&<>()%")


def test_the_names_of_servers_are_hidden_by_the_form_in_which_they_stand() -> None:
    redactor = Redactor(KEY, (), Level.STANDARD, ())
    for service in reach.PORTS:
        for host in ("nas01", "müller-pc", "backup.firma.example", "192.168.7.4"):
            assert host not in redactor.redact_text(Server(host, service).url)


def test_no_more_than_eight_are_asked(machine: Live) -> None:
    log = Path(found_by(machine)["products"]["program-data"][0]["path"])
    log.write_text("".join(f"\\\\host{number}\\s\n" for number in range(50)), encoding="utf-16")
    found = network_targets.targets(machine, found_by(machine)["products"])
    assert len(found) == network_targets.MOST
    assert found[-1][0].host.startswith("host")
