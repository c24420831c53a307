"""Paragraphs as HTML: what `inline` read, with cross-links looked up, notes numbered and
abbreviations explained; blocks are left to `render`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from editor.text import pictures
from editor.text.crosslinks import LinkTarget
from editor.text.inline import parse
from editor.text.pictures import PictureTarget
from editor.text.raw_html import paired, safe_tag
from editor.text.slugs import slugify
from editor.text.spans import Inline, Mark, Span, plain, walk

ABBREVIATIONS_LIMIT = 100
"""Abbreviations a page explains; those defined after these are words."""

_BACKLINKS_LIMIT = 20
_LINE_START = re.compile(r"\n[ \t]+")
_ADDRESS_SAFE = "!#$%&'()*+,-./:;=?@_~"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Notes:
    """The footnotes of a page: numbered in the order they are first referred to."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = tuple(labels)
        self._known = frozenset(self._labels)
        self._order: list[str] = []
        self._numbers: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def __contains__(self, label: object) -> bool:
        return label in self._known

    def refer(self, label: str) -> tuple[str, str]:
        """A note's number and the id of this reference to it."""
        seen = self._seen.get(label, 0)
        self._seen[label] = seen + 1
        number = self.number(label)
        return str(number), _reference_id(number, seen)

    def in_order(self) -> Iterator[str]:
        """The labels to set, by number; those first referred to while earlier ones are being
        set come along, and at the end those never referred to, so that no words are lost."""
        unreferred = iter(self._labels)
        place = 0
        while True:
            while place < len(self._order):
                yield self._order[place]
                place += 1
            label = next((label for label in unreferred if label not in self._numbers), None)
            if label is None:
                return
            self.number(label)

    def number(self, label: str) -> int:
        """The note's number; a note without one gets the next."""
        if label not in self._numbers:
            self._order.append(label)
            self._numbers[label] = len(self._order)
        return self._numbers[label]

    def references(self, label: str) -> list[str]:
        """The ids of the first references to a note."""
        count = min(self._seen.get(label, 0), _BACKLINKS_LIMIT)
        return [_reference_id(self._numbers[label], seen) for seen in range(count)]


def _reference_id(number: int, seen: int) -> str:
    return f"fnref:{number}" + (f"-{seen + 1}" if seen else "")


class InlineWriter:
    """Turns paragraphs' source into HTML for one page."""

    def __init__(
        self,
        *,
        targets: Mapping[str, LinkTarget],
        references: Mapping[str, tuple[str, str]],
        abbreviations: Mapping[str, str],
        notes: Notes,
    ) -> None:
        self._targets = targets
        self._references = references
        self._notes = notes
        self._abbreviations = dict(list(abbreviations.items())[:ABBREVIATIONS_LIMIT])
        self._abbreviation = _whole_words(self._abbreviations)

    def write(self, source: str) -> tuple[str, str]:
        """One paragraph as HTML, and its plain words."""
        nodes = parse(_LINE_START.sub("\n", source), self._references, self._notes)
        _drop_single_tags(nodes)
        return "".join(self._html(node) for node in nodes), plain(nodes)

    def figure(self, source: str) -> tuple[str, str] | None:
        """What stands inside the figure of a paragraph that is one picture of the library, and
        its plain words; None for any other paragraph."""
        if not source.startswith("!["):
            return None
        nodes = parse(source, self._references, self._notes)
        image = nodes[0] if len(nodes) == 1 else ""
        if isinstance(image, str) or image.mark is not Mark.IMAGE:
            return None
        target = self._targets.get(image.target)
        if not isinstance(target, PictureTarget):
            return None
        return self._picture(image) + _caption(target), target.caption or target.credit

    def _html(self, node: Inline) -> str:
        if isinstance(node, str):
            return self._text(node)
        match node.mark:
            case Mark.EMPHASIS | Mark.STRONG | Mark.STRUCK:
                return f"<{node.mark}>{self._inside(node)}</{node.mark}>"
            case Mark.LINK:
                return f'<a href="{_address(node.target)}"{_title(node)}>{self._inside(node)}</a>'
            case Mark.IMAGE:
                return self._image(node)
            case Mark.CODE:
                return f"<code>{escape(node.text, quote=False)}</code>"
            case Mark.CROSS_LINK:
                return self._cross_link(node)
            case Mark.NOTE:
                return self._note(node)
            case Mark.BREAK:
                return "<br>\n"
        return node.text

    def _inside(self, span: Span) -> str:
        return "".join(self._html(child) for child in span.children)

    def _text(self, text: str) -> str:
        if self._abbreviation is None:
            return escape(text, quote=False)
        parts = self._abbreviation.split(text)
        for place in range(1, len(parts), 2):
            title = escape(self._abbreviations[parts[place]])
            parts[place] = f'<abbr title="{title}">{escape(parts[place], quote=False)}</abbr>'
        parts[::2] = [escape(part, quote=False) for part in parts[::2]]
        return "".join(parts)

    def _cross_link(self, span: Span) -> str:
        target = self._targets.get(span.target)
        if target is None or isinstance(target, PictureTarget):
            why = escape(f"No article has the slug “{span.target}”")
            words = escape(span.text or span.target, quote=False)
            return f'<span class="crosslink broken" title="{why}">{words}</span>'
        words = escape(span.text or target.headline or target.slug, quote=False)
        url = target.url or f"{quote(target.slug)}.html"
        if span.section:
            url += "#" + slugify(span.section, fallback="")
        return f'<a class="crosslink" href="{_address(url)}">{words}</a>'

    def _image(self, span: Span) -> str:
        if span.target.startswith(pictures.SCHEME):
            return self._picture(span)
        alt = escape(span.text)
        return f'<img src="{_address(span.target)}" alt="{alt}"{_title(span)}>'

    def _picture(self, span: Span) -> str:
        """A picture of the library; what the text says of it comes before what the library says."""
        target = self._targets.get(span.target)
        if not isinstance(target, PictureTarget):
            kind = "picture missing" if span.text else "picture missing wordless"
            words = escape(span.text or "Missing picture", quote=False)
            return f'<span class="{kind}" title="This picture is not in the library">{words}</span>'
        alt = escape(span.text or target.headline)
        return (
            f'<img src="{_address(target.url)}" alt="{alt}"{_title(span)} width="{target.width}"'
            f' height="{target.height}" loading="lazy">'
        )

    def _note(self, span: Span) -> str:
        number, name = self._notes.refer(span.target)
        return f'<sup id="{name}"><a class="footnote-ref" href="#fn:{number}">{number}</a></sup>'


def _address(url: str) -> str:
    whole, hash_, fragment = url.strip().partition("#")
    url = whole + hash_ + fragment.replace("#", "%23")
    return escape(quote(_BARE_PERCENT.sub("%25", url), safe=_ADDRESS_SAFE))


def _caption(target: PictureTarget) -> str:
    credit = f'<span class="credit">{escape(target.credit)}</span>' if target.credit else ""
    words = " ".join(filter(None, (escape(target.caption, quote=False), credit)))
    return f"<figcaption>{words}</figcaption>" if words else ""


def _title(span: Span) -> str:
    return f' title="{escape(span.title)}"' if span.title else ""


def _whole_words(abbreviations: Mapping[str, str]) -> re.Pattern[str] | None:
    if not abbreviations:
        return None
    longest_first = sorted(abbreviations, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")


def _drop_single_tags(nodes: Sequence[Inline]) -> None:
    """Take away tags left open or never opened: they would mark up the paragraphs after."""
    tags = [span for span in walk(nodes) if span.mark is Mark.TAG]
    if not tags:
        return
    verdicts = paired([(span.target, span.text.startswith("</")) for span in tags])
    for span, stands in zip(tags, verdicts, strict=True):
        span.text = safe_tag(span.text) if stands else ""
