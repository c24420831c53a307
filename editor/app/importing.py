"""Copy on its way in: files and pasted text are read off the GUI thread, and go into the library
as operations; how a format is read is left to `exchange`, looking it over to the review panel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError
from db.records import Article
from editor.app.background import Worker

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.exchange.package import Package
    from editor.exchange.wire import Reading

WIRE = "wire"
PASTED = "Pasted copy"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One piece of copy as it was read. `reading` is there for wire copy, for the review panel:
    what the writer makes of it goes into the library by `wire.to_package`."""

    name: str
    package: Package
    reading: Reading | None = None


class Importing(QObject):
    """Reads one piece of copy after the other; each is told by `arrived` or `failed`."""

    arrived = Signal(object)
    """Incoming: read, not stored yet."""
    added = Signal(object)
    """Article: stored."""
    failed = Signal(str, str)
    """The name of the file and why it could not be read or stored, in plain words."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = Worker("import", self)

    def read_files(self, paths: Iterable[Path], as_id: str | None = None) -> None:
        """Reads files, in the format `as_id` or in the one that recognises each."""
        for path in paths:
            if self._is_the_library(path):
                # To open and close it here would take SQLite's locks on it away.
                self.failed.emit(path.name, "This is the library that is open.")
            else:
                self._read(path.name, partial(_read_file, path, as_id))

    def _is_the_library(self, path: Path) -> bool:
        try:
            return self._desk.path is not None and path.samefile(self._desk.path)
        except OSError:
            return False

    def read_text(self, text: str, as_id: str | None = WIRE, name: str = PASTED) -> None:
        """Reads copy from the clipboard; `as_id` None leaves the format to the text."""
        self._read(name, partial(_read_bytes, name, text, as_id))

    def add(self, incoming: Incoming) -> None:
        """Stores what was read."""
        self.add_package(incoming.package, incoming.name)

    def add_package(self, package: Package, name: str = PASTED) -> None:
        """Stores a package, as the review panel has it."""
        self._desk.do(
            lambda operations: operations.add_package(package),
            self._stored,
            partial(self._refused, name),
            what="Import",
        )

    def close(self) -> None:
        """Waits for what is being read."""
        self._worker.close()

    def _read(self, name: str, read: partial[Incoming]) -> None:
        self._worker.submit(partial(_or_words, read), partial(self._was_read, name))

    def _was_read(self, name: str, result: Incoming | str) -> None:
        if isinstance(result, str):
            self.failed.emit(name, result)
        else:
            self.arrived.emit(result)

    def _stored(self, article: Article) -> None:
        self.added.emit(article)

    def _refused(self, name: str, error: LibraryError) -> None:
        self.failed.emit(name, str(error))


def _or_words(read: partial[Incoming]) -> Incoming | str:
    """What was read, or in plain words why nothing was."""
    # With every importer it takes a while to load: on this thread, when first wanted.
    from editor.exchange.files import FileError

    try:
        return read()
    except FileError as error:
        return str(error)


def _read_file(path: Path, as_id: str | None) -> Incoming:
    from editor.exchange.files import read_bytes, require_words
    from editor.exchange.picture_places import with_pictures

    data = read_bytes(path)
    require_words(data, path.name)
    incoming = _parsed(path.name, data, as_id)
    return replace(incoming, package=with_pictures(incoming.package, path.parent))


def _read_bytes(name: str, text: str, as_id: str | None) -> Incoming:
    from editor.exchange.files import encode
    from editor.exchange.picture_places import with_pictures

    incoming = _parsed(name, encode(text), as_id)
    return replace(incoming, package=with_pictures(incoming.package, None))


def _parsed(name: str, data: bytes, as_id: str | None) -> Incoming:
    from editor.exchange import wire
    from editor.exchange.formats import importer_for

    importer = importer_for(name, data, as_id)
    if importer.id != WIRE:
        return Incoming(name, importer.parse(data, name))
    reading = wire.read(data)
    return Incoming(name, wire.to_package(reading, date.today()), reading)
