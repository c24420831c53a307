"""Invented copy of any length to measure with: paragraphs, headings, lists, quotes, links and
notes in the proportions of a long feature."""

from __future__ import annotations

import random

# fmt: off
_WORDS = (
    "the", "harbour", "minister", "said", "on", "tuesday", "that", "ferries", "between", "port",
    "calder", "and", "northland", "islands", "would", "run", "again", "after", "a", "week", "of",
    "storms", "which", "had", "kept", "boats", "in", "people", "waiting",
)
# fmt: on
_REPORT = "[the report](https://calder.example/report)"


def body(size: int, seed: int = 1) -> str:
    """About `size` characters of Markdown, the same for the same seed."""
    chance = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        part = _part(chance, len(parts) + 1)
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)


def paragraph_lines(lines: list[str]) -> list[int]:
    """The numbers of the lines that are ordinary prose, where a writer would type."""
    return [number for number, line in enumerate(lines) if len(line) > 40 and line[0].isalpha()]


def _part(chance: random.Random, number: int) -> str:
    if number % 12 == 0:
        return f"## {_sentence(chance, 4)}"
    kind = chance.random()
    if kind < 0.08:
        return "\n".join(f"- {_sentence(chance, 8)}" for _ in range(4))
    if kind < 0.12:
        return f"> {_prose(chance)}"
    if kind < 0.14:
        return f"```\n{_prose(chance)}\n```"
    if kind < 0.2:
        return f"{_prose(chance)} See {_REPORT}, **this** and *that*, and [[port-calder]]."
    if kind < 0.21:
        return f"{_prose(chance)}[^{number}]\n\n[^{number}]: {_sentence(chance, 12)}"
    return _prose(chance)


def _prose(chance: random.Random) -> str:
    return " ".join(_sentence(chance, 15) + "." for _ in range(chance.randint(1, 6)))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()
