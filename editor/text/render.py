"""A body as HTML, the same for the preview and every export; `tree` finds the blocks, `page` sets
their words, `sanitise` has the last word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from editor.text import direction
from editor.text.blocks import Block, Kind, scan
from editor.text.crosslinks import LinkTarget
from editor.text.elements import serialised
from editor.text.inline_html import InlineWriter, Notes
from editor.text.outline import Section, sections_of
from editor.text.page import PageWriter
from editor.text.raw_html import safe_blocks
from editor.text.sanitise import clean
from editor.text.tree import TreeMaker, notes_by_label


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a page knows beside its body.

    `targets` maps each cross-linked slug as written to what it points at (absent: broken); a
    target without `url` is linked as `SLUG.html`. `link_schemes` are address schemes links may
    have beside http, https, mailto and tel.
    """

    language: str = "en"
    direction: str = "auto"
    targets: Mapping[str, LinkTarget] = field(default_factory=dict)
    link_schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The sanitised HTML of a body, and its sections, whose anchors are the headings' ids."""

    html: str
    sections: tuple[Section, ...]


def render(body: str, context: RenderContext | None = None) -> Rendered:
    """The body as HTML and its outline.

    Any string is rendered, in time proportional to its length; nothing is raised and no word
    lost. The first level of headings is h2, since the page's h1 is the headline.
    """
    context = context or RenderContext()
    blocks = scan(body)
    way = direction.resolve(context.direction, context.language, body)
    html = clean(_page(blocks, context, way), context.link_schemes)
    return Rendered(html, sections_of(blocks))


def references_of(blocks: Iterable[Block]) -> dict[str, tuple[str, str]]:
    """Address and title of every link reference, by label; the last definition of each counts."""
    return {
        block.name: (block.text, block.title)
        for block in blocks
        if block.kind is Kind.LINK_DEFINITION
    }


def abbreviations_of(blocks: Iterable[Block]) -> dict[str, str]:
    """What every abbreviation means."""
    return {block.name: block.text for block in blocks if block.kind is Kind.ABBREVIATION}


def _page(blocks: Sequence[Block], context: RenderContext, way: direction.Way) -> str:
    maker = TreeMaker()
    html = safe_blocks([block.text for block in blocks if block.kind is Kind.HTML])
    anchors = [block.name for block in blocks if block.kind is Kind.HEADING]
    root = maker.make(blocks, iter(html), iter(anchors))
    texts = notes_by_label(maker.notes)
    notes = Notes(texts)
    writer = InlineWriter(
        targets=context.targets,
        references=references_of(blocks),
        abbreviations=abbreviations_of(blocks),
        notes=notes,
    )
    page = PageWriter(writer, way, maker)
    page.set_words(root)
    if (section := page.notes(notes, texts)) is not None:
        root.append(section)
    return "".join(serialised(root))
