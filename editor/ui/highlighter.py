"""Sets the Markdown source in type as it is written: headings larger, markers dimmed, TK aglow;
only the lines in view are formatted, what each line holds is left to `markdown_spans`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)

from editor.ui.markdown_spans import Fence, Look, Role, fence_after, spans
from editor.ui.utf16 import is_simple, to_units

_FENCES = tuple(Fence)
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
    misspelt: str


Misspelt = Callable[[QTextBlock, str, bool], Iterable[tuple[int, int]]]
"""Where the misspelt words of a block are, from and to in UTF-16 units; asked with the block, its
text, and whether that is code."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Formats the blocks between two block numbers and keeps the fence state of all."""

    def __init__(self, document: QTextDocument, font: QFont, colours: SourceColours) -> None:
        super().__init__(document)
        self._font = font
        self._colours = colours
        self._formats: dict[tuple[Look, bool], QTextCharFormat] = {}
        self._plain_misspelt = self._marked(QTextCharFormat())
        self._misspelt: Misspelt | None = None
        self._first, self._last = 0, 120

    @property
    def shown(self) -> tuple[int, int]:
        """The numbers of the first and last block that are formatted."""
        return self._first, self._last

    def mark_misspelt(self, misspelt: Misspelt) -> None:
        """Underline from now on, in blocks as they are formatted, what this finds."""
        self._misspelt = misspelt

    def set_look(self, font: QFont, colours: SourceColours) -> None:
        """Take another face or other colours; everything in view is set again."""
        self._font, self._colours = font, colours
        self._formats.clear()
        self._plain_misspelt = self._marked(QTextCharFormat())
        self.rehighlight()

    def show_blocks(self, first: int, last: int) -> None:
        """Format the blocks `first` to `last` that aren't yet; others wait until they are seen."""
        self._first, self._last = first, last
        block = self.document().findBlockByNumber(first)
        while block.isValid() and block.blockNumber() <= last:
            if block.isVisible() and not block.layout().formats():
                self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        before = _FENCES[max(self.previousBlockState(), 0)]
        after = fence_after(text, before)
        self.setCurrentBlockState(after)
        block = self.currentBlock()
        if self._first <= block.blockNumber() <= self._last:
            formatted = self._format(text, before)
            if self._misspelt is not None:
                in_code = before is not Fence.NONE or after is not Fence.NONE
                for start, end in self._misspelt(block, text, in_code):
                    if any(first < end and start < last for first, last in formatted):
                        self._underline(start, end)
                    else:
                        self.setFormat(start, end - start, self._plain_misspelt)

    def _format(self, text: str, before: Fence) -> list[tuple[int, int]]:
        """From where to where, in UTF-16 units, the line has another look than plain text."""
        simple = not text or is_simple(text)
        in_table = text.startswith("|")
        formatted = []
        if in_table:
            # Only a face of one width shows its columns under each other.
            formatted.append((0, to_units(text, len(text))))
            self.setFormat(*formatted[0], self._format_of(Look(), fixed=True))
        for span in spans(text, before):
            start, end = span.start, span.start + span.length
            if not simple:
                start, end = to_units(text, start), to_units(text, end)
            self.setFormat(start, end - start, self._format_of(span.look, fixed=in_table))
            formatted.append((start, end))
        return formatted

    def _underline(self, start: int, end: int) -> None:
        """The mark is added to the look each stretch of the word has."""
        while start < end:
            look, stop = self.format(start), start + 1
            while stop < end and self.format(stop) == look:
                stop += 1
            self.setFormat(start, stop - start, self._marked(look))
            start = stop

    def _marked(self, look: QTextCharFormat) -> QTextCharFormat:
        marked = QTextCharFormat(look)
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        marked.setUnderlineColor(QColor(self._colours.misspelt))
        return marked

    def _format_of(self, look: Look, *, fixed: bool) -> QTextCharFormat:
        known = self._formats.get((look, fixed))
        if known is None:
            known = self._formats[look, fixed] = self._make_format(look)
            if fixed:
                known.setFontFamilies([_fixed_face()])
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
            made.setFontFamilies([_fixed_face()])
        elif role is Role.CROSSLINK:
            made.setFontUnderline(True)


def _fixed_face() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
