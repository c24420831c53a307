"""The article as readers will see it where there is no web engine: set by Qt's own rich text, with
the library's pictures and nothing from anywhere else."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from editor.app.preview_addresses import PICTURE_SCHEME, picture_address

_MARGIN = 24
_KEEP_RATIO = Qt.AspectRatioMode.KeepAspectRatio
_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


class PlainPage(QTextBrowser):
    """`wanted` has the hash of a picture that isn't here yet: answer with `give`, or leave it
    out."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article as readers will see it"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN)
        self._pictures: dict[str, QImage] = {}
        self._asked: set[str] = set()

    def show_page(self, html: str) -> None:
        """Show another page, at the same place."""
        place = self.verticalScrollBar().value()
        self.setHtml(html)
        self.verticalScrollBar().setValue(place)

    def give(self, picture: str, content: bytes) -> None:
        """A picture that was wanted, set no wider than the page."""
        self._pictures[picture] = image = _read(content, self._room())
        document = self.document()
        document.addResource(_IMAGE, QUrl(picture_address(picture)), image)
        document.markContentsDirty(0, document.characterCount())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the library are asked for once; nothing else is ever loaded."""
        name = QUrl(name)
        if kind != _IMAGE or name.scheme() != PICTURE_SCHEME:
            return QByteArray()
        picture = name.path()
        if picture in self._pictures:
            return self._pictures[picture]
        if picture not in self._asked:
            self._asked.add(picture)
            self.wanted.emit(picture)
        return QImage()

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * _MARGIN, 1)


def _read(content: bytes, widest: int) -> QImage:
    """A picture from its bytes, read at the size it is shown at; none where it can't be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > widest:
        reader.setScaledSize(size.scaled(widest, size.height(), _KEEP_RATIO))
    return reader.read()
