"""Compares the page kept up edit by edit with the one rendered as a whole, over any folder of
Markdown files: python -m benchmarks.equality FOLDER… [--edits N]."""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.text.engine import Engine

LONGEST = 150_000
"""Bytes; longer files are passed over, since each is rendered many times."""

_MARKS = (
    "```", "<div>", "</div>", "<!--", "-->", "- item", "1. one", "[a]: /b", "[^1]: A note", "[^1]",
    "## Talks", "| a | b |\n|---|---|", "> quote", ": meaning", "[[port-calder]]", "", "", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`equal`, `fallback` or `different`, and for the latter two why or where."""

    kind: str
    detail: str = ""


def verdict(body: str, edits: int, seed: int) -> Verdict:
    """Opens a body, then edits it at random places; the page has to be `render`'s each time."""
    engine = Engine()
    engine.load(body)
    engine.work()
    engine.update()
    whole = engine.whole
    if engine.html != engine.as_render().html:
        return Verdict("different", "on opening")
    chance = random.Random(seed)
    for number in range(edits):
        _edit(engine, chance)
        engine.work()
        engine.update()
        if engine.html != engine.as_render().html:
            return Verdict("different", f"after edit {number + 1}")
    return Verdict("fallback", whole) if whole else Verdict("equal")


def _edit(engine: Engine, chance: random.Random) -> None:
    line = chance.randrange(engine.line_count)
    removed = min(chance.choice((0, 0, 1, 1, 3)), engine.line_count - line - 1)
    engine.edit(line, removed, chance.choice(_MARKS).split("\n"))


def files(folders: Sequence[Path]) -> Iterator[Path]:
    """Every Markdown file below the folders that is not too long, each content once."""
    seen: set[bytes] = set()
    for folder in folders:
        for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.markdown")]):
            if path.is_file() and path.stat().st_size <= LONGEST:
                data = path.read_bytes()
                if data not in seen:
                    seen.add(data)
                    yield path


def main(arguments: Sequence[str]) -> int:
    """Prints what differs and why bodies fall back, then the counts; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--edits", type=int, default=0, help="random edits made to each file")
    options = parser.parse_args(arguments)
    kinds: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for number, path in enumerate(files(options.folders)):
        body = path.read_text(encoding="utf-8", errors="replace")
        found = verdict(body, options.edits, number)
        kinds[found.kind] += 1
        if found.kind == "different":
            print(f"different {found.detail}: {path}", flush=True)
        elif found.kind == "fallback":
            reasons[found.detail] += 1
    for reason, count in reasons.most_common():
        print(f"fallback, {reason}: {count}")
    total = sum(kinds.values()) or 1
    share = 100 * kinds["fallback"] / total
    print(
        f"{total} files: {kinds['equal']} equal, {kinds['fallback']} fallback ({share:.2f} %), "
        f"{kinds['different']} different"
    )
    return 1 if kinds["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
