"""Commands that send articles out: as files, and one as HTML on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.app.desk import Desk
from editor.app.exporting import Clash, ClashAnswer, Exported, Exporting
from editor.app.open_article import OpenArticle
from editor.app.settings import SettingsStore
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.phrases import shortened, thousands
from editor.ui.toast import Toast

if TYPE_CHECKING:
    from editor.app.operations import Operations
    from editor.exchange.addresses import PageOptions

_EXPORT = "export"
_KEEP_BOTH, _KEEP_ALL = "Keep both", "Keep both of each"
_FEW = 5
"""Problems and notes that are told in full."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A format by its id, and a folder."""

    format: str
    folder: Path


class ExportCommands:
    """A name that is taken is asked about in a bar; what was written is told in a toast."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        exporting: Exporting,
        settings: SettingsStore,
        notices: NoticeBar,
        toast: Toast,
        window: QWidget,
        exported: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._exporting = exporting
        self._settings = settings
        self._notices = notices
        self._toast = toast
        self._window = window
        self._exported = exported
        self._last: Destination | None = None
        self._waiting: tuple[Destination, tuple[str, ...]] | None = None
        self._sent = 0
        exporting.clashed.connect(self._clashed)
        exporting.finished.connect(self._finished)

    @property
    def last(self) -> Destination | None:
        """Where the last export went, this session."""
        return self._last

    def export(self) -> None:
        """Asks for format and folder and writes the open article there."""
        self._choose(())

    def export_these(self, article_ids: Sequence[str]) -> None:
        """Asks for format and folder and writes these articles there."""
        self._choose(tuple(article_ids))

    def _choose(self, article_ids: tuple[str, ...]) -> None:
        # Brings every format with it: not before one is wanted.
        from editor.ui.dialogs.export_dialog import ExportDialog

        folder = self._settings.value.export_folder or str(Path.home())
        last = self._last or Destination("html", Path(folder))
        dialog = ExportDialog(last.format, last.folder, self._window)
        dialog.chosen.connect(
            lambda format_id, folder: self.send(Destination(format_id, folder), article_ids)
        )
        dialog.open()

    def export_again(self) -> None:
        """Writes the open article where the last one went, in the same format."""
        if self._last is not None:
            self.send(self._last)

    def send(self, destination: Destination, article_ids: tuple[str, ...] = ()) -> None:
        """Writes these articles as they stand, without any the open one, once it is safe."""
        from editor.exchange.formats import exporter_for

        article = self._open.article
        ids = article_ids or ((article.id,) if article is not None else ())
        if not ids:
            return
        if self._exporting.is_running:
            # A question left unanswered: to ask for another export is an answer.
            self._waiting = (destination, ids)
            self._exporting.cancel()
            return
        exporter = exporter_for(destination.format)
        self._last = destination
        self._sent = len(ids)
        self._notices.clear(_EXPORT)
        if not self._settings.value.export_folder:
            self._settings.set(export_folder=str(destination.folder))
        options = self._page_options()
        if options is not None:
            self._tell_begun()
            self._open.settle(
                lambda: self._exporting.export(ids, exporter, destination.folder, options)
            )

    def _tell_begun(self) -> None:
        if self._sent > 1:
            words = f"Exporting {thousands(self._sent)} articles."
            stop = Offer("Stop", self._exporting.cancel)
            self._notices.tell(_EXPORT, words, Tone.INFO, (stop,), closable=False)

    def _page_options(self) -> PageOptions | None:
        """The site the pages are for; None, and a word about it, where its address is none."""
        from editor.exchange.addresses import PageOptions

        settings = self._settings.value
        try:
            return PageOptions(settings.site_name, settings.site_address)
        except ValueError as error:
            words = f"Nothing was exported. The address of your site in the preferences: {error}"
            self._notices.tell(_EXPORT, words, Tone.BAD)
            return None

    def copy_html(self) -> None:
        """Puts the article on the clipboard as the HTML a content system takes."""
        article = self._open.article
        if article is not None:
            article_id = article.id
            self._open.settle(
                lambda: self._desk.ask(
                    lambda operations: _fragment(operations, article_id),
                    self._copied,
                    what="Copy as HTML",
                )
            )

    def _copied(self, fragment: tuple[str, bool]) -> None:
        html, names_pictures = fragment
        QGuiApplication.clipboard().setText(html)
        if names_pictures:
            self._toast.tell("Copied as HTML. Its pictures are files, which Export… writes.")
        else:
            self._toast.tell("Copied as HTML")

    def _clashed(self, clash: Clash) -> None:
        many = self._sent > 1
        both = _KEEP_ALL if many else _KEEP_BOTH
        offers = (
            Offer("Replace all" if many else "Replace it", self._answer(ClashAnswer.REPLACE)),
            Offer(both, self._answer(ClashAnswer.KEEP_BOTH)),
            Offer("Cancel", self._answer(ClashAnswer.STOP)),
        )
        words = f"There is a {shortened(clash.path.name)} in {clash.path.parent.name} already."
        self._notices.tell(_EXPORT, words, Tone.WARN, offers, closable=False)
        self._notices.focus(_EXPORT, both)

    def _answer(self, answer: ClashAnswer) -> Callable[[], None]:
        """Of many, the first answer is one for all."""

        def give() -> None:
            self._tell_begun()
            self._exporting.answer(answer, for_all=self._sent > 1)

        return give

    def _finished(self, exported: Exported) -> None:
        self._notices.clear(_EXPORT)
        if exported.problems:
            told = exported.problems[:_FEW]
            more = len(exported.problems) - len(told)
            rest = (f"And {thousands(more)} more.",) if more else ()
            self._notices.tell(_EXPORT, " ".join((*told, *rest)), Tone.BAD)
        elif exported.notes:
            self._notices.tell(_EXPORT, " ".join(exported.notes[:_FEW]))
        if exported.written:
            path = exported.written[-1]
            count = len(exported.written)
            what = shortened(path.name) if count == 1 else f"{thousands(count)} articles"
            self._toast.tell(f"Exported {what}", "Open folder", lambda: _show(path.parent))
        self._exported()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.send(*waiting)


def _fragment(operations: Operations, article_id: str) -> tuple[str, bool]:
    """The HTML, and whether it names pictures that lie beside it."""
    # Runs on the reading thread, where loading the exporters holds nobody up.
    from editor.exchange.formats import exporter_for

    html, files = exporter_for("fragment").export(operations.package(article_id))
    return html.decode("utf-8"), bool(files)


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
