"""Pictures in the text: those pasted, dropped or chosen go into the library and then where the
cursor was, and the strip below asks what to say of them; reading them is left to `picturing`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QImage, QTextCursor

from db.records import Picture
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.picturing import Arrived, Picturing
from editor.app.settings import SettingsStore
from editor.ui.notice_bar import NoticeBar, Tone
from editor.ui.picture_strip import THUMBNAIL, PictureStrip
from editor.ui.source_pane import SourcePane
from editor.ui.utf16 import to_units

_MATTER = "pictures"
_AS_IT_CAME = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture in the text: where its line is, and what it says there."""

    hash: str
    alt: str
    start: int
    end: int


class PictureDesk(QObject):
    """Takes pictures into one source pane, and keeps the strip in step with the cursor."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        settings: SettingsStore,
        pane: SourcePane,
        strip: PictureStrip,
        notices: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._settings = settings
        self._pane = pane
        self._strip = strip
        self._notices = notices
        self._picturing = Picturing(desk, self)
        pane.take_picture = self.take
        pane.cursorPositionChanged.connect(self._follow_cursor)
        strip.changed.connect(self._keep)
        strip.left.connect(lambda: pane.setFocus(Qt.FocusReason.OtherFocusReason))
        open_article.loaded.connect(lambda _article: strip.dismiss())
        open_article.closed.connect(strip.dismiss)

    def close(self) -> None:
        """Keep what is typed, and wait for what is being read."""
        self._strip.keep()
        self._picturing.close()

    # Into the text.

    def take(self, source: QMimeData, *, only_ask: bool = False) -> bool:
        """Whether what was pasted or dropped is pictures and nothing else; unless `only_ask`,
        they are put in."""
        paths = _picture_files(source)
        image = not source.hasText() and source.hasImage()
        if not only_ask and paths:
            self.insert_files(paths)
        elif not only_ask and image:
            self._insert_image(source)
        return bool(paths) or image

    def insert_files(self, paths: list[Path]) -> None:
        """Put the pictures in these files in where the cursor is, as one undo step."""
        if self._may_insert():
            self._picturing.take_files(paths, self._keeps_metadata, self._inserter())

    def _insert_image(self, source: QMimeData) -> None:
        if not self._may_insert():
            return
        for media_type in _AS_IT_CAME:
            if source.hasFormat(media_type):
                data = bytes(source.data(media_type).data())
                self._picturing.take_data(data, self._keeps_metadata, self._inserter())
                return
        image = source.imageData()
        self._picturing.take_image(
            image if isinstance(image, QImage) else QImage(), self._inserter()
        )

    @property
    def _keeps_metadata(self) -> bool:
        return self._settings.value.keep_picture_metadata

    def _may_insert(self) -> bool:
        return not self._pane.isReadOnly() and self._open.article is not None

    def _inserter(self) -> Callable[[Arrived], None]:
        """Puts pictures in where the cursor is now, whatever is typed until they are there."""
        article = self._open.article
        cursor = QTextCursor(self._pane.textCursor())
        return partial(self._arrived, article.id if article else "", cursor)

    def _arrived(self, article_id: str, cursor: QTextCursor, arrived: Arrived) -> None:
        if arrived.problems:
            self._notices.tell(_MATTER, " ".join(arrived.problems), Tone.BAD)
        else:
            self._notices.clear(_MATTER)
        article = self._open.article
        if not arrived.pictures or article is None or article.id != article_id:
            return
        from editor.text.pictures import markdown

        _set_apart(cursor, "\n\n".join(markdown(one.hash) for one in arrived.pictures))
        self._pane.setTextCursor(cursor)
        self._pane.ensureCursorVisible()
        self._show(arrived.pictures[-1], "")

    # The strip.

    def ask_details(self) -> bool:
        """Show the strip for the picture the cursor is on and give it the keyboard; False where
        there is none."""
        shown = self._at_cursor()
        if shown is None:
            return False
        self._desk.ask(
            lambda operations: operations.picture(shown.hash),
            partial(self._show_and_focus, shown.alt),
            lambda error: self._notices.tell(_MATTER, str(error), Tone.WARN),
        )
        return True

    def _show_and_focus(self, alt: str, picture: Picture) -> None:
        self._show(picture, alt)
        self._strip.take_focus()

    def _show(self, picture: Picture, alt: str) -> None:
        self._strip.show_picture(picture, alt)
        self._picturing.thumbnail(
            picture.hash, THUMBNAIL, partial(self._strip.show_image, picture.hash)
        )

    def _follow_cursor(self) -> None:
        if self._strip.picture and not self._strip.has_focus():
            shown = self._at_cursor()
            if shown is None or shown.hash != self._strip.picture:
                self._strip.dismiss()

    def _at_cursor(self) -> _Shown | None:
        """The picture under the cursor, or else the first in its line."""
        cursor = self._pane.textCursor()
        found = _in_line(cursor)
        place = cursor.positionInBlock()
        under = (one for one in found if one.start <= place <= one.end)
        return next(under, found[0] if found else None)

    def _keep(self, picture: str, details: Mapping[str, str]) -> None:
        self._say_in_text(picture, details["alt"])
        self._desk.do(
            lambda operations: operations.set_picture_details(picture, details),
            refused=lambda error: self._notices.tell(_MATTER, str(error), Tone.BAD),
        )

    def _say_in_text(self, picture: str, alt: str) -> None:
        """Words that stand in the text itself come before the library's: they follow."""
        cursor = self._pane.textCursor()
        for shown in _in_line(cursor):
            if shown.hash == picture and shown.alt and shown.alt != alt:
                from editor.text.pictures import markdown

                start = cursor.block().position()
                cursor.setPosition(start + shown.start)
                cursor.setPosition(start + shown.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(markdown(picture, alt))
                return


def _in_line(cursor: QTextCursor) -> list[_Shown]:
    line = cursor.block().text()
    # Asked at every move of the cursor: the text layer is loaded for a picture only.
    if "](picture:" not in line:
        return []
    from editor.text.pictures import written

    return [
        _Shown(one.hash, one.alt, to_units(line, one.start), to_units(line, one.end))
        for one in written(line)
    ]


def _picture_files(source: QMimeData) -> list[Path]:
    """The files of this computer in what was pasted or dropped, if all of it is pictures."""
    urls = source.urls()
    if not urls or not all(url.isLocalFile() for url in urls):
        return []
    from editor.exchange.pictures import is_picture_name

    paths = [Path(url.toLocalFile()) for url in urls]
    return paths if all(is_picture_name(path.name) for path in paths) else []


def _set_apart(cursor: QTextCursor, text: str) -> None:
    """Put text in as paragraphs of their own, as one undo step."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    block, place = cursor.block(), cursor.positionInBlock()
    before, after = block.text()[:place].strip(), block.text()[place:].strip()
    above = not before and block.previous().text().strip()
    below = not after and block.next().text().strip()
    cursor.insertText(("\n\n" if before else "\n" if above else "") + text)
    end = cursor.position()
    cursor.insertText("\n\n" if after else "\n" if below else "")
    cursor.setPosition(end)
    cursor.endEditBlock()
