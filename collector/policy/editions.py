"""What an edition's and a product's name say about the rules that hold for them."""

from __future__ import annotations

import re

from collector.policy.programs import EditionKind, EvaluationProduct, Policy, shipped_policy

_WORD = re.compile(r"[^\W_]+")
_NOISE = {"paragon", "edition", "the"}


def edition_kind(edition: str, policy: Policy | None = None) -> EditionKind:
    """The kind of an edition by the words in its name; `unknown` where none tells."""
    words = _words(edition)
    for kind, telling in (policy or shipped_policy()).editions.items():
        if words & telling:
            return kind
    return EditionKind.UNKNOWN


def evaluation_product(
    name: str, edition: str = "", policy: Policy | None = None
) -> EvaluationProduct | None:
    """The product that evaluation support is offered for, by its name or its short name."""
    words = _words(f"{name} {edition}")
    for product in (policy or shipped_policy()).evaluation_products:
        if product.words <= words or words == _words(product.short):
            return product
    return None


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _NOISE}
