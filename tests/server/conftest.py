"""One running server for the tests of this folder that do not end it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.srs_fixture import RunningSrs, running_srs


@pytest.fixture(scope="package")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as running:
        yield running
