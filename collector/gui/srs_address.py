"""Which SRS the app talks to, or why it talks to none."""

from __future__ import annotations

from dataclasses import dataclass

from collector.core.environment import Environment
from collector.core.errors import ConfigurationError
from collector.core.settings import load_settings, srs_url


@dataclass(frozen=True, slots=True, kw_only=True)
class SrsAddress:
    """Either `url`, or the `problem` of an address that cannot be used; neither: there is none."""

    url: str = ""
    problem: str = ""


def srs_address(environment: Environment) -> SrsAddress:
    """The address from settings and environment, as the command line would use it."""
    try:
        settings = load_settings(environment.paths, environment.environ)
    except ConfigurationError as error:
        return SrsAddress(problem=error.title)
    try:
        return SrsAddress(url=srs_url(None, settings))
    except ConfigurationError as error:
        return SrsAddress(problem=error.title if settings.srs_url else "")
