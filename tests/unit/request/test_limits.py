"""The limits of the form are those of the wire contract: what passes here is not refused there."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from collector.core.resources import resource_path
from collector.request.form import Category, Impact, Program, Repeatable
from collector.request.limits import MAX_ATTACHMENTS, MAX_LENGTH, REQUIRED

# Where a field of the form stands in the contract; the client keeps what is not sent.
RENAMED = {"product.install_dir": "product.install_path"}
TOP_LEVEL = ("problem.", "support.")
NOT_SENT = {"request_id"}


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    text = resource_path("openapi.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["components"]["schemas"]
    return found


def member(schemas: dict[str, Any], path: str) -> dict[str, Any]:
    """The schema of a field of NewTicket, references followed."""
    found = schemas["NewTicket"]
    for name in path.split("."):
        found = found["properties"][name]
        while "$ref" in found:
            found = schemas[found["$ref"].rpartition("/")[2]]
    return dict(found)


def in_contract(path: str) -> str:
    for prefix in TOP_LEVEL:
        path = path.removeprefix(prefix)
    return RENAMED.get(path, path)


@pytest.mark.parametrize("path", sorted(MAX_LENGTH.keys() - NOT_SENT))
def test_lengths_are_equal(schemas: dict[str, Any], path: str) -> None:
    assert member(schemas, in_contract(path))["maxLength"] == MAX_LENGTH[path]


@pytest.mark.parametrize("path", REQUIRED)
def test_what_the_form_needs_the_contract_does_not_take_empty(
    schemas: dict[str, Any], path: str
) -> None:
    schema = member(schemas, in_contract(path))
    assert "pattern" in schema or schema.get("minLength", 0) > 0


def test_the_bundle_is_one_of_the_files_that_a_ticket_may_have(schemas: dict[str, Any]) -> None:
    assert member(schemas, "expected_attachments")["maxItems"] == MAX_ATTACHMENTS + 1


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("category", Category),
        ("repeatable", Repeatable),
        ("support_program", Program),
        ("business_impact", Impact),
    ],
)
def test_choices_are_equal(schemas: dict[str, Any], path: str, kind: type[Category]) -> None:
    assert set(member(schemas, path)["enum"]) - {None} == {str(one) for one in kind}
