"""A damaged library: what can be read of it is offered to be saved into a new one, and what could
not be is listed; the damaged file is never written to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import LibraryError
from editor.app.backing_up import BackingUp
from editor.app.desk import Desk
from editor.app.paths import LIBRARY_SUFFIX
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.phrases import thousands

_MATTER = "library"
_FILTER = f"Standfirst libraries (*{LIBRARY_SUFFIX})"


class SalvageDesk(QObject):
    """Follows the desk; `open_library` and `browse_backups` are the window's commands."""

    def __init__(
        self,
        desk: Desk,
        backing_up: BackingUp,
        notices: NoticeBar,
        open_library: Callable[[Path], None],
        browse_backups: Callable[[], None],
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._backing_up = backing_up
        self._notices = notices
        self._open_library = open_library
        self._browse_backups = browse_backups
        self._window = window
        desk.damaged.connect(self._offer)

    def save_into(self, damaged: Path, target: Path) -> None:
        """Put what reads of a damaged library into a new one at `target`."""
        self._notices.tell(_MATTER, f"Reading what can be read of {damaged.name}…", closable=False)
        self._backing_up.salvage(
            damaged, target, partial(self._saved, target), partial(self._refused, damaged)
        )

    def _offer(self, damaged: Path, message: str) -> None:
        self._notices.tell(
            _MATTER,
            message,
            Tone.BAD,
            (
                Offer("Save what can be read…", partial(self._choose, damaged), stays=True),
                Offer("Backups…", self._browse_backups, stays=True),
            ),
        )

    def _choose(self, damaged: Path) -> None:
        suggested = damaged.with_name(f"{damaged.stem} saved{LIBRARY_SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save what can be read", str(suggested), _FILTER
        )
        if name:
            self.save_into(damaged, Path(name).with_suffix(LIBRARY_SUFFIX))

    def _saved(self, target: Path, found: tuple[int, tuple[str, ...]]) -> None:
        articles, lost = found
        many = "1 article is" if articles == 1 else f"{thousands(articles)} articles are"
        words = f"{many} saved in {target.name}. "
        offers = [Offer("Open it", partial(self._open_library, target))]
        if lost:
            things = "One thing" if len(lost) == 1 else f"{thousands(len(lost))} things"
            words += f"{things} could not be read as it was."
            offers.append(Offer("What is missing…", partial(self._show, lost), stays=True))
        else:
            words += "Everything was read."
        self._notices.tell(_MATTER, words, Tone.WARN if lost else Tone.INFO, tuple(offers))

    def _refused(self, damaged: Path, error: LibraryError) -> None:
        self._offer(damaged, str(error))

    def _show(self, lost: tuple[str, ...]) -> None:
        # For a day that is hoped never to come: no part of the start.
        from editor.ui.dialogs.lines import LinesDialog

        LinesDialog("What could not be read", lost, self._window).show()
