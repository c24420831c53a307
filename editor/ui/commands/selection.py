"""Commands on the articles selected in the list: each acts on them all, as one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from db.records import STATUS_MOVES, Article, ArticleSummary, Status, Tag, View
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.ui.commands.export import ExportCommands
from editor.ui.commands.spike import listed
from editor.ui.icons import icon
from editor.ui.library_pane import LibraryPane
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.phrases import thousands
from editor.ui.picker import Answer, Choice, Picker, offering

if TYPE_CHECKING:
    from editor.app.bulk_operations import Bulk
    from editor.app.operations import Operations
    from editor.app.outcome import Outcome

_MATTER = "selection"
_AT_MOST = 40
_NAMED = 4
_FEW_REASONS = 3


class SelectionCommands:
    """What may not be done to some of them is told with the reason; the open article is safe
    before anything is done to it."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        library: LibraryPane,
        export: ExportCommands,
        picker: Picker,
        notices: NoticeBar,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._library = library
        self._export = export
        self._picker = picker
        self._notices = notices
        library.removal_wanted.connect(self._remove)
        desk.opened.connect(lambda _info: notices.clear(_MATTER))
        open_article.loaded.connect(lambda _article: notices.clear(_MATTER))

    def tag(self) -> None:
        """Asks for a tag and puts it on them."""
        prompt = f"Tag {self._counted()}"
        self._with_ids(lambda ids: self._picker.pick(prompt, self._tags(), partial(self._tag, ids)))

    def untag(self) -> None:
        """Offers the tags any of them has, and takes one off them."""

        def ask(ids: tuple[str, ...], prompt: str) -> None:
            self._desk.ask(
                lambda operations: operations.tags_on(ids),
                lambda tags: self._picker.pick(
                    prompt, offering([_choice(tag) for tag in tags]), partial(self._untag, ids)
                ),
            )

        prompt = f"Take a tag off {self._counted()}"
        self._with_ids(lambda ids: ask(ids, prompt))

    def move(self) -> None:
        """Asks for a status and moves those there that may go there."""
        rows = [Choice(status.value.capitalize(), status) for status in STATUS_MOVES]
        prompt = f"Set the status of {self._counted()}"
        self._with_ids(
            lambda ids: self._picker.pick(prompt, offering(rows), partial(self._move, ids))
        )

    def pin(self) -> None:
        """Pins them to the top of the list."""
        self._do(lambda operations, ids: operations.pin(ids), "Pin")

    def unpin(self) -> None:
        """Lets them stand where they belong again."""
        self._do(lambda operations, ids: operations.unpin(ids), "Unpin")

    def export(self) -> None:
        """Asks for format and folder and writes them there."""
        self._with_ids(self._export.export_these)

    def merge(self) -> None:
        """Makes one article of them, in the order listed, and opens it."""
        self._do(
            lambda operations, ids: operations.merge_articles(ids), "Merge articles", self._show
        )

    def duplicate(self) -> None:
        """Makes a copy of the one that is selected, or else of the open article, and opens it."""

        def copy(article_id: str) -> None:
            self._open.settle(
                lambda: self._desk.do(
                    lambda operations: operations.duplicate(article_id),
                    self._show,
                    what="Duplicate article",
                )
            )

        article = self._open.article
        if self._library.selected_count == 1:
            self._with_ids(lambda ids: copy(ids[0]))
        elif article is not None:
            copy(article.id)

    def spike(self) -> None:
        """Spikes them; where others link to them, tells who and asks first."""
        self._with_ids(self._tell_who_links)

    def spike_open(self) -> None:
        """Spikes the open article, after the same question."""
        article = self._open.article
        if article is not None:
            self._tell_who_links((article.id,))

    def restore(self) -> None:
        """Takes them off the spike, each to exactly the status it had."""
        self._do(lambda operations, ids: operations.restore_all(ids), "Restore", self._tell)

    def _remove(self) -> None:
        if self._library.view is not View.SPIKED and not self._desk.read_only:
            self.spike()

    def _tell_who_links(self, ids: tuple[str, ...]) -> None:
        self._desk.ask(
            lambda operations: (
                operations.who_links_count(ids),
                operations.who_links(ids, _NAMED),
            ),
            lambda linking: self._ask_or_spike(ids, *linking),
        )

    def _ask_or_spike(
        self, ids: Sequence[str], count: int, linking: Sequence[ArticleSummary]
    ) -> None:
        if not count:
            self._spike(ids)
            return
        self._notices.tell(
            _MATTER,
            linked_words(len(ids), count, linking),
            Tone.WARN,
            (Offer("Spike", partial(self._spike, ids)), Offer("Keep", _nothing)),
        )
        self._notices.focus(_MATTER, "Keep")

    def _spike(self, ids: Sequence[str]) -> None:
        self._on(ids, lambda operations, ids: operations.spike_all(ids), "Spike", self._tell)

    def _tag(self, ids: Sequence[str], label: object) -> None:
        if isinstance(label, str):
            self._on(ids, lambda operations, ids: operations.tag_articles(ids, [label]), "Tag")

    def _untag(self, ids: Sequence[str], label: object) -> None:
        def work(operations: Operations, ids: Sequence[str]) -> Outcome[int]:
            gone = [tag.id for tag in operations.tags_on(ids) if tag.label == label]
            return operations.untag_articles(ids, gone)

        self._on(ids, work, "Take tags off")

    def _move(self, ids: Sequence[str], status: object) -> None:
        if isinstance(status, Status):
            self._on(
                ids,
                lambda operations, ids: operations.set_status_of(ids, status),
                "Status",
                self._tell,
            )

    def _tags(self) -> Callable[[str, Answer], None]:
        """The tags of the library, and last of all a new one called as what is typed."""

        def source(typed: str, answer: Answer) -> None:
            def found(tags: Sequence[Tag]) -> None:
                new = typed.strip()
                known = {tag.label.casefold() for tag in tags}
                rows = [_choice(tag) for tag in tags]
                if new and new.casefold() not in known:
                    rows.append(Choice(f"New tag “{new}”", new, "", icon("tag")))
                answer(rows)

            self._desk.ask(lambda operations: operations.complete_tags(typed)[:_AT_MOST], found)

        return source

    def _tell(self, bulk: Bulk) -> None:
        if bulk.refused:
            self._notices.tell(_MATTER, refused_words(bulk), Tone.WARN)
        else:
            self._notices.clear(_MATTER)

    def _show(self, article: Article) -> None:
        self._open.open(article.id)

    def _counted(self) -> str:
        count = self._library.selected_count
        return "one article" if count == 1 else f"{thousands(count)} articles"

    def _do(
        self,
        work: Callable[[Operations, Sequence[str]], Outcome[Any]],
        what: str,
        done: Callable[[Any], None] | None = None,
    ) -> None:
        self._with_ids(lambda ids: self._on(ids, work, what, done))

    def _on(
        self,
        ids: Sequence[str],
        work: Callable[[Operations, Sequence[str]], Outcome[Any]],
        what: str,
        done: Callable[[Any], None] | None = None,
    ) -> None:
        self._open.settle(
            lambda: self._desk.do(lambda operations: work(operations, ids), done, what=what)
        )

    def _with_ids(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """The articles selected now, whatever is selected when their ids are known."""
        numbers = self._library.selected_numbers()

        def known(ids: tuple[str, ...]) -> None:
            if ids:
                then(ids)

        if numbers:
            self._desk.ask(lambda operations: operations.ids_of(numbers), known)


def linked_words(spiked: int, count: int, linking: Sequence[ArticleSummary]) -> str:
    """What is told before articles are spiked that others link to."""
    names = [one.headline or one.slug for one in linking]
    names += [""] * (count - len(names))
    links = "links" if count == 1 else "link"
    there = "the article" if spiked == 1 else f"one of the {thousands(spiked)} articles"
    return f"{listed(names)} {links} to {there} to be spiked. Links to what is spiked lead nowhere."


def refused_words(bulk: Bulk) -> str:
    """What stayed as it was, and why, each reason once."""
    reasons: dict[str, list[str]] = {}
    for headline, why in bulk.refused:
        reasons.setdefault(why, []).append(headline)
    stayed = len(bulk.refused)
    stays = "1 article stays as it is" if stayed == 1 else f"{stayed:,} articles stay as they are"
    parts = [f"{stays}."]
    for why, headlines in list(reasons.items())[:_FEW_REASONS]:
        parts.append(f"{listed(headlines)}: {why}")
    return " ".join(parts)


def _choice(tag: Tag) -> Choice:
    return Choice(tag.label, tag.label, thousands(tag.uses), icon("tag"))


def _nothing() -> None:
    return None
