"""Printing a page, or saving it as PDF: Qt's own dialog offers both."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget


def document(html: str) -> QTextDocument:
    """The page as Qt lays it out; it knows tables and headings, and loads nothing."""
    made = QTextDocument()
    made.setHtml(html)
    return made


def print_html(parent: QWidget, html: str) -> bool:
    """Ask for a printer (or a PDF file), and print; False where the person decided otherwise."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    document(html).print_(printer)
    return True


def write_pdf(html: str, path: str) -> bool:
    """Write the page as PDF (A4); False where the file cannot be written. Any thread."""
    from PySide6.QtGui import QPageSize, QPdfWriter

    if not _can_write(path):
        return False
    writer = QPdfWriter(path)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document(html).print_(writer)
    return True


def _can_write(path: str) -> bool:
    from PySide6.QtCore import QFile, QIODevice

    file = QFile(path)
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    file.close()
    return opened
