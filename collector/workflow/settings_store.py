"""Changing the settings: checked before they are written, and written whole."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from collector.core.durable import write_atomic
from collector.core.errors import ConfigurationError
from collector.core.paths import Paths, private
from collector.core.settings import Settings, checked_srs_url
from collector.request.toml_writer import toml_value
from collector.srs.item import guarded


class SettingFault(StrEnum):
    """What is wrong with a setting, for those who put it into words."""

    NO_URL = "no_url"
    UNPROTECTED = "unprotected"
    CA_NOT_THERE = "ca_not_there"
    CA_NOT_PEM = "ca_not_pem"
    NO_PROXY_URL = "no_proxy_url"
    NO_FOLDER = "no_folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingProblem:
    """`field` is that of Settings."""

    field: str
    fault: SettingFault


def setting_problems(settings: Settings) -> tuple[SettingProblem, ...]:
    """Everything that is wrong, before it is saved; reads the CA file, so it blocks."""
    return tuple(SettingProblem(field=field, fault=fault) for field, fault in _problems(settings))


def _problems(settings: Settings) -> Iterator[tuple[str, SettingFault]]:
    if settings.srs_url:
        try:
            checked_srs_url(settings.srs_url)
        except ConfigurationError:
            plain = settings.srs_url.lower().startswith("http://")
            yield "srs_url", SettingFault.UNPROTECTED if plain else SettingFault.NO_URL
    if settings.ca_file:
        try:
            ssl.create_default_context().load_verify_locations(cafile=settings.ca_file)
        except ssl.SSLError:
            yield "ca_file", SettingFault.CA_NOT_PEM
        except OSError:
            yield "ca_file", SettingFault.CA_NOT_THERE
    if settings.proxy and not _is_proxy(settings.proxy):
        yield "proxy", SettingFault.NO_PROXY_URL
    if settings.work_dir and not Path(settings.work_dir).is_dir():
        yield "work_dir", SettingFault.NO_FOLDER


def _is_proxy(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def save_settings(paths: Paths, settings: Settings) -> None:
    """Write `settings.toml`; what is as if nothing was said is left out. NowhereToWriteError."""
    lines = [
        f"{field.name} = {toml_value(value)}"
        for field in fields(Settings)
        if (value := getattr(settings, field.name)) != field.default
    ]
    folder = private(paths.config)
    data = "".join(f"{line}\n" for line in lines).encode()
    guarded(folder, lambda: write_atomic(folder / "settings.toml", data, "settings"))
