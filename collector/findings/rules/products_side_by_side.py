"""Several versions of one product, which fight over drivers and jobs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import Part, products

SIDE_BY_SIDE = Text(
    id="products-side-by-side",
    severity=Severity.WARNING,
    customer="Several versions of {product} are installed: {versions}.",
    engineer="{product} is installed {count} x: {versions}. They share drivers and settings.",
    advice="Tell support which of them you use. Uninstall the others if you do not need them.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    lines: defaultdict[str, list[Part]] = defaultdict(list)
    for product in products(case):
        line = known.products.line(product.name)
        lines[line.name if line else product.name].append(product)
    for name, found in sorted(lines.items()):
        versions = sorted({_version(product) for product in found})
        if len(versions) > 1:
            yield SIDE_BY_SIDE.finding(
                *(product.cite for product in found),
                product=name, versions=", ".join(versions), count=len(found),
            )  # fmt: skip


def _version(product: Part) -> str:
    version, build = tree.text(product.row.get("version")), tree.text(product.row.get("build"))
    return " ".join(part for part in (version, f"(build {build})" if build else "") if part) or "?"


RULE = Rule(
    id="products_side_by_side",
    looks_for="versions of one product side by side",
    texts=(SIDE_BY_SIDE,),
    look=look,
)
