"""The finds in the library as a list to tick by key: an article's row above each of its finds with
its sentence; what is ticked is kept by the model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from editor.app.models.replace_finds import (
    FIND_ROW,
    ArticleRow,
    FindRow,
    Index,
    ReplaceFindsModel,
)
from editor.ui import icons
from editor.ui.page_parts import SIDE
from editor.ui.pages.replace_form import field_words
from editor.ui.phrases import status_words, thousands
from editor.ui.row_ground import paint_ground
from editor.ui.theme import Theme

_ROW, _BOX, _INDENT, _GAP = 30, 16, 24, 10
_FIELD = 74
"""Pixels for the name of a field that isn't the text."""
_THIN = "\u2009"
_BEFORE_SHARE = 0.4
"""Of the row, at most, for what stands before the find: the find itself is always in sight."""


class FindsView(QTableView):
    """Up and Down go through the rows, Left and Right through the articles; Space ticks, on an
    article's row all its finds, T those of the article; A ticks all, N none; Enter opens."""

    open_wanted = Signal(int)
    """A row whose article is to be opened."""
    dismiss_wanted = Signal()
    lines_wanted = Signal()
    """Up from the first row: the keyboard goes back to the lines above."""

    def __init__(self, theme: Theme, model: ReplaceFindsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("libraryFinds")
        self.setAccessibleName(self.tr("What was found, by article"))
        self.setModel(model)
        self._finds = model
        self.setItemDelegate(FindsDelegate(theme, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.open_wanted.emit(index.row()))
        self._keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: lambda: model.toggle(self.currentIndex().row()),
            Qt.Key.Key_T: lambda: model.toggle_article(self.currentIndex().row()),
            Qt.Key.Key_A: lambda: model.tick_all(True),
            Qt.Key.Key_N: lambda: model.tick_all(False),
            Qt.Key.Key_Left: lambda: self._step_article(-1),
            Qt.Key.Key_Right: lambda: self._step_article(1),
            Qt.Key.Key_Return: lambda: self.open_wanted.emit(self.currentIndex().row()),
            Qt.Key.Key_Enter: lambda: self.open_wanted.emit(self.currentIndex().row()),
            Qt.Key.Key_Escape: self.dismiss_wanted.emit,
        }

    def event(self, event: QEvent) -> bool:
        """The plain letters are this list's while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self._is_ours(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_ours(event):
            self._keys[Qt.Key(event.key())]()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.lines_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters are keys here: looking for rows by their first words would read them all."""

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in self._keys and plain == Qt.KeyboardModifier.NoModifier

    def _step_article(self, by: int) -> None:
        row = self._finds.step_article(self.currentIndex().row(), by)
        if row >= 0:
            self.setCurrentIndex(self._finds.index(row, 0))


class FindsDelegate(QStyledItemDelegate):
    """A box, then the headline, or the sentence with what goes struck out and what comes."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def editorEvent(
        self,
        event: QEvent,
        model: object,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the box ticks."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        row = index.data(FIND_ROW)
        box = _box(option.rect, row).adjusted(-6, -7, 6, 7)
        if event.button() != Qt.MouseButton.LeftButton or not box.contains(
            event.position().toPoint()
        ):
            return False
        if isinstance(model, ReplaceFindsModel):
            model.toggle(index.row())
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(FIND_ROW)
        painter.save()
        paint_ground(painter, option, self._theme)
        self._paint_box(painter, option, row, index.data(Qt.ItemDataRole.CheckStateRole))
        if isinstance(row, ArticleRow):
            self._paint_article(painter, option, row)
        elif isinstance(row, FindRow):
            self._paint_find(painter, option, row)
        painter.restore()

    def _paint_box(
        self, painter: QPainter, option: QStyleOptionViewItem, row: object, state: Qt.CheckState
    ) -> None:
        """Full where all is ticked, with a dash in it where some is."""
        color = self._theme.color
        box = QRectF(_box(option.rect, row)).adjusted(0.5, 0.5, -0.5, -0.5)
        ticked = Qt.CheckState(state) is Qt.CheckState.Checked
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent" if ticked else "ink_faint"), 1))
        painter.setBrush(color("accent" if ticked else "sheet"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            icons.draw(painter, "check", box.adjusted(1, 1, -1, -1), color("on_accent"))
        elif Qt.CheckState(state) is Qt.CheckState.PartiallyChecked:
            painter.fillRect(box.adjusted(4, 6.5, -4, -6.5), color("ink"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_article(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ArticleRow
    ) -> None:
        words = _words_rect(option.rect, row)
        count = self.tr("{ticked} of {count}").format(
            ticked=thousands(row.ticked), count=thousands(len(row.found.finds))
        )
        beside = f"{status_words(row.found.status)} · {count}"
        painter.setFont(option.font)
        painter.setPen(self._theme.color("ink_soft"))
        painter.drawText(words, _beginning(Qt.AlignmentFlag.AlignRight), beside)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink"))
        room = words.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(beside) - _GAP, 0)
        headline = QFontMetrics(font).elidedText(
            row.headline, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _beginning(Qt.AlignmentFlag.AlignLeft), headline)

    def _paint_find(self, painter: QPainter, option: QStyleOptionViewItem, row: FindRow) -> None:
        words = _words_rect(option.rect, row)
        label = self.tr("In a link") if row.find.in_address else field_words(row.field)
        if row.find.in_address or row.field != "body":
            painter.setFont(option.font)
            painter.setPen(self._theme.color("ink_soft"))
            painter.drawText(words, _beginning(Qt.AlignmentFlag.AlignLeft), label)
            words.setLeft(words.left() + _FIELD)
        layout = self._sentence(option, row, words.width())
        painter.setClipRect(words)
        height = layout.boundingRect().height()
        top = words.top() + (words.height() - height) / 2
        layout.draw(painter, QPointF(words.left(), top), [], QRectF(words))

    def _sentence(self, option: QStyleOptionViewItem, row: FindRow, room: int) -> QTextLayout:
        """The sentence on one line, which begins and ends where there is room."""
        find, metrics = row.find, option.fontMetrics
        before = metrics.elidedText(
            find.before, Qt.TextElideMode.ElideLeft, int(room * _BEFORE_SHARE)
        )
        # The blank before the find is cut off with what is left out.
        before += " " if find.before.endswith(" ") and not before.endswith(" ") else ""
        goes = find.words
        comes = f"{_THIN}{find.instead}" if row.ticked and find.instead else ""
        used = metrics.horizontalAdvance(f"{before}{goes}{comes}")
        after = metrics.elidedText(find.after, Qt.TextElideMode.ElideRight, max(room - used, 0))
        layout = QTextLayout(f"{before}{goes}{comes}{after}", option.font)
        layout.setFormats(self._formats(len(before), len(goes), len(comes), len(after), row))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1_000_000)
        layout.endLayout()
        return layout

    def _formats(
        self, before: int, goes: int, comes: int, after: int, row: FindRow
    ) -> list[QTextLayout.FormatRange]:
        color = self._theme.color
        quiet, gone, new = (
            _format(color("ink_soft")),
            _format(color("bad" if row.ticked else "ink")),
            _format(color("good")),
        )
        gone.setFontStrikeOut(row.ticked)
        new.setFontWeight(QFont.Weight.DemiBold)
        ranges, at = [], 0
        for length, format_ in ((before, quiet), (goes, gone), (comes, new), (after, quiet)):
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = at, length, format_
            ranges.append(one)
            at += length
        return ranges


def _format(color: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(color)
    return made


def _box(rect: QRect, row: object) -> QRect:
    left = rect.left() + SIDE + (0 if isinstance(row, ArticleRow) else _INDENT)
    return QRect(left, rect.top() + (rect.height() - _BOX) // 2, _BOX, _BOX)


def _words_rect(rect: QRect, row: object) -> QRect:
    return rect.adjusted(_box(rect, row).right() - rect.left() + _GAP, 0, -SIDE, 0)


def _beginning(side: Qt.AlignmentFlag) -> int:
    return int(Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine)
