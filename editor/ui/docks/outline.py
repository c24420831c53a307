"""The Outline dock: the sections of the article, to see its shape and to go to any of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from editor.app.models.outline import OutlineModel, OutlineRole
from editor.ui.docks.dock_parts import DockContents, Index, hint
from editor.ui.parts import Parts
from editor.ui.phrases import thousands
from editor.ui.theme import Theme

_ROW = 28


class OutlineDock(DockContents):
    """A tree that follows the cursor; a click or Enter goes to the section."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__("Outline", parent)
        self.column.setContentsMargins(0, 8, 0, 0)
        self._model: OutlineModel = parts.models.outline
        self._traffic = parts.traffic
        self._tree = self._make_tree(parts.theme)
        self._empty = hint(
            self.tr(
                "The sections of your article stand here.\n\n"
                "Start a line with ## and a space to make a heading, or press Ctrl+2."
            ),
            self,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._tree)
        self._pages.addWidget(self._empty)
        self.column.addWidget(self._pages)
        self._model.modelReset.connect(self._renew)
        self._traffic.line_reached.connect(self._follow)
        self._line = 0
        self._renew()

    def _make_tree(self, theme: Theme) -> QTreeView:
        tree = QTreeView(self)
        tree.setObjectName("outlineTree")
        tree.setAccessibleName(self.tr("Sections"))
        tree.setModel(self._model)
        tree.setItemDelegate(_SectionDelegate(theme, tree))
        tree.setHeaderHidden(True)
        tree.setIndentation(16)
        tree.setUniformRowHeights(True)
        tree.setMouseTracking(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.clicked.connect(self._go)
        tree.activated.connect(self._go)
        return tree

    def _renew(self) -> None:
        self._tree.expandAll()
        self._pages.setCurrentWidget(self._tree if self._model.sections else self._empty)
        self._follow(self._line)

    def _follow(self, line: int) -> None:
        self._line = line
        index = self._model.index_at_line(line)
        if index.isValid():
            self._tree.setCurrentIndex(index)
        else:
            self._tree.clearSelection()

    def _go(self, index: Index) -> None:
        line = index.data(OutlineRole.LINE)
        if line is not None:
            self._traffic.line_wanted.emit(line)


class _SectionDelegate(QStyledItemDelegate):
    """The heading, and at the right the words of the section with all that stands below it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        words = thousands(index.data(OutlineRole.WORDS) or 0)
        metrics = shown.fontMetrics
        room = shown.rect.width() - metrics.horizontalAdvance(words) - 34
        shown.text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, max(room, 20))
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        painter.setPen(self._theme.color("ink_faint"))
        place = shown.rect.adjusted(0, 0, -14, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
