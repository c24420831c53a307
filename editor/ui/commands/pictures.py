"""Commands on pictures: one from a file, what is said of the one at the cursor, and those nobody
shows any more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from db.records import Picture
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.phrases import thousands
from editor.ui.pictures import PictureDesk
from editor.ui.toast import Toast

_UNUSED, _KEEP = "unused pictures", "Keep them"
_FILTER = "Pictures (*.jpg *.jpeg *.png *.webp *.gif);;All files (*)"


class PictureCommands:
    """Pictures come and go in the body; in the library they stay until they are taken out."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        pictures: PictureDesk,
        notices: NoticeBar,
        toast: Toast,
        window: QWidget,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._pictures = pictures
        self._notices = notices
        self._toast = toast
        self._window = window
        # What is told is true of one library, and what is offered would be done to the next.
        desk.opened.connect(lambda _info: notices.clear(_UNUSED))

    def insert(self) -> None:
        """Lets the writer choose pictures and puts them in where the cursor is."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Insert pictures", "", _FILTER)
        if names:
            self._pictures.insert_files([Path(name) for name in names])

    def details(self) -> None:
        """Asks for the caption, words, credit and rights of the picture at the cursor."""
        if not self._pictures.ask_details():
            self._toast.tell("There is no picture where the cursor is.")

    def remove_unused(self) -> None:
        """Tells which pictures no story shows, in none of its versions, and asks whether they
        are to go: there is no undo."""
        self._open.settle(
            lambda: self._desk.ask(
                lambda operations: operations.unused_pictures(), self._ask_to_remove
            )
        )

    def _ask_to_remove(self, unused: Sequence[Picture]) -> None:
        if not unused:
            self._toast.tell("Every picture in the library is shown by a story, or was.")
            return
        offers = (Offer("Remove for ever", self._remove), Offer(_KEEP, lambda: None))
        self._notices.tell(_UNUSED, unused_words(unused), Tone.WARN, offers)
        self._notices.focus(_UNUSED, _KEEP)

    def _remove(self) -> None:
        self._desk.do(
            lambda operations: operations.remove_unused_pictures(),
            lambda count: self._toast.tell(f"{_pictures(count)} removed"),
            what="Remove unused pictures",
        )


def unused_words(unused: Sequence[Picture]) -> str:
    """What is told before any is removed."""
    one = len(unused) == 1
    are, they, them = ("is", "it", "it") if one else ("are", "they", "them")
    size = max(sum(picture.size for picture in unused) / 1e6, 0.1)
    return (
        f"{_pictures(len(unused))} ({size:.1f} MB) {are} in no story, and in no version of one. "
        f"Removed, {they} would be gone for ever: there is no undo. Backups that hold {them} "
        f"keep {them} until they are rotated out."
    )


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{thousands(count)} pictures"
