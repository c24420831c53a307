"""Commands on the library as a whole: open one, make one, the sample desk, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from editor.app.desk import Desk, LibraryInfo
from editor.app.open_article import OpenArticle
from editor.app.paths import LIBRARY_SUFFIX, Paths
from editor.app.settings import SettingsStore
from editor.ui.notice_bar import NoticeBar, Tone
from editor.ui.picker import Choice, Picker, offering

if TYPE_CHECKING:
    from db.records import Article
    from editor.app.operations import Operations, Outcome

_FILTER = f"Standfirst libraries (*{LIBRARY_SUFFIX});;All files (*)"
_SAMPLE = f"Sample desk{LIBRARY_SUFFIX}"


class LibraryCommands:
    """The file dialogs are the system's; the open article is safe before a library makes way."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        paths: Paths,
        settings: SettingsStore,
        picker: Picker,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._paths = paths
        self._settings = settings
        self._picker = picker
        self._notices = notices
        self._window = window
        self._wants_sample = False
        desk.opened.connect(self._opened)

    def choose(self) -> None:
        """Lets the writer choose a library and opens it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open library", str(self._folder()), _FILTER
        )
        if name:
            self.open(Path(name))

    def choose_recent(self) -> None:
        """Offers the libraries opened last, besides the one that is open."""
        rows = [
            Choice(path.stem, path, str(path.parent))
            for path in map(Path, self._settings.value.recent_libraries)
            if path != self._desk.path
        ]
        self._picker.pick("Open a recent library", offering(rows), self._open_recent)

    def _open_recent(self, chosen: object) -> None:
        if not isinstance(chosen, Path):
            return
        if chosen.exists():
            self.open(chosen)
            return
        self._settings.put(self._settings.value.without_library(chosen))
        words = f"{chosen.name} isn’t in {chosen.parent} any more; it is off the list now."
        self._notices.tell("library", words, Tone.WARN)

    def choose_new(self) -> None:
        """Lets the writer say where, makes a library there and opens it."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, "New library", str(self._folder() / f"Library{LIBRARY_SUFFIX}"), _FILTER
        )
        if name:
            path = Path(name)
            self.open(path if path.suffix else path.with_suffix(LIBRARY_SUFFIX), create=True)

    def open(self, path: Path, *, create: bool = False) -> None:
        """Opens the library at `path` once the open article is safe."""
        self._open.settle(lambda: self._desk.open(path, create=create))

    def open_sample(self) -> None:
        """Opens the sample desk, a library of its own, and puts in what is missing of it."""
        self._open.settle(self._open_sample)

    def undo(self) -> None:
        """Takes back the last operation on the library."""
        self._open.settle(self._desk.undo)

    def redo(self) -> None:
        """Does again what was taken back last."""
        self._open.settle(self._desk.redo)

    def _open_sample(self) -> None:
        self._wants_sample = True
        self._desk.open(self._sample, create=True)

    def _opened(self, info: LibraryInfo) -> None:
        # Only now: had it been refused, the stories would go into the library open before.
        if self._wants_sample and info.path == self._sample:
            self._wants_sample = False
            self._desk.do(
                _fill_sample, self._open_last, what="Open the sample desk", undoable=False
            )

    def _open_last(self, stored: tuple[Article, ...]) -> None:
        if stored:
            self._open.open(stored[-1].id)

    @property
    def _sample(self) -> Path:
        return self._paths.data / _SAMPLE

    def _folder(self) -> Path:
        path = self._desk.path
        return path.parent if path else self._paths.data


def _fill_sample(operations: Operations) -> Outcome[tuple[Article, ...]]:
    # The stories' importers load on the library's thread, and only for those who ask for them.
    from editor.app import sample_desk

    return sample_desk.fill(operations)
