"""The library of the archive, made once and kept: stored through the library's own stores, in
operations of many articles each, so that it is what the program itself would have made."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.archive.stories import ArchiveRelated, Story, article_id, heading, story, tags
from db.errors import Unavailable
from db.library import Library
from db.records import Facts, Reason, Related
from editor.app.facts import facts_of

ARTICLES = 100_000
AT_ONCE = 1_000
"""Articles of one operation."""


def archive_folder() -> Path:
    """Where archives are kept between runs, unless another folder is named."""
    return Path(tempfile.gettempdir()) / "archive"


def archive_path(articles: int = ARTICLES, folder: Path | None = None) -> Path:
    """The library of an archive of so many articles, whether or not it is there."""
    return (folder or archive_folder()) / f"archive-{articles}.standfirst"


def build(
    articles: int = ARTICLES, folder: Path | None = None, at_once: int = AT_ONCE
) -> Iterator[int]:
    """Make the archive, where it is not there yet; yields how many articles it has so far. One
    broken off goes on after the last operation that was whole."""
    path = archive_path(articles, folder)
    if path.exists():
        return
    unfinished = path.with_name(f"unfinished-{path.name}")
    clock = _Clock()
    with closing(Library.open(unfinished, create=True, clock=clock)) as library:
        tag_ids = _store_tags(library)
        counts = library.counts()
        for part in _parts(counts["articles"] + counts["spiked"], articles, at_once):
            with library.operation("Store a part of the archive"):
                for one, facts in part:
                    clock.time = one.stored
                    _store(library, one, facts, tag_ids)
            yield part[-1][0].number + 1
    unfinished.rename(path)


@dataclass
class _Clock:
    """Says that it is when the archive's articles were stored."""

    time: datetime = datetime(2006, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def _parts(done: int, articles: int, at_once: int) -> Iterator[list[tuple[Story, Facts]]]:
    """The articles that are not stored yet, in order, made by as many processes as there are
    processors."""
    parts = [
        range(start, min(start + at_once, articles)) for start in range(done, articles, at_once)
    ]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        yield from workers.map(_stories, parts, [articles] * len(parts))


def _stories(numbers: range, articles: int) -> list[tuple[Story, Facts]]:
    made = [story(number, articles) for number in numbers]
    return [(one, facts_of(one.article.body)) for one in made]


def _store_tags(library: Library) -> list[str]:
    """The ids of the archive's tags, in its own order; makes those that are not there."""
    present = {tag.label: tag.id for tag in library.tags.all()}
    ids: list[str] = []
    with library.operation("Make tags"):
        for tag in tags():
            tag_id = present.get(tag.label)
            if tag_id is None:
                tag_id = library.tags.ensure(tag.label, tag.kind, tag.aliases).id
                if tag.parent is not None:
                    library.tags.set_parent(tag_id, ids[tag.parent])
            ids.append(tag_id)
    return ids


def _store(library: Library, one: Story, facts: Facts, tag_ids: list[str]) -> None:
    slug = one.article.slug
    arriving = replace(one.article, slug=one.slug_before or slug)
    stored = library.articles.add(arriving, facts, reason=Reason.IMPORT)
    if one.slug_before:
        library.articles.save(stored.id, stored.version, {"slug": slug}, None)
    library.tags.set_for(stored.id, [tag_ids[number] for number in one.tags])
    library.links.set_related(stored.id, [_related(related) for related in one.related])


def _related(related: ArchiveRelated) -> Related:
    if related.number is None:
        return Related(related.title, related.kind)
    target = heading(related.number)
    return Related(target.headline, related.kind, article_id(related.number), target.slug)


def present_archive() -> Path:
    """The archive as this version of the program has it: made where it isn't there, which takes
    minutes, and brought up to date where an older version made it. Not to be written to."""
    path = archive_path()
    for done in build():
        print(
            f"\rMaking the archive: {done:,} of {ARTICLES:,}", end="", file=sys.stderr, flush=True
        )
    if _is_of_today(path):
        return path
    with _copy_of(path) as copied:
        Library.open(copied).close()
        # In one step: somebody else may be reading the old one.
        copied.replace(path)
    return path


def _is_of_today(path: Path) -> bool:
    try:
        Library.open(path, read_only=True).close()
    except Unavailable:
        return False
    return True


@contextmanager
def archive_copy() -> Iterator[Path]:
    """A copy of the archive to write to, gone at the end."""
    with _copy_of(present_archive()) as path:
        yield path


@contextmanager
def _copy_of(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copied = Path(folder) / "desk.standfirst"
        shutil.copyfile(path, copied)
        # Else what is measured waits for the disk that this is still being written to.
        with copied.open("r+b") as file:
            os.fsync(file.fileno())
        yield copied
