"""Who listens to whom: every signal between the parts of the window is joined here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from db.records import Article
from editor.app.analysis import AnalysisResult
from editor.app.desk import Desk
from editor.app.exporting import Exporting
from editor.app.open_article import BEFORE_BREAKING, OpenArticle, SaveKind, SaveState
from editor.app.settings import Settings
from editor.app.shrinking import BEFORE_IT_WENT
from editor.ui.action_set import ActionSet
from editor.ui.commands.go import GoCommands
from editor.ui.library_pane import LibraryPane
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.parts import Parts
from editor.ui.pasting import LongPaste, Pasting, RichPaste
from editor.ui.phrases import thousands
from editor.ui.preview_pane import PreviewPane
from editor.ui.status_bar import StatusBar
from editor.ui.theme import Theme
from editor.ui.toast import Toast
from editor.ui.writing_area import WritingArea

_STALE, _FAILED, _RECOVERED, _PREVIEW, _SPIKED = "stale", "save", "recovered", "preview", "spiked"
_PASTED = "pasted"
_SHRUNK, _NOTED, _ALTERED, _BROKEN = "shrunk", "noted", "altered", "broken"
_LONG_LINES = (
    "The text has a line of more than a million characters, which no window can show. It was "
    "broken into lines of a thousand, at its spaces."
)
_AS_IT_WAS = f"As it was it is kept in the history as “{BEFORE_BREAKING}”."


def join_saving(
    open_article: OpenArticle,
    status: StatusBar,
    notices: NoticeBar,
    merge: Callable[[], None],
    compare: Callable[[], None],
) -> None:
    """The save state is always in sight; a choice to make is put in a bar."""

    def tell(state: SaveState) -> None:
        status.show_state(state)
        if state.kind is SaveKind.STALE:
            notices.tell(
                _STALE, state.message, Tone.WARN, _choices(open_article, merge), closable=False
            )
        else:
            notices.clear(_STALE)
        if state.kind is SaveKind.FAILED:
            notices.tell(_FAILED, state.message, Tone.BAD)
        elif state.kind is SaveKind.SAVED:
            notices.clear(_FAILED)

    open_article.state_changed.connect(tell)
    open_article.recovered.connect(lambda words: notices.tell(_RECOVERED, words))
    offers = (Offer("What has changed…", compare),)
    open_article.long_lines_broken.connect(
        lambda: notices.tell(_BROKEN, f"{_LONG_LINES} {_AS_IT_WAS}", Tone.WARN)
    )
    open_article.altered.connect(lambda words: notices.tell(_ALTERED, words, Tone.WARN, offers))
    tell(open_article.state)


def _choices(open_article: OpenArticle, merge: Callable[[], None]) -> tuple[Offer, ...]:
    resolve = open_article.resolve_stale
    return (
        Offer("Merge…", merge, stays=True),
        Offer("Keep mine", partial(resolve, "mine")),
        Offer("Take theirs", partial(resolve, "theirs")),
        Offer("Keep both", partial(resolve, "both")),
    )


def join_library(desk: Desk, notices: NoticeBar, toast: Toast, compare: Callable[[], None]) -> None:
    """What was done is told with Undo on offer, what operations say in a bar."""

    def did(name: str, undoable: bool) -> None:
        if undoable:
            toast.tell(name, "Undo", desk.undo)
        else:
            toast.tell(name)

    desk.did.connect(did)

    def noted(words: str) -> None:
        if BEFORE_IT_WENT in words:
            notices.tell(_SHRUNK, words, Tone.WARN, (Offer("What has changed…", compare),))
        else:
            notices.tell(_NOTED, words, passing=True)

    desk.noted.connect(noted)
    # What is undone, or followed by something else, has nothing more to say.
    desk.undo_changed.connect(lambda: notices.clear(_NOTED))


def join_progress(desk: Desk, exporting: Exporting, status: StatusBar) -> None:
    """What takes long says how far it is."""

    def ended(*_: object) -> None:
        status.show_progress("", 1, 1)

    desk.progressed.connect(status.show_progress)
    desk.changed.connect(ended)
    desk.failed.connect(ended)
    exporting.progressed.connect(partial(status.show_progress, "Export"))
    exporting.finished.connect(ended)


def join_article(parts: Parts, library: LibraryPane, status: StatusBar, notices: NoticeBar) -> None:
    """List, status bar and the notice of the spike follow the open article."""
    open_article = parts.open_article

    def show(article: Article) -> None:
        status.show_article(article)
        _show_counts(parts, status)
        _tell_spiked(article, notices)

    def loaded(article: Article) -> None:
        notices.clear(_RECOVERED)
        notices.clear(_ALTERED)
        notices.clear(_BROKEN)
        notices.clear(_SHRUNK)
        notices.clear(_PREVIEW)
        status.show_counts(None, None)
        status.show_section("")
        library.show_open(article.id)
        show(article)

    def closed() -> None:
        library.show_open("")
        status.show_article(None)
        status.show_counts(None, None)
        status.show_section("")
        notices.clear(_SPIKED)

    open_article.loaded.connect(loaded)
    open_article.article_changed.connect(show)
    open_article.closed.connect(closed)
    library.article_wanted.connect(open_article.open)


def _tell_spiked(article: Article, notices: NoticeBar) -> None:
    if article.spiked_from is not None:
        words = "This article is on the spike. Article › Restore from the spike brings it back."
        notices.tell(_SPIKED, words, closable=False)
    else:
        notices.clear(_SPIKED)


def join_analysis(
    parts: Parts, writing: WritingArea, status: StatusBar, notices: NoticeBar
) -> None:
    """Counts and the section the cursor is in follow text and cursor."""
    outline = parts.models.outline

    def reached(line: int) -> None:
        parts.traffic.line_reached.emit(line)
        section = outline.section(outline.index_at_line(line))
        status.show_section(section.text if section else "")

    def analysed(_result: AnalysisResult) -> None:
        notices.clear(_PREVIEW)
        _show_counts(parts, status)
        section = outline.section(outline.index_at_line(writing.source.cursor_line))
        status.show_section(section.text if section else "")

    writing.tally.selection_counted.connect(status.show_selection)
    writing.tally.markers_changed.connect(status.show_markers)
    parts.analysis.analysed.connect(analysed)
    parts.analysis.failed.connect(lambda words: notices.tell(_PREVIEW, words, Tone.WARN))
    writing.source.cursor_line_changed.connect(reached)


def _show_counts(parts: Parts, status: StatusBar) -> None:
    latest, article = parts.analysis.latest, parts.open_article.article
    if latest is not None and article is not None and latest.article_id == article.id:
        status.show_counts(latest.counts, article.target_words)


def join_traffic(
    parts: Parts,
    writing: WritingArea,
    library: LibraryPane,
    preview: PreviewPane,
    go: GoCommands,
    toast: Toast,
) -> None:
    """What panes ask of the rest of the window."""
    traffic, desk = parts.traffic, parts.desk
    library.left.connect(lambda: writing.source.setFocus(Qt.FocusReason.OtherFocusReason))
    traffic.line_wanted.connect(writing.source.go_to_line)
    traffic.article_wanted.connect(parts.open_article.open)
    traffic.story_wanted.connect(partial(go.pick_article, "Choose a story"))
    traffic.search_wanted.connect(go.search_for)
    traffic.noticed.connect(toast.tell)
    writing.noticed.connect(toast.tell)
    writing.links.noticed.connect(toast.tell)
    writing.links.article_wanted.connect(parts.open_article.open)
    writing.find_bar.finder.replaced.connect(
        lambda count: toast.tell(f"{thousands(count)} replaced", "Undo", writing.source.undo)
    )
    preview.article_wanted.connect(
        lambda slug: desk.ask(
            lambda operations: operations.by_slug(slug),
            lambda article: parts.open_article.open(article.id),
        )
    )
    preview.link_wanted.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))


def join_pasting(
    open_article: OpenArticle, pasting: Pasting, notices: NoticeBar, toast: Toast
) -> None:
    """Formatting that came with a paste may be taken off again, tracked changes turned."""

    told = ""

    pasting.long_lines_broken.connect(lambda: notices.tell(_BROKEN, _LONG_LINES, Tone.WARN))

    def tell(pasted: RichPaste) -> None:
        nonlocal told
        told = pasted.words
        notices.clear(_PASTED)
        plain = "Paste as plain"
        if pasted.tracked:
            other = "Accept changes instead" if pasted.rejected else "Reject changes instead"
            offers = (Offer(other, pasted.turn_changes), Offer(plain, pasted.make_plain))
            notices.tell(_PASTED, pasted.words, Tone.INFO, offers)
        else:
            toast.tell(pasted.words, plain, pasted.make_plain)

    def tell_long(pasted: LongPaste) -> None:
        words = (
            f"A paragraph of {thousands(pasted.longest)} characters makes keys slow. Broken at "
            "sentences it looks the same to readers."
        )
        offers = (Offer("Break the lines", pasted.break_lines),)
        notices.tell(_PASTED, words, Tone.INFO, offers)

    def withdraw() -> None:
        notices.clear(_PASTED)
        toast.withdraw(told)

    pasting.pasted_rich.connect(tell)
    pasting.undone.connect(withdraw)
    pasting.pasted_long.connect(tell_long)
    open_article.loaded.connect(lambda _article: notices.clear(_PASTED))
    open_article.closed.connect(lambda: notices.clear(_PASTED))


def join_settings(parts: Parts, theme: Theme, actions: ActionSet) -> None:
    """Theme and keys follow the settings."""

    def follow(settings: Settings) -> None:
        theme.use(settings.theme)
        actions.bind(settings.shortcuts)

    parts.settings.changed.connect(follow)
