"""Products and until when each version is supported (rules 71-73)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from collector.core.errors import ConfigurationError
from collector.core.resources import resource_path
from collector.policy.life_cycle import LifeCycleState, life_cycle
from collector.policy.products import ProductData, ProductLine, product_data
from collector.srs.protocol import ProductInfo, Products, ProductVersion


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the server knows about products. What it does not know it never refuses."""

    data: ProductData

    @classmethod
    def load(cls, file: Path | None) -> Catalogue:
        """From `file`, else from the `products.toml` that ships; ConfigurationError if broken."""
        path = file or resource_path("products.toml")
        try:
            return cls(product_data(tomllib.loads(path.read_text(encoding="utf-8"))))
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from error
        except (ValueError, msgspec.ValidationError) as error:
            raise ConfigurationError(f"{path} cannot be used: {error}.") from error

    def discontinued_since(self, name: str, version: str, today: date) -> date | None:
        """The last day on which this version was supported, if that is known and past."""
        found = life_cycle(self.data.line(name), version, today)
        return found.until if found.state is LifeCycleState.DISCONTINUED else None

    def shown(self, today: date) -> Products:
        return Products(
            as_of=self.data.as_of,
            products=tuple(_shown(line, today) for line in self.data.products),
        )


def _shown(line: ProductLine, today: date) -> ProductInfo:
    return ProductInfo(
        name=line.name,
        editions=line.editions,
        versions=tuple(
            ProductVersion(
                version=one.version,
                latest_build=one.latest_build or None,
                released=one.released,
                supported_until=life_cycle(line, one.version, today).until,
            )
            for one in line.versions
        ),
    )
