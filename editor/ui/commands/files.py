"""Commands that bring copy in: a new article, the clipboard, files, and the way each goes on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.app.importing import Importing, Incoming
from editor.app.open_article import OpenArticle
from editor.app.settings import SettingsStore
from editor.ui.notice_bar import NoticeBar, Tone
from editor.ui.review_desk import ReviewDesk

_FILTER = (
    "Copy (*.txt *.text *.wire *.md *.markdown);;Wire copy (*.txt *.text *.wire);;"
    "Markdown (*.md *.markdown);;All files (*)"
)
_IMPORT = "import"


class FileCommands:
    """Wire copy goes to the review first; Markdown goes straight in, with Undo on offer."""

    def __init__(
        self,
        open_article: OpenArticle,
        importing: Importing,
        settings: SettingsStore,
        review: ReviewDesk,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        self._open = open_article
        self._importing = importing
        self._settings = settings
        self._review = review
        self._notices = notices
        self._window = window
        importing.arrived.connect(self._arrived)
        importing.failed.connect(self._failed)

    def new_article(self) -> None:
        """Opens a new article in the writer's language, with the writer's byline."""
        settings = self._settings.value
        self._open.new(settings.language, settings.author)

    def paste_wire(self) -> None:
        """Takes the clipboard for wire copy and shows what it makes of it."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._notices.clear(_IMPORT)
            self._importing.read_text(text)
        else:
            self._notices.tell(_IMPORT, "The clipboard has no text. Copy the story first.")

    def choose_imports(self) -> None:
        """Lets the writer choose files and reads them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import", "", _FILTER)
        self.read_files(Path(name) for name in names)

    def read_files(self, paths: Iterable[Path]) -> None:
        """Reads files that were chosen or dropped."""
        self._notices.clear(_IMPORT)
        self._importing.read_files(paths)

    def _arrived(self, incoming: Incoming) -> None:
        if incoming.reading is None:
            self._importing.add(incoming)
        else:
            self._review.take(incoming)

    def _failed(self, name: str, reason: str) -> None:
        self._notices.tell(_IMPORT, f"{name}: {reason}", Tone.BAD)


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of this computer among what is dropped on the window."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
