"""The manual that came with Standfirst, page by page."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import resources
from editor.ui.dialogs.closing import closing_row
from editor.ui.theme import serif_font

_LINE_HEIGHT, _AFTER_PARAGRAPH = 135, 8


class ManualDialog(QDialog):
    """A list of pages at the left, the page at the right; stays open beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manualDialog")
        self.setWindowTitle(self.tr("Manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 600)
        self._pages = pages()
        self._list = QListWidget(self)
        self._list.setObjectName("manualPages")
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setFixedWidth(240)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSpacing(2)
        self._list.addItems([headline(page) for page in self._pages])
        self._page = self._make_page()
        self._list.currentRowChanged.connect(self._show)
        self._lay_out()
        self._list.setCurrentRow(0)

    def _make_page(self) -> QTextBrowser:
        page = QTextBrowser(self)
        page.setObjectName("manualPage")
        page.setAccessibleName(self.tr("Page"))
        page.setOpenLinks(False)
        page.anchorClicked.connect(self._follow)
        page.setFrameShape(QTextBrowser.Shape.NoFrame)
        page.document().setDocumentMargin(24)
        page.setFont(serif_font(16))
        return page

    def _show(self, row: int) -> None:
        self._page.setMarkdown(self._pages[row].read_text(encoding="utf-8"))
        open_lines(self._page.document())
        self._page.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, address: QUrl) -> None:
        names = [page.name for page in self._pages]
        if address.fileName() in names:
            self._list.setCurrentRow(names.index(address.fileName()))

    def _lay_out(self) -> None:
        buttons = closing_row(self)
        buttons.setContentsMargins(16, 0, 16, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._page, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)


def open_lines(document: QTextDocument) -> None:
    """Gives lines and paragraphs the room of a printed page."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    room = QTextBlockFormat()
    room.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    room.setBottomMargin(_AFTER_PARAGRAPH)
    cursor.mergeBlockFormat(room)


def pages() -> list[Path]:
    """The manual's pages in the order its contents have them, the contents first."""
    contents = resources.path("manual/index.md")
    named = re.findall(r"(?m)^- \[.+\]\(([\w-]+\.md)\)", contents.read_text(encoding="utf-8"))
    following = [contents.with_name(name) for name in dict.fromkeys(named)]
    return [contents, *(page for page in following if page.exists())]


def headline(page: Path) -> str:
    """The page's own heading."""
    with page.open(encoding="utf-8") as lines:
        return next(lines).lstrip("# ").strip()
