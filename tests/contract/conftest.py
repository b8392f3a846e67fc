"""Every test in this folder speaks to the SRS under the eyes of the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.contract import Contract, enforced


@pytest.fixture(scope="package")
def contract() -> Contract:
    return Contract()


@pytest.fixture(scope="package", autouse=True)
def _contract_is_enforced(contract: Contract) -> Iterator[None]:
    with enforced(contract):
        yield


@pytest.fixture(autouse=True)
def _contract_was_kept(contract: Contract) -> Iterator[None]:
    contract.broken.clear()
    yield
    assert contract.broken == []


@pytest.fixture
def waived(contract: Contract) -> Iterator[None]:
    """This test's server answers wrongly on purpose."""
    with contract.waived():
        yield
