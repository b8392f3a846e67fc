"""The proxy of the desktop for an address, as Qt finds it: settings, and scripts on Windows."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from collector.core.settings import LOOPBACK

_KINDS = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
}


def system_proxy(url: str) -> str | None:
    """`http://host:port`, or None to connect directly; may block, so never on the GUI thread."""
    if (urlsplit(url).hostname or "") in LOOPBACK:
        return None
    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url))):
        if proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            return None
        if (kind := _KINDS.get(proxy.type())) and proxy.hostName():
            return f"{kind}://{proxy.hostName()}:{proxy.port()}"
    return None
