"""What a page says about its article, worked out once for its head, its body and its structured
data; the HTML is left to them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from db.records import Article, Dateline, TagKind
from editor.exchange.addresses import PageOptions, page_address, site_address
from editor.exchange.files import whole_characters
from editor.exchange.old_anchors import with_old_anchors
from editor.exchange.package import Package, PackageTag
from editor.exchange.picture_places import targets_of
from editor.text.counts import count
from editor.text.crosslinks import LinkTarget
from editor.text.direction import resolve
from editor.text.html_blocks import split
from editor.text.pictures import PictureTarget, credited
from editor.text.plain import plain_text
from editor.text.render import RenderContext, render
from editor.text.slugs import slugify

DESCRIPTION_LIMIT = 160
"""Characters; search engines and link cards cut what is longer."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Characters no HTML page may hold: controls but tab and line end, and code points without meaning.
_UNLAWFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# What the preview marks for the writer is plain words to a reader.
_BROKEN_LINK = re.compile(r'<span class="crosslink broken"[^<>]*>(?P<words>[^<>]*)</span>')
_MISSING_PICTURE = re.compile(
    r'<span class="picture missing(?P<wordless> wordless)?"[^<>]*>(?P<words>[^<>]*)</span>'
)
_PICTURE = re.compile(r'<img src="(?P<address>[^"<>]*)" alt="(?P<alt>[^"<>]*)"')
_EMPTY = re.compile(r"<p>\s*</p>\s*")
_BY = re.compile(r"\s*(?:by|بقلم)\s+", re.IGNORECASE)
_COMMAS = dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "، ")
_BETWEEN_AUTHORS = re.compile(r"\s*[,;&]\s*|\s+and\s+", re.IGNORECASE)
_FROM_WHERE = re.compile(r"\s+in\s+[^a-z]\S*(?:\s+[^a-z]\S*)*$")


@dataclass(frozen=True, slots=True)
class Author:
    """A name of the byline; an organisation where the byline ends with the agency's."""

    name: str
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """All of it fit for readers: no ednote, no notes, no internal tag. Text is not escaped yet.

    `address` is the page's own, "" without a site; times are UTC, ISO 8601, "" where unknown;
    `blocks` is the sanitised body, one top-level element each, as `render` made it. `picture` is
    the first one of the library's in it, its `url` the page's own address for it.
    """

    name: str
    headline: str
    standfirst: str
    kicker: str
    description: str
    language: str
    direction: str
    section: str
    dateline: str
    byline: str
    authors: tuple[Author, ...]
    published: str
    modified: str
    address: str
    site: str
    site_name: str
    tags: tuple[PackageTag, ...]
    words: int
    blocks: tuple[str, ...]
    picture: PictureTarget | None = None


def page_facts(package: Package, options: PageOptions) -> PageFacts:
    article = _shown(package.article)
    plain = plain_text(article.body)
    pictures = _pictures(package)
    blocks = _blocks(article, {**package.targets, **pictures}, options)
    tags = tuple(_public(package.tags))
    return PageFacts(
        name=article.headline or article.kicker or article.slug or "Untitled",
        headline=article.headline,
        standfirst=article.standfirst,
        kicker=article.kicker,
        description=clip(article.standfirst or first_paragraph(blocks)),
        language=language_of(article),
        direction=resolve(article.direction, article.language, f"{article.headline}\n{plain}"),
        section=article.section or _section_tag(tags),
        dateline=dateline_of(article.dateline, article.language),
        byline=article.byline,
        authors=authors_of(article, options.site_name),
        published=article.published or "",
        modified=article.updated if article.updated > (article.published or "") else "",
        address=page_address(article.slug, options) if options.base_url and article.slug else "",
        site=site_address(options),
        site_name=options.site_name.strip(),
        tags=tags,
        words=count(plain).words,
        blocks=with_old_anchors(blocks, package.anchors),
        picture=_first_picture(blocks, pictures),
    )


def clip(text: str, limit: int = DESCRIPTION_LIMIT) -> str:
    """`text` on one line, at most `limit` characters, cut at a word and marked with `…`."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[:limit]
    at_word = cut[: cut.rfind(" ")] if " " in cut else cut[:-1]
    return f"{at_word.rstrip(' ,;:–—-')}…"


def first_paragraph(blocks: Iterable[str]) -> str:
    """The words of the first paragraph of a rendered body, or ""."""
    for block in blocks:
        if block.startswith(("<p>", "<p ")):
            reader = _Words()
            reader.feed(block)
            return "".join(reader.words)
    return ""


def language_of(article: Article) -> str:
    """The article's language as HTML takes it; `und` where it is none."""
    return article.language if _LANGUAGE.fullmatch(article.language) else "und"


def dateline_of(dateline: Dateline, language: str = "en") -> str:
    """`PORT CALDER, Jan 2 (Agency)`, as much of it as there is, with the language's comma."""
    comma = _COMMAS.get(language.split("-")[0], ", ")
    where_and_when = comma.join(filter(None, (dateline.place, dateline.date)))
    source = f"({dateline.source})" if dateline.source else ""
    return " ".join(filter(None, (where_and_when, source)))


def authors_of(article: Article, site_name: str) -> tuple[Author, ...]:
    """The names in a byline: `By Ann Vale and Bo Quist in Port Calder, Northland Press`."""
    houses = {name.strip().casefold() for name in (article.dateline.source, site_name)}
    names = _BETWEEN_AUTHORS.split(_BY.sub("", article.byline, count=1))
    trimmed = (_FROM_WHERE.sub("", name.strip()) for name in names)
    return tuple(Author(name, name.casefold() in houses) for name in trimmed if name)


def lawful(text: str) -> str:
    """`text` with a space for each character no page may hold, U+FFFD for a lone surrogate."""
    return _UNLAWFUL.sub(" ", whole_characters(text))


def escape(text: str) -> str:
    """`text` for HTML, in copy and in attributes."""
    return html.escape(text, quote=True)


class _Words(HTMLParser):
    """Collects the words of a fragment; the number of a footnote is none."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raised += tag == "sup"
        if tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._raised -= tag == "sup"

    def handle_data(self, data: str) -> None:
        if not self._raised:
            self.words.append(data)


def _shown(article: Article) -> Article:
    """The article with its fields as a page shows them."""
    dateline = article.dateline
    return replace(
        article,
        body=whole_characters(article.body),
        headline=_trimmed(article.headline),
        standfirst=_trimmed(article.standfirst),
        kicker=_trimmed(article.kicker),
        section=_trimmed(article.section),
        byline=_trimmed(article.byline),
        dateline=Dateline(*map(_trimmed, (dateline.place, dateline.date, dateline.source))),
    )


def _trimmed(text: str) -> str:
    return lawful(text).strip()


def _blocks(
    article: Article, targets: Mapping[str, LinkTarget], options: PageOptions
) -> tuple[str, ...]:
    """The body from the renderer of the preview, its cross-links going to the exported pages."""
    placed = {slug: _placed(target, options) for slug, target in targets.items()}
    context = RenderContext(article.language, article.direction, placed)
    page = _BROKEN_LINK.sub(r"\g<words>", render(article.body, context).html)
    if _MISSING_PICTURE.search(page):
        page = _MISSING_PICTURE.sub(lambda found: "" if found["wordless"] else found["words"], page)
        page = _EMPTY.sub("", page)
    return tuple(split(page))


def _pictures(package: Package) -> dict[str, PictureTarget]:
    """The pictures as readers are told of them, by how the body names them."""
    return {
        name: replace(
            target,
            headline=_trimmed(target.headline),
            caption=_trimmed(target.caption),
            credit=_trimmed(credited(target.credit, package.article.language)),
        )
        for name, target in targets_of(package).items()
    }


def _first_picture(
    blocks: Iterable[str], pictures: Mapping[str, PictureTarget]
) -> PictureTarget | None:
    """The first picture shown that is the library's, with the alternative text it has there."""
    known = {target.url: target for target in pictures.values()}
    for block in blocks:
        for found in _PICTURE.finditer(block):
            if picture := known.get(found["address"]):
                return replace(picture, headline=html.unescape(found["alt"]))
    return None


def _placed(target: LinkTarget, options: PageOptions) -> LinkTarget:
    if isinstance(target, PictureTarget):
        return target
    return replace(target, url=target.url or page_address(target.slug, options))


def _public(tags: Iterable[PackageTag]) -> Iterable[PackageTag]:
    for tag in tags:
        label = _trimmed(tag.label)
        if tag.kind is not TagKind.INTERNAL and label:
            yield replace(tag, label=label, slug=tag.slug or slugify(label))


def _section_tag(tags: Iterable[PackageTag]) -> str:
    return next((tag.label for tag in tags if tag.kind is TagKind.SECTION), "")
