"""A sample of the crash proofs; `python -m tests.crash_proof` tries every point."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cutting_proxy import Cut
from tests.e2e import crashes
from tests.e2e.crashes import Ground
from tests.srs_fixture import RunningSrs, running_srs
from tests.systems import some


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


def test_every_write_that_must_last_passes_named_points(ground: Ground) -> None:
    """If one of these went missing, the proofs would pass without trying it."""
    passed = {point.partition("#")[0] for point in crashes.collect_points(ground)}
    for name in ("journal", "spool.data", "spool.sidecar", "journal.rewrite", "bundle"):
        assert {f"{name}.before-fsync", f"{name}.after-fsync"} <= passed
        if name != "journal":
            assert {f"{name}.before-rename", f"{name}.after-rename"} <= passed


@pytest.mark.parametrize(
    "point",
    some(
        [
            "journal.after-fsync#6",
            "spool.data.before-rename#2@worker",
            "bundle.linked",
            "journal.rewrite.before-rename",
            "set.discard.after-journal",
        ]
    ),
)
def test_collect_leaves_a_whole_bundle_or_none_and_goes_on(ground: Ground, point: str) -> None:
    crashes.prove_collect(ground, point)


@pytest.mark.parametrize(
    "point",
    some(
        [
            "bundle.after-rename",
            "outbox.item.before-rename",
            "bundle outbox.bundle.before-fsync",
            "outbox.state.before-rename#2",
            "history.keep.after-commit",
            "outbox.sent.after-rename",
        ]
    ),
)
def test_submit_ends_with_one_ticket_and_one_bundle(
    ground: Ground, srs: RunningSrs, point: str
) -> None:
    crashes.prove_submit(ground, srs, point)


@pytest.mark.posix("telling which process of two ended")
@pytest.mark.parametrize(
    "cut",
    [
        Cut("response", 1, "0"),
        Cut("response", 3, "middle"),
        Cut("request", 5, "1"),
        Cut("response", 7, "after"),
    ],
    ids=str,
)
def test_killed_in_the_middle_of_an_exchange_the_next_try_delivers_once(
    ground: Ground, srs: RunningSrs, cut: Cut
) -> None:
    crashes.prove_cut(ground, srs, cut)


def test_what_waited_for_the_srs_is_delivered_although_sending_was_killed(
    ground: Ground, srs: RunningSrs
) -> None:
    """Down: exit 75; up: `outbox send`, killed on its way; once more."""
    crashes.prove_send(ground, srs, "outbox.state.after-rename#2")


def test_the_upload_goes_on_where_a_killed_server_had_it(ground: Ground) -> None:
    crashes.prove_server(ground, "srs.chunk.after-write#6")
