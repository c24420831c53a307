"""Pictures on their way into the library: files and pasted images are read off the GUI thread and
stored one after the other; where they go in the text is left to whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from db.errors import LibraryError
from db.records import Picture
from editor.app.background import Worker

if TYPE_CHECKING:
    from editor.app.desk import Desk

PASTED = "Pasted picture"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Pictures that are in the library now, in order, and in plain words what isn't and why."""

    pictures: tuple[Picture, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    data: bytes
    problem: str = ""


class Picturing(QObject):
    """Everything is called and answered on the GUI thread; a batch is answered as a whole."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = Worker("pictures", self)
        self._closed = False

    def take_files(
        self, paths: Sequence[Path], keep_metadata: bool, answer: Callable[[Arrived], None]
    ) -> None:
        """Store the pictures in these files."""
        self._take(partial(_read_files, tuple(paths)), keep_metadata, answer)

    def take_data(
        self, data: bytes, keep_metadata: bool, answer: Callable[[Arrived], None]
    ) -> None:
        """Store a picture as it came, in the bytes of its format."""
        self._take(lambda: [_Read(PASTED, data)], keep_metadata, answer)

    def take_image(self, image: QImage, answer: Callable[[Arrived], None]) -> None:
        """Store a picture that came as its pixels alone."""
        self._take(partial(_encoded, QImage(image)), False, answer)

    def thumbnail(self, picture: str, height: int, answer: Callable[[QImage], None]) -> None:
        """A picture of the library, small; a null image where it can't be had."""
        self._desk.ask(
            lambda operations: operations.picture_file(picture),
            lambda found: self._make_small(found[1], height, answer),
            lambda _error: answer(QImage()),
        )

    def close(self) -> None:
        """Wait for what is being read; what the library still answers is not looked at."""
        self._closed = True
        self._worker.close()

    def _make_small(self, content: bytes, height: int, answer: Callable[[QImage], None]) -> None:
        if not self._closed:
            self._worker.submit(partial(_small, content, height), answer)

    def _take(
        self,
        read: Callable[[], list[_Read]],
        keep_metadata: bool,
        answer: Callable[[Arrived], None],
    ) -> None:
        self._worker.submit(
            read, lambda files: self._store(files, keep_metadata, Arrived(), answer)
        )

    def _store(
        self,
        files: list[_Read],
        keep_metadata: bool,
        so_far: Arrived,
        answer: Callable[[Arrived], None],
    ) -> None:
        """Store the first of these files, then the rest; refusals don't stop the others."""
        if not files:
            answer(so_far)
            return
        first, rest = files[0], files[1:]

        def go_on(pictures: tuple[Picture, ...], problems: tuple[str, ...]) -> None:
            both = Arrived((*so_far.pictures, *pictures), (*so_far.problems, *problems))
            self._store(rest, keep_metadata, both, answer)

        if first.problem:
            go_on((), (first.problem,))
            return
        self._desk.do(
            lambda operations: operations.add_picture(
                first.data, first.name, keep_metadata=keep_metadata
            ),
            lambda picture: go_on((picture,), ()),
            lambda error: go_on((), (_words(error),)),
            undoable=False,
        )


def _words(error: LibraryError) -> str:
    return str(error)


def _read_files(paths: tuple[Path, ...]) -> list[_Read]:
    # The exchange is not needed before the first picture, so not before the first paint.
    from editor.exchange.files import FileError, read_bytes
    from editor.exchange.pictures import SIZE_LIMIT

    read = []
    for path in paths:
        try:
            # More than is taken: so that a picture too large is told of as a picture.
            read.append(_Read(path.name, read_bytes(path, limit=4 * SIZE_LIMIT)))
        except FileError as error:
            read.append(_Read(path.name, b"", str(error)))
    return read


def _encoded(image: QImage) -> list[_Read]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        return [_Read(PASTED, b"", "What was copied is no picture that can be kept.")]
    return [_Read(PASTED, bytes(data.data()))]


def _small(data: bytes, height: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.height() > height:
        # Twice as large as wanted: a picture on its side is turned after it is made small.
        reader.setScaledSize(
            size.scaled(QSize(height * 6, height * 2), Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()
