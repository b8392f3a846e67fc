"""The support policy in plain words: programs, what speaks for and against, what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from collector.policy.entitlement import Reason
from collector.policy.life_cycle import LifeCycleReason
from collector.policy.programs import Channel, Program
from collector.workflow.offer import Way

translate = QCoreApplication.translate


def programs() -> dict[Program, tuple[str, str]]:
    """The five programs and "I am not sure": name, and what it is."""
    return {
        Program.UNKNOWN: (
            translate("Texts", "I am not sure"),
            translate("Texts", "We propose what fits what you tell us below."),
        ),
        Program.COMPLIMENTARY: (
            translate("Texts", "Complimentary Support"),
            translate(
                "Texts",
                "Comes with every product: for 30 days after the purchase of a personal edition, "
                "60 days for all others, or as long as a subscription runs. By web and e-mail.",
            ),
        ),
        Program.EXTENDED: (
            translate("Texts", "Extended Support"),
            translate(
                "Texts",
                "Bought for one year. Monday to Friday, 8 to 22 CET; first answer within four "
                "business hours. Also by telephone.",
            ),
        ),
        Program.ENTERPRISE: (
            translate("Texts", "Enterprise Level Support"),
            translate(
                "Texts",
                "Bought for one year, for Professional and Server editions and volume licences. "
                "Around the clock; the impact on the business decides what comes first.",
            ),
        ),
        Program.EVALUATION: (
            translate("Texts", "Evaluation Support"),
            translate(
                "Texts",
                "For companies that try out a product: 30 days from agreeing to the evaluation "
                "terms. An engineer calls back.",
            ),
        ),
        Program.PER_INCIDENT: (
            translate("Texts", "Per-Incident Support"),
            translate(
                "Texts",
                "One single problem with the latest version, bought beforehand and used within a "
                "year. Also by telephone. This request uses it up.",
            ),
        ),
    }


def steps() -> dict[str, str]:
    """The steps of the proposal, in the order of the policy."""
    return {
        "enterprise": translate("Texts", "Enterprise Level Support"),
        "extended": translate("Texts", "Extended Support"),
        "subscription": translate("Texts", "Complimentary, while a subscription runs"),
        "complimentary": translate("Texts", "Complimentary, after the purchase"),
        "upgrade_assurance": translate("Texts", "Complimentary, after an upgrade"),
        "evaluation": translate("Texts", "Evaluation Support"),
        "per_incident": translate("Texts", "Per-Incident Support (uses an incident up)"),
    }


def reasons() -> dict[Reason, str]:
    """What speaks for a program or against it; {until} is a day, and may not be there."""
    return {
        Reason.WITHIN_TERM: translate("Texts", "It is valid until {until}."),
        Reason.SUBSCRIPTION: translate("Texts", "The subscription runs until {until}."),
        Reason.UPGRADE_ASSURANCE: translate(
            "Texts", "The upgrade under Upgrade Assurance renewed it until {until}."
        ),
        Reason.TERM_OVER: translate("Texts", "It ended on {until}."),
        Reason.NOT_STARTED: translate("Texts", "It has not begun yet."),
        Reason.DATE_NOT_STATED: translate("Texts", "Not known: its date was not stated."),
        Reason.PROGRAM_NOT_STATED: translate("Texts", "You did not say that you bought it."),
        Reason.ANOTHER_PROGRAM: translate("Texts", "Another support program was chosen."),
        Reason.EDITION_NOT_STATED: translate(
            "Texts", "Not known: it depends on the edition, and would end on {until} at the latest."
        ),
        Reason.EDITION_NOT_COVERED: translate(
            "Texts", "Only for Professional and Server editions and volume licences."
        ),
        Reason.PRODUCT_NOT_COVERED: translate(
            "Texts",
            "Only for Deployment Manager, Drive Backup Enterprise Server, Partition Manager "
            "Enterprise Server and System Recovery.",
        ),
        Reason.COMPANY_NEEDED: translate(
            "Texts", "Offered to companies: the company's name is needed on the next page."
        ),
        Reason.NO_INCIDENT_LEFT: translate("Texts", "There is no incident left."),
        Reason.NOT_THE_LATEST_MAJOR: translate("Texts", "Only for the latest version."),
    }


def life_cycles() -> dict[LifeCycleReason, str]:
    """Why a version is supported, is not, or why nobody can tell."""
    return {
        LifeCycleReason.LATEST_MAJOR: translate("Texts", "It is the latest version."),
        LifeCycleReason.NEXT_MAJOR_AVAILABLE: translate(
            "Texts", "A version is supported for 18 months after the next one, {next}, came out."
        ),
        LifeCycleReason.PRODUCT_NOT_KNOWN: translate("Texts", "This product is not in our list."),
        LifeCycleReason.VERSION_NOT_KNOWN: translate("Texts", "This version is not in our list."),
        LifeCycleReason.DATE_NOT_KNOWN: translate(
            "Texts", "It is not known when version {next} came out."
        ),
    }


def channels() -> dict[Channel, str]:
    """How one reaches an engineer."""
    return {
        Channel.WEB: translate("Texts", "web"),
        Channel.EMAIL: translate("Texts", "e-mail"),
        Channel.TELEPHONE: translate("Texts", "telephone"),
        Channel.CALLBACK: translate("Texts", "an engineer calls you back"),
    }


def ways() -> dict[Way, str]:
    """What can be done where no request can be sent."""
    return {
        Way.SAVE_BUNDLE: translate("Texts", "Save a bundle all the same"),
        Way.KNOWLEDGE_BASE: translate("Texts", "Knowledge base"),
        Way.DOCUMENTATION: translate("Texts", "Documentation"),
        Way.FORUM: translate("Texts", "Discussion forum"),
        Way.UPGRADE: translate("Texts", "Upgrade to the latest version"),
    }
