"""Whatever the layers below can say, the app has words for it: neither more nor fewer."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtWidgets import QApplication

from collector.gui.texts import faults, form, meter, policy
from collector.policy.entitlement import Reason
from collector.policy.life_cycle import LifeCycleReason
from collector.policy.programs import Channel, Program, shipped_policy
from collector.request.form import Category, FaultKind, Impact, Repeatable, SupportRequest
from collector.request.limits import MAX_LENGTH, REQUIRED
from collector.request.problems import text_of
from collector.workflow.draft import FileKind
from collector.workflow.guide import Hindrance
from collector.workflow.meter import weights
from collector.workflow.offer import Way


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (faults.fault_kinds, FaultKind),
        (faults.hindrances, Hindrance),
        (form.categories, Category),
        (form.impacts, Impact),
        (form.repeatables, Repeatable),
        (form.file_kinds, FileKind),
        (policy.programs, Program),
        (policy.reasons, Reason),
        (policy.life_cycles, LifeCycleReason),
        (policy.channels, Channel),
        (policy.ways, Way),
    ],
)
def test_both_sides_are_equal(qapp: QApplication, said: object, known: Iterable[object]) -> None:
    assert callable(said)
    assert set(said()) == set(known)


def test_every_step_of_the_policys_proposal_has_a_name(qapp: QApplication) -> None:
    assert list(policy.steps()) == list(shipped_policy().proposal.order)


def test_every_answer_of_the_meter_has_a_name(qapp: QApplication) -> None:
    asked = {path for points in weights().values() for path in points}
    assert asked <= set(meter.answers())


def test_faults_are_about_fields_that_there_are(qapp: QApplication) -> None:
    paths: set[str] = {path for path, _kind in faults.field_faults()}
    for path in paths - {"ticket_id"}:
        assert path in MAX_LENGTH or text_of(SupportRequest(), path)
    assert all((path, FaultKind.REQUIRED) in faults.field_faults() for path in REQUIRED)
