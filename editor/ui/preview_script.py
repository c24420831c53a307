"""What is said to the preview page: its empty shell, the story around the copy, and the patches,
as strings; showing them is left to the page, rendering the copy to the text layer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlsplit

from db.records import Dateline, Related
from editor.app.preview_addresses import PICTURE_SCHEME, article_address
from editor.text.differences import Patch

_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; img-src {PICTURE_SCHEME}:"
_FOLLOWABLE = ("https", "http", "mailto")


@dataclass(frozen=True, slots=True)
class PreviewStory:
    """What stands above and below the copy; `direction` is `ltr` or `rtl`."""

    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    dateline: Dateline = field(default_factory=Dateline)
    language: str = "en"
    direction: str = "ltr"
    tags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


def is_followable(address: str) -> bool:
    """A web or mail address, which the writer may open outside."""
    return urlsplit(address).scheme in _FOLLOWABLE


def shell(stylesheet: str, colours: Mapping[str, str]) -> str:
    """The empty page, loaded once; nothing in it can run, or fetch but the library's pictures."""
    variables = "".join(f"{_property(name)}:{value};" for name, value in colours.items())
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>Preview</title>
<style id="colours">:root{{{variables}}}</style>
<style>{stylesheet}</style>
</head><body><article><header></header><main></main><footer></footer></article></body></html>"""


def colours_script(colours: Mapping[str, str]) -> str:
    """Other colours on the page that stands; it isn't loaded again."""
    properties = json.dumps({_property(name): value for name, value in colours.items()})
    return (
        f"for (const [name, value] of Object.entries({properties}))"
        " document.documentElement.style.setProperty(name, value);"
    )


def story_script(story: PreviewStory) -> str:
    """Put what stands above and below the copy on the page."""
    return (
        f"document.documentElement.lang = {json.dumps(story.language or 'en')};"
        f"document.documentElement.dir = {json.dumps(story.direction)};"
        f"document.querySelector('header').innerHTML = {_literal(header_html(story))};"
        f"document.querySelector('footer').innerHTML = {_literal(footer_html(story))};"
    )


def patch_script(patches: Sequence[Patch[str]]) -> str:
    """Put other blocks in the place of some of the copy's; from its end to its beginning."""
    rows = [[patch.first, patch.last, list(patch.items)] for patch in patches]
    return f"(function (patches) {{ {_PATCH} }})({_literal(rows)});"


def whole_script(blocks: Sequence[str]) -> str:
    """Put these blocks in the place of all the copy's."""
    return f"(function (patches) {{ {_PATCH} }})([[0, 1e9, {_literal(list(blocks))}]]);"


_EMPTY = '<p class="empty">The copy appears here as you write it.</p>'

# A block is a section of its own, so that its place is found by its number, and one that is out
# of sight need not be laid out.
_PATCH = f"""
  const main = document.querySelector('main');
  const empty = main.querySelector(':scope > .empty');
  if (empty) empty.remove();
  for (const [first, last, blocks] of patches) {{
    const old = Array.prototype.slice.call(main.children, first, last);
    const before = main.children[last] || null;
    const made = document.createDocumentFragment();
    for (const html of blocks) {{
      const section = document.createElement('section');
      section.innerHTML = html;
      made.append(section);
    }}
    main.insertBefore(made, before);
    for (const gone of old) gone.remove();
  }}
  main.classList.toggle('long', main.children.length > 600);
  if (!main.children.length) main.innerHTML = {json.dumps(_EMPTY)};
"""


def section_script(anchor: str) -> str:
    """Bring a section into view, unless its heading stands in the upper half already."""
    return (
        f"(function () {{ const at = document.getElementById({json.dumps(anchor)});"
        " if (!at) return; const top = at.getBoundingClientRect().top;"
        " if (top >= 0 && top < window.innerHeight / 2) return;"
        " at.scrollIntoView({block: 'start'}); })();"
    )


def top_script() -> str:
    """Show the head of the page."""
    return "window.scrollTo(0, 0);"


def header_html(story: PreviewStory) -> str:
    """The head of the page; what is empty leaves no gap."""
    headline = (
        f'<h1 dir="auto">{escape(story.headline)}</h1>'
        if story.headline
        else '<h1 class="empty">No headline yet</h1>'
    )
    return "".join(
        (
            _line("p", "kicker", story.kicker),
            headline,
            _line("p", "standfirst", story.standfirst),
            _credits(story),
        )
    )


def footer_html(story: PreviewStory) -> str:
    """Related stories and tags, below the copy."""
    parts = []
    if story.related:
        rows = "".join(_related(related) for related in story.related)
        parts.append(f'<section class="related"><h2>Related stories</h2><ul>{rows}</ul></section>')
    if story.tags:
        labels = "".join(f"<li>{escape(label)}</li>" for label in story.tags)
        parts.append(f'<section class="tags"><h2>Tags</h2><ul>{labels}</ul></section>')
    return "".join(parts)


def _property(token: str) -> str:
    return f"--{token.replace('_', '-')}"


def _literal(value: object) -> str:
    """A JavaScript literal; JSON is one, save for two line ends older engines don't know."""
    return json.dumps(value).replace("</", "<\\/")


def _line(element: str, name: str, words: str) -> str:
    return f'<{element} class="{name}" dir="auto">{escape(words)}</{element}>' if words else ""


def _credits(story: PreviewStory) -> str:
    parts = [_line("address", "byline", story.byline)]
    if story.dateline:
        parts.append(f'<span class="dateline">{_dateline(story.dateline)}</span>')
    inside = "".join(parts)
    return f'<div class="credits">{inside}</div>' if inside else ""


def _dateline(dateline: Dateline) -> str:
    place = f'<span class="place">{escape(dateline.place)}</span>' if dateline.place else ""
    written = ", ".join(part for part in (place, escape(dateline.date)) if part)
    source = f"({escape(dateline.source)})" if dateline.source else ""
    return " ".join(part for part in (written, source) if part)


def _related(related: Related) -> str:
    words = escape(related.title or related.url or "")
    if related.slug:
        words = f'<a href="{escape(article_address(related.slug))}">{words}</a>'
    elif related.url and is_followable(related.url):
        words = f'<a href="{escape(related.url)}">{words}</a>'
    return f'<li dir="auto">{words} <span class="kind">{escape(str(related.kind))}</span></li>'
