"""A newer build of the same version is known."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import products
from collector.policy.life_cycle import newer_build

NEWER = Text(
    id="product-newer-build",
    severity=Severity.NOTE,
    customer="There is a newer build of {product} {version} than the one that is installed.",
    engineer="{product} {version}: build {build} is installed, {newest} is known.",
    advice="Install the newer build and try again; the fault may be fixed in it.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for product in products(case):
        version, build = tree.text(product.row.get("version")), tree.text(product.row.get("build"))
        newest = newer_build(known.products.line(product.name), version, build)
        if newest:
            yield NEWER.finding(
                product.cite, product=product.name, version=version, build=build, newest=newest
            )


RULE = Rule(
    id="product_build",
    looks_for="a newer build of an installed version (builds from products.toml)",
    texts=(NEWER,),
    look=look,
)
