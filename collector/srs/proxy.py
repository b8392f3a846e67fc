"""Which proxy stands between this machine and an address, as the system says it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from collector.core.settings import LOOPBACK

ProxyFor = Callable[[str], str | None]
"""The proxy's address for a URL (`http://host:port`), None to connect directly."""


def system_proxy(url: str) -> str | None:
    """The answer of the environment or, on Windows and macOS, of the system's settings."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in LOOPBACK or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def proxy_rule(setting: str, system: ProxyFor = system_proxy) -> ProxyFor:
    """The proxy of the settings for every address but this machine's own, else the system's."""
    if not setting:
        return system
    return lambda url: None if (urlsplit(url).hostname or "") in LOOPBACK else setting
