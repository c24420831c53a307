"""The editors of the story head: they look like the page, grow with their words, keep their own
undo, and pass the keyboard on with Enter, Tab and the arrows."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QTextEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WrappingField(QTextEdit):
    """One paragraph that wraps, for the headline and the standfirst; a line break is a space."""

    edited = Signal(str)
    """What it says now, by the writer's hand."""
    next_wanted = Signal()
    previous_wanted = Signal()
    context_menu_made = Signal(object, int)
    """The QMenu that is about to open and the position it is asked for, to add commands to."""
    offer_taken = Signal()
    """The writer pressed Ctrl+Enter: what is offered in place of words is to be taken."""

    def __init__(self, name: str, label: str, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("head", True)
        self._placeholder = label
        self.setFont(font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(0)
        self._silent = False
        self.textChanged.connect(self._changed)

    @property
    def words(self) -> str:
        return self.toPlainText()

    def placeholderText(self) -> str:
        return self._placeholder

    def setPlaceholderText(self, words: str) -> None:
        """What stands in place of words, wrapped like them; Qt's own stops after a line."""
        self._placeholder = words
        self.updateGeometry()
        self.viewport().update()

    def set_size(self, pixels: int) -> None:
        """Set the words larger or smaller."""
        font = QFont(self.font())
        if font.pixelSize() != pixels:
            font.setPixelSize(pixels)
            self.setFont(font)
            self.updateGeometry()

    def put(self, words: str) -> None:
        """Show words from outside: no edit, and nothing left to undo."""
        if words != self.words:
            self._silent = True
            self.setPlainText(words)
            self._silent = False

    def write(self, words: str) -> None:
        """Put words in as the writer's own edit, which undo takes back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self.words:
            # On a copy: the document on show keeps the width it is laid out for.
            measured = self.document().clone()
            measured.setTextWidth(width)
            return round(measured.size().height()) + 2
        shown = QRect(0, 0, width, 10_000)
        wrapped = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(shown, wrapped, self.placeholderText()).height() + 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.document().isEmpty() and not self.textCursor().block().layout().preeditAreaText():
            painter = QPainter(self.viewport())
            # The viewport keeps the size of before when the field's words are set smaller.
            painter.setFont(self.font())
            painter.setPen(self.palette().placeholderText().color())
            wrapped = int(self.alignment() | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect(), wrapped, self._placeholder)
            painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.offer_taken.emit()
        elif key in _ENTER or (key == Qt.Key.Key_Down and self._at_edge(down=True)):
            self.next_wanted.emit()
        elif key == Qt.Key.Key_Up and self._at_edge(down=False):
            self.previous_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context_menu_made.emit(menu, cursor.position())
        below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        menu.popup(below if by_key else event.globalPos())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def _changed(self) -> None:
        self.updateGeometry()
        if not self._silent:
            self.edited.emit(self.words)

    def _at_edge(self, *, down: bool) -> bool:
        cursor = self.textCursor()
        move = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        return not cursor.movePosition(move)


class LineField(QLineEdit):
    """A short field in a line of several, as wide as its words."""

    edited = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, name: str, label: str, hint: str, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.setProperty("head", True)
        self.setPlaceholderText(hint)
        self.setFont(font)
        self.setFrame(False)
        # Qt sets a line's words in by two pixels; here they stand under those above.
        self.setTextMargins(-2, 0, -2, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(lambda _text: self.updateGeometry())
        self.textEdited.connect(self.edited)

    @property
    def words(self) -> str:
        return self.text()

    def put(self, words: str) -> None:
        """Show words from outside: no edit."""
        if words != self.words:
            self.setText(words)
            self.setCursorPosition(0)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        shown = self.displayText() or self.placeholderText()
        if self.font().capitalization() == QFont.Capitalization.AllUppercase:
            shown = shown.upper()
        return QSize(metrics.horizontalAdvance(shown) + 3, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 40), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ENTER or key == Qt.Key.Key_Down:
            self.next_wanted.emit()
        elif key == Qt.Key.Key_Up:
            self.previous_wanted.emit()
        else:
            super().keyPressEvent(event)
