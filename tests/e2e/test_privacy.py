"""The whole way: personal data of every kind, in every log and encoding, none of it in a bundle."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.e2e.program import Place

ACCOUNT, FULL_NAME, PROFILE = "zquackenbush", "Zebulon Quackenbush", "Анна Филина"
HOST, DOMAIN, SERVER = "kestrel-ws17", "kestrel.example", "osprey-fs01"
PLANTED = {
    "account": ACCOUNT,
    "full name": FULL_NAME,
    "profile": PROFILE,
    "host": HOST,
    "server": SERVER,
    "mail": "y.farquharson@aviary.example",
    "IPv4": "203.0.113.77",
    "LAN": "192.168.44.21",
    "IPv6": "2001:db8:85a3::8a2e:370:7334",
    "MAC": "00:50:56:a1:b2:c3",
    "SID": "S-1-5-21-1004336348-1177238915-682003330-1001",
    "serial": "WD-WCC4N7PZ9L2X",
    "licence": "7KQ2M-X8VB4-N3TRW-9HJDC-4PLZY",
    "password": "Tr0ub4dor-and-3",
    "URL password": "hunter-of-gulls-9",
    "BitLocker": "123453-234564-345675-456786-567897-678908-789019-130020",
}
LINES = (
    f"17.10.2026 12:00:01 started by {ACCOUNT} ({FULL_NAME}) on {HOST}.{DOMAIN}",
    f"17.10.2026 12:00:02 profile C:\\Users\\{PROFILE}\\Documents of {PROFILE}",
    f"17.10.2026 12:00:03 target \\\\{SERVER}\\backup, later {SERVER} did not answer",
    f"17.10.2026 12:00:04 report to {PLANTED['mail']} via {PLANTED['IPv4']} from ip 192.168.44.21",
    f"17.10.2026 12:00:05 address {PLANTED['IPv6']} adapter {PLANTED['MAC']}",
    f"17.10.2026 12:00:06 owner {PLANTED['SID']}",
    f"17.10.2026 12:00:07 disk 0 serial number: {PLANTED['serial']}",
    f"17.10.2026 12:00:08 License key: {PLANTED['licence']}",
    f"17.10.2026 12:00:09 net use password={PLANTED['password']}",
    f"17.10.2026 12:00:10 open ftp://backup:{PLANTED['URL password']}@ftp.aviary.example/x",
    f"17.10.2026 12:00:11 recovery password {PLANTED['BitLocker']}",
)  # fmt: skip
DIAGNOSIS = (
    "Hard Disk Manager 15 Premium 10.1.25.172 build x64",
    "error code 0x1000F and 0xC0000185 at LBA 1953525167",
    "disk {3F2504E0-4F89-11D3-9A0C-0305E82C3301} sector 0x74706DAF",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "cp1251")
LOGS = ("Program/StubAct.log", "Program/cdb.log", "Program/BioNtLog.txt", "Program/pwlog.txt")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    write(root / "etc/passwd", f"{ACCOUNT}:x:1000:1000:{FULL_NAME}:/home/{ACCOUNT}:/bin/sh\n")
    write(root / "etc/hostname", HOST + "\n")
    write(root / "etc/os-release", 'PRETTY_NAME="Planted 1"\n')
    return root


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def unpacked(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assert_none_of(planted: dict[str, str], members: dict[str, bytes]) -> None:
    """A plain search of all bytes and names, in any case."""
    everything = b"\n".join([*(name.encode() for name in members), *members.values()])
    text = everything.decode("utf-8", "replace").casefold()
    for what, value in planted.items():
        assert value.casefold() not in text, what
        for encoding in ("utf-16-le", "utf-16-be"):
            assert value.encode(encoding) not in everything, (what, encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_nothing_personal_leaves_and_all_that_diagnosis_needs_does(
    tmp_path: Path, root: Path, encoding: str
) -> None:
    text = "\r\n".join(LINES * 3 + DIAGNOSIS) + "\r\n"
    for log in LOGS:
        write(root / "opt/Partition Manager 15" / log, text, encoding)
    write(root / "var/log/dmesg", text)
    place = Place(tmp_path / "place")
    arguments = ["--root", str(root), "--install-dir", str(root / "opt/Partition Manager 15")]
    if encoding == "cp1251":
        arguments += ["--code-page", "1251"]
    ran = place.run("collect", *arguments, "--out", "b.zip", "--json")
    assert ran.code == 0, ran.err + ran.out
    members = unpacked(place.here / "b.zip")
    logs = [data for name, data in members.items() if "/product_logs/" in name and b"12:00" in data]
    assert len(logs) >= len(LOGS), sorted(members)
    for data in logs:
        for line in DIAGNOSIS:
            assert line.encode() in data
    assert_none_of(PLANTED, members)
    token = re.search(rb"pii-user-[a-z2-7]{8}", logs[0])
    assert token is not None
    revealed = place.run("privacy", "reveal", token[0].decode())
    assert revealed.out.strip().casefold() in {v.casefold() for v in PLANTED.values()}
    forgotten = place.run("privacy", "forget")
    assert forgotten.code == 0
    assert place.run("privacy", "reveal", token[0].decode()).code == 66


def test_a_new_key_names_anew_and_still_explains_the_old(tmp_path: Path, root: Path) -> None:
    place, log = Place(tmp_path / "place"), write(tmp_path / "a.log", "C:\\Users\\Ottoline\\x\n")
    assert place.run("redact", log, "--out", "1.log").code == 0
    assert "What 1 token(s)" in place.run("privacy", "new-key").out
    assert place.run("redact", log, "--out", "2.log").code == 0
    texts = [(place.here / name).read_text() for name in ("1.log", "2.log")]
    tokens = [re.findall("pii-user-[a-z2-7]{8}", text)[0] for text in texts]
    assert tokens[0] != tokens[1]
    for token in tokens:
        assert place.run("privacy", "reveal", token).out.strip() == "Ottoline"
    sealed = (place.home / "data/privacy-map.sealed").read_bytes()
    assert b"ttoline" not in sealed


def test_a_bundle_that_was_packed_in_clear_can_be_redacted(tmp_path: Path, root: Path) -> None:
    write(root / "var/log/dmesg", "\n".join(LINES + DIAGNOSIS))
    place = Place(tmp_path / "place")
    place.run("collect", "--root", root, "--privacy", "off", "--out", "clear.zip")
    assert PLANTED["mail"].encode() in b"".join(unpacked(place.here / "clear.zip").values())
    ran = place.run("redact", "clear.zip", "--json")
    assert ran.code == 0, ran.err
    assert place.run("inspect", "clear-redacted.zip").code == 0
    of_that_machine = ("account", "full name", "host")  # another machine does not know them
    patterns = {what: text for what, text in PLANTED.items() if what not in of_that_machine}
    assert_none_of(patterns, unpacked(place.here / "clear-redacted.zip"))
    assert place.run("redact", "clear.zip").code == 73
    assert place.run("redact", "clear.zip", "--out", "clear.zip", "--force").code == 64
    assert place.run("redact", "nothing.zip").code == 66
