"""Where pasted copy is gathered: words become runs, runs paragraphs, paragraphs blocks in their
quotes and lists; what the HTML says is left to `reader`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from editor.exchange.paste import runs as run_tools
from editor.exchange.paste.model import (
    Block,
    Container,
    Definition,
    Item,
    Kind,
    Marks,
    Path,
    Quote,
    Run,
)

NESTING_LIMIT = 12
"""Quotes and lists in each other; what is deeper is set at this depth."""

_DOT = re.compile("[•·▪◦‣⁃●○■][ \t\u00a0]+(?=\\S)")
_DOTS = "dots"


class Flow:
    """`blocks` so far, the `runs` of the paragraph being gathered, and the `path` it stands in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.path: Path = ()
        self._base = 0
        self._depth = 0
        self._term: Block | None = None

    def say(self, run: Run) -> None:
        self.runs.append(run)

    def line_break(self) -> None:
        self.runs.append(Run("\n"))

    # Blocks.

    def add(self, block: Block) -> None:
        self.flush()
        self.blocks.append(block)

    def flush(self) -> None:
        """Ends the paragraph, if there is one."""
        runs, self.runs = self.runs, []
        for paragraph in run_tools.paragraphs(runs) if runs else ():
            self.blocks.append(self._paragraph(paragraph))

    def flush_heading(self, level: int) -> None:
        """Ends a heading; emphasis all of it has says nothing beside its being one."""
        runs, self.runs = self.runs, []
        heading = run_tools.one_line(runs)
        if heading:
            plain = tuple(run._replace(marks=run.marks & ~Marks.BOLD) for run in heading)
            self.blocks.append(
                Block(Kind.HEADING, self.path, tuple(run_tools.tidy(plain)), level=level)
            )

    def flush_term(self) -> None:
        """Ends a term that is to be defined."""
        runs, self.runs = self.runs, []
        if term := run_tools.one_line(runs):
            self._term = Block(Kind.PARAGRAPH, self.path, tuple(term))
            self.blocks.append(self._term)

    def _paragraph(self, paragraph: list[Run]) -> Block:
        found = _DOT.match(paragraph[0].text)
        if found and not paragraph[0].marks & Marks.READY:
            paragraph[0] = paragraph[0]._replace(text=paragraph[0].text[found.end() :])
            if self._is_in_item():
                return Block(Kind.PARAGRAPH, self.path, tuple(paragraph))
            item = Item(_DOTS, None)
            return Block(Kind.PARAGRAPH, (*self.path, item), tuple(paragraph))
        return Block(Kind.PARAGRAPH, self.path, tuple(paragraph))

    def _is_in_item(self) -> bool:
        return bool(self.path) and isinstance(self.path[-1], Item)

    # Containers.

    @contextmanager
    def within(self, container: Container) -> Iterator[None]:
        """What is gathered meanwhile stands in a container; lists in it are lists of its own."""
        self.flush()
        kept = self.path, self._base, self._depth
        if len(self.path) < NESTING_LIMIT:
            self.path = (*self.path, container)
        self._base, self._depth = len(self.path), 0
        yield
        self.flush()
        self.path, self._base, self._depth = kept

    @contextmanager
    def list_level(self) -> Iterator[None]:
        self.flush()
        self._depth += 1
        yield
        self.flush()
        self._depth -= 1

    @contextmanager
    def item(self, item: Item, level: int | None = None) -> Iterator[None]:
        """What is gathered meanwhile is an item, at a level from 1 or as deep as lists are open."""
        self.flush()
        kept = self.path
        self.path = self._item_path(item, level or max(self._depth, 1))
        yield
        self.flush()
        self.path = kept

    @contextmanager
    def continued(self) -> Iterator[None]:
        """What is gathered meanwhile belongs to the last item, where there is one."""
        self.flush()
        kept = self.path
        last = self._last_path()
        if self._follows(last) and last and isinstance(last[-1], Item):
            self.path = last
        yield
        self.flush()
        self.path = kept

    def quote_by_indent(self) -> Container:
        """The quote of paragraphs that are set in, one for those that follow each other."""
        self.flush()
        last = self._last_path()
        if self._follows(last, len(self.path)) and len(last) > len(self.path):
            quote = last[len(self.path)]
            if isinstance(quote, Quote) and quote.by_indent:
                return quote
        return Quote(by_indent=True)

    def meaning(self) -> Container:
        """A definition where a term was just said, else words set in."""
        self.flush()
        last = self._last_path()
        if self.blocks and self.blocks[-1] is self._term and last == self.path:
            return Definition()
        if len(last) > len(self.path) and isinstance(last[len(self.path)], Definition):
            return Definition()
        return self.quote_by_indent()

    @contextmanager
    def apart(self) -> Iterator[list[Block]]:
        """What is gathered meanwhile goes into the list given, not among the blocks."""
        self.flush()
        kept = self.blocks, self.path, self._base, self._depth
        self.blocks, self.path, self._base, self._depth = [], (), 0, 0
        yield self.blocks
        self.flush()
        self.blocks, self.path, self._base, self._depth = kept

    def _last_path(self) -> Path:
        return self.blocks[-1].path if self.blocks else ()

    def _follows(self, last: Path, count: int | None = None) -> bool:
        """Whether a path starts like the present one does, up to its lists or to `count`."""
        count = self._base if count is None else count
        return len(last) >= count and all(
            one is other for one, other in zip(last[:count], self.path[:count], strict=True)
        )

    def _item_path(self, item: Item, level: int) -> Path:
        base = self.path[: self._base]
        last = self._last_path()
        parents: list[Container] = []
        if self._follows(last):
            for container in last[self._base :]:
                if not isinstance(container, Item):
                    break
                parents.append(container)
        room = max(NESTING_LIMIT - len(base) - 1, 0)
        return (*base, *parents[: min(level - 1, room)], item)
