"""The products that the evidence shows, as the form takes them, and how long each is supported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collector.policy.life_cycle import LifeCycle, life_cycle, newer_build
from collector.policy.products import ProductData
from collector.policy.programs import Policy, shipped_policy
from collector.request.form import Product
from collector.workflow.summary import HasFacts, found_products


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundProduct:
    """One installation. `version` is the marketing version, `build` that of its executable;
    `brand` another maker's name that it carries; `folder` as the evidence has it (a profile's
    folder is a pseudonym there)."""

    name: str
    edition: str = ""
    version: str = ""
    build: str = ""
    brand: str = ""
    folder: str = ""

    @property
    def as_stated(self) -> Product:
        """What the form says when this one is chosen."""
        folder = "" if "pii-" in self.folder else self.folder
        return Product(
            name=self.name, edition=self.edition, version=self.version, build=self.build,
            install_dir="" if self.version or self.build else folder,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """`newer_build` is the newest known build of the same major version, where it is newer."""

    life_cycle: LifeCycle
    newer_build: str | None


def found(evidence: HasFacts) -> tuple[FoundProduct, ...]:
    """Every product once, in the order in which the sources were asked."""
    keys = ("name", "edition", "version", "build", "brand", "folder")
    return tuple(
        FoundProduct(**{key: str(product.get(key) or "") for key in keys})
        for product in found_products(evidence)
    )


def support_of(
    product: FoundProduct, data: ProductData, now: datetime, policy: Policy | None = None
) -> Support:
    """Until when a product is supported, by the data at hand; what is not known stays unknown."""
    policy = policy or shipped_policy()
    line = data.line(product.name)
    return Support(
        life_cycle=life_cycle(line, product.version, policy.local_date(now), policy),
        newer_build=newer_build(line, product.version, product.build),
    )
