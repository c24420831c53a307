"""Offers to link a story with those that have been waiting for it: when it is opened, and when its
headline has been stored; which titles match is the library's to say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.errors import LibraryError
from db.records import Article
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.ui.notice_bar import NoticeBar, Offer, Tone

if TYPE_CHECKING:
    from db.link_records import WaitingMatch

_MATTER = "waiting"
_PAUSE_MS = 1_500


class WaitingDesk(QObject):
    """Asks once for each headline of the open article; what was turned down is not offered again
    while the window is open."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        notices: NoticeBar,
        parent: QObject | None = None,
        pause_ms: int = _PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._notices = notices
        self._asked_for: tuple[str, str] = ("", "")
        self._turned_down: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._ask)
        open_article.loaded.connect(self._loaded)
        open_article.article_changed.connect(lambda _article: self._pause.start())
        open_article.closed.connect(self._forget)

    def _loaded(self, _article: Article) -> None:
        self._forget()
        self._pause.start()

    def _forget(self) -> None:
        self._asked_for = ("", "")
        self._pause.stop()
        self._notices.clear(_MATTER)

    def _ask(self) -> None:
        article = self._open.article
        if article is None or not article.headline or self._desk.read_only:
            return
        wanted = (article.id, article.headline)
        if wanted != self._asked_for:
            self._asked_for = wanted
            self._desk.ask(
                lambda operations: operations.matches_for(article.id),
                partial(self._offer, article.id),
                self._refused,
            )

    def _offer(self, article_id: str, matches: tuple[WaitingMatch, ...]) -> None:
        article = self._open.article
        new = tuple(one for one in matches if one.related.id not in self._turned_down)
        if article is None or article.id != article_id:
            return
        if not new:
            self._notices.clear(_MATTER)
            return
        self._notices.tell(
            _MATTER,
            _words(new),
            offers=(
                Offer("Link them", partial(self._resolve, new, False)),
                Offer("Link both ways", partial(self._resolve, new, True)),
                Offer("Not this one", partial(self._turn_down, new)),
            ),
        )

    def _resolve(self, matches: tuple[WaitingMatch, ...], both_ways: bool) -> None:
        self._desk.do(
            lambda operations: operations.resolve_waiting(matches, both_ways), None, self._refused
        )

    def _turn_down(self, matches: tuple[WaitingMatch, ...]) -> None:
        self._turned_down.update(one.related.id for one in matches)

    def _refused(self, error: LibraryError) -> None:
        self._notices.tell(_MATTER, str(error), Tone.WARN)


def _words(matches: tuple[WaitingMatch, ...]) -> str:
    """Who has been waiting, under which title where it is another one."""
    first = matches[0]
    beside = first.beside.headline or first.beside.slug
    title = f"“{first.related.title}”"
    if len(matches) == 1:
        return f"“{beside}” has been waiting for a related story called {title}. Is it this one?"
    return (
        f"{len(matches)} stories have been waiting for one called {title} or much like it, "
        f"“{beside}” among them. Is it this one?"
    )
