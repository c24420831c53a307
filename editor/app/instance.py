"""One window a library and user: a second start hands over to the window that has the library what
it was given, and ends; bringing that window to the front and files in is left to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from editor.app.paths import RUNNING, Paths

_CONNECT_MS, _REPLY_MS = 500, 2000
_MINE = b"mine\n"
_OTHER = b"other\n"
_MOST = 65_536
"""Bytes of a message; nobody who means well sends more."""


def server_name(paths: Paths) -> str:
    """The socket's name: one a user and home folder."""
    place = blake2b(str(paths.config.absolute()).encode(errors="replace"), digest_size=8)
    return f"standfirst-{place.hexdigest()}"


def hand_over(paths: Paths, library: Path | None, files: Sequence[Path] = ()) -> bool:
    """Asks the window that runs already to come forward with `library`, or with whatever it has,
    and to bring these files in. False where none runs, none answers, or it has another library
    open."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(paths))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    wanted = "" if library is None else str(library.resolve())
    named = [str(file.resolve()) for file in files]
    socket.write(json.dumps({"library": wanted, "files": named}).encode() + b"\n")
    reply = b""
    while not reply.endswith(b"\n") and socket.waitForReadyRead(_REPLY_MS):
        reply += socket.readAll().data()
    socket.disconnectFromServer()
    return reply == _MINE


class Instance(QObject):
    """Answers later starts, from `listen` to `close`."""

    called = Signal(object)
    """Another start has handed over: the window should come forward, and bring in these Paths."""

    def __init__(
        self, paths: Paths, present: Callable[[], Path | None], parent: QObject | None = None
    ) -> None:
        """`present` gives the library that is open here."""
        super().__init__(parent)
        self._paths = paths
        self._present = present
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Listens, in the place of a window that died; False where another one listens."""
        name = server_name(self._paths)
        # Asked first: with its permissions set a server takes the place of any other in silence.
        if _is_alive(name):
            return False
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            return False
        try:
            self._paths.config.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self._paths.config / RUNNING).touch(mode=0o600)
        except OSError:
            # Without the mark later starts open windows of their own, which harms nothing.
            return True
        return True

    def close(self) -> None:
        """Stops listening."""
        if self._server.isListening():
            self._server.close()
            (self._paths.config / RUNNING).unlink(missing_ok=True)

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._read(socket))
        self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST:
            socket.abort()
        elif socket.canReadLine():
            files = self._taken(bytes(socket.readLine().data()))
            socket.write(_OTHER if files is None else _MINE)
            socket.flush()
            if files is not None:
                self.called.emit(files)

    def _taken(self, message: bytes) -> tuple[Path, ...] | None:
        """The files a start hands over; None where it wants another library."""
        try:
            told = json.loads(message)
            wanted, files = told["library"], tuple(map(Path, told.get("files", ())))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        present = self._present()
        ours = wanted == "" or (present is not None and wanted == str(present.resolve()))
        return files if ours else None


def _is_alive(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    alive = socket.waitForConnected(_CONNECT_MS)
    socket.abort()
    return alive
