"""Commands on sections: the one the cursor is in, or one named by its number in the outline; what
the text then is, is left to the text layer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from db.records import Article
from editor.app.desk import Desk
from editor.app.models.outline import OutlineModel
from editor.app.open_article import OpenArticle
from editor.later import later
from editor.ui.folding import Folding
from editor.ui.parts import Traffic
from editor.ui.source_pane import SourcePane
from editor.ui.toast import Toast

if TYPE_CHECKING:
    from editor.text import dates, section_dates, section_edits, section_text
    from editor.text.edits import Edit
    from editor.text.section_edits import Piece, Place

    Change = Callable[[str, int, int], Edit | None]
    """(text, section, how far into it the cursor is) to an edit; None where there is nothing to
    do."""
else:
    # They are wanted with the first command: not before the first paint.
    dates = later("editor.text.dates")
    section_dates = later("editor.text.section_dates")
    section_edits = later("editor.text.section_edits")
    section_text = later("editor.text.section_text")

_BEHIND = "The text has just changed. Try again in a moment."
_NO_SECTION = "The cursor is in no section: put it below a heading."


class SectionCommands:
    """Every change of the text is one undo step, and the cursor goes along."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        outline: OutlineModel,
        source: SourcePane,
        folding: Folding,
        traffic: Traffic,
        toast: Toast,
        show_outline: Callable[[], None],
        today: Callable[[], date] = date.today,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._outline = outline
        self._source = source
        self._folding = folding
        self._traffic = traffic
        self._toast = toast
        self._show_outline = show_outline
        self._today = today
        outline.move_wanted.connect(self.move)
        outline.name_wanted.connect(self._name)
        traffic.section_wanted.connect(self.do)

    # The section the cursor is in.

    def do_here(self, doing: str) -> None:
        """Does one of `DOINGS` with the section the cursor is in."""
        section = section_text.SectionText(self._source.text()).section_at(self._source.cursor_line)
        if section is None:
            self._traffic.noticed.emit(_NO_SECTION)
        else:
            self._do(doing, section)

    def rename_here(self) -> None:
        """Lets the writer rename the section in the outline."""
        index = self._outline.index_at_line(self._source.cursor_line)
        number = self._outline.number(index)
        if number is None:
            self._traffic.noticed.emit(_NO_SECTION)
        else:
            self._show_outline()
            self._traffic.section_name_wanted.emit(number)

    def fold_here(self) -> None:
        """Hides the lines of the section the cursor is in."""
        section = self._outline.section(self._outline.index_at_line(self._source.cursor_line))
        if section is not None:
            self._folding.fold(section)

    def unfold_here(self) -> None:
        """Shows what is hidden below the line the cursor is on."""
        self._folding.unfold(self._source.cursor_line)

    def fold_to(self, level: int) -> None:
        """Shows nothing but headings, down to a level."""
        self._folding.fold_to(level)

    def unfold_all(self) -> None:
        """Shows every line."""
        self._folding.unfold_all()

    # A section of the outline.

    def do(self, doing: str, section: int) -> None:
        """Does one of `DOINGS` with a section of the outline."""
        if self._is_there(section):
            self._do(doing, section)

    def move(self, section: int, target: int, place: Place) -> None:
        """Moves a section before, after or into another."""
        if self._is_there(section) and self._is_there(target):
            self._edit(
                section,
                lambda text, moved, cursor: section_edits.move(text, moved, target, place, cursor),
                "This section can’t go there.",
            )

    def _name(self, section: int, words: str) -> None:
        if self._is_there(section):
            self._edit(
                section,
                lambda text, number, _cursor: section_edits.rename(text, number, words),
                "These words make no heading.",
            )

    def _do(self, doing: str, section: int) -> None:
        if doing == "fold":
            self._folding.toggle(
                section_text.SectionText(self._source.text()).headings[section].line
            )
        elif doing == "split":
            self._split(section)
        elif doing == "past":
            self._edit(section, self._without_past, "No date in this section is past.")
        else:
            find_change, refusal = DOINGS[doing]
            self._edit(section, find_change(), refusal)

    def _is_there(self, section: int) -> bool:
        """Whether the outline's section is the one of this number in the text as it is now."""
        shape = section_text.SectionText(self._source.text()).shape
        shown = self._outline.sections
        there = section < min(len(shape), len(shown)) and shape[section] == (
            shown[section].level,
            shown[section].text,
        )
        if not there:
            self._traffic.noticed.emit(_BEHIND)
        return there

    def _edit(self, section: int, change: Change, refusal: str) -> None:
        """Puts a change into the text; says why where there is none."""
        made: list[Edit | None] = []

        def edit(text: str, start: int, _end: int) -> Edit | None:
            body = section_text.SectionText(text)
            heading = body.headings[section]
            first, last = body.start(heading.line), body.start(heading.end_line)
            made.append(change(text, section, start - first if first <= start < last else 0))
            return made[0]

        self._source.format(edit)
        if made == [None]:
            self._traffic.noticed.emit(refusal)

    def _without_past(self, text: str, section: int, _cursor: int) -> Edit | None:
        article, today = self._open.article, self._today()
        if article is None:
            return None
        dateline = self._open.field("dateline_date")
        filed = dates.reference_date(dateline, article.language, article.created, today)
        return section_dates.DatedSections(text, article.language, filed).move_past(section, today)

    # Splitting off.

    def _split(self, section: int) -> None:
        article = self._open.article
        if article is None or self._source.isReadOnly():
            return
        piece = section_edits.piece(self._source.text(), section)
        if section_edits.split_off(self._source.text(), section, "a") is None:
            self._traffic.noticed.emit("This section can’t be split off: its end isn’t clear.")
            return
        self._desk.do(
            lambda operations: operations.split_off(article.id, piece.headline, piece.body),
            partial(self._leave_link, article.id, section, piece),
            what="Split off a section",
        )

    def _leave_link(self, origin: str, section: int, piece: Piece, made: Article) -> None:
        """The new article is stored: only now its text leaves the old one."""
        text = self._source.text()
        there = section < len(section_text.SectionText(text).headings)
        same = self._open.article is not None and self._open.article.id == origin
        if not (same and there and section_edits.piece(text, section) == piece):
            self._traffic.noticed.emit("The text has changed meanwhile: the section is in both.")
            return
        self._edit(
            section,
            lambda text, number, _cursor: section_edits.split_off(text, number, made.slug),
            "The section stays in the text too.",
        )
        # After the word about the operation, whose Undo would not bring the text back.
        QTimer.singleShot(0, self._source, partial(self._tell_split, piece.headline))

    def _tell_split(self, headline: str) -> None:
        undo = partial(self._undo_split, self._desk.undo_text, self._source.document().revision())
        self._toast.tell(f"“{headline}” is an article of its own", "Undo", undo)

    def _undo_split(self, name: str, revision: int) -> None:
        if self._source.document().revision() != revision or self._desk.undo_text != name:
            self._traffic.noticed.emit("You have gone on since. Undo step by step, with Ctrl+Z.")
            return
        self._source.undo()
        self._desk.undo()


DOINGS: dict[str, tuple[Callable[[], Change], str]] = {
    "promote": (lambda: section_edits.promote, "This section is at the highest level already."),
    "demote": (lambda: section_edits.demote, "This section is at the deepest level already."),
    "up": (lambda: section_edits.move_up, "This section is the first in its place."),
    "down": (lambda: section_edits.move_down, "This section is the last in its place."),
    "merge": (
        lambda: lambda text, section, _cursor: section_edits.merge(text, section),
        "Nothing stands before this section.",
    ),
}
"""What finds the change of a section, by name, and what is said where there is nothing to do.
Besides there are `split`, `past` and `fold`."""
