"""Settings of this installation: `settings.toml` in the config folder, then the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from collector.core.errors import ConfigurationError
from collector.core.paths import Paths, is_foreign
from collector.core.resources import read_toml

SRS_URL = "PARAGON_SRS_URL"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`srs_url` is the base address of the SRS; `ca_file` an additional CA certificate (PEM).

    For the app: `language` ("de"; "" is the system's) and `work_dir`, where drafts collect.
    """

    srs_url: str = ""
    ca_file: str = ""
    proxy: str = ""
    language: str = ""
    work_dir: str = ""


def load_settings(paths: Paths, environ: Mapping[str, str]) -> Settings:
    """Settings file, overlaid by PARAGON_SRS_URL; raises ConfigurationError on a broken file."""
    settings = Settings()
    file = paths.config / "settings.toml"
    try:
        if is_foreign(file.stat()):
            raise ConfigurationError(
                f"The settings file {file} belongs to another account; it was not read.",
                hint="It could send everything elsewhere. Delete it, or make it your own.",
            )
        settings = msgspec.toml.decode(file.read_bytes(), type=Settings)
    except FileNotFoundError:
        pass
    except (OSError, msgspec.DecodeError, ValueError) as error:
        raise ConfigurationError(
            f"The settings file {file} cannot be used: {error}.", hint="Mend or delete it."
        ) from error
    if url := environ.get(SRS_URL):
        settings = replace(settings, srs_url=url)
    return settings


def srs_url(option: str | None, settings: Settings) -> str:
    """The SRS address to use: the option, else settings, else vendor.toml; checked, no slash."""
    url = option or settings.srs_url or str(read_toml("vendor.toml").get("srs", {}).get("url", ""))
    if not url:
        raise ConfigurationError(
            "No SRS address is configured.",
            hint=f"Give one with --srs URL, {SRS_URL} or srs_url in settings.toml.",
        )
    return checked_srs_url(url)


def checked_srs_url(url: str) -> str:
    """`url` without its last slash; https everywhere, plain http on this machine only."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise ConfigurationError(f"The SRS address {url!r} is not a URL: {error}.") from error
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ConfigurationError(
            f"The SRS address {url} would send the request unprotected.",
            hint="Use https://; http:// is allowed for this machine only.",
        )
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query:
        raise ConfigurationError(
            f"The SRS address {url!r} is not usable.", hint="It looks like https://srs.example.com"
        )
    return url.rstrip("/")


def additional_ca(settings: Settings) -> Path | None:
    return Path(settings.ca_file) if settings.ca_file else None
