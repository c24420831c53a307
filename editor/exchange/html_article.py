"""The article element of a page: header, body, related stories, tags; the page around it is left
to html_page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from editor.exchange.addresses import PageOptions, page_address, tag_address, web_address
from editor.exchange.moments import in_utc, read_moment, stamp
from editor.exchange.package import PackageRelated, PackageTag
from editor.exchange.page_facts import PageFacts, escape, lawful

_HEADING_ID = re.compile(r'<h2\b[^<>]*?\sid="([^"<>\s]+)"')
_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>")
_FOOTNOTES = '<div class="footnote"'


def article_element(
    facts: PageFacts, related: Iterable[PackageRelated], options: PageOptions
) -> str:
    """`<article>` with everything a reader sees of the story. All copy is escaped or sanitised."""
    parts = (
        _header(facts),
        "".join(_body(facts)),
        _related(related, facts, options),
        _tags(facts, options),
    )
    inside = "".join(part for part in parts if part)
    return f'<article lang="{facts.language}" dir="{facts.direction}">\n{inside}</article>\n'


def _header(facts: PageFacts) -> str:
    over = facts.kicker or facts.section
    lines = (
        over and f'<p class="kicker">{escape(over)}</p>',
        facts.headline and f"<h1>{escape(facts.headline)}</h1>",
        facts.standfirst
        and f'<p class="standfirst" role="doc-subtitle">{escape(facts.standfirst)}</p>',
        facts.byline and f'<address class="byline">{escape(facts.byline)}</address>',
        _times(facts),
    )
    inside = "".join(f"{line}\n" for line in lines if line)
    return f"<header>\n{inside}</header>\n" if inside else ""


def _times(facts: PageFacts) -> str:
    published, modified = read_moment(facts.published), read_moment(facts.modified)
    times = (
        published and _time(published, facts),
        modified and f"Updated {_time(modified, facts)}",
    )
    shown = ". ".join(time for time in times if time)
    return f'<p class="times">{_ours(shown, facts)}</p>' if shown else ""


def _time(moment: datetime, facts: PageFacts) -> str:
    """Month names are English, so other languages get figures."""
    moment = in_utc(moment)
    if facts.language.split("-")[0] == "en":
        shown = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M} UTC"
    else:
        shown = f"{moment:%Y-%m-%d %H:%M} UTC"
    return f'<time datetime="{stamp(moment)}">{shown}</time>'


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def _body(facts: PageFacts) -> Iterator[str]:
    """The blocks with the dateline before the lede, each second-level heading opening a section
    that the heading names; footnotes stand after the last."""
    is_open = False
    for block in _with_dateline(facts):
        heading = _HEADING_ID.match(block)
        if is_open and (heading or block.startswith(_FOOTNOTES)):
            yield "</section>\n"
            is_open = False
        if heading:
            yield f'<section aria-labelledby="{heading[1]}">\n'
            is_open = True
        yield block if block.endswith("\n") else f"{block}\n"
    if is_open:
        yield "</section>\n"


def _with_dateline(facts: PageFacts) -> Iterator[str]:
    blocks = facts.blocks
    if not facts.dateline:
        yield from blocks
        return
    dateline = f'<span class="dateline">{escape(facts.dateline)} —</span>'
    lede = next((number for number, block in enumerate(blocks) if block.strip()), 0)
    opening = _PARAGRAPH.match(blocks[lede]) if blocks else None
    if opening:
        yield from blocks[:lede]
        yield f"{opening[0]}{dateline} {blocks[lede][opening.end() :]}"
        yield from blocks[lede + 1 :]
    else:  # the copy begins with a heading, a picture or a list
        yield f"<p>{dateline}</p>\n"
        yield from blocks


def _related(stories: Iterable[PackageRelated], facts: PageFacts, options: PageOptions) -> str:
    items = "".join(_related_item(story, options) for story in stories)
    if not items:
        return ""
    heading = f"<h2>{_ours('Related stories', facts)}</h2>"
    label = 'class="related" aria-label="Related stories"'
    return f"<aside {label}>\n{heading}\n<ul>\n{items}</ul>\n</aside>\n"


def _related_item(story: PackageRelated, options: PageOptions) -> str:
    """A link where the story can be reached, otherwise its title as plain text."""
    address = web_address(story.url) if story.url else ""
    if story.slug and not address:
        address = page_address(story.slug, options)
    title = escape(lawful(story.title).strip() or story.slug or address)
    if not title:
        return ""
    inside = f'<a href="{escape(address)}">{title}</a>' if address else title
    return f'<li data-kind="{story.kind.value}">{inside}</li>\n'


def _tags(facts: PageFacts, options: PageOptions) -> str:
    items = "".join(_tag_item(tag, options) for tag in facts.tags)
    if not items:
        return ""
    return f'<footer>\n<ul class="tags" aria-label="Tags">\n{items}</ul>\n</footer>\n'


def _tag_item(tag: PackageTag, options: PageOptions) -> str:
    address = escape(tag_address(tag.slug, options))
    return f'<li><a rel="tag" href="{address}">{escape(tag.label)}</a></li>\n'


def _ours(words: str, facts: PageFacts) -> str:
    """Words of ours in the page, marked as English, to be read from the left, where copy isn't."""
    if facts.language.split("-")[0] == "en":
        return words
    return f'<span lang="en" dir="ltr">{words}</span>'
