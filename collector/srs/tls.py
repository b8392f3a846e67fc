"""Certificates: those this system trusts, and one more CA file if the settings name it."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import truststore
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager

from collector.core.errors import ConfigurationError


def trusted_context(ca_file: Path | None) -> ssl.SSLContext:
    """A context that always verifies; raises ConfigurationError if the CA file is not usable."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=str(ca_file))
        except (OSError, ssl.SSLError) as error:
            raise ConfigurationError(
                f"The additional CA file {ca_file} cannot be used: {error}.",
                hint="It must be a certificate in PEM form (ca_file in settings.toml).",
            ) from error
    return context


class TrustAdapter(HTTPAdapter):
    """requests with the system's trust, also behind a proxy; certifi's own list is left out."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(
        self,
        connections: int,
        maxsize: int,
        block: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        kwargs["ssl_context"] = self._context
        super().init_poolmanager(connections, maxsize, block, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:  # noqa: ANN401
        context = {"ssl_context": self._context, "proxy_ssl_context": self._context}
        manager: ProxyManager = super().proxy_manager_for(proxy, **kwargs, **context)
        return manager

    def cert_verify(
        self, conn: HTTPConnectionPool, url: str, verify: bool | str, cert: object
    ) -> None:
        """Always verify, and by the context alone: nothing here can turn it off."""
        if verify is not True:
            raise ValueError("the SRS client never turns certificate checks off")
        if isinstance(conn, HTTPSConnectionPool):
            conn.cert_reqs, conn.ca_certs, conn.ca_cert_dir = "CERT_REQUIRED", None, None
