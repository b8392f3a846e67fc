"""PySide makes a class when it is first named; here it is the GUI thread that names them all.

Worker threads run while the window is painted: they must find every class of Qt made.
"""

from __future__ import annotations

import importlib

NAMES = {
    "QtCore": (
        "QBuffer QByteArray QCoreApplication QDate QDateTime QDir QEvent QFile QIODevice "
        "QLibraryInfo QLocale QMimeData QObject QPoint QPointF QRect QRectF QSize "
        "QStandardPaths QTime QTimeZone QTimer QTranslator QUrl Qt Signal"
    ),
    "QtGui": (
        "QAccessible QAccessibleAnnouncementEvent QBrush QCloseEvent QColor "
        "QDesktopServices QDragEnterEvent QDragLeaveEvent QDropEvent QFocusEvent "
        "QFontDatabase QFontInfo QFontMetrics QGuiApplication QImage QImageReader QKeyEvent "
        "QKeySequence QPageSize QPaintEvent QPainter QPalette QPdfWriter QPen QPixmap "
        "QPolygonF QResizeEvent QScreen QShortcut QShowEvent QTextCharFormat QTextCursor "
        "QTextDocument QWheelEvent"
    ),
    "QtWidgets": (
        "QAbstractButton QAbstractItemView QApplication QBoxLayout QButtonGroup "
        "QCalendarWidget QCheckBox QComboBox QFileDialog QFrame QHBoxLayout QHeaderView "
        "QLabel QLayout QLayoutItem QLineEdit QMenu QPlainTextEdit QProgressBar QPushButton "
        "QRadioButton QScrollArea QSizePolicy QStackedWidget QStyle QStyleFactory "
        "QStyleOptionButton QTextBrowser QTextEdit QTreeWidget QTreeWidgetItem QVBoxLayout "
        "QWidget QWidgetAction"
    ),
}
"""What the app imports of each module of PySide6; a test holds it to the imports."""


def make() -> None:
    """Make every class that the pages use; call it on the GUI thread."""
    for module, names in NAMES.items():
        loaded = importlib.import_module(f"PySide6.{module}")
        for name in names.split():
            getattr(loaded, name)
