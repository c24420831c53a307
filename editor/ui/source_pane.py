"""The Markdown source: a plain-text editor set like a manuscript, which knows lists, quotes and
cross-links; what the edits are is left to the text layer, the text itself to the open article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from editor.app.body_text import as_typed
from editor.app.settings import Settings
from editor.later import later
from editor.ui.crosslink_typing import CrossLinkTyping
from editor.ui.highlighter import MarkdownHighlighter, SourceColours
from editor.ui.pasting import Pasting
from editor.ui.source_layout import SourceLayout
from editor.ui.theme import Theme
from editor.ui.typing_habits import TypingHabits
from editor.ui.utf16 import to_points, to_units

if TYPE_CHECKING:
    from editor.text import edits

    Formatting = Callable[[str, int, int], edits.Edit | Sequence[edits.Edit] | None]
else:
    # Formatting comes with the first key: not before the first paint.
    edits = later("editor.text.edits")

_FLASH_MILLISECONDS = 900
_LEAST_MARGIN = 28
_TOP_MARGIN = 12
# Lines formatted beyond what is seen, so that a page down finds them ready.
_AHEAD = 40
_LINES_ABOVE = 3

TakePicture = Callable[..., bool]
"""Takes the pictures in a QMimeData; with `only_ask=True` only says whether it would."""


class SourcePane(QPlainTextEdit):
    """Edits one document made by `source_layout.source_document`.

    Positions and lines are the document's: UTF-16 units, and blocks from 0.
    """

    cursor_line_changed = Signal(int)
    column_changed = Signal()
    """The column of the words stands elsewhere, or is another width."""
    left_at_top = Signal()
    """The writer pressed Up on the first line: the head is above."""
    context_menu_made = Signal(object, int)
    """The QMenu that is about to open and the position it is asked for, to add commands to."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(
        self,
        document: QTextDocument,
        settings: Settings,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self.setAccessibleName(self.tr("Text, in Markdown"))
        self._theme = theme
        self._measure = settings.measure
        self._look: tuple[str, int, int] | None = None
        self._line = -1
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self.cross_links = CrossLinkTyping(self)
        self.typing = TypingHabits(self, settings, self._apply)
        self.setDocument(document)
        self.pasting = Pasting(self)
        self.take_picture: TakePicture = _take_none
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setPlaceholderText(self.tr("Write here. Type [[ to link another article."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.setCursorWidth(2)
        self._highlighter = MarkdownHighlighter(document, self.font(), _colours(theme))
        self._flash_end = QTimer(self, singleShot=True, interval=_FLASH_MILLISECONDS)
        self._flash_end.timeout.connect(lambda: self.set_marks("flash", []))
        self.take_settings(settings)
        self.cursorPositionChanged.connect(self._tell_line)
        self.verticalScrollBar().valueChanged.connect(self._format_view)
        self.blockCountChanged.connect(self._format_view)
        theme.changed.connect(self._recolour)

    # Looks.

    def take_settings(self, settings: Settings) -> None:
        """Use the writer's face, size and measure, and how they like to type."""
        self.typing.take_settings(settings)
        look = (settings.editor_font, settings.editor_size, settings.measure)
        if look != self._look:
            self._look = look
            self._set_look(settings)

    def _set_look(self, settings: Settings) -> None:
        font = QFont(self.font())
        if settings.editor_font:
            font.setFamilies([settings.editor_font])
        else:
            font.setFamilies(["Noto Sans", "Segoe UI", "Helvetica Neue", "Sans Serif"])
        font.setPointSize(settings.editor_size)
        self.setFont(font)
        layout = self.document().documentLayout()
        if isinstance(layout, SourceLayout):
            layout.set_face(font)
        self.document().setDefaultFont(font)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance("    "))
        self._measure = settings.measure
        self._highlighter.set_look(font, _colours(self._theme))
        self._centre()

    @property
    def column(self) -> tuple[int, int]:
        """Left edge and width, in pixels, of the column the words stand in."""
        margins = self.viewportMargins()
        inset = round(self.document().documentMargin())
        return margins.left() + inset, self.viewport().width() - 2 * inset

    def set_marks(self, name: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Set one kind of marks over the text (`find`, `flash`); the other kinds stay."""
        if not marks and not self._marks.get(name):
            return  # asked at every move of the cursor
        self._marks[name] = marks
        self.setExtraSelections([mark for kind in self._marks.values() for mark in kind])

    def resizeEvent(self, event: QResizeEvent) -> None:
        layout = self.document().documentLayout()
        if isinstance(layout, SourceLayout):
            layout.set_width(self.viewport().width())
        super().resizeEvent(event)
        self._centre()
        self._format_view()
        self.column_changed.emit()

    def _centre(self) -> None:
        """Room for the scroll bar is kept at both sides, so that its coming moves no word."""
        bar = self.verticalScrollBar()
        wanted = round(QFontMetricsF(self.font()).averageCharWidth() * self._measure)
        wanted += 2 * round(self.document().documentMargin())
        room = self.contentsRect().width()
        left = max(_LEAST_MARGIN, (room - wanted) // 2)
        right = max(room - left - wanted, _LEAST_MARGIN) - (bar.width() if bar.isVisible() else 0)
        margins = QMargins(left, _TOP_MARGIN, max(right, 0), 0)
        if self.viewportMargins() != margins:
            self.setViewportMargins(margins)

    def _recolour(self) -> None:
        self._highlighter.set_look(self.font(), _colours(self._theme))

    def _format_view(self, *_: int) -> None:
        top = self.firstVisibleBlock()
        lines = self.viewport().height() // max(self.fontMetrics().height(), 1)
        # Counted in lines seen: folded ones have none.
        last = self.document().findBlockByLineNumber(top.firstLineNumber() + lines + _AHEAD)
        ahead = last.blockNumber() if last.isValid() else self.blockCount() - 1
        self._highlighter.show_blocks(max(top.blockNumber() - _AHEAD, 0), ahead)

    @property
    def highlighter(self) -> MarkdownHighlighter:
        """What sets the lines in view in type."""
        return self._highlighter

    def text(self) -> str:
        """The whole text, no-break spaces and all, which `toPlainText` would make plain ones.
        Walks the document: for commands, never for keys."""
        return as_typed(self.document().toRawText())

    def selection(self) -> tuple[str, int, int]:
        """The whole text, and from where to where it is selected, in code points."""
        text, cursor = self.text(), self.textCursor()
        start = to_points(text, cursor.selectionStart())
        return text, start, to_points(text, cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select from one code point of the text to another, show it and take the keyboard."""
        cursor = self.textCursor()
        _select(cursor, self.text(), start, end, 0)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where the writer is.

    @property
    def cursor_line(self) -> int:
        return self.textCursor().blockNumber()

    def positions_in_view(self) -> tuple[int, int]:
        """The first and the last position of the text that can be seen."""
        below = self.viewport().rect().bottomRight()
        return self.firstVisibleBlock().position(), self.cursorForPosition(below).position()

    def go_to_line(self, line: int, flash: bool = True) -> None:
        """Put the cursor at the start of a line, show it near the top, and take the keyboard."""
        block = self.document().findBlockByNumber(line)
        if not block.isValid():
            block = self.document().lastBlock()
        self.setTextCursor(QTextCursor(block))
        self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - _LINES_ABOVE))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if flash:
            self._flash(QTextCursor(block))

    def go_to_position(self, position: int) -> None:
        """Put the cursor at a position, within the text, and show it."""
        cursor = self.textCursor()
        cursor.setPosition(min(max(position, 0), self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        if cursor.blockNumber():
            self.centerCursor()
        else:
            self.verticalScrollBar().setValue(0)

    def _flash(self, cursor: QTextCursor) -> None:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(self._theme.color("accent_soft"))
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.set_marks("flash", [mark])
        self._flash_end.start()

    def _tell_line(self) -> None:
        line = self.cursor_line
        if line != self._line:
            self._line = line
            self.cursor_line_changed.emit(line)
        self.cross_links.cursor_moved()

    # Formatting, each one undo step.

    def move_paragraph_up(self) -> None:
        self.format(lambda text, start, end: edits.move_paragraph(text, start, end, "up"))

    def move_paragraph_down(self) -> None:
        self.format(lambda text, start, end: edits.move_paragraph(text, start, end, "down"))

    def insert_cross_link(self, slug: str) -> None:
        """Link an article where the cursor is; selected words become the link's words."""
        self.format(lambda text, start, end: edits.cross_link(text, start, end, slug))

    def format(self, formatting: Formatting) -> None:
        """Run an edit of the text layer over the selection, or several edits of the same text, as
        one undo step; None is no edit."""
        if self.isReadOnly():
            return
        text, start, end = self.selection()
        made = formatting(text, start, end)
        if made is not None:
            self._apply(text, (made,) if isinstance(made, edits.Edit) else made)

    def _apply(self, text: str, made: Sequence[edits.Edit], offset: int = 0) -> None:
        """Put edits of `text`, which stands at `offset` in the document, into the document, and
        select what the last of them selects."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for edit in sorted(made, key=lambda edit: edit.start, reverse=True):
            after = edit.apply(text)
            if after != text:
                _select(cursor, text, edit.start, edit.end, offset)
                cursor.insertText(edit.text)
            text = after
        cursor.endEditBlock()
        _select(cursor, text, made[-1].select_start, made[-1].select_end, offset)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if self.typing.press(event):
            if typed:
                self.cross_links.look()
            return
        if not typed and _is_plain_up(event) and self._is_at_top():
            self.left_at_top.emit()
            return
        super().keyPressEvent(event)
        if typed:
            self.typing.typed(typed)
            self.cross_links.look()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.typing.typed(event.commitString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.cross_links.leave()
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context_menu_made.emit(menu, cursor.position())
        below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        menu.popup(below if by_key else event.globalPos())

    def _is_at_top(self) -> bool:
        cursor = self.textCursor()
        if cursor.blockNumber() or cursor.hasSelection():
            return False
        return not cursor.movePosition(QTextCursor.MoveOperation.Up)

    # Paste and drop.

    def paste_plain(self) -> None:
        """Paste the clipboard's words and nothing else."""
        self.pasting.put_plain(QGuiApplication.clipboard().text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or self.take_picture(source, only_ask=True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pictures, or the words, and their formatting as Markdown where there is any."""
        if not self.take_picture(source):
            self.pasting.put(source)


def _is_plain_up(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Up and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )


def _take_none(_source: QMimeData, *, only_ask: bool = False) -> bool:
    return False


def _select(cursor: QTextCursor, text: str, start: int, end: int, offset: int) -> None:
    """Select code points of `text`, which stands at `offset` in the cursor's document."""
    cursor.setPosition(offset + to_units(text, start))
    cursor.setPosition(offset + to_units(text, end), QTextCursor.MoveMode.KeepAnchor)


def _colours(theme: Theme) -> SourceColours:
    def named(token: str) -> str:
        return theme.color(token).name()

    return SourceColours(
        ink=named("ink"),
        dimmed=named("marker"),
        link=named("accent"),
        quote=named("ink_soft"),
        code=named("ink_soft"),
        code_ground=named("code_ground"),
        glow=named("on_tk"),
        glow_ground=named("tk"),
        misspelt=named("misspelt"),
    )
