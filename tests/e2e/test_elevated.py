"""The elevated pass: more is read for who gives the rights, and nothing else is possible by it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from io import FileIO, RawIOBase
from pathlib import Path
from typing import cast

import pytest

from collector.bundle.reader import open_bundle
from collector.core.progress import Cancel
from collector.evidence import command, messages, program_files, windows_acl
from collector.evidence.catalogue import catalogue
from collector.evidence.elevation import read_elevated
from collector.evidence.model import ProbeRecord, Status
from collector.evidence.probe import Command
from collector.evidence.raw import read_raw
from tests import unprivileged
from tests.systems import PATIENCE_S

PROBES = "kernel_log,partitions,smart,disks,memory"
PROMISED = {probe.id for probe in catalogue() if probe.admin}
needs_sudo = pytest.mark.skipif(bool(unprivileged.why_not()), reason=unprivileged.why_not())


def probes_of(bundle: Path) -> dict[str, ProbeRecord]:
    with open_bundle(bundle) as opened:
        return {probe.id: probe for probe in opened.manifest.probes}


def statuses(probe: ProbeRecord) -> dict[str, Status]:
    """Without loop devices and mounts: others on this machine make and remove them."""
    of_others = ("blkid-loop", "table-loop", "free-space-")
    return {each.name: each.status for each in probe.items if not each.name.startswith(of_others)}


@needs_sudo
def test_it_adds_exactly_what_it_promised(tmp_path: Path) -> None:
    options = ["--only", PROBES, "--progress", "none", "--out"]
    without = unprivileged.run(["collect", *options, "without.zip"], tmp_path)
    given = unprivileged.run(["collect", "--elevate", *options, "with.zip"], tmp_path)
    assert (without.returncode, given.returncode) == (0, 0), given.stderr
    before, after = probes_of(tmp_path / "without.zip"), probes_of(tmp_path / "with.zip")
    assert statuses(before["kernel_log"])["ring-buffer.txt"] is Status.REFUSED
    assert statuses(after["kernel_log"])["ring-buffer.txt"] is Status.COLLECTED
    said = given.stderr.partition("With administrator rights: ")[2].partition(".\n")[0]
    wanted = PROMISED & set(PROBES.split(","))
    assert {probe.title for probe in catalogue() if probe.id in wanted} == set(said.split(", "))
    for probe in before.keys() - PROMISED:
        assert statuses(before[probe]) == statuses(after[probe])


@needs_sudo
def test_what_was_read_with_more_rights_is_redacted_without_them(tmp_path: Path) -> None:
    mark = "echo '<6>login: user=Wladimira.Petrowa from 10.77.66.55 port 22' > /dev/kmsg"
    done = unprivileged.run(
        ["collect", "--elevate", "--only", "kernel_log", "--progress", "none", "--out", "a.zip"],
        tmp_path, before=mark,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with open_bundle(tmp_path / "a.zip") as bundle:
        text = b"".join(bundle.stream("evidence/kernel_log/ring-buffer.txt"))
    assert b"pii-ip-lan-" in text
    assert b"Wladimira" not in text
    assert b"10.77.66.55" not in text


@needs_sudo
@pytest.mark.parametrize("refusal", ["no password", "a file of ours that others may change"])
def test_refusing_costs_nothing_but_those_probes(tmp_path: Path, refusal: str) -> None:
    package = Path(program_files.__file__).parents[1]
    tamper = f"cp {package}/py.typed /mnt/theirs; chown nobody /mnt/theirs; "
    tamper += f"mount --bind /mnt/theirs {package}/py.typed"
    done = unprivileged.run(
        ["collect", "--elevate", "--only", "kernel_log,memory", "--progress", "none", "--out",
         "a.zip"], tmp_path, sudo=refusal != "no password",
        before="true" if refusal == "no password" else tamper,
    )  # fmt: skip
    assert done.returncode == 0
    assert "No administrator rights: " in done.stderr
    assert ("py.typed can be changed by" in done.stderr) == (refusal != "no password")
    after = probes_of(tmp_path / "a.zip")
    assert statuses(after["kernel_log"])["ring-buffer.txt"] is Status.REFUSED
    assert Status.COLLECTED in statuses(after["memory"]).values()
    with open_bundle(tmp_path / "a.zip") as bundle:
        assert any("No administrator rights" in note for note in bundle.manifest.privacy.notes)


class Pass:
    """The pass as root starts it, over pipes of ours."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "collector", "--elevated"], cwd="/",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        self.outgoing = cast(FileIO, self.process.stdin)
        self.incoming = cast(FileIO, self.process.stdout)

    def close(self) -> None:
        self.outgoing.close()
        self.process.wait(PATIENCE_S)
        self.incoming.close()

    def answers(self) -> list[messages.FromElevated]:
        found = []
        while (frame := messages.read_frame(self.incoming)) is not None:
            found.append(messages.FROM_ELEVATED.decode(frame))
        return found


@pytest.fixture(scope="module")
def as_root() -> None:
    """A program that only root can change, started as root: else the pass refuses everything."""
    if reason := unprivileged.why_not() or program_files.fault():
        pytest.skip(reason)


@pytest.mark.usefixtures("as_root")
@pytest.mark.parametrize(
    ("request_line", "said"),
    [
        (["no_such_probe"], "'no_such_probe'"),
        (["memory"], "'memory' needs administrator rights"),
        (["/etc/shadow"], "'/etc/shadow'"),
        (["kernel_log", "kernel_log"], "different probe ids"),
        ([], "different probe ids"),
        ({"probes": ["kernel_log"]}, "a list of probe ids"),
        ([["kernel_log"]], "a list of probe ids"),
        ("kernel_log; id", "a list of probe ids"),
        (["kernel_log"] * 5000, "one line"),
    ],
)
def test_anything_but_ids_of_such_probes_is_refused(request_line: object, said: str) -> None:
    client = Pass()
    client.outgoing.write(json.dumps(request_line).encode() + b"\n")
    (answer,) = client.answers()
    assert isinstance(answer, messages.Fatal)
    assert said in answer.reason
    client.close()
    assert client.process.returncode == 64


@pytest.mark.usefixtures("as_root")
def test_a_second_client_is_refused_and_ends_the_pass() -> None:
    client = Pass()
    client.outgoing.write(b'["kernel_log"]\n["smart"]\n')
    last = client.answers()[-1]
    assert isinstance(last, messages.Fatal)
    assert "second" in last.reason
    client.close()


@pytest.mark.usefixtures("as_root")
def test_it_ends_when_nobody_waits_any_more() -> None:
    client = Pass()
    client.outgoing.close()
    assert client.process.wait(PATIENCE_S) != 0
    client.incoming.close()


def test_an_argument_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "collector", "--elevated", "/etc/shadow"],
        capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (64, b"")


class Liar:
    """A pass that says what it was not asked for, or never ends."""

    def __init__(self, *said: messages.FromElevated, silent: bool = False) -> None:
        self.incoming: RawIOBase
        self._writer: socket.socket
        self._writer, self._reader = socket.socketpair()
        self.incoming = self._reader.makefile("rb", buffering=0)
        self.outgoing: RawIOBase = self._reader.makefile("wb", buffering=0)
        for each in said:
            self._writer.sendall(messages.framed(each))
        if not silent:
            self._writer.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        for each in (self._writer, self.outgoing, self._reader):
            each.close()


ITEM = messages.RawItem(name="a", status=Status.COLLECTED, facts={"n": 1})


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ((messages.Raw(probe="smart", item=ITEM),), "not asked for"),
        ((messages.Raw(probe="raid", item=ITEM),), "ended early"),
        ((messages.Fatal(reason="no", no_space=False),), "no"),
        ((), "not allowed"),
    ],
)
def test_what_it_says_is_believed_for_what_was_asked_only(
    said: tuple[messages.FromElevated, ...], fault: str
) -> None:
    more = read_elevated(["raid"], lambda: Liar(*said), seconds=PATIENCE_S, cancel=Cancel())
    assert fault in more.fault
    assert more.raw == {}


def test_a_pass_that_never_answers_is_given_up() -> None:
    more = read_elevated(["raid"], lambda: Liar(silent=True), seconds=0.2, cancel=Cancel())
    assert more.fault == "it gave no answer in time"
    cancel = Cancel()
    threading.Timer(0.1, cancel.request).start()
    more = read_elevated(["raid"], lambda: Liar(silent=True), seconds=PATIENCE_S, cancel=cancel)
    assert more.fault == "cancelled"


def test_a_folder_that_others_can_write_is_found_wherever_it_stands(tmp_path: Path) -> None:
    top = tmp_path / "Program Files"
    deep = top / "Paragon" / "lib" / "module.py"
    deep.parent.mkdir(parents=True)
    deep.write_text("")
    for theirs in (deep, deep.parent, top, tmp_path):

        def writable(path: str, theirs: Path = theirs) -> str:
            return "everybody" if path == str(theirs) else ""

        place = (program_files.Place(top / "Paragon"),)
        assert str(theirs) in program_files.fault(place, writable)
    assert program_files.fault((program_files.Place(top),), lambda _: "") == ""


@pytest.mark.posix("owners by number")
@pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="gives a folder to another account")
def test_a_link_is_as_good_as_every_folder_above_what_it_leads_to(tmp_path: Path) -> None:
    own, theirs = tmp_path / "program", tmp_path / "theirs"
    own.mkdir()
    (theirs / "lib").mkdir(parents=True)
    (theirs / "lib" / "module.py").write_text("")
    (own / "module.py").symlink_to(theirs / "lib" / "module.py")
    place = (program_files.Place(own),)
    assert program_files.fault(place) == ""
    os.chown(theirs, 12345, -1)
    assert "12345" in program_files.fault(place)


def test_a_folder_above_is_asked_for_names_that_can_be_exchanged_only(tmp_path: Path) -> None:
    program = tmp_path / "app" / "bin" / "tool"
    program.parent.mkdir(parents=True)
    program.write_text("")
    asked: dict[str, list[str]] = {"own": [], "above": []}

    def ask(which: str) -> program_files.Writable:
        return lambda path: asked[which].append(path) or ""  # type: ignore[func-returns-value]

    place = (program_files.Place(program),)
    assert program_files.fault(place, ask("own"), exchangeable=ask("above")) == ""
    assert set(asked["own"]) == {str(program), str(program.parent)}
    assert set(asked["above"]) == {str(each) for each in program.parent.parents}


SYSTEM, ADMINISTRATORS, SIGNED_IN = "S-1-5-18", "S-1-5-32-544", "S-1-5-11"
INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
ROOT_OF_C = (  # icacls C:\ of a Windows as it is installed
    windows_acl.Ace(0, 3, 0x1F01FF, ADMINISTRATORS),
    windows_acl.Ace(0, 3, 0x1F01FF, SYSTEM),
    windows_acl.Ace(0, 3, 0x1200A9, "S-1-5-32-545"),
    windows_acl.Ace(0, 11, 0x1301BF, SIGNED_IN),  # on what is made there only
    windows_acl.Ace(0, 0, 0x100004, SIGNED_IN),  # may make folders
)


def test_the_drive_of_every_windows_is_no_reason_to_refuse() -> None:
    assert windows_acl.strangers(INSTALLER, ROOT_OF_C, windows_acl.EXCHANGES) == ()
    assert windows_acl.strangers(INSTALLER, ROOT_OF_C, windows_acl.WRITES) == (SIGNED_IN,)


@pytest.mark.parametrize("mask", [0x2, 0x40, 0x10000, 0x40000, 0x80000, 0x10000000, 0x40000000])
@pytest.mark.parametrize("kind", windows_acl.GRANTING)
def test_who_can_exchange_a_name_is_told(mask: int, kind: int) -> None:
    theirs = (*ROOT_OF_C, windows_acl.Ace(kind, 0, mask, "S-1-5-21-1-2-3-1001"))
    found = windows_acl.strangers(INSTALLER, theirs, windows_acl.EXCHANGES)
    assert found == ("S-1-5-21-1-2-3-1001",)
    assert windows_acl.strangers(found[0], ROOT_OF_C, windows_acl.EXCHANGES) == found


@pytest.mark.skipif(sys.platform == "win32", reason="owners of POSIX")
@pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="gives a file to another account")
def test_a_program_that_others_can_change_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "smartctl"
    theirs.write_text("#!/bin/sh\necho run\n")
    theirs.chmod(0o755)
    os.chown(theirs, 65534, 65534)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    item = Command("health", ("smartctl", "--json"))
    assert read_raw(item, 10).data == b"run\n"
    monkeypatch.setattr(command, "_distrusts", [program_files.program_fault])
    raw = read_raw(item, 10)
    assert (raw.status, raw.data) == (Status.REFUSED, None)
    assert "smartctl can be changed by the account with the number 65534" in raw.reason
    assert read_raw(Command("true", ("true",)), 10).status is Status.COLLECTED
