"""The pieces of wire copy as a list to go through by key: what each is taken for, how surely, and
why; what a change does to the story is left to the reading."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.exchange.wire import CHANGEABLE, Kind, Piece, Reading
from editor.ui.row_ground import BAR, paint_ground
from editor.ui.theme import Theme, serif_font

Index = QModelIndex | QPersistentModelIndex

PIECE = Qt.ItemDataRole.UserRole + 1

_KEYS = {getattr(Qt.Key, f"Key_{key}"): kind for kind, _, key in CHANGEABLE}
_NAMES = {kind: name for kind, name, _ in CHANGEABLE}
_TINTS = {
    Kind.HEADLINE: "accent",
    Kind.STANDFIRST: "accent",
    Kind.HEADING: "accent",
    Kind.RELATED: "status_submitted",
    Kind.INLINE_RELATED: "status_submitted",
    Kind.TAG: "good",
    Kind.CAPTION: "warn",
    Kind.PULL_QUOTE: "warn",
    Kind.BLOCK_QUOTE: "warn",
    Kind.PARAGRAPH: "hairline_strong",
    Kind.LIST: "hairline_strong",
}
_SURE, _LIKELY = 0.9, 0.7
_LABEL, _REASON, _GAP, _PAD = 118, 168, 16, 8
_BESIDE_FROM = 620
_WRAP = int(Qt.TextFlag.TextWordWrap)


def kind_name(kind: Kind) -> str:
    """What a kind is called on screen."""
    return _NAMES.get(kind, kind.value.capitalize())


def certainty(confidence: float) -> str:
    """How sure a guess is, in words."""
    if confidence >= _SURE:
        return "sure"
    return "likely" if confidence >= _LIKELY else "a guess"


class PieceModel(QAbstractListModel):
    """The pieces of the present reading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()

    def show(self, reading: Reading) -> None:
        """The same copy read anew keeps its rows, so that the view keeps its place."""
        if len(reading.pieces) == len(self._pieces):
            self._pieces = reading.pieces
            self.dataChanged.emit(self.index(0), self.index(len(self._pieces) - 1))
            return
        self.beginResetModel()
        self._pieces = reading.pieces
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pieces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._pieces):
            return None
        piece = self._pieces[index.row()]
        if role == PIECE:
            return piece
        if role == Qt.ItemDataRole.DisplayRole:
            return piece.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            sure = certainty(piece.confidence)
            return f"{kind_name(piece.kind)}, {sure}: {piece.text}. {piece.reason}"
        return None


class PieceView(QListView):
    """Up and Down go through the pieces; a letter changes what the present one is taken for."""

    kind_wanted = Signal(int, str)
    """A row, and the Kind it should be."""
    undo_wanted = Signal()
    accept_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pieceList")
        self.setAccessibleName(self.tr("The copy, piece by piece"))
        self.setItemDelegate(_PieceDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def event(self, event: QEvent) -> bool:
        """Undo and the plain letters are this list's while it has the keyboard, not the menu's."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Undo) or self._accepts(event):
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        kind = _KEYS.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif self._accepts(event):
            self.accept_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss_wanted.emit()
        elif kind is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.kind_wanted.emit(self.currentIndex().row(), kind.value)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _accepts(event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class _PieceDelegate(QStyledItemDelegate):
    """At the left what a piece is and how surely, then its words, then why; where there is no
    room beside the words, why stands below them."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        piece = index.data(PIECE)
        width = self._view.viewport().width()
        if not isinstance(piece, Piece):
            return QSize(width, 0)
        words, why, beside = self._heights(option, piece, width)
        inner = max(words, why, 36) if beside else max(words + why + 2, 36)
        return QSize(width, inner + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        piece = index.data(PIECE)
        if not isinstance(piece, Piece):
            return
        painter.save()
        paint_ground(painter, option, self._theme, _TINTS.get(piece.kind, "hairline_strong"))
        rect = option.rect.adjusted(_GAP + BAR, _PAD, -_GAP, -_PAD)
        self._paint_label(painter, option, rect, piece)
        self._paint_words(painter, option, rect, piece)
        painter.restore()

    def _heights(
        self, option: QStyleOptionViewItem, piece: Piece, width: int
    ) -> tuple[int, int, bool]:
        """How tall words and reason are, and whether they stand side by side."""
        beside = width >= _BESIDE_FROM
        room = _words_width(width - 2 * _GAP - BAR, beside)
        words = _height(_face(piece.kind), piece.text, room)
        why = _height(_small(option.font), piece.reason, _REASON if beside else room)
        return words, why, beside

    def _paint_label(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, piece: Piece
    ) -> None:
        name = QFont(option.font)
        name.setWeight(QFont.Weight.DemiBold)
        painter.setFont(name)
        tint = _TINTS.get(piece.kind, "ink_soft")
        painter.setPen(self._theme.color("ink_soft" if tint == "hairline_strong" else tint))
        label = QRect(rect.left(), rect.top() + 1, _LABEL, rect.height())
        painter.drawText(label, _WRAP, kind_name(piece.kind))
        painter.setFont(_small(option.font))
        painter.setPen(self._theme.color("ink_faint"))
        painter.drawText(label.adjusted(0, 18, 0, 0), _WRAP, certainty(piece.confidence))

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, piece: Piece
    ) -> None:
        height, _, beside = self._heights(option, piece, option.rect.width())
        room = _words_width(rect.width(), beside)
        words = QRect(rect.left() + _LABEL, rect.top(), room, height)
        painter.setFont(_face(piece.kind))
        painter.setPen(self._theme.color("ink"))
        painter.drawText(words, _WRAP, piece.text)
        painter.setFont(_small(option.font))
        painter.setPen(self._theme.color("ink_faint"))
        if beside:
            why = QRect(rect.right() - _REASON, rect.top() + 3, _REASON, rect.height())
        else:
            why = QRect(words.left(), words.bottom() + 3, room, rect.height())
        painter.drawText(why, _WRAP, piece.reason)


def _words_width(inner: int, beside: bool) -> int:
    return max(inner - _LABEL - (_REASON + _GAP if beside else 0), 80)


def _height(font: QFont, words: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(0, 0, width, 100_000, _WRAP, words).height()


def _face(kind: Kind) -> QFont:
    heading = kind in (Kind.HEADLINE, Kind.HEADING)
    font = serif_font(17 if heading else 15)
    font.setBold(heading)
    return font


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(12)
    return small
