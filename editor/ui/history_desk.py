"""The history at work: versions compared in the middle of the window, restored as the writer's
own edit with the present text kept first, and named; which versions there are is the dock's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from db.errors import LibraryError
from db.records import Article, Version
from editor.app.models.history import day_words, why_kept
from editor.app.open_article import OpenArticle, SaveKind
from editor.app.restored import restored_from
from editor.app.writing_fields import BODY, HEAD_FIELDS, texts_of
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.parts import Parts
from editor.ui.prompt_bar import PromptBar
from editor.ui.toast import Toast
from editor.ui.writing_area import WritingArea

if TYPE_CHECKING:
    from editor.app.history import Compared
    from editor.app.operations import Operations
    from editor.ui.comparison_panel import ComparisonPanel
    from editor.ui.comparison_rows import ComparisonRow

_MATTER = "history"
_LISTS = {"tags": "tags", "related": "related stories"}


class HistoryDesk(QObject):
    """Shows the comparison in place of the writing, and the writing again afterwards. `changed`
    is emitted when a comparison begins or ends."""

    changed = Signal()

    def __init__(
        self,
        parts: Parts,
        centre: QStackedWidget,
        writing: WritingArea,
        notices: NoticeBar,
        prompt: PromptBar,
        toast: Toast,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = parts.desk
        self._open: OpenArticle = parts.open_article
        self._centre = centre
        self._writing = writing
        self._notices = notices
        self._prompt = prompt
        self._toast = toast
        self._clock = clock
        self._made: ComparisonPanel | None = None
        self._compared: Compared | None = None
        self._is_kept = False
        parts.traffic.comparison_wanted.connect(self.compare)
        parts.traffic.version_wanted.connect(self._version_wanted)
        self._open.loaded.connect(lambda _article: self._left())
        self._open.closed.connect(self._left)

    @property
    def comparing(self) -> bool:
        """Whether a comparison is what the window shows."""
        return self._made is not None and self._centre.currentWidget() is self._made

    def compare(self, before: int | None, after: int | None) -> None:
        """Show what makes one version out of another, by number; None is the present text."""
        article = self._open.article
        if article is None or before is None:
            return
        self._is_kept = self._is_kept and self.comparing
        question = partial(_compared, article.id, before, after)
        self._open.settle(lambda: self._desk.ask(question, self._show, self._refused))

    def compare_last(self) -> None:
        """Show what has changed since the version before."""
        article = self._open.article
        if article is not None:
            self._desk.ask(partial(_last_version, article.id), lambda one: self.compare(one, None))

    def restore_in(self, article_id: str, texts: Mapping[str, str], name: str) -> None:
        """Put texts from elsewhere into an article, which is opened for it, as a version is
        restored; what comes of it is kept under `name`."""
        self._is_kept = False
        if self._is_open(article_id):
            self._restore_all(article_id, texts, name)
            return
        once = Qt.ConnectionType.SingleShotConnection

        def loaded(opened: Article) -> None:
            if opened.id == article_id:
                self._restore_all(article_id, texts, name)

        self._open.loaded.connect(loaded, once)
        self._open.open(article_id)

    def close(self) -> None:
        """Show the writing again."""
        self._compared = None
        if self.comparing:
            self._centre.setCurrentWidget(self._writing)
            self._writing.source.setFocus()
            self.changed.emit()

    def _left(self) -> None:
        """What was asked of one article is not to be done to the next."""
        self.close()
        self._notices.clear(_MATTER)

    def _is_open(self, article_id: str) -> bool:
        return self._open.article is not None and self._open.article.id == article_id

    # Comparing.

    def _show(self, compared: Compared) -> None:
        if not self._is_open(compared.article_id):
            return
        self._notices.clear(_MATTER)
        first = not self.comparing
        self._compared = compared
        panel = self._panel()
        panel.show_comparison(
            self._title(compared),
            compared.comparison,
            compared.hands,
            may_restore=not self._desk.read_only,
            with_present=compared.after is None,
        )
        if first:
            self._centre.setCurrentWidget(panel)
            panel.setFocus()
            self.changed.emit()

    def _title(self, compared: Compared) -> str:
        before = self._called(compared.before)
        if compared.after is None:
            return f"What has changed since {before}"
        return f"From {before} to {self._called(compared.after)}"

    def _called(self, version: Version) -> str:
        """`14:02, today`, or the name of a version that has one."""
        if version.name:
            return why_kept(version)
        now = self._clock()
        time = datetime.fromisoformat(version.time).astimezone(now.tzinfo)
        day = day_words(time.date(), now.date())
        return f"{time:%H:%M}, {day.lower() if day in ('Today', 'Yesterday') else day}"

    def _refused(self, error: LibraryError) -> None:
        self._notices.tell(_MATTER, str(error), Tone.BAD)

    # Restoring.

    def _version_wanted(self, what: str, number: int) -> None:
        article = self._open.article
        if article is None or self._desk.read_only:
            return
        if what == "name":
            self._ask_name(article.id, number)
            return
        self._desk.ask(
            partial(_texts_of_version, article.id, number),
            partial(self._restore_version, article.id),
            self._refused,
        )

    def _restore_shown(self) -> None:
        compared = self._compared
        if compared is not None:
            found = (compared.before, compared.texts_before)
            self._restore_version(compared.article_id, found)

    def _restore_version(self, article_id: str, found: tuple[Version, dict[str, str]]) -> None:
        version, texts = found
        self._is_kept = False
        self._restore_all(article_id, texts, restored_from(version), version.number)

    def _restore_all(
        self, article_id: str, texts: Mapping[str, str], name: str, number: int | None = None
    ) -> None:
        def put_in() -> None:
            self._put_in(texts, "Version restored", name)
            self.close()
            if number is not None:
                self._offer_lists(article_id, number)

        self._keep_first(article_id, put_in)

    def _offer_lists(self, article_id: str, number: int) -> None:
        """Tags and related stories are the library's to undo, not the text's: they come back by a
        step of their own, for who wants them."""

        def tell(names: tuple[str, ...]) -> None:
            if names and self._is_open(article_id):
                listed = " and ".join(_LISTS[name] for name in names)
                words = f"The text of the version is back. It had other {listed}, too."
                restore = partial(self._restore_details, article_id, number, names)
                offer = Offer("Restore them", restore)
                self._notices.tell(_MATTER, words, Tone.INFO, (offer,))

        self._desk.ask(
            lambda operations: operations.lists_differing(article_id, number), tell, self._refused
        )

    def _restore_details(self, article_id: str, number: int, names: tuple[str, ...]) -> None:
        def restored(_article: Article) -> None:
            if self.comparing and self._compared is not None:
                self.compare(self._compared.before.number, None)

        self._desk.do(
            lambda operations: operations.restore_details(article_id, number, names),
            restored,
            self._refused,
        )

    def _restore_row(self, row: ComparisonRow) -> None:
        compared = self._compared
        if compared is None or compared.after is not None:
            return
        if row.paragraph is None and row.name not in HEAD_FIELDS:
            self._restore_details(compared.article_id, compared.before.number, (row.name,))
            return

        def put_in() -> None:
            if self._open.texts() == compared.texts_after:
                name = restored_from(compared.before, partly=True)
                self._put_in(_with_row(compared, row), "Brought back", name)
            self.compare(compared.before.number, None)

        self._keep_first(compared.article_id, put_in)

    def _keep_first(self, article_id: str, then: Callable[[], None]) -> None:
        """Calls `then` once the present text is saved and kept as a version; of a row of
        restorings from one comparison, the text before the first. Never for a writer who has
        gone on to another article meanwhile."""
        self._open.settle(lambda: self._keep_saved(article_id, then))

    def _keep_saved(self, article_id: str, then: Callable[[], None]) -> None:
        if not self._is_open(article_id):
            return
        if self._open.state.kind is not SaveKind.SAVED:
            self._notices.tell(
                _MATTER,
                "The present text could not be kept, so nothing was restored. See to what the "
                "other bar says first.",
                Tone.WARN,
            )
        elif self._is_kept:
            then()
        else:
            self._is_kept = True
            self._desk.do(
                lambda operations: operations.keep_present(article_id),
                lambda _article: self._kept(article_id, then),
                self._refused,
                undoable=False,
            )

    def _kept(self, article_id: str, then: Callable[[], None]) -> None:
        if self._is_open(article_id):
            then()
        self._parts.traffic.versions_changed.emit()

    def _put_in(self, texts: Mapping[str, str], words: str, name: str) -> None:
        before = self._open.texts()
        edit = self._open.edit_number
        self._open.put_in(texts)
        article = self._open.article
        if self._open.edit_number == edit or article is None:
            self._toast.tell("The present text says the same.")
            return
        self._open.save_restored(name)
        self._toast.tell(words, "Undo", partial(self._take_back, article.id, before))

    def _take_back(self, article_id: str, texts: Mapping[str, str]) -> None:
        if self._is_open(article_id):
            self._open.put_in(texts)
            if self.comparing and self._compared is not None:
                self.compare(self._compared.before.number, None)

    # Naming.

    def _name_shown(self) -> None:
        if self._compared is not None:
            self._ask_name(self._compared.article_id, self._compared.before.number)

    def _ask_name(self, article_id: str, number: int) -> None:
        def ask(version: Version) -> None:
            self._prompt.ask(
                "Name of this version",
                "Empty for none",
                "Keep version",
                lambda name: self._name(article_id, number, name),
                version.name or "",
            )

        self._desk.ask(partial(_version, article_id, number), ask, self._refused)

    def _name(self, article_id: str, number: int, name: str) -> None:
        def named(_revision: object) -> None:
            self._parts.traffic.versions_changed.emit()
            compared = self._compared
            if compared is not None and self.comparing:
                after = compared.after.number if compared.after else None
                self.compare(compared.before.number, after)

        self._desk.do(
            lambda operations: operations.name_version(article_id, number, name),
            named,
            self._refused,
            undoable=False,
        )

    def _panel(self) -> ComparisonPanel:
        if self._made is None:
            # Comparing loads with the first comparison, not with the window.
            from editor.ui.comparison_panel import ComparisonPanel

            self._made = panel = ComparisonPanel(self._parts.theme)
            panel.row_wanted.connect(self._restore_row)
            panel.all_wanted.connect(self._restore_shown)
            panel.name_wanted.connect(self._name_shown)
            panel.dismissed.connect(self.close)
            self._centre.addWidget(panel)
        return self._made


def _with_row(compared: Compared, row: ComparisonRow) -> dict[str, str]:
    """The present texts with what one row tells undone."""
    from editor.text.putting_back import put_back

    texts, former = compared.texts_after, compared.texts_before
    if row.paragraph is None:
        return {**texts, row.name: former[row.name]}
    body = put_back(former[BODY], texts[BODY], compared.comparison.paragraphs, row.paragraph)
    return {**texts, BODY: body}


def _compared(article_id: str, before: int, after: int | None, operations: Operations) -> Compared:
    from editor.app import history

    return history.compared(article_id, before, after, operations)


def _texts_of_version(
    article_id: str, number: int, operations: Operations
) -> tuple[Version, dict[str, str]]:
    texts = texts_of(operations.version(article_id, number).article)
    return _version(article_id, number, operations), texts


def _version(article_id: str, number: int, operations: Operations) -> Version:
    return next(one for one in operations.versions(article_id) if one.number == number)


def _last_version(article_id: str, operations: Operations) -> int | None:
    """The newest version that is older than the stored text, else the newest there is."""
    versions = operations.versions(article_id)
    present = operations.stored(article_id).version
    earlier = [one.number for one in versions if one.version < present]
    return earlier[0] if earlier else versions[0].number if versions else None
