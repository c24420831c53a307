"""What saving takes of the GUI thread, how long a save lasts on the library's, and how soon after
a key the journal has it while a save is under way."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from benchmarks import apart
from benchmarks.figures import Figure

_SIZES = ((500_000, 5.0), (5_000_000, None))
_ROUNDS = 5
_PROMISED = 1_000.0


def run() -> Iterator[Figure]:
    """At two sizes: the hand-over, the save, the journal."""
    return apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from benchmarks.window import add, open_whole, rest, window

    kept = _listen()
    with window() as assembly:
        for size, limit in _SIZES:
            article_id = add(assembly, size)
            # Another one's facts are those that are known when this one is opened.
            add(assembly, 2_000)
            open_whole(assembly, article_id)
            rest(5)
            name = f"{size // 1000:,} KB"
            # The first reads the whole body, later ones what has changed of it.
            yield Figure(f"first save after opening stored, {name}", [_saved(assembly)[1]], "ms")
            handed, saves = zip(*(_saved(assembly) for _ in range(_ROUNDS)), strict=True)
            yield Figure(f"save handed over by the GUI thread, {name}", handed, "ms", limit)
            yield Figure(f"save stored, {name}", saves, "ms")
            alone = [_journalled(assembly, kept) for _ in range(_ROUNDS)]
            yield Figure(f"key to journal, {name}", alone, "ms", _PROMISED)
            behind = [_journalled(assembly, kept, behind_a_save=True) for _ in range(_ROUNDS)]
            yield Figure(f"key to journal behind a save, {name}", behind, "ms", _PROMISED)


def _listen() -> list[tuple[float, str]]:
    """Has the jobs that put text on disk note when they have, and the body."""
    from editor.app import article_jobs

    kept: list[tuple[float, str]] = []
    journal, save = article_jobs.write_journal, article_jobs.save

    def write_journal(entry, operations):
        journal(entry, operations)
        kept.append((perf_counter(), entry.fields.get("body", "")))

    def saved(article_id, fields, kept_as, place, operations):
        outcome = save(article_id, fields, kept_as, place, operations)
        kept.append((perf_counter(), str(fields.get("body", ""))))
        return outcome

    article_jobs.write_journal, article_jobs.save = write_journal, saved
    return kept


def _saved(assembly: object) -> tuple[float, float]:
    """Milliseconds of the GUI thread to hand a save over, and until it is known to be stored."""
    from benchmarks.window import rest

    _type(assembly)
    rest(0.2)
    before = perf_counter()
    assembly.open_article.save_now()
    handed = perf_counter()
    _wait_saved(assembly)
    stored = perf_counter()
    rest(0.5)
    return (handed - before) * 1000, (stored - before) * 1000


def _journalled(
    assembly: object, kept: list[tuple[float, str]], *, behind_a_save: bool = False
) -> float:
    """Milliseconds from a key, the first since a save or the first after one has begun, until
    its text is on disk."""
    from benchmarks.window import rest, wait

    if behind_a_save:
        _type(assembly)
        assembly.open_article.save_now()
    _type(assembly)
    before, wanted = perf_counter(), assembly.open_article.text()
    wait(lambda: bool(kept) and kept[-1][1] == wanted)
    end = kept[-1][0]
    _wait_saved(assembly)
    kept.clear()
    rest(0.5)
    return (end - before) * 1000


def _type(assembly: object) -> None:
    from PySide6.QtTest import QTest

    from benchmarks.window import go_to_prose

    go_to_prose(assembly.writing.source, 0.5)
    QTest.keyClicks(assembly.writing.source, "x")


def _wait_saved(assembly: object) -> None:
    from benchmarks.window import wait

    wait(lambda: assembly.open_article.state.kind == "saved")
