"""A version whose support has ended: 18 months after the next major version came (rule 53)."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import products
from collector.policy.life_cycle import LifeCycleState, life_cycle

ENDED = Text(
    id="product-not-supported",
    severity=Severity.WARNING,
    customer="{product} {version} has not been supported since {until}.",
    engineer="{product} {version}, build {build}: support ended on {until}, after version {next} "
    "had come.",
    advice="Update to a newer version; the fault may be gone there. Ask support which one fits.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    today = case.now.date()
    for product in products(case):
        version = tree.text(product.row.get("version"))
        found = life_cycle(known.products.line(product.name), version, today)
        if found.state is LifeCycleState.DISCONTINUED:
            yield ENDED.finding(
                product.cite, product=product.name, version=version, until=found.until,
                build=tree.text(product.row.get("build")) or "not known", next=found.next_major,
            )  # fmt: skip


RULE = Rule(
    id="product_support",
    looks_for="a product version whose support has ended (dates from products.toml)",
    texts=(ENDED,),
    look=look,
)
