"""What a key press costs the engine, beside a render of the whole text in the same run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks.copy import body, paragraph_lines
from benchmarks.figures import Figure
from editor.text.engine import Engine
from editor.text.render import render

_SIZES = ((5_000, 2.0), (50_000, 2.0), (500_000, 2.0), (5_000_000, 40.0))
_ROUNDS, _KEYS = 5, 60


def run() -> Iterator[Figure]:
    """For each size the 95th percentile of a key in a paragraph, and what opening costs."""
    for size, limit in _SIZES:
        text = body(size)
        engine = Engine()
        opening = _timed(lambda: _open(engine, text))  # noqa: B023
        full = [_timed(lambda: render(text)) for _ in range(1 if size > 1_000_000 else 3)]  # noqa: B023
        chance = random.Random(size)
        p95 = [_p95([_key(engine, chance) for _ in range(_KEYS)]) for _ in range(_ROUNDS)]
        name = f"{size // 1000:,} KB"
        yield Figure(
            f"engine per key, {name}, p95 of {_KEYS}", p95, "ms", limit, full, "a full render"
        )
        yield Figure(f"engine opens {name}", [opening], "ms", None, full, "a full render")


def _open(engine: Engine, text: str) -> None:
    engine.load(text)
    engine.work()
    engine.update()


def _key(engine: Engine, chance: random.Random) -> float:
    """Milliseconds from a letter put into a paragraph to the patch and the counts."""
    lines = engine.body.split("\n")
    number = chance.choice(paragraph_lines(lines))
    line = lines[number]
    place = chance.randrange(1, len(line))

    def typed() -> None:
        engine.edit(number, 1, [f"{line[:place]}x{line[place:]}"])
        engine.work()
        engine.update()
        assert engine.counts.words

    return _timed(typed)


def _timed(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return (perf_counter() - before) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
