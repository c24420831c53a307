"""Cross-links in a body, `[[slug#section|words]]`: found, read and rewritten; what they point
at is left to the caller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from editor.text.blocks import Block, Kind, leaves, scan
from editor.text.inline import parse
from editor.text.spans import Mark, Span, walk


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a cross-linked slug points at: its present slug, its headline, and where to go."""

    slug: str
    headline: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A cross-link as written, from `start` to `end` in code points of the body."""

    start: int
    end: int
    slug: str
    section: str | None = None
    words: str | None = None


def find(body: str) -> tuple[Found, ...]:
    """Every cross-link of a body, in order; none inside code or behind a backslash."""
    if "[[" not in body:
        return ()
    return tuple(
        _found(span, start) for start, span in _spans(body, "[[") if span.mark is Mark.CROSS_LINK
    )


def link_at(line: str, column: int) -> Found | str | None:
    """The link that code point `column` of a line is in: a cross-link, or a web address.

    A line is read by itself: a reference to an address given elsewhere is not followed.
    """
    for span in walk(parse(line, {})):
        if span.start <= column < span.end:
            if span.mark is Mark.CROSS_LINK:
                return _found(span, 0)
            if _is_web_link(span):
                return span.target
    return None


def web_links(body: str) -> tuple[str, ...]:
    """The web addresses a body links to, each once, in order of appearance."""
    return tuple({span.target: None for _, span in _spans(body, "") if _is_web_link(span)})


def replace(body: str, how: Callable[[Found], str]) -> str:
    """The body with each cross-link replaced by what `how` makes of it; all else as it was."""
    parts: list[str] = []
    position = 0
    for link in find(body):
        parts += [body[position : link.start], how(link)]
        position = link.end
    return "".join([*parts, body[position:]])


def references_in(blocks: Iterable[Block]) -> dict[str, tuple[str, str]]:
    """Address and title of every link definition, by its label; of two alike the last."""
    return {
        block.name: (block.text, block.title)
        for block in blocks
        if block.kind is Kind.LINK_DEFINITION
    }


def links_in(
    blocks: Iterable[Block], references: Mapping[str, tuple[str, str]]
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The cross-links of some blocks and the web addresses they link to, in order."""
    spans = [span for _, span in _spans_of(blocks, references, "")]
    return (
        tuple(span for span in spans if span.mark is Mark.CROSS_LINK),
        tuple(span.target for span in spans if _is_web_link(span)),
    )


def _found(span: Span, start: int) -> Found:
    return Found(
        start + span.start, start + span.end, span.target, span.section or None, span.text or None
    )


def _is_web_link(span: Span) -> bool:
    return span.mark is Mark.LINK and span.target.startswith(("http://", "https://"))


def _spans(body: str, wanted: str) -> Iterator[tuple[int, Span]]:
    blocks = scan(body)
    return _spans_of(blocks, references_in(blocks), wanted)


def _spans_of(
    blocks: Iterable[Block], references: Mapping[str, tuple[str, str]], wanted: str
) -> Iterator[tuple[int, Span]]:
    """The spans of every paragraph with `wanted` in it, each with the paragraph's place."""
    offset = 0
    for block in blocks:
        if block.kind in (Kind.TEXT, Kind.HEADING):
            for start, text in leaves(block):
                if wanted in text:
                    for span in walk(parse(text, references)):
                        yield offset + start, span
        offset += sum(map(len, block.lines)) + len(block.lines)
