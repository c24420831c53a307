"""Commands that send an article out: as a file, and as HTML on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
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
from editor.ui.phrases import shortened
from editor.ui.toast import Toast

if TYPE_CHECKING:
    from editor.app.operations import Operations
    from editor.exchange.addresses import PageOptions

_EXPORT = "export"
_KEEP_BOTH = "Keep both"


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
        self._waiting: Destination | None = None
        exporting.clashed.connect(self._clashed)
        exporting.finished.connect(self._finished)

    @property
    def last(self) -> Destination | None:
        """Where the last export went, this session."""
        return self._last

    def export(self) -> None:
        """Asks for format and folder and writes the open article there."""
        # Brings every format with it: not before one is wanted.
        from editor.ui.dialogs.export_dialog import ExportDialog

        folder = self._settings.value.export_folder or str(Path.home())
        last = self._last or Destination("html", Path(folder))
        dialog = ExportDialog(last.format, last.folder, self._window)
        dialog.chosen.connect(lambda format_id, folder: self.send(Destination(format_id, folder)))
        dialog.open()

    def export_again(self) -> None:
        """Writes the open article where the last one went, in the same format."""
        if self._last is not None:
            self.send(self._last)

    def send(self, destination: Destination) -> None:
        """Writes the open article as it stands, once it is safe."""
        from editor.exchange.formats import exporter_for

        article = self._open.article
        if article is None:
            return
        if self._exporting.is_running:
            # A question left unanswered: to ask for another export is an answer.
            self._waiting = destination
            self._exporting.cancel()
            return
        article_id, exporter = article.id, exporter_for(destination.format)
        self._last = destination
        self._notices.clear(_EXPORT)
        if not self._settings.value.export_folder:
            self._settings.set(export_folder=str(destination.folder))
        options = self._page_options()
        if options is not None:
            self._open.settle(
                lambda: self._exporting.export([article_id], exporter, destination.folder, options)
            )

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
        offers = (
            Offer("Replace it", lambda: self._exporting.answer(ClashAnswer.REPLACE)),
            Offer(_KEEP_BOTH, lambda: self._exporting.answer(ClashAnswer.KEEP_BOTH)),
            Offer("Cancel", lambda: self._exporting.answer(ClashAnswer.STOP)),
        )
        words = f"There is a {shortened(clash.path.name)} in {clash.path.parent.name} already."
        self._notices.tell(_EXPORT, words, Tone.WARN, offers, closable=False)
        self._notices.focus(_EXPORT, _KEEP_BOTH)

    def _finished(self, exported: Exported) -> None:
        if exported.problems:
            self._notices.tell(_EXPORT, " ".join(exported.problems), Tone.BAD)
        elif exported.notes:
            self._notices.tell(_EXPORT, " ".join(exported.notes))
        if exported.written:
            path = exported.written[-1]
            self._toast.tell(
                f"Exported {shortened(path.name)}", "Open folder", lambda: _show(path.parent)
            )
        self._exported()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.send(waiting)


def _fragment(operations: Operations, article_id: str) -> tuple[str, bool]:
    """The HTML, and whether it names pictures that lie beside it."""
    # Runs on the reading thread, where loading the exporters holds nobody up.
    from editor.exchange.formats import exporter_for

    html, files = exporter_for("fragment").export(operations.package(article_id))
    return html.decode("utf-8"), bool(files)


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
