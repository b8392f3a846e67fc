"""What would make all work vain is said in its place, before anything is typed in vain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import trustme
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from collector.gui.pages.product import ProductPage
from collector.gui.sending import Phase
from collector.gui.window import Window
from collector.request.form import Program, Support
from collector.workflow.draft import Draft, Purpose
from tests.gui.conftest import Installation
from tests.gui.steps import click, find, opened
from tests.gui.visits import filled
from tests.srs_fixture import running_srs

LONG_MS = 30_000

PRODUCTS = """
as_of = "2026-11-01"
[[products]]
id = "partition-manager"
name = "Partition Manager"
editions = ["Personal", "Professional"]
[[products.versions]]
version = "14"
released = "2019-01-10"
[[products.versions]]
version = "15"
released = "2022-05-01"
"""
"""Invented dates: 14 was supported until 18 months after 15 came out."""


def said(window: Window) -> str:
    """Every text that shows."""
    labels = window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def on_product_page(qtbot: QtBot, window: Window) -> ProductPage:
    window.session.begin(Purpose.NEW_REQUEST)
    qtbot.waitUntil(lambda: window.current_page_id == "product", timeout=LONG_MS)
    page = window.current
    assert isinstance(page, ProductPage)
    return page


def test_a_discontinued_version_with_what_can_still_be_done(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "products.toml"
    file.write_text(PRODUCTS, encoding="utf-8")
    with running_srs(tmp_path / "srs", products=file) as srs:
        window = installation.open({"PARAGON_SRS_URL": srs.url})
        page = on_product_page(qtbot, window)
        page.name.choice.setEditText("Partition Manager")
        page.version.choice.setEditText("14")
        qtbot.waitUntil(lambda: "no longer supported" in said(window), timeout=LONG_MS)
        assert "until November 1, 2023" in said(window)
        for way in ("Save a bundle all the same", "Knowledge base", "Upgrade"):
            found = window.findChildren(QWidget)
            assert any(way in each.accessibleName() for each in found if each.isVisible()), way
        assert "no longer supported" in page.blocked()
        page.version.choice.setEditText("15")
        qtbot.waitUntil(lambda: "no longer supported" not in said(window), timeout=LONG_MS)
        assert page.blocked() == ""
        installation.shut(window)


def test_an_expired_period_with_no_time_that_nobody_promises(
    installation: Installation, qtbot: QtBot
) -> None:
    def expired(draft: Draft) -> Draft:
        draft = filled(draft)
        support = Support(program=Program.COMPLIMENTARY, purchase_date=date(2020, 1, 2))
        return replace(draft, request=replace(draft.request, support=support))

    window = opened(installation)
    window.session.begin(Purpose.NEW_REQUEST, expired)
    qtbot.waitUntil(lambda: window.current_page_id == "product", timeout=LONG_MS)
    qtbot.waitUntil(lambda: "It ended on" in said(window), timeout=LONG_MS)
    page = window.current
    assert page is not None
    assert "First answer" not in said(window)
    assert "How you reach an engineer" not in said(window)
    assert "You can send your request all the same" in said(window)
    assert page.blocked() == ""


def test_an_evaluation_of_a_product_that_has_none(installation: Installation, qtbot: QtBot) -> None:
    window = installation.open()
    page = on_product_page(qtbot, window)
    page.name.choice.setEditText("Partition Manager")
    choice = window.findChild(QWidget, "product.program.evaluation")
    assert isinstance(choice, QWidget)
    qtbot.waitUntil(lambda: not choice.isEnabled(), timeout=LONG_MS)
    assert "Only for Deployment Manager" in said(window)


@pytest.mark.beyond_wine("certificates for an IP address")
def test_a_certificate_that_is_not_trusted(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    own = trustme.CA().issue_cert("127.0.0.1")
    own.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "own.pem"))
    pem = tmp_path / "own.pem"
    with running_srs(tmp_path / "srs", tls_cert=pem, tls_key=pem) as srs:
        window = opened(installation, {"PARAGON_SRS_URL": srs.url})
        qtbot.waitUntil(lambda: "certificate" in said(window), timeout=LONG_MS)
        assert window.current_page_id == "start"
        assert "trusted" in said(window)
        assert "in the settings" in said(window)
        click(qtbot, window, "window.notice.settings")
        qtbot.waitUntil(lambda: window.current_page_id == "settings", timeout=LONG_MS)
        window.session.begin(Purpose.NEW_REQUEST, filled, stay=True)
        qtbot.waitUntil(lambda: window.session.draft is not None, timeout=LONG_MS)
        window.show_page("send")
        qtbot.waitUntil(lambda: window.session.sending.phase is Phase.FAILED, timeout=LONG_MS)
        assert said(window).count("The certificate of ") == 1
        go_on = find(window, QAbstractButton, "send.continue")
        assert (go_on.text(), go_on.accessibleName()) == ("Try again", "Try again")
        installation.shut(window)
