"""Spelling in one window: its process, verdicts, marks and menu, and what the writer is told of
them; judging and marking are left to those."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.app.background import SpellProcess
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.paths import Paths
from editor.app.settings import SettingsStore
from editor.app.spelling import Spelling, SpellingState
from editor.app.word_lists import PersonalWords
from editor.ui.head_spelling import HeadSpelling
from editor.ui.notice_bar import NoticeBar, Tone
from editor.ui.phrases import variety_name
from editor.ui.spelling_marks import SpellingMarks
from editor.ui.spelling_menu import SpellingMenu
from editor.ui.theme import Theme
from editor.ui.writing_area import WritingArea

_MATTER = "spelling"


class SpellingDesk(QObject):
    """Begins with the first article; `close` ends the process."""

    def __init__(
        self,
        paths: Paths,
        settings: SettingsStore,
        desk: Desk,
        open_article: OpenArticle,
        writing: WritingArea,
        notices: NoticeBar,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._told: set[str] = set()
        self.process = SpellProcess(parent=self)
        self.spelling = Spelling(
            desk,
            open_article,
            settings,
            PersonalWords(paths.words),
            paths.dictionaries,
            self.process,
            parent=self,
        )
        self.marks = SpellingMarks(writing.source, self.spelling, self)
        self.menu = SpellingMenu(writing.source, self.marks, self.spelling, self)
        self.head = HeadSpelling(writing.head.paragraphs, self.spelling, theme, self)
        open_article.edited.connect(self.marks.typed)
        self.spelling.state_changed.connect(self._tell_state)
        self.spelling.failed.connect(lambda words: notices.tell(_MATTER, words, Tone.WARN))

    def close(self) -> None:
        """Ends the process; what it was asked is dropped."""
        self.process.close()

    def _tell_state(self, state: SpellingState) -> None:
        """One line, once a session: a writer who has no dictionary knows it by then."""
        words = state_words(state)
        if not words:
            self._notices.clear(_MATTER)
        elif words not in self._told:
            self._told.add(words)
            self._notices.tell(_MATTER, words)


def state_words(state: SpellingState) -> str:
    """What the writer reads where something can't be checked; empty where all is well."""
    if state.no_engine:
        return (
            "Spelling is not checked on this computer: the spelling checker Standfirst uses is "
            "not made for it."
        )
    if state.missing:
        names = " and ".join(variety_name(code) for code in state.missing)
        return (
            f"No dictionary for {names} is installed: its spelling is not checked. Install the "
            "Hunspell dictionary of your system, or add one: Edit › Spelling › Spelling languages."
        )
    if state.unreadable:
        names = ", ".join(state.unreadable)
        return f"The spelling dictionary {names} can’t be read. Install it again, or remove it."
    return ""
