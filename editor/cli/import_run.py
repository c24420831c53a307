"""Many files into a library: read one by one, stored some at a time, a bad one stopping none of
the others; what is said about them is left to the command."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from db.errors import LibraryError
from db.records import Article
from editor.app.operations import Operations
from editor.exchange.files import READ_LIMIT, FileError, read_bytes, require_words
from editor.exchange.formats import importer_for
from editor.exchange.package import Package
from editor.exchange.picture_places import with_pictures
from editor.text.outline import outline

STANDARD_INPUT = "-"

AT_ONCE = 100
"""Stories of one transaction: a disk takes far longer to finish one than to take a story in."""

_CHARACTERS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that became an article; the article and its package are without their texts, of
    which there may be more than memory holds."""

    path: Path
    article: Article
    package: Package
    sections: tuple[str, ...]


class ImportRun:
    """Stores stories in transactions of several, each whole or not at all."""

    def __init__(self, operations: Operations, format_id: str | None) -> None:
        self._operations = operations
        self._format_id = format_id
        self._waiting: list[tuple[Path, Package]] = []
        self._errors: dict[Path, str] = {}
        self._arrivals: list[Arrival] = []

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """What is stored, in the order of the files."""
        return tuple(self._arrivals)

    @property
    def errors(self) -> dict[Path, str]:
        """Why the other files are not, in plain words."""
        return dict(self._errors)

    def take(self, paths: Iterable[Path]) -> None:
        """Read and store files. When it is broken off, what `arrivals` has is stored."""
        for path in paths:
            try:
                self._waiting.append((path, read_package(path, self._format_id)))
            except FileError as error:
                self._errors[path] = str(error)
            if self._is_enough():
                self._store()
        self._store()

    def settle(self) -> None:
        """Relate the stored stories to those that came after them."""
        naming = [one for one in self._arrivals if any(story.slug for story in one.package.related)]
        if naming:
            self._operations.settle_related([(one.article.id, one.package) for one in naming])

    def _is_enough(self) -> bool:
        characters = sum(len(package.article.body) for _, package in self._waiting)
        return len(self._waiting) >= AT_ONCE or characters >= _CHARACTERS_AT_ONCE

    def _store(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            articles = self._operations.add_packages([package for _, package in waiting]).value
        except LibraryError:
            for path, package in waiting:
                self._store_alone(path, package)
        else:
            for (path, package), article in zip(waiting, articles, strict=True):
                self._arrivals.append(_arrival(path, article, package))

    def _store_alone(self, path: Path, package: Package) -> None:
        try:
            article = self._operations.add_package(package).value
        except LibraryError as error:
            self._errors[path] = str(error)
        else:
            self._arrivals.append(_arrival(path, article, package))


def _arrival(path: Path, article: Article, package: Package) -> Arrival:
    return Arrival(
        path=path,
        article=replace(article, body=""),
        package=replace(package, article=Article(), source=None, pictures=()),
        sections=tuple(section.text for section in outline(article.body)),
    )


def read_package(path: Path, format_id: str | None) -> Package:
    """What a file holds. Raises FileError."""
    data = read_input(path)
    require_words(data, path.name)
    package = importer_for(path.name, data, format_id).parse(data, path.name)
    return with_pictures(package, None if str(path) == STANDARD_INPUT else path.parent)


def read_input(path: Path) -> bytes:
    """The bytes of a file, or of standard input. Raises FileError."""
    if str(path) != STANDARD_INPUT:
        return read_bytes(path)
    data = sys.stdin.buffer.read(READ_LIMIT + 1)
    if len(data) > READ_LIMIT:
        raise FileError("Standard input is too long to be a story.")
    return data
