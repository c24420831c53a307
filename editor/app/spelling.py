"""Which words of the open article are wrong: judged by dictionaries in a process of their own,
by the library's words and the writer's; showing it is left to the source pane."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from db.records import Article, Changes
from editor.app import dictionaries
from editor.app.background import HelperProcess
from editor.app.dictionaries import Dictionary
from editor.app.spell_questions import FIRST_PAUSE, SpellQuestions, Suggested
from editor.app.word_lists import PersonalWords, WordList
from editor.exchange.files import FileError
from editor.text.words import Word, parts, stems

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.app.open_article import OpenArticle
    from editor.app.settings import Settings, SettingsStore
    from editor.app.word_operations import KnownWords

MOST_REMEMBERED = 200_000
"""Words whose verdicts are kept, some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class SpellingState:
    """Whether the open article is checked; if not, `missing` names the languages without a
    dictionary, or `no_engine` says that this computer can read none. `unreadable`: dictionaries
    that are there and can't be read."""

    checking: bool = False
    missing: tuple[str, ...] = ()
    no_engine: bool = False
    unreadable: tuple[str, ...] = ()


@dataclass(slots=True)
class _Waiting:
    """Who wants to know of words that are not judged yet."""

    words: frozenset[str]
    tell: Callable[[], None]


class Spelling(QObject):
    """Knows of each word it has been asked about whether it is wrong; unknown words count as
    right until the process has answered. Everything happens on the GUI thread but the judging."""

    judged = Signal(object)
    """frozenset[str]: words just found to be wrong."""
    changed = Signal()
    """Every word has to be looked at again: another article, other languages, lists, on or off."""
    state_changed = Signal(object)
    """SpellingState."""
    failed = Signal(str)
    """In plain words: a word that could not be kept, a process that failed."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        settings: SettingsStore,
        personal: PersonalWords,
        own_dictionaries: Path,
        process: HelperProcess,
        first_pause: int = FIRST_PAUSE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._settings = settings
        self._personal = personal
        self._own_dictionaries = own_dictionaries
        self._questions = SpellQuestions(process, first_pause, self)
        self._asked_for: tuple[object, ...] = ()
        self._known: KnownWords | None = None
        self._lists: tuple[WordList, ...] = ()
        self._misses: dict[str, bool] = {}
        self._verdicts: dict[str, bool] = {}
        self._waiting: list[_Waiting] = []
        self.state = SpellingState()
        self._questions.answered.connect(self._learn)
        self._questions.unreadable.connect(self._found_unreadable)
        self._questions.failed.connect(self.failed)
        open_article.loaded.connect(self._article_loaded)
        open_article.closed.connect(self.refresh)
        open_article.article_changed.connect(self._article_changed)
        settings.changed.connect(self._settings_changed)
        desk.changed.connect(self._library_changed)

    # Words.

    def is_wrong(self, text: str) -> bool:
        """Whether a word, as looked up, is known to be wrong; unknown ones are asked about."""
        verdict = self._verdicts.get(text)
        if verdict is None and self.state.checking:
            self._questions.want((text,))
        return bool(verdict)

    def wrong_among(self, words: Sequence[Word]) -> list[Word]:
        """Those of some words that are known to be wrong; unknown ones are asked about. Asked at
        every key, for a whole line."""
        verdicts = list(map(self._verdicts.get, [word.text for word in words]))
        if None in verdicts and self.state.checking:
            pairs = zip(words, verdicts, strict=True)
            self._questions.want([word.text for word, verdict in pairs if verdict is None])
        return [word for word, verdict in zip(words, verdicts, strict=True) if verdict]

    def judge(self, words: Iterable[str], tell: Callable[[], None]) -> None:
        """Calls `tell` once none of the words is unknown any more, at once if none is."""
        unknown = frozenset(word for word in words if word not in self._verdicts)
        if not unknown or not self.state.checking:
            tell()
            return
        self._waiting.append(_Waiting(unknown, tell))
        self._questions.want(unknown)

    def suggest(self, text: str, answer: Suggested) -> None:
        """Calls `answer` with what may have been meant, the likeliest first; empty for nothing.
        Of several asked for at once, only the last is answered."""
        if self.state.checking:
            self._questions.suggest(text, answer)
        else:
            answer(())

    # Lists.

    def add_to_mine(self, text: str) -> None:
        """Puts a word on the writer's own list."""
        try:
            self._personal.add(_listed(text))
        except FileError as error:
            self.failed.emit(str(error))
        self._take_lists()

    def add_to_library(self, text: str) -> None:
        """Puts a word on the library's list; can be undone."""
        word = _listed(text)
        self._desk.do(lambda operations: operations.add_word(word), what="Add word")

    def ignore(self, text: str) -> None:
        """Leaves a word alone in this article; can be undone."""
        article = self._open.article
        if article is not None:
            self._desk.do(
                lambda operations: operations.pass_over_word(article.id, text), what="Ignore word"
            )

    @property
    def known(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The library's words, and those ignored in this article."""
        return (self._known.library, self._known.article) if self._known is not None else ((), ())

    def remove_from_library(self, word: str) -> None:
        """Takes a word off the library's list; can be undone."""
        self._desk.do(lambda operations: operations.remove_word(word), what="Remove word")

    def heed(self, word: str) -> None:
        """Ignores a word in this article no more; can be undone."""
        article = self._open.article
        if article is not None:
            self._desk.do(
                lambda operations: operations.heed_word(article.id, word), what="Check word again"
            )

    # Languages.

    def installed(self) -> tuple[Dictionary, ...]:
        """Every dictionary on this computer."""
        return dictionaries.installed(dictionaries.folders(self._own_dictionaries))

    @property
    def languages(self) -> tuple[str, ...]:
        """The article's language and those the writer has added; empty without an article."""
        article = self._open.article
        if article is None:
            return ()
        return tuple(dict.fromkeys((article.language, *self._settings.value.spelling_languages)))

    def add_dictionary(self, chosen: Path) -> str:
        """Takes a dictionary in, chosen by one of its files; its code. Raises FileError."""
        code = dictionaries.take_in(chosen, self._own_dictionaries)
        self._asked_for = ()
        self.refresh()
        return code

    def refresh(self) -> None:
        """Looks again which languages are wanted and which dictionaries there are for them."""
        settings: Settings = self._settings.value
        asked_for = (settings.check_spelling, self.languages)
        if asked_for == self._asked_for:
            return
        self._asked_for = asked_for
        self._misses.clear()
        self._waiting.clear()
        found: dict[str, tuple[Dictionary, ...]] = {}
        if settings.check_spelling and dictionaries.has_engine():
            found = self._find_dictionaries()
        self._questions.use(tuple(dict.fromkeys(one for many in found.values() for one in many)))
        self._tell(self._state_with(found))
        self._look_again()

    def _find_dictionaries(self) -> dict[str, tuple[Dictionary, ...]]:
        available = self.installed()
        region = QLocale().name().partition("_")[2]
        return {one: dictionaries.for_language(one, available, region) for one in self.languages}

    def _state_with(self, found: dict[str, tuple[Dictionary, ...]]) -> SpellingState:
        languages = self.languages
        if not languages or not self._settings.value.check_spelling:
            return SpellingState()
        if not dictionaries.has_engine():
            return SpellingState(no_engine=True)
        missing = tuple(language for language, many in found.items() if not many)
        # Words of a language nobody can judge would all be wrong in the other ones.
        return SpellingState(checking=languages[0] not in missing, missing=missing)

    def _found_unreadable(self, codes: tuple[str, ...]) -> None:
        self._tell(replace(self.state, unreadable=codes))

    def _tell(self, state: SpellingState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    # What happens elsewhere.

    def _article_loaded(self, _article: Article) -> None:
        self._known = None
        try:
            self._personal.refresh()
        except FileError as error:
            self.failed.emit(str(error))
        self._ask_library()
        self.refresh()
        self._take_lists()

    def _article_changed(self, _article: Article) -> None:
        self.refresh()

    def _settings_changed(self, _settings: Settings) -> None:
        self.refresh()

    def _library_changed(self, changes: Changes) -> None:
        if changes.words:
            self._ask_library()

    def _ask_library(self) -> None:
        article = self._open.article
        if article is not None:
            self._desk.ask(
                lambda operations: operations.known_words(article.id),
                partial(self._library_answered, article.id),
            )

    def _library_answered(self, article_id: str, known: KnownWords) -> None:
        article = self._open.article
        if article is not None and article.id == article_id and known != self._known:
            self._known = known
            self._take_lists()

    def _take_lists(self) -> None:
        self._lists = tuple(map(WordList, (self._personal.words, *self.known)))
        self._look_again()

    def _look_again(self) -> None:
        """Verdicts are made anew from what the dictionaries have said."""
        self._verdicts = {word: self._verdict(word) for word in self._misses}
        self.changed.emit()

    def _verdict(self, text: str) -> bool:
        """Whether a word the dictionaries were asked about is wrong, lists and parts considered."""
        if not self._misses.get(text, False) or self._is_listed(text):
            return False
        apart = parts(text)
        return apart == (text,) or any(
            self._misses.get(part, False) and not self._is_listed(part) for part in apart
        )

    def _is_listed(self, text: str) -> bool:
        return any(words.accepts(text) for words in self._lists)

    def _learn(self, words: tuple[str, ...], wrong: frozenset[str]) -> None:
        if len(self._misses) > MOST_REMEMBERED and not self._waiting:
            self._misses.clear()
            self._verdicts.clear()
        self._misses.update((word, word in wrong) for word in words)
        fresh = {word: self._verdict(word) for word in words}
        self._verdicts.update(fresh)
        found = frozenset(word for word, is_wrong in fresh.items() if is_wrong)
        if found:
            self.judged.emit(found)
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        ready = [one for one in self._waiting if one.words <= self._verdicts.keys()]
        self._waiting = [one for one in self._waiting if one not in ready]
        for one in ready:
            one.tell()


def _listed(text: str) -> str:
    """What goes on a list for a word: without `'s` or an elision."""
    return stems(text)[-1]
