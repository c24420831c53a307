"""The preview's pictures: an address scheme of their own, answered from memory with what the
library gave; importing this loads the web engine, asking the library is left to the feed."""

from __future__ import annotations

import re
from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from editor.app.preview_addresses import PICTURE_SCHEME

_NAME = PICTURE_SCHEME.encode()
_HASH = re.compile(r"[0-9a-f]{32}")
_MOST_BYTES = 96 * 1024 * 1024
_MISSING = QWebEngineUrlRequestJob.Error.UrlNotFound


def register_scheme() -> None:
    """Make the scheme known to the web engine. Before the first profile, and once a process."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(_NAME)).name().data() == _NAME:
        return
    scheme = QWebEngineUrlScheme(QByteArray(_NAME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class PreviewPictures(QWebEngineUrlSchemeHandler):
    """Answers the page's requests for pictures. `wanted` has the hash of one that isn't in memory;
    whoever hears it calls `give` or `refuse`."""

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._waiting: dict[str, list[QWebEngineUrlRequestJob]] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        picture = job.requestUrl().path()
        if not _HASH.fullmatch(picture) or job.requestMethod().data() != b"GET":
            job.fail(_MISSING)
        elif picture in self._kept:
            self._kept.move_to_end(picture)
            _reply(job, *self._kept[picture])
        else:
            waiting = self._waiting.setdefault(picture, [])
            waiting.append(job)
            if len(waiting) == 1:
                self.wanted.emit(picture)

    def give(self, picture: str, media_type: str, content: bytes) -> None:
        """Answer all who wait for a picture, and keep it for the next."""
        self._kept[picture] = (media_type, content)
        while len(self._kept) > 1 and self._size() > _MOST_BYTES:
            self._kept.popitem(last=False)
        for job in self._waiting.pop(picture, []):
            if isValid(job):
                _reply(job, media_type, content)

    def refuse(self, picture: str) -> None:
        """Tell all who wait for a picture that it isn't there."""
        for job in self._waiting.pop(picture, []):
            if isValid(job):
                job.fail(_MISSING)

    def _size(self) -> int:
        return sum(len(content) for _, content in self._kept.values())


def _reply(job: QWebEngineUrlRequestJob, media_type: str, content: bytes) -> None:
    # The buffer has to live as long as the engine reads it.
    buffer = QBuffer(job)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(media_type.encode()), buffer)
