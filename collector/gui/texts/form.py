"""The choices of the form: categories, impact, how often it happens, kinds of files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from collector.request.form import Category, Impact, Repeatable
from collector.workflow.draft import FileKind

translate = QCoreApplication.translate


def categories() -> dict[Category, str]:
    """What a problem may be about; `other` is always there."""
    return {
        Category.PARTITIONING: translate("Texts", "Partitions"),
        Category.BACKUP: translate("Texts", "Backup, copying a disk"),
        Category.RESTORE: translate("Texts", "Restoring a backup"),
        Category.BOOT: translate("Texts", "Computer does not start"),
        Category.RECOVERY_MEDIA: translate("Texts", "Recovery media"),
        Category.DATA_LOSS: translate("Texts", "Lost files or partitions"),
        Category.INSTALLATION: translate("Texts", "Installation, update"),
        Category.LICENSING: translate("Texts", "Licence, activation"),
        Category.HOW_TO: translate("Texts", "How do I do it?"),
        Category.SCRIPT: translate("Texts", "Script, template"),
        Category.OTHER: translate("Texts", "Something else"),
    }


def impacts() -> dict[Impact, tuple[str, str]]:
    """How serious it is for the business, each with examples."""
    return {
        Impact.CRITICAL: (
            translate("Texts", "Critical: work stands still"),
            translate(
                "Texts", "A server does not start, or data that is needed now is out of reach."
            ),
        ),
        Impact.HIGH: (
            translate("Texts", "High: important work is badly hindered"),
            translate(
                "Texts", "Backups fail on several machines, or a restore is due and does not run."
            ),
        ),
        Impact.MEDIUM: (
            translate("Texts", "Medium: there is a way around it"),
            translate("Texts", "One function fails, but the work can be done in another way."),
        ),
        Impact.LOW: (
            translate("Texts", "Low: it can wait"),
            translate("Texts", "A question, a wish, or something that merely looks wrong."),
        ),
    }


def repeatables() -> dict[Repeatable, str]:
    """Whether it can be made to happen again."""
    return {
        Repeatable.ALWAYS: translate("Texts", "Yes, every time"),
        Repeatable.SOMETIMES: translate("Texts", "Sometimes"),
        Repeatable.ONCE: translate("Texts", "No, it happened once"),
        Repeatable.UNKNOWN: translate("Texts", "I have not tried"),
    }


def file_kinds() -> dict[FileKind, str]:
    """What an attached file was recognised as."""
    return {
        FileKind.PICTURE: translate("Texts", "Picture"),
        FileKind.TEXT: translate("Texts", "Text"),
        FileKind.DOCUMENTED_LOG: translate("Texts", "Log of a Paragon product"),
        FileKind.KERNEL_LOG: translate("Texts", "Copy of the kernel log"),
        FileKind.NFO: translate("Texts", "Windows system information"),
        FileKind.ARCHIVE: translate("Texts", "Archive"),
        FileKind.OTHER: translate("Texts", "File"),
    }
