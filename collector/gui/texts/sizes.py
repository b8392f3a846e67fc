"""Sizes of files, as the person's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size_words(size: int) -> str:
    """Bytes in the largest unit that fits, in steps of 1,000: 12.3 MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
