"""What the list over the whole archive takes of memory, gone through from end to end, more than
the same window over a library of one article."""

from __future__ import annotations

import os
from collections.abc import Iterator

from benchmarks import apart, processes
from benchmarks.archive.building import archive_copy, present_archive
from benchmarks.archive.listing import places
from benchmarks.figures import Figure

_LIMIT = 25.0


def run() -> Iterator[Figure]:
    """Megabytes; nothing where the system does not tell."""
    if not processes.are_told():
        return iter(())
    present_archive()
    return apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, of this process."""
    from benchmarks.archive.lists import Listed
    from benchmarks.window import add, rest, wait, window

    with archive_copy() as path, window(preview=False) as assembly:
        # An article opens with the archive too, and is no part of its list.
        article_id = add(assembly, 2_000)
        assembly.open_article.open(article_id)
        wait(lambda: assembly.open_article.article is not None)
        rest(2)
        before = processes.own(os.getpid())
        listed = Listed(assembly)
        listed.after(lambda: assembly.desk.open(path, create=False))
        bar = assembly.library.list.verticalScrollBar()
        for place in places(bar.maximum()):
            listed.after(lambda: bar.setValue(place))  # noqa: B023
        rest(2)
        taken = processes.own(os.getpid()) - before
        yield Figure("archive: memory of the list", [taken], "MB", _LIMIT)
