"""What the tests of operations build on: a library in a folder, and packages put together fast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.library import Library
from db.records import Article, TagKind
from editor.app.operations import Operations
from editor.exchange.package import Package, PackageRelated, PackageTag


@contextmanager
def operations_in(folder: Path) -> Iterator[Operations]:
    library = Library.open(folder / "desk.standfirst", create=True)
    try:
        yield Operations(library)
    finally:
        library.close()


def package(
    headline: str,
    body: str = "Some copy.",
    *,
    tags: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
    **fields: object,
) -> Package:
    return Package(
        Article(headline=headline, body=body, **fields),
        tags=tuple(PackageTag(label) for label in tags),
        related=tuple(PackageRelated(title) for title in related),
    )


def organisation(label: str, alias: str) -> PackageTag:
    return PackageTag(label, TagKind.ORGANISATION, (alias,))
