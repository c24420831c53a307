"""Renaming and merging a tag that a fifth of the archive carries, and undoing both, in the window:
how long it takes, and how long the window is deaf meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks import apart
from benchmarks.archive.building import archive_copy, present_archive
from benchmarks.archive.stories import tags
from benchmarks.figures import Figure

_DONE, _DEAF = 2_000.0, 50.0
_ROUNDS = 3


def run() -> Iterator[Figure]:
    """Milliseconds, and those of the longest stall."""
    present_archive()
    yield from apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from benchmarks.window import rest, window

    first, second = (tag.label for tag in tags()[:2])
    with archive_copy() as path, window(preview=False, library=path) as assembly:
        ids: dict[str, str] = {}
        assembly.desk.ask(
            lambda operations: {tag.label: tag.id for tag in operations.all_tags()}, ids.update
        )
        rest(3)
        acts: dict[str, Callable[[object], object]] = {
            "rename": lambda operations: operations.rename_tag(ids[first], f"{first} renamed"),
            "merge": lambda operations: operations.merge_tags(ids[first], ids[second]),
        }
        for name, act in acts.items():
            done = [_done(assembly, act) for _ in range(_ROUNDS)]
            there, back = [one[0] for one in done], [one[1] for one in done]
            yield from _figures(f"archive: {name} a tag on 20,000 articles", there)
            yield from _figures(f"archive: undo that {name}", back)


def _figures(name: str, measured: list[tuple[float, float]]) -> Iterator[Figure]:
    yield Figure(name, [done for done, _ in measured], "ms", _DONE)
    yield Figure("  window deaf at most", [stall for _, stall in measured], "ms", _DEAF)


def _done(assembly: object, act: object) -> tuple[tuple[float, float], tuple[float, float]]:
    """Milliseconds and longest stall of an operation, and of its undo."""
    return (
        _until_told(assembly, lambda: assembly.desk.do(act)),
        _until_told(assembly, assembly.desk.undo),
    )


def _until_told(assembly: object, begin: Callable[[], object]) -> tuple[float, float]:
    """Until it is told that it is done; the stall until the list has followed."""
    from benchmarks.window import Stalls, rest, wait

    told: list[float] = []
    connection = assembly.desk.did.connect(lambda *_: told.append(perf_counter()))
    with Stalls() as stall:
        began = perf_counter()
        begin()
        wait(lambda: bool(told))
        rest(1)
    assembly.desk.disconnect(connection)
    return (told[0] - began) * 1000, stall.longest
