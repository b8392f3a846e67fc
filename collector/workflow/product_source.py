"""What is known of products: shipped, or the SRS's own list, which wins; kept with its ETag."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from collector.core.durable import write_atomic
from collector.core.errors import CollectorError, ConfigurationError
from collector.core.paths import Paths, private
from collector.core.resources import read_toml
from collector.policy.products import ProductData, product_data

if TYPE_CHECKING:
    from collector.srs.client import SrsClient
    from collector.workflow.desk import Connect

CACHE = "srs-products.json"
LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Product data and where it is from: `from_srs` is the address it came from, "" for what was
    shipped. `server_limit` is the largest bundle (bytes) that the SRS takes, `mail` whether it
    sends mail; both None where it was not asked. `fault` is what no waiting mends: a certificate
    that is not trusted, an address that is none."""

    data: ProductData
    from_srs: str = ""
    server_limit: int | None = None
    mail: bool | None = None
    fault: CollectorError | None = None


class _Cached(msgspec.Struct):
    srs_url: str
    etag: str
    products: dict[str, Any]
    server_limit: int | None = None
    mail: bool | None = None


def shipped_products() -> Known:
    """`products.toml` of this installation."""
    return Known(data=product_data(read_toml("products.toml")))


def known_products(paths: Paths, srs_url: str) -> Known:
    """What is at hand without asking anybody: the list that this SRS gave last, else what was
    shipped. A damaged cache is as if there were none."""
    if (cached := _read(paths, srs_url)) is not None:
        with suppress(ValueError, TypeError):
            return _known(cached)
    return shipped_products()


def ask_srs(paths: Paths, srs_url: str, connect: Connect) -> Known:
    """Ask the SRS, keep its answer, and return what holds then. One that cannot be reached, or
    whose answer is not understood, is no error: what was known before holds. One that is not
    trusted is: it is told before anything is typed in vain."""
    cached = _read(paths, srs_url)
    try:
        with connect(srs_url) as client:
            fresh = _asked(client, srs_url, cached)
        known = _known(fresh)
    except ConfigurationError as error:
        return replace(known_products(paths, srs_url), fault=error)
    except (CollectorError, ValueError, TypeError):
        return known_products(paths, srs_url)
    with suppress(OSError, CollectorError):  # a full disk only means that it is asked again
        write_atomic(_file(paths), msgspec.json.encode(fresh), "products")
    return known


def _asked(client: SrsClient, srs_url: str, cached: _Cached | None) -> _Cached:
    meta = client.meta()
    products, etag = client.products(cached.etag if cached else "")
    if products is not None:
        told: dict[str, Any] = msgspec.to_builtins(products)
    else:
        told = cached.products if cached else {}
    return _Cached(
        srs_url=srs_url, etag=etag, products=told, server_limit=meta.limits.max_bundle_bytes,
        mail=meta.mail,
    )  # fmt: skip


def _known(cached: _Cached) -> Known:
    """The server's dates with the names that only the shipped file has ("HDM", "Festplatten
    Manager"); raises ValueError for what is no product data."""
    told, shipped = product_data(cached.products), shipped_products().data
    lines = []
    for line in told.products:
        own = next((one for one in shipped.products if one.name == line.name), None)
        names = dict.fromkeys((*line.names, *(own.names if own else ())))
        lines.append(replace(line, id=own.id if own else line.id, names=tuple(names)))
    return Known(
        data=ProductData(as_of=told.as_of, products=tuple(lines)), from_srs=cached.srs_url,
        server_limit=cached.server_limit, mail=cached.mail,
    )  # fmt: skip


def _file(paths: Paths) -> Path:
    return private(paths.state) / CACHE


def _read(paths: Paths, srs_url: str) -> _Cached | None:
    with suppress(OSError, CollectorError, msgspec.DecodeError, ValueError, RecursionError):
        with _file(paths).open("rb") as source:
            cached = msgspec.json.decode(source.read(LARGEST), type=_Cached)
        return cached if cached.srs_url == srs_url else None
    return None
