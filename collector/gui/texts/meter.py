"""The answers that help an engineer, as the meter names them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def answers() -> dict[str, str]:
    """What each answer is called in the sentence that asks for it."""
    return {
        "problem.subject": translate("Texts", "the problem in one line"),
        "problem.description": translate("Texts", "what you did, step by step"),
        "problem.expected": translate("Texts", "what you expected"),
        "problem.happened": translate("Texts", "what happened instead"),
        "problem.since": translate("Texts", "since when it is so, and what changed then"),
        "problem.repeatable": translate("Texts", "whether it happens again"),
        "problem.data_at_risk": translate("Texts", "whether data could be lost"),
        "problem.occurred_at": translate("Texts", "when it happened last"),
        "problem.error_code": translate("Texts", "the error code, if one was shown"),
        "product.name": translate("Texts", "the product"),
        "product.version": translate("Texts", "the product's version"),
        "product.build": translate("Texts", "the product's build"),
        "support.purchase_date": translate("Texts", "the date of purchase"),
        "attachments.picture": translate("Texts", "a picture of what you see"),
        "attachments.log": translate("Texts", "the file that it is about, or a log"),
    }


def helping(path: str) -> str:
    """The answer `path` in words; for one that support has added to the file, its name."""
    return answers().get(path, path)
