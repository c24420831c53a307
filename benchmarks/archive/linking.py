"""From a key after `[[` to the list of articles it may mean, and the backlinks of the article that
five thousand link to, over the whole archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from time import perf_counter

from benchmarks import apart
from benchmarks.archive.building import archive_copy, present_archive
from benchmarks.archive.stories import HUB
from benchmarks.figures import Figure

_LISTED, _BACKLINKS, _DEAF = 50.0, 50.0, 50.0
_TYPED = ("harbour in", "the of", "quea", "inquiry fu", "water-an")
_PAUSE = 0.15
_ROUNDS = 9


def run() -> Iterator[Figure]:
    """Keys in the window; then questions as the window asks them."""
    present_archive()
    yield from apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    with archive_copy() as path:
        yield from _typed(path)
        yield from _backlinks(path)


def _typed(path: object) -> Iterator[Figure]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QListWidget

    from benchmarks.window import Paints, Stalls, add, painted, rest, wait, window

    with window(preview=False, library=path) as assembly:
        article_id = add(assembly, 2_000)
        assembly.open_article.open(article_id)
        wait(lambda: assembly.open_article.article is not None)
        source = assembly.writing.source
        source.setFocus()
        offers = source.findChild(QListWidget)
        paints = Paints(offers)
        rest(2)
        firsts, times, stalls = [], [], []
        for typed in _TYPED:
            QTest.keyClicks(source, "[")
            rest(_PAUSE)
            firsts.append(painted(paints, lambda: QTest.keyClicks(source, "[")))
            for letter in typed:
                rest(_PAUSE)
                with Stalls() as stall:
                    took = painted(paints, lambda: QTest.keyClicks(source, letter))  # noqa: B023
                    rest(_PAUSE)
                times.append(took)
                stalls.append(stall.longest)
            QTest.keyClicks(source, "]] ")
            rest(1)
        yield Figure("archive: [[ typed to the list", firsts, "ms", _LISTED)
        yield Figure("archive: key after [[ to the list", times, "ms", _LISTED)
        yield Figure("archive: key after [[, window deaf at most", stalls, "ms", _DEAF)


def _backlinks(path: object) -> Iterator[Figure]:
    from db.library import Library
    from editor.app.operations import Operations

    with closing(Library.open(path, read_only=True)) as library:
        operations = Operations(library)
        hub = operations.by_slug(HUB).id
        count = operations.backlink_count(hub)
        name = f"archive: backlinks of an article with {count:,}"
        pages = [
            _milliseconds(
                lambda: (operations.backlink_count(hub), operations.backlinks_with_context(hub))
            )
            for _ in range(_ROUNDS)
        ]
        yield Figure(f"{name}, a page with sentences", pages, "ms", _BACKLINKS)
        whole = [_milliseconds(lambda: operations.backlinks(hub)) for _ in range(_ROUNDS)]
        yield Figure(f"{name}, all as rows", whole, "ms")


def _milliseconds(ask: object) -> float:
    before = perf_counter()
    ask()
    return (perf_counter() - before) * 1000
