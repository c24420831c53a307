"""The questions put to the spelling process, one at a time: words gathered for a moment, and
suggestions before them; what the answers mean is left to `spelling`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.background import HelperProcess
from editor.app.dictionaries import Dictionary
from editor.app.spell_worker import (
    CheckReply,
    CheckRequest,
    Request,
    SuggestReply,
    SuggestRequest,
)
from editor.text.words import parts

PAUSE = 40
"""Milliseconds in which unknown words are gathered before they are asked about."""

FIRST_PAUSE = 800
"""Milliseconds before the first question, which starts the process: when a window opens, the
preview's process starts too, and goes first."""

MOST_AT_ONCE = 4_000
"""Words in one question; of more, the latest go first: those are in view."""

Suggested = Callable[[tuple[str, ...]], None]


class SpellQuestions(QObject):
    """Puts questions about words in the present dictionaries; answers to questions put in other
    ones are dropped."""

    answered = Signal(object, object)
    """Words (a tuple) and those of them no dictionary knows (a frozenset)."""
    unreadable = Signal(object)
    """The codes of dictionaries that can't be read, a tuple."""
    failed = Signal(str)
    """In plain words, why the process gave no answer. Its words were answered as known: asked
    again, they might end it again."""

    def __init__(
        self,
        process: HelperProcess,
        first_pause: int = FIRST_PAUSE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._generation = 0
        self._dictionaries: tuple[Dictionary, ...] = ()
        self._wanted: dict[str, None] = {}
        self._suggest: tuple[str, Suggested] | None = None
        self._under_way: Request | None = None
        self._suggest_under_way: Suggested | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(first_pause)
        self._pause.timeout.connect(self._send)
        process.replied.connect(self._replied)
        process.failed.connect(self._process_failed)

    def use(self, dictionaries: tuple[Dictionary, ...]) -> None:
        """Asks of these dictionaries from now on; what was to be asked of others is forgotten."""
        self._generation += 1
        self._dictionaries = dictionaries
        self._pause.stop()
        self._wanted.clear()
        self._suggest = None

    def want(self, words: Iterable[str]) -> None:
        """Asks about words, and about the parts of those with hyphens, a moment later."""
        self._wanted.update(dict.fromkeys(words))
        if not self._pause.isActive():
            self._pause.start()

    def suggest(self, word: str, answer: Suggested) -> None:
        """Asks what may have been meant; of several while one is under way, the last is put."""
        self._suggest = (word, answer)
        self._send()

    def _send(self) -> None:
        if self._under_way is not None:
            return
        if self._suggest is not None:
            word, self._suggest_under_way = self._suggest
            self._suggest = None
            self._put(SuggestRequest(self._generation, self._dictionaries, word))
        elif self._wanted:
            latest = tuple(self._wanted)[-MOST_AT_ONCE:]
            for word in latest:
                del self._wanted[word]
            words = dict.fromkeys((*latest, *(part for word in latest for part in parts(word))))
            self._put(CheckRequest(self._generation, self._dictionaries, tuple(words)))

    def _put(self, request: Request) -> None:
        self._under_way = request
        self._pause.setInterval(PAUSE)
        self._process.request(request)

    def _replied(self, reply: CheckReply | SuggestReply) -> None:
        request, self._under_way = self._under_way, None
        is_present = reply.generation == self._generation
        if isinstance(reply, SuggestReply):
            self._answer_suggestion(reply.suggestions if is_present else ())
        elif is_present and isinstance(request, CheckRequest):
            if reply.unreadable:
                self.unreadable.emit(reply.unreadable)
            self.answered.emit(request.words, reply.wrong)
        self._send()

    def _process_failed(self, request: Request, words: str) -> None:
        self._under_way = None
        if isinstance(request, SuggestRequest):
            self._answer_suggestion(())
        elif request.generation == self._generation:
            self.answered.emit(request.words, frozenset())
        self.failed.emit(words)
        self._send()

    def _answer_suggestion(self, suggestions: tuple[str, ...]) -> None:
        answer, self._suggest_under_way = self._suggest_under_way, None
        if answer is not None:
            answer(suggestions)
