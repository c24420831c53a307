"""Commands on the open article as a whole: versions, status, the spike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from db.records import Article, Status
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.ui.history_desk import HistoryDesk
from editor.ui.prompt_bar import PromptBar

if TYPE_CHECKING:
    from editor.app.operations import Operations, Outcome


class ArticleCommands:
    """Each waits until the text is safe, so that an operation never overtakes what was typed."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        prompt: PromptBar,
        clock: Callable[[], datetime],
        history: HistoryDesk,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._prompt = prompt
        self._clock = clock
        self._history = history

    def save_version(self) -> None:
        """Saves at once, then asks for the name to keep this version under."""
        self._open.save_now()
        usual = f"{self._clock():%H:%M}"
        self._prompt.ask(
            "Name this version",
            usual,
            "Keep version",
            lambda name: self._open.save_now(name=name or usual),
        )

    def compare_last(self) -> None:
        """Shows what has changed since the version before, or the writing again."""
        if self._history.comparing:
            self._history.close()
        else:
            self._history.compare_last()

    def move_to(self, status: Status) -> None:
        """Moves the article along the status table."""
        self._do(lambda operations, article_id: operations.set_status(article_id, status), "Status")

    def restore(self) -> None:
        """Takes the article off the spike, to exactly the status it had."""
        self._do(lambda operations, article_id: operations.restore(article_id), "Restore")

    def _do(self, work: Callable[[Operations, str], Outcome[Article]], what: str) -> None:
        article = self._open.article
        if article is not None:
            article_id = article.id
            self._open.settle(
                lambda: self._desk.do(lambda operations: work(operations, article_id), what=what)
            )
