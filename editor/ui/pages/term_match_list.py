"""Tags beside the terms they seem to be, in a table to tick by key; what is done with those ticked
is left to its view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from editor.app.models.term_matches import MatchColumn, TermMatchesModel

_MATCH_ROW, _HOW_WIDTH = 28, 104


class TermMatchList(QTableView):
    """Space ticks and unticks the row stood on, a click on its box too."""

    def __init__(self, model: TermMatchesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("termMatches")
        self.setAccessibleName(self.tr("Tags and the terms they seem to be"))
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(MatchColumn.HOW, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(MatchColumn.HOW, _HOW_WIDTH)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_MATCH_ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex().siblingAtColumn(MatchColumn.TAG)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            turned = {Qt.CheckState.Checked: Qt.CheckState.Unchecked}
            other = turned.get(on, Qt.CheckState.Checked)
            self.model().setData(index, other, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)
