"""Commands that empty the spike: what would be gone is told first, in a bar, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from editor.app.backing_up import BackingUp
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.phrases import thousands
from editor.ui.toast import Toast

if TYPE_CHECKING:
    from editor.app.emptying import Doomed
    from editor.app.operations import Operations
    from editor.app.outcome import Outcome
    from editor.app.spike_operations import Deleted

_MATTER = "delete"
_NAMED = 3


class SpikeCommands:
    """There is no undo for these, so each asks."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        backing_up: BackingUp,
        notices: NoticeBar,
        toast: Toast,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._backing_up = backing_up
        self._notices = notices
        self._toast = toast
        open_article.loaded.connect(lambda _article: notices.clear(_MATTER))

    def delete_for_ever(self) -> None:
        """Asks whether the open article, which is spiked, is to go."""
        article = self._open.article
        if article is not None:
            self._ask(article.id)

    def empty(self) -> None:
        """Asks whether all of the spike is to go."""
        self._ask(None)

    def _ask(self, article_id: str | None) -> None:
        question = partial(_doomed, article_id, self._backing_up)
        self._open.settle(lambda: self._desk.ask(question, self._tell))

    def _tell(self, doomed: Doomed) -> None:
        if not doomed.ids:
            self._notices.tell(_MATTER, "The spike is empty.", passing=True)
            return
        keep = "Keep it" if len(doomed.ids) == 1 else "Keep them"
        self._notices.tell(
            _MATTER,
            in_words(doomed),
            Tone.WARN,
            (Offer("Delete for ever", partial(self._delete, doomed.ids)), Offer(keep, _nothing)),
        )
        self._notices.focus(_MATTER, keep)

    def _delete(self, ids: Sequence[str]) -> None:
        self._desk.do(
            partial(_delete, ids, self._backing_up), self._deleted, what="Delete for ever"
        )

    def _deleted(self, deleted: Deleted) -> None:
        many = "" if deleted.articles == 1 else f" {deleted.articles} articles"
        self._toast.tell(f"Deleted{many} for ever")


def in_words(doomed: Doomed) -> str:
    """What is told before anything is deleted."""
    one = len(doomed.ids) == 1
    named = listed(doomed.headlines)
    versions = "1 version" if doomed.versions == 1 else f"{thousands(doomed.versions)} versions"
    them, have = ("it", "its") if one else ("them", "their")
    parts = [f"{named} would be gone for ever, with {have} {versions}. There is no undo."]
    if doomed.linked_from:
        links = "links" if len(doomed.linked_from) == 1 else "link"
        parts.append(f"{listed(doomed.linked_from)} still {links} there.")
    if doomed.backups:
        many = "1 backup holds" if doomed.backups == 1 else f"{doomed.backups} backups hold"
        parts.append(f"{many} {them} until rotated out.")
    return " ".join(parts)


def listed(headlines: Sequence[str]) -> str:
    """`“A”, “B” and 4 more`, for what the writer is told of several articles."""
    names = [f"“{headline}”" for headline in headlines[:_NAMED]]
    more = len(headlines) - len(names)
    if more:
        return f"{', '.join(names)} and {more} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _nothing() -> None:
    return None


def _doomed(article_id: str | None, backing_up: BackingUp, operations: Operations) -> Doomed:
    # Loads on the library's thread, for those who empty their spike.
    from editor.app import emptying

    return emptying.doomed(article_id, backing_up.folder, operations)


def _delete(ids: Sequence[str], backing_up: BackingUp, operations: Operations) -> Outcome[Deleted]:
    from editor.app import emptying

    return emptying.delete(ids, backing_up.folder, operations)
