"""The client's manners: certificates, redirects, proxies, sizes, retries, and no token anywhere."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import trustme

from collector.core.errors import ConfigurationError, ExitCode
from collector.srs.client import SrsClient
from collector.srs.faults import (
    CertificateError,
    NotUnderstoodError,
    RefusedError,
    TryLaterError,
    UnreachableError,
)
from collector.srs.transport import LARGEST_ANSWER, Transport
from collector.srs.upload import Upload, upload
from tests.contract.small_server import (
    META,
    Asked,
    Reply,
    SmallServer,
    json_reply,
    problem,
    small_server,
)

TOKEN = "geheim-" + "t" * 36
_unsleeping = {"sleep": lambda _seconds: None}


def meta(_asked: Asked) -> Reply:
    return json_reply(META)


def client(url: str, **how: object) -> SrsClient:
    return SrsClient(Transport(url, **{**_unsleeping, **how}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[SmallServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with small_server(meta, context) as server:
        yield server


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem"


def test_an_additional_ca_file_is_trusted(secure: SmallServer, ca_file: Path) -> None:
    with client(secure.url, ca_file=ca_file) as srs:
        assert srs.meta().server == "small"


@pytest.mark.beyond_wine("refusing a certificate whose issuer is not known")
def test_an_unknown_certificate_is_a_matter_of_configuration(secure: SmallServer) -> None:
    pauses: list[float] = []
    with (
        client(secure.url, sleep=pauses.append) as srs,
        pytest.raises(CertificateError, match="is not trusted") as caught,
    ):
        srs.meta()
    assert caught.value.exit_code is ExitCode.CONFIGURATION
    assert "ca_file" in caught.value.hint
    assert secure.asked == []
    assert pauses == []  # trying again cannot help


def test_a_certificate_for_another_name_is_not_accepted(
    authority: trustme.CA, ca_file: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    with (
        small_server(meta, context) as server,
        client(server.url, ca_file=ca_file) as srs,
        pytest.raises(CertificateError),
    ):
        srs.meta()


def test_nothing_turns_certificate_checks_off(
    secure: SmallServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "PYTHONHTTPSVERIFY"):
        monkeypatch.setenv(name, "")
    transport = Transport(secure.url, sleep=lambda _seconds: None)
    transport._session.verify = False
    with pytest.raises(ValueError, match="never turns"), SrsClient(transport) as srs:
        srs.meta()
    assert secure.asked == []


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_an_unusable_ca_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "company.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"company\.pem"):
        Transport("https://localhost", ca_file=file)


def test_https_to_a_plain_http_server_says_so() -> None:
    with (
        small_server(meta) as server,
        client(server.url.replace("http:", "https:")) as srs,
        pytest.raises(ConfigurationError, match="No secure connection"),
    ):
        srs.meta()


def test_nobody_listens(unused_port: int) -> None:
    pauses: list[float] = []
    with (
        client(f"http://localhost:{unused_port}", sleep=pauses.append) as srs,
        pytest.raises(UnreachableError, match="cannot be reached") as caught,
    ):
        srs.meta()
    assert caught.value.exit_code is ExitCode.NOT_FINISHED
    assert len(pauses) == 2  # a GET is tried three times


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.usefixtures("waived")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(status: int) -> None:
    with small_server(meta) as other:
        away = Reply(status=status, headers={"Location": f"{other.url}/v1/meta?token=geheim"})
        with small_server(lambda _asked: away) as server, client(server.url) as srs:
            for call in (srs.meta, lambda: srs.ticket("SRS-00000007", TOKEN)):
                with pytest.raises(ConfigurationError, match="leads on to") as caught:
                    call()
                assert "geheim" not in caught.value.title
        assert other.asked == []


@pytest.mark.usefixtures("waived")
@pytest.mark.parametrize(
    "reply",
    [
        Reply(headers={"Content-Type": "text/html"}, body=b"<h1>Welcome to the hotel</h1>"),
        Reply(headers={"Content-Type": "application/json"}, body=b"{"),
        Reply(headers={"Content-Type": "application/json"}, body=b"\xff"),
        Reply(headers={"Content-Type": "application/json"}, body=b"[" * 200_000),
        Reply(headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}, body=b"x"),
        Reply(headers={"Content-Type": "application/json"}, body=b" " * (LARGEST_ANSWER + 1)),
        json_reply({**META, "limits": {}}),
        json_reply({**META, "mail": "perhaps"}),
        Reply(),
        Reply(status=204),
    ],
    ids=lambda reply: str(reply.body[:20]),
)
def test_an_answer_outside_the_contract_is_not_believed(reply: Reply) -> None:
    with small_server(lambda _asked: reply) as server, client(server.url) as srs:
        with pytest.raises(NotUnderstoodError) as caught:
            srs.meta()
        assert caught.value.exit_code is ExitCode.NOT_FINISHED


def test_a_rate_limit_says_how_long_to_wait_and_is_not_hammered() -> None:
    limited = problem(429, "rate-limited", "Too many new tickets", Retry_After="7")
    with small_server(lambda _asked: limited) as server, client(server.url) as srs:
        with pytest.raises(TryLaterError, match="Too many new tickets") as caught:
            srs.create_ticket(BODY, "k" * 36)
        assert caught.value.retry_after == 7.0
        assert len(server.asked) == 1


def test_an_answer_that_drips_cannot_hold_the_time_limit_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stop = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not stop.wait(0.02):
                    connection.sendall(b" ")

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        ticks = iter(range(10_000))
        transport = Transport(
            f"http://127.0.0.1:{listening.getsockname()[1]}",
            sleep=lambda _seconds: None, clock=lambda: float(next(ticks)),
        )  # fmt: skip
        transport.give_up_when(lambda: 3.0)
        with transport, pytest.raises(UnreachableError, match="took too long"):
            transport.send("POST", "/drip", expect=(201,), data=b"{}")
        assert next(ticks) < 10  # three or four bytes, not a thousand
        stop.set()
        dripping.join(5)


@pytest.mark.parametrize(
    ("named", "slept", "retry_after"),
    [(None, [2.0] * 5, None), ("3", [3.0] * 5, None), ("60", [], 60.0)],
)
@pytest.mark.usefixtures("waived")
def test_a_locked_upload_is_waited_for_as_long_as_the_server_asks(
    tmp_path: Path, named: str | None, slept: list[float], retry_after: float | None
) -> None:
    locked = Reply(status=423, headers={"Retry-After": named} if named else {})
    bundle, pauses = tmp_path / "bundle.zip", list[float]()
    bundle.write_bytes(b"bundle")
    job = Upload(file=bundle, size=6, metadata={}, sleep=pauses.append)
    with (
        small_server(lambda _asked: locked) as server,
        Transport(server.url) as transport,
        pytest.raises(TryLaterError) as caught,
    ):
        upload(transport, job, resume=f"{server.url}/v1/uploads/{'0' * 32}")
    assert (pauses, caught.value.retry_after) == (slept, retry_after)


BODY = (
    b'{"contact":{"name":"J","email":"j@example.com"},"identification":{"registered_email":true},'
    b'"product":{"name":"P","version":"1","build":""},"subject":"S","description":"D",'
    b'"collector":{"version":"1","mode":"silent","consent_version":1}}'
)
_TICKET = {
    "ticket_id": "SRS-00000007", "status": "new", "status_label": "New", "subject": "S",
    "program": "unknown", "priority": "low", "first_response_due": "2026-11-25T12:00:00Z",
    "first_response_at": None, "close_reason": None, "pending_closure": False,
    "contact_attempts": 0, "reopen_count": 0, "created_at": "2026-11-22T12:00:00Z",
    "updated_at": "2026-11-22T12:00:00Z", "ticket_token": "t" * 43,
    "links": {"self": "/v1/tickets/SRS-00000007", "web": "https://x/t", "uploads": "/u"},
}  # fmt: skip


@pytest.mark.usefixtures("waived")
@pytest.mark.parametrize(
    "wrong",
    [
        {"ticket_id": "../../etc"},
        {"ticket_id": "SRS-00000002"},
        {"ticket_token": "two\r\nlines-and-more-of-them"},
        {"ticket_token": "short"},
        {"status": "vanished"},
        {"first_response_due": "soon"},
    ],
)
def test_a_ticket_that_could_do_harm_is_not_believed(wrong: dict[str, str]) -> None:
    reply = json_reply({**_TICKET, **wrong}, 201)
    with (
        small_server(lambda _asked: reply) as server,
        client(server.url) as srs,
        pytest.raises(NotUnderstoodError),
    ):
        srs.create_ticket(BODY, "k" * 36)


@pytest.mark.usefixtures("waived")
def test_texts_and_links_of_a_ticket_are_harmless() -> None:
    links = {**_TICKET["links"], "web": "javascript:alert(1)"}  # type: ignore[dict-item]
    reply = json_reply(
        {**_TICKET, "ticket_id": "SRS-00000007", "subject": "a\x1b[2Jb\n", "links": links}, 201
    )
    with small_server(lambda _asked: reply) as server, client(server.url) as srs:
        ticket = srs.create_ticket(BODY, "k" * 36).ticket
    assert (ticket.subject, ticket.links.web) == ("a[2Jb", "")


@pytest.mark.parametrize(
    "location",
    ["https://elsewhere.example/v1/uploads/1", "//elsewhere.example/1", "https://localhost/1"],
)
@pytest.mark.usefixtures("waived")
def test_an_upload_that_leads_to_another_host_is_not_followed(
    location: str, tmp_path: Path
) -> None:
    from collector.srs.upload import Upload

    (tmp_path / "b.zip").write_bytes(b"x")
    reply = Reply(status=201, headers={"Location": location})
    with small_server(lambda _asked: reply) as server, client(server.url) as srs:
        job = Upload(file=tmp_path / "b.zip", size=1, metadata={}, token=TOKEN)
        with pytest.raises(ConfigurationError, match="points to another server"):
            srs.upload("SRS-00000007", job)
        assert [asked.method for asked in server.asked] == ["POST"]


def test_the_proxy_that_is_passed_in_is_used_and_the_environment_is_not(
    monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port}")
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port}")
    with small_server(meta) as server:
        with client(server.url) as srs:  # loopback: never through the system's proxy
            assert srs.meta().server == "small"
        with client(server.url, proxy_for=lambda _url: None) as srs:
            assert srs.meta().server == "small"
        with client("http://127.0.0.1:1", proxy_for=lambda _url: server.url) as srs:
            assert srs.meta().server == "small"
        assert server.asked[-1].path == "http://127.0.0.1:1/v1/meta"


def test_a_proxy_that_is_down_is_named_as_the_reason(unused_port: int) -> None:
    proxy = f"http://user:geheim@127.0.0.1:{unused_port}"
    for url in ("http://127.0.0.1:1", "https://127.0.0.1:1"):
        with (
            client(url, proxy_for=lambda _url: proxy) as srs,
            pytest.raises(UnreachableError, match="through the proxy") as caught,
        ):
            srs.meta()
        assert "geheim" not in caught.value.title + caught.value.hint


def test_the_token_travels_in_one_header_and_is_told_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    refused = problem(404, "not-found", "There is no such ticket")
    with small_server(lambda _asked: refused) as server, client(server.url) as srs:
        with pytest.raises(RefusedError) as caught:
            srs.ticket("srs 0000 0007", TOKEN)
        assert server.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"
        assert server.asked[0].path == "/v1/tickets/SRS-00000007"
        assert "geheim" not in server.asked[0].path
    assert "geheim" not in f"{caught.value!r} {caught.value.title} {caught.value.hint}"
    assert "geheim" not in caplog.text


def test_cookies_are_not_kept() -> None:
    with (
        small_server(lambda _asked: json_reply(META, Set_Cookie="id=1; Path=/")) as server,
        client(server.url) as srs,
    ):
        srs.meta()
        srs.meta()
        assert "Cookie" not in server.asked[1].headers
