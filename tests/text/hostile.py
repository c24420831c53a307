"""Edits chosen to upset a renderer that looks at a part of the text only: what opens, closes or
defines something elsewhere, put in and taken out at random places."""

from __future__ import annotations

import random
from collections.abc import Sequence

from editor.text.counts import count
from editor.text.crosslinks import LinkTarget
from editor.text.differences import patched
from editor.text.engine import Engine
from editor.text.plain import plain_text
from editor.text.render import RenderContext

# fmt: off
WORDS = ("the", "harbour", "minister", "said", "on", "tuesday", "ferries", "between", "sail")
STRUCTURE = (
    "```", "~~~", "````", "> ```", "- ```", "    ```", "- item", "  - nested", "* star", "1. one",
    "2) two", "    indented", "\ttab", ": meaning", "Term", ": ", ":x", "## Talks", "# Talks",
    "Talks\n===", "Talks\n---", "### A {#own}", "---", "***", "| a | b |\n|---|---|\n| c | d |",
    "text | a\n: b | c\n|---|---|", "> quote", ">", "> - x", "!!! note\n    careful", "!!! note",
    "{: .c}", "- [ ] task", "\\", "سلام دنیا", "é²·談話",
)
HTML = (
    "<div>", "</div>", "<details>", "</details>", "<!--", "-->", "<pre>", "</pre>", "<p>", "</p>",
    "<li>", "<b>x</b>", "<b>", "</b>", "<table>", "</table>", "<td>x", "<script>", "</script>",
    "<a href=x>", "</a>", "<i>", "<h1>x</h1>", "&#5;", "\x05a1:0\x06",
)
DEFINITIONS = (
    "[a]: http://x.example/", "[a]: /b", '[b]: <#c> "t"', "see [a] and [b][a] [word]",
    "[^1]: note one", "[^1]", "text[^1] more[^2] again[^1]", "[^2]: second\n    more",
    "[^n]: ```\n    code\n    ```", "[^3]: a\n# H", "[^1]:", "*[EU]: Union", "*[UN]: Nations",
    "EU and UN", "mail me@x.example and a_b@y.example", "[[port-calder]]", "[[a|b]]",
)
# fmt: on
TARGETS = {"port-calder": LinkTarget("port-calder", "Port Calder", "library:article/port-calder")}


class Writer:
    """Writes into an engine at random, and knows what the preview would show of it."""

    def __init__(self, seed: int, scraps: Sequence[str]) -> None:
        self.chance = random.Random(seed)
        self.scraps = (*scraps, "", "", "", "x")
        self.engine = Engine(RenderContext(targets=TARGETS))
        self.shown: list[str] = []
        self.spans: list[int] = []

    def lines(self, count: int) -> list[str]:
        return [line for _ in range(count) for line in self._scrap().split("\n")]

    def _scrap(self) -> str:
        if self.chance.random() < 0.8:
            return self.chance.choice(self.scraps)
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 8)))

    def open(self) -> None:
        self.engine.load("\n".join(self.lines(self.chance.randint(0, 30))))

    def edit(self) -> tuple[int, int, list[str]]:
        total = self.engine.line_count
        first = self.chance.randrange(total)
        removed = min(self.chance.choice((0, 0, 0, 1, 1, 2, 5)), total - first)
        lines = self.lines(self.chance.choice((0, 1, 1, 1, 2, 4)))
        if removed == total and not lines:
            lines = [""]
        self.engine.edit(first, removed, lines)
        return first, removed, lines

    def problem(self) -> str:
        """What is not as it would be in a render of the whole; "" if nothing."""
        engine = self.engine
        engine.work()
        update = engine.update()
        patched(self.shown, update.blocks)
        patched(self.spans, update.lines)
        full = engine.as_render()
        checks = {
            "html": engine.html == full.html,
            "patches": "".join(self.shown) == full.html,
            "lines": sum(self.spans) == engine.line_count,
            "sections": engine.sections == full.sections,
            "counts": engine.counts == count(plain_text(engine.body)),
        }
        return ", ".join(name for name, holds in checks.items() if not holds)


def first_problem(seed: int, edits: int, scraps: Sequence[str]) -> str:
    """Writes a body and edits it; the first problem with what led to it, or ""."""
    writer = Writer(seed, scraps)
    writer.open()
    if problem := writer.problem():
        return f"seed {seed}, opened: {problem}"
    for number in range(edits):
        edit = writer.edit()
        if problem := writer.problem():
            return f"seed {seed}, edit {number} {edit}: {problem}"
    return ""
