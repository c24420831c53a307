"""Closing while the text is not safe: the writer is told why it takes so long, and gets away with
the text in a file where the library takes none; that it is safe is seen to by the open article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from editor.app.open_article import OpenArticle
from editor.app.paths import Paths
from editor.app.settings import SettingsStore
from editor.app.writing_fields import BODY
from editor.ui.notice_bar import NoticeBar, Offer, Tone

PATIENCE = 2_000
"""Milliseconds a save may take before anything is said of it."""

_LEAVING, _RESCUED = "leaving", "rescued"


class Leaving(QObject):
    """One leave-taking at a time; the writer may think better of it."""

    import_wanted = Signal(object)
    """The Path of a file that text was rescued to."""

    def __init__(
        self,
        open_article: OpenArticle,
        settings: SettingsStore,
        paths: Paths,
        notices: NoticeBar,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open = open_article
        self._settings = settings
        self._paths = paths
        self._notices = notices
        self._clock = clock
        self._close: Callable[[], None] | None = None
        self._waits = False
        open_article.state_changed.connect(lambda _state: self._tell() if self._waits else None)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._tell)

    def when_safe(self, close: Callable[[], None]) -> None:
        """Calls `close` once all text is safe, or the writer wants to go without."""
        again = self._close is not None
        self._close = close
        if not again:
            self._open.settle(self._go)
        if self._close is not None:
            self._patience.start()

    def tell_rescued(self) -> None:
        """Tells of text that had to be left in a file last time."""
        path = Path(self._settings.value.rescued)
        if self._settings.value.rescued and path.exists():
            offer = Offer("Bring it in", partial(self._bring_in, path))
            words = f"The text that could not be saved last time is in {path}."
            self._notices.tell(_RESCUED, words, Tone.WARN, (offer,))

    def _bring_in(self, path: Path) -> None:
        self._settings.set(rescued="")
        self.import_wanted.emit(path)

    def _go(self) -> None:
        close = self._close
        self._stay()
        self._notices.clear(_LEAVING)
        if close is not None:
            close()

    def _stay(self) -> None:
        self._close, self._waits = None, False
        self._patience.stop()

    def _tell(self) -> None:
        if self._close is None:
            return
        self._waits = True
        why = self._open.state.message or "It takes longer than usual."
        words = f"Standfirst closes as soon as your text is saved. {why}"
        self._ask(words, Offer("Close anyway", self._rescue, stays=True))

    def _rescue(self) -> None:
        """Nobody is let go before the text is in a file, or it is plain that it is not."""
        # Exporting loads with the first export, not with the window.
        from editor.app.rescue import places, rescue
        from editor.exchange.files import FileError

        self._waits = False
        article = self._open.article
        if article is None:
            self._go()
            return
        try:
            path = rescue(article, self._open.texts(), places(self._paths), self._clock())
        except FileError as error:
            words = (
                f"The text can’t be written anywhere. {error} Copy it and put it into another "
                "program before you close."
            )
            copy = Offer("Copy the text", self._copy, stays=True)
            self._ask(words, copy, Offer("Close without it", self._go))
        else:
            self._settings.set(rescued=str(path))
            self._ask(f"Your text is in {path}. It can be imported.", Offer("Close", self._go))

    def _copy(self) -> None:
        texts = self._open.texts()
        head = (text for name, text in texts.items() if name != BODY and text)
        QGuiApplication.clipboard().setText("\n\n".join((*head, texts[BODY])))

    def _ask(self, words: str, *offers: Offer) -> None:
        keep = Offer("Keep writing", self._stay)
        self._notices.tell(_LEAVING, words, Tone.BAD, (*offers, keep), closable=False)
