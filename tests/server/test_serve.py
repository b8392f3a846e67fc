"""`paragon-srs serve`: one line when ready, private files, a clean end, nothing said in the log."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import requests
import trustme

from tests.server.customer import TIMEOUT, Customer, create
from tests.srs_fixture import running_srs


def paragon_srs(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command: Sequence[str] = [sys.executable, "-m", "srs_server", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)


def test_the_server_loads_neither_requests_nor_qt() -> None:
    script = (
        "import sys, srs_server.serve, srs_server.__main__\n"
        "found = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(found & {'requests', 'urllib3', 'PySide6', 'shiboken6', 'cpuinfo'}))\n"
        "inside = sorted(n for n in sys.modules if n.startswith('collector.'))\n"
        "allowed = ('core', 'policy', 'request', 'srs')\n"
        "print([n for n in inside if n.split('.')[1] not in allowed])\n"
        "print([n for n in inside if n.startswith('collector.srs.')"
        " and not n.startswith('collector.srs.protocol')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "[]", "[]"]


def test_it_says_where_it_is_and_ends_cleanly(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data") as srs:
        assert srs.ready["url"] == f"http://127.0.0.1:{srs.ready['port']}"
        health = requests.get(f"{srs.url}/healthz", timeout=TIMEOUT)
        assert health.json() == {"status": "ok"}
        meta = requests.get(f"{srs.url}/v1/meta", timeout=TIMEOUT).json()
        assert meta["mail"] is False
        assert meta["bundle_retention_days"] is None, "it deletes nothing, so it promises nothing"
        assert srs.stop() == 0


def test_it_tells_how_long_bundles_are_kept_where_its_owner_says_so(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data", bundle_retention_days=90) as srs:
        meta = requests.get(f"{srs.url}/v1/meta", timeout=TIMEOUT).json()
        assert meta["bundle_retention_days"] == 90


def test_an_embedded_server_ends_with_its_starter(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "srs_server", "serve", "--embedded", "--data"]
    server = subprocess.Popen(
        [*command, str(tmp_path / "data")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with server:
        assert server.stdout is not None
        assert server.stdin is not None
        assert json.loads(server.stdout.readline())["port"] > 0
        server.stdin.close()  # what the system does for a starter that dies
        assert server.wait(TIMEOUT) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_its_files_are_for_its_account_alone(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data", environ={"PARAGON_SRS_AGENT_TOKEN": ""}) as srs:
        Customer.with_ticket(srs).place(b"half")
        made = Path(srs.ready["agent_token_file"])
        assert len(made.read_text()) >= 43
        for path in (srs.data, srs.data / "spool", srs.data / "blobs"):
            assert path.stat().st_mode & 0o777 == 0o700
        for path in (srs.data / "server.key", made, *(srs.data / "spool").iterdir()):
            assert path.stat().st_mode & 0o777 == 0o600


def test_the_log_holds_no_token_and_no_view_link(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data") as srs:
        created = create(srs, key="a-very-secret-key-of-mine").json()
        customer = Customer(srs, created["ticket_id"], created["ticket_token"])
        customer.get("/events")
        customer.engineer("assign")
        requests.get(created["links"]["web"], timeout=TIMEOUT)
        view = created["links"]["web"].partition("view=")[2]
        srs.stop()
        assert created["ticket_id"] in srs.log
        for secret in (customer.token, view, srs.agent_token, "a-very-secret-key-of-mine", "jane@"):
            assert secret not in srs.log


def test_one_folder_is_for_one_server(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data") as srs:
        second = paragon_srs("serve", "--data", srs.data)
        assert second.returncode == 78
        assert "Another server uses" in second.stderr
        assert second.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--host", "0.0.0.0"], 78, "no TLS"),
        (["--tls-cert", "missing.pem"], 78, "belong together"),
        (["--tls-cert", "missing.pem", "--tls-key", "missing.pem"], 78, "cannot be used"),
        (["--mail-from", "nobody"], 78, "no address"),
        (["--port", "99999"], 64, "port"),
        (["--nonsense"], 64, "--nonsense"),
        (["--agent-token-file", "missing"], 66, "cannot be read"),
        (["--products", "missing.toml"], 78, "cannot be read"),
    ],
)
def test_what_it_cannot_do_it_says_in_a_sentence(
    tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    done = paragon_srs("serve", "--data", tmp_path / "data", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_it_speaks_tls(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    certificate.private_key_pem.write_to_path(tmp_path / "key.pem")
    for part in certificate.cert_chain_pems:
        part.write_to_path(tmp_path / "cert.pem", append=True)
    certificate_file, key_file = tmp_path / "cert.pem", tmp_path / "key.pem"
    with running_srs(tmp_path / "data", tls_cert=certificate_file, tls_key=key_file) as srs:
        assert srs.url.startswith("https://127.0.0.1:")
        answer = requests.get(f"{srs.url}/v1/meta", verify=tmp_path / "ca.pem", timeout=TIMEOUT)  # type: ignore[arg-type]
        assert answer.status_code == 200


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    (tmp_path / "data").mkdir(mode=0o700)
    with closing(sqlite3.connect(tmp_path / "data" / "srs.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    done = paragon_srs("serve", "--data", tmp_path / "data")
    assert (done.returncode, "newer version" in done.stderr) == (78, True)


def test_a_damaged_database_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    file = tmp_path / "data" / "srs.sqlite"
    file.write_bytes(b"no database " * 500)
    done = paragon_srs("serve", "--data", tmp_path / "data")
    assert (done.returncode, done.stdout) == (78, "")
    assert f"The database {file} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == b"no database " * 500
