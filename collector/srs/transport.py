"""HTTP for the SRS: one session; time-outs, proxies, sizes and faults in one place."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from collector.core.errors import ConfigurationError
from collector.core.version import VERSION
from collector.srs.faults import (
    CertificateError,
    NotUnderstoodError,
    UnreachableError,
    retry_after,
)
from collector.srs.problems import refusal
from collector.srs.proxy import ProxyFor, system_proxy
from collector.srs.tls import TrustAdapter, trusted_context

TIMEOUTS = (10.0, 60.0)
LONGEST_ANSWER_S = 120.0
LARGEST_ANSWER = 8 * 1024 * 1024
_SAFE = ("GET", "HEAD")
_TRIES = 3
_NETWORK = (
    requests.exceptions.ConnectionError,
    requests.exceptions.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of the SRS; `headers` ignore case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Transport:
    """Requests to one SRS. GET and HEAD are tried three times; POST and PATCH once."""

    def __init__(
        self,
        base_url: str,
        *,
        ca_file: Path | None = None,
        proxy_for: ProxyFor = system_proxy,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._proxy_for, self._sleep, self._clock, self._now = proxy_for, sleep, clock, now
        self._left: Callable[[], float] = lambda: LONGEST_ANSWER_S
        self._session = requests.Session()
        self._session.trust_env = False  # no .netrc, no second opinion about proxies
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers["User-Agent"] = f"paragon-support-collector/{VERSION}"
        self._session.headers["Accept-Encoding"] = "identity"  # nothing to inflate
        self._session.mount("https://", TrustAdapter(trusted_context(ca_file)))

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def give_up_when(self, left: Callable[[], float]) -> None:
        """End every exchange once `left` (seconds) is used up: silent mode has a time limit."""
        self._left = left

    def check_time(self) -> float:
        """The seconds that are left; raises UnreachableError if there are none."""
        left = self._left()
        if left <= 0:
            raise UnreachableError("Time was up before it was sent.")
        return left

    def retry_after(self, answer: Answer) -> float | None:
        """The seconds that an answer asks to wait, None where it names none."""
        return retry_after(answer.headers.get("Retry-After"), self._now())

    def url(self, target: str, *, base: str = "") -> str:
        """`target` as an absolute URL; raises ConfigurationError if it leaves this SRS."""
        if target.startswith("/v1/") and not base:
            return self.base_url + target
        try:
            absolute = urljoin(base or self.base_url + "/", target)
        except ValueError as error:
            raise NotUnderstoodError("The SRS named an address that is none.") from error
        if _origin(absolute) != _origin(self.base_url):
            raise ConfigurationError(
                f"The SRS at {self.base_url} points to another server ({_place(absolute)}); "
                "it was not followed.",
                hint="Check the SRS address; behind a proxy the server must know its own address.",
            )
        return absolute

    def send(
        self,
        method: str,
        target: str,
        *,
        expect: Iterable[int],
        token: str = "",
        headers: Mapping[str, str] | None = None,
        data: bytes | Iterable[bytes] | None = None,
    ) -> Answer:
        """One exchange; a status outside `expect` raises the fault it stands for."""
        url = self.url(target)
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        tries = _TRIES if method in _SAFE else 1
        for attempt in range(1, tries + 1):
            try:
                answer = self._exchange(method, url, sent, data)
                break
            except UnreachableError:
                if attempt == tries:
                    raise
                self._sleep(0.2 * attempt)
        if answer.status not in set(expect):
            if 300 <= answer.status < 400:
                raise _redirected(self.base_url, url, answer.headers.get("Location", ""))
            raise refusal(answer.status, answer.headers, answer.body, self._now())
        return answer

    def _exchange(
        self, method: str, url: str, headers: dict[str, str], data: bytes | Iterable[bytes] | None
    ) -> Answer:
        proxy, left = self._proxy_for(url), self.check_time()
        try:
            with self._session.request(
                method,
                url,
                headers=headers,
                data=data,
                timeout=(min(TIMEOUTS[0], left), min(TIMEOUTS[1], left)),
                allow_redirects=False,
                stream=True,
                proxies={"http": proxy, "https": proxy} if proxy else None,
            ) as response:
                body = b"".join(self._body(response))
                return Answer(
                    status=response.status_code, headers=response.headers, body=body, url=url
                )
        except requests.exceptions.RequestException as error:
            raise _fault(error, self.base_url, behind_proxy=bool(proxy)) from None

    def _body(self, response: requests.Response) -> Iterator[bytes]:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise NotUnderstoodError("The SRS sent a compressed answer that nobody asked for.")
        until, size = self._clock() + min(LONGEST_ANSWER_S, self.check_time()), 0
        for block in _as_it_comes(response):
            size += len(block)
            if size > LARGEST_ANSWER:
                raise NotUnderstoodError("The answer of the SRS is larger than any it should send.")
            if self._clock() > until:
                raise UnreachableError("The SRS took too long to send its answer.")
            yield block


def _as_it_comes(response: requests.Response) -> Iterator[bytes]:
    """What is there, at once: `iter_content` waits for a full block, however slowly it drips."""
    try:
        while block := response.raw.read1(65536, decode_content=False):
            yield block
    except urllib3.exceptions.SSLError as error:
        raise requests.exceptions.SSLError(error) from error
    except urllib3.exceptions.HTTPError as error:
        raise requests.exceptions.ConnectionError(error) from error


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return "", "", 0
    return parts.scheme, (parts.hostname or "").lower(), port


def _place(url: str) -> str:
    """Scheme, host and port alone: a path or a query could carry a token."""
    scheme, host, port = _origin(url)
    return f"{scheme}://{host}:{port}"


def _redirected(base: str, url: str, location: str) -> ConfigurationError:
    """Redirects are never followed: a token must not travel to an address nobody chose."""
    try:
        place = _place(urljoin(url, location))
    except ValueError:
        place = "an address that is none"
    return ConfigurationError(
        f"The SRS address {base} leads on to {place}; it was not followed.",
        hint="Set the SRS address to the new place, if that is where it lives now; "
        "in a hotel or a company network, sign in to the network first.",
    )


def _fault(
    error: requests.exceptions.RequestException, base: str, *, behind_proxy: bool
) -> Exception:
    """What a failed exchange means. Certificates first: SSLError is a ConnectionError, too."""
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(
                f"The certificate of {base} is not trusted: {cause.verify_message}.",
                hint="Ask your administrator for the company's CA certificate and name it as "
                "ca_file in settings.toml; check the clock of this computer.",
            )
    via = " through the proxy" if behind_proxy else ""
    if any("Tunnel connection failed: 407" in str(cause) for cause in chain):
        return ConfigurationError(
            "The proxy wants a user name and a password.",
            hint="Give the proxy with its user name in settings.toml (proxy).",
        )
    if isinstance(error, requests.exceptions.SSLError) and not _was_cut(chain):
        return ConfigurationError(
            f"No secure connection to {base}{via}: {_reason(chain)}.",
            hint="Check that the SRS address begins with the right http:// or https://.",
        )
    if isinstance(error, _NETWORK):
        return UnreachableError(
            f"The SRS at {base} cannot be reached{via}: {_reason(chain)}.",
            hint="Check the network connection.",
        )
    return ConfigurationError(
        f"The SRS address {base}{via} cannot be used ({type(error).__name__}).",
        hint="Check the SRS address and the proxy.",
    )


def _was_cut(chain: list[BaseException]) -> bool:
    cut = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError, TimeoutError)
    return any(isinstance(cause, cut) for cause in chain)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """`error` and everything it wraps: requests and urllib3 hide the cause in many places."""
    queue, seen = [error], set[int]()
    while queue:
        cause = queue.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        inner = [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]
        queue += [one for one in inner if isinstance(one, BaseException)]


def _reason(chain: list[BaseException]) -> str:
    """The operating system's own words where there are any; never a URL or a header."""
    for cause in chain:
        if isinstance(cause, (ssl.SSLError, OSError)) and cause.strerror:
            return cause.strerror
    if any(isinstance(cause, (requests.exceptions.Timeout, TimeoutError)) for cause in chain):
        return "it did not answer in time"
    return "the connection was cut"
