"""Sets the Markdown source in type as it is written: headings larger, markers dimmed, TK aglow;
only the lines in view are formatted, what each line holds is left to `markdown_spans`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

from editor.ui.markdown_spans import Fence, Look, Role, fence_after, spans
from editor.ui.utf16 import is_simple, to_units

_HEADING_SCALE = {1: 1.6, 2: 1.4, 3: 1.2, 4: 1.1, 5: 1.0, 6: 1.0}


@dataclass(frozen=True, slots=True)
class SourceColours:
    """The colours of the source, as `#rrggbb`."""

    ink: str
    dimmed: str
    link: str
    quote: str
    code: str
    code_ground: str
    glow: str
    glow_ground: str


class MarkdownHighlighter(QSyntaxHighlighter):
    """Formats the blocks between two block numbers and keeps the fence state of all."""

    def __init__(self, document: QTextDocument, font: QFont, colours: SourceColours) -> None:
        super().__init__(document)
        self._font = font
        self._colours = colours
        self._formats: dict[Look, QTextCharFormat] = {}
        self._first, self._last = 0, 120

    def set_look(self, font: QFont, colours: SourceColours) -> None:
        """Take another face or other colours; everything in view is set again."""
        self._font, self._colours = font, colours
        self._formats.clear()
        self.rehighlight()

    def show_blocks(self, first: int, last: int) -> None:
        """Format the blocks `first` to `last` that aren't yet; others wait until they are seen."""
        self._first, self._last = first, last
        block = self.document().findBlockByNumber(first)
        while block.isValid() and block.blockNumber() <= last:
            if not block.layout().formats():
                self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        before = Fence(max(self.previousBlockState(), 0))
        self.setCurrentBlockState(fence_after(text, before))
        if self._first <= self.currentBlock().blockNumber() <= self._last:
            self._format(text, before)

    def _format(self, text: str, before: Fence) -> None:
        simple = not text or is_simple(text)
        for span in spans(text, before):
            start, end = span.start, span.start + span.length
            if not simple:
                start, end = to_units(text, start), to_units(text, end)
            self.setFormat(start, end - start, self._format_of(span.look))

    def _format_of(self, look: Look) -> QTextCharFormat:
        known = self._formats.get(look)
        if known is None:
            known = self._formats[look] = self._make_format(look)
        return known

    def _make_format(self, look: Look) -> QTextCharFormat:
        made = QTextCharFormat()
        if look.level:
            made.setFontPointSize(self._font.pointSizeF() * _HEADING_SCALE[look.level])
        if look.bold:
            made.setFontWeight(QFont.Weight.Bold)
        made.setFontItalic(look.italic)
        made.setFontStrikeOut(look.struck)
        self._colour(made, look.role)
        return made

    def _colour(self, made: QTextCharFormat, role: Role) -> None:
        colours = self._colours
        ink = {
            Role.MARKER: colours.dimmed,
            Role.ADDRESS: colours.dimmed,
            Role.HTML: colours.dimmed,
            Role.LINK: colours.link,
            Role.CROSSLINK: colours.link,
            Role.QUOTE: colours.quote,
            Role.CODE: colours.code,
            Role.TK: colours.glow,
        }.get(role, colours.ink)
        made.setForeground(QColor(ink))
        if role is Role.TK:
            made.setBackground(QColor(colours.glow_ground))
            made.setFontWeight(QFont.Weight.Bold)
        elif role is Role.CODE:
            made.setBackground(QColor(colours.code_ground))
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            made.setFontFamilies([fixed.family()])
        elif role is Role.CROSSLINK:
            made.setFontUnderline(True)
