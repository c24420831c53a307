"""An article as a Markdown file with a YAML header, out and in again without a change; YAML,
cross-links and the reading of foreign headers are left to their modules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from db.records import SLUGLINE_LIMIT, Article, Dateline, Direction, RelatedKind, Status, TagKind
from editor.exchange import front_matter, picture_forms
from editor.exchange.addresses import MARKDOWN_SUFFIX
from editor.exchange.files import whole_characters
from editor.exchange.front_matter import Writable
from editor.exchange.header_reader import HeaderReader, as_text, members
from editor.exchange.link_forms import LinkForm, resolve, restore
from editor.exchange.package import Package, PackagePicture, PackageRelated, PackageTag
from editor.exchange.plain_header import Value
from editor.text.slugs import slugify

_Kind = TypeVar("_Kind", bound=StrEnum)
_Default = TypeVar("_Default")

_NOT_KEPT = frozenset({"layout", "draft", "type", "weight", "toc"})
"""Lines of other tools that say nothing about the story."""


def export(package: Package) -> str:
    """The file of a package: a header between rules, then the body.

    Made for readers and content systems: the ednote, the private notes, the status on the desk
    and tags of the kind *internal* are left out. Cross-links go out as ordinary links to
    `SLUG.md`, pictures as files of a folder beside it; the header keeps the forms they were
    written in. `title`, `date` and plain `tags`
    are what site generators look for. `parse` gives the same article back: every field that is
    here, the tags, the related stories and the body, exactly.
    """
    body = whole_characters(package.article.body)
    body, forms = resolve(body, package.targets, suffix=MARKDOWN_SUFFIX)
    body, pictures = picture_forms.resolve(body, package)
    header: dict[str, Writable] = {
        **_fields(package.article),
        **_tags(package.tags),
        "related": [_related(story) for story in package.related],
        "cross_links": [_form(form) for form in forms],
        "pictures": pictures,
    }
    kept = {
        name: value
        for name, value in header.items()
        if value not in ("", [], {}) or name in ("title", "headline")
    }
    return front_matter.join(kept, body)


def parse(text: str) -> Package:
    """The package in a Markdown file, ours or another tool's.

    Without a headline in the header, a first level-1 heading is the headline. Raises
    FrontMatterError where the header is broken; what has no place is said in `notes`.
    """
    header, body = front_matter.split(text)
    if header is None:
        body = body.replace("\r\n", "\n")
    reader = HeaderReader(header or {})
    body, pictures = _with_pictures(reader, body)
    body = _with_cross_links(reader, body)
    headline = reader.text("headline", "title")
    if not reader.has("headline", "title"):
        headline, body = _heading_as_headline(body)
    tags, section = _read_tags(reader)
    related = tuple(_read_related(reader))
    article = _read_article(reader, headline, section, body)
    return Package(
        article=article, tags=tags, related=related, pictures=pictures, notes=_notes(reader)
    )


def has_header(text: str) -> bool:
    """Whether the file begins with a header; a broken one counts."""
    try:
        return front_matter.split(text)[0] is not None
    except front_matter.FrontMatterError:
        return True


def _fields(article: Article) -> dict[str, Writable]:
    dateline = article.dateline
    parts = {"place": dateline.place, "date": dateline.date, "source": dateline.source}
    direction = "" if article.direction is Direction.AUTO else article.direction.value
    target: dict[str, Writable] = {}
    if article.target_words is not None:
        target["target_words"] = article.target_words
    return {
        "title": article.headline,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "kicker": article.kicker,
        "slug": article.slug,
        "slugline": article.slugline,
        "byline": article.byline,
        "dateline": {name: part for name, part in parts.items() if part},
        "date": article.published or "",
        "language": article.language,
        "direction": direction,
        "section": article.section,
        "embargo": article.embargo or "",
        **target,
    }


def _tags(tags: Sequence[PackageTag]) -> dict[str, Writable]:
    """Labels alone under `tags`, as site generators want them; all we know under `tag_details`."""
    public = [tag for tag in tags if tag.kind is not TagKind.INTERNAL]
    details = [_tag_detail(tag) for tag in public]
    labels = [tag.label for tag in public]
    return {"tags": labels, "tag_details": details if any(len(one) > 1 for one in details) else []}


def _tag_detail(tag: PackageTag) -> dict[str, Writable]:
    detail: dict[str, Writable] = {
        "label": tag.label,
        "kind": tag.kind.value if tag.kind else "",
        "slug": tag.slug,
        "aliases": list(tag.aliases),
        "external_id": tag.external_id,
    }
    return {name: value for name, value in detail.items() if value or name == "label"}


def _related(story: PackageRelated) -> dict[str, Writable]:
    line: dict[str, Writable] = {"title": story.title, "kind": story.kind.value}
    if story.slug is not None:
        line["slug"] = story.slug
    if story.url is not None:
        line["url"] = story.url
    return line


def _form(form: LinkForm) -> dict[str, Writable]:
    line: dict[str, Writable] = {"link": form.link, "written": form.written}
    if form.at:
        line |= {"at": list(form.at), "of": form.of}
    return line


def _with_pictures(reader: HeaderReader, body: str) -> tuple[str, tuple[PackagePicture, ...]]:
    lines = tuple(picture_forms.read(reader.value("pictures")))
    body, unsure = restore(body, (form for form, _ in lines))
    if unsure:
        reader.notes.append(
            f"The text was changed elsewhere: {unsure} of its pictures are not told for sure."
        )
    return body, tuple(picture for _, picture in lines)


def _with_cross_links(reader: HeaderReader, body: str) -> str:
    forms = []
    for line in members(reader.value("cross_links")):
        if isinstance(line, dict):
            at = tuple(map(picture_forms.whole, members(line.get("at"))))
            link, written = as_text(line.get("link")), as_text(line.get("written"))
            forms.append(LinkForm(link, written, at, picture_forms.whole(line.get("of"))))
    body, unsure = restore(body, forms)
    if unsure:
        reader.notes.append(
            f"The text was changed elsewhere: {unsure} of its cross-links stay ordinary links."
        )
    return body


def _heading_as_headline(body: str) -> tuple[str, str]:
    """A first line `# …`, or one underlined with `===`, and the body without it."""
    first, _, rest = body.lstrip().partition("\n")
    underline, _, after = rest.partition("\n")
    if first.startswith(("# ", "#\t")):
        return first.strip("# \t\r"), rest.lstrip("\n")
    if first.strip() and underline.strip() and not underline.strip().strip("="):
        return first.strip(), after.lstrip("\n")
    return "", body


def _read_article(reader: HeaderReader, headline: str, section: str, body: str) -> Article:
    slug = reader.text("slug")
    return Article(
        headline=headline,
        standfirst=reader.text("standfirst", "subtitle", "description", "summary", "excerpt"),
        kicker=reader.text("kicker"),
        slug=slugify(slug) if slug else "",
        slugline=_read_slugline(reader),
        byline=_read_byline(reader),
        dateline=_read_dateline(reader),
        language=reader.text("language", "lang", "locale").replace("_", "-") or "en",
        direction=_one_of(Direction, reader.text("direction", "dir"), Direction.AUTO),
        section=section,
        body=body,
        ednote=reader.text("ednote"),
        notes=reader.text("notes"),
        target_words=reader.whole("target_words"),
        embargo=reader.embargo(),
        status=_read_status(reader),
        published=reader.time("date", "published"),
    )


def _read_slugline(reader: HeaderReader) -> str:
    slugline = reader.text("slugline")
    if len(slugline) > SLUGLINE_LIMIT:
        reader.notes.append(f"The slugline “{slugline}” was cut to {SLUGLINE_LIMIT} characters.")
    return slugline[:SLUGLINE_LIMIT]


def _read_byline(reader: HeaderReader) -> str:
    """`author` and `authors` of other tools are names without their “By”."""
    if reader.has("byline"):
        return reader.text("byline")
    names = [_name(one) for one in members(reader.value("author", "authors"))]
    names = [name for name in names if name]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return listed if not listed or listed.casefold().startswith("by ") else f"By {listed}"


def _one_of(kinds: type[_Kind], text: str, default: _Default) -> _Kind | _Default:
    try:
        return kinds(text.strip().casefold())
    except ValueError:
        return default


def _name(value: Value) -> str:
    return as_text(value.get("name")) if isinstance(value, dict) else as_text(value)


def _read_dateline(reader: HeaderReader) -> Dateline:
    parts = reader.mapping("dateline")
    if not parts:
        return Dateline(place=reader.text("dateline"))
    return Dateline(*(as_text(parts.get(name)) for name in ("place", "date", "source")))


def _read_status(reader: HeaderReader) -> Status:
    """A spiked story that is imported is wanted again."""
    status = _one_of(Status, reader.text("status"), Status.DRAFT)
    return Status.DRAFT if status is Status.SPIKED else status


def _read_tags(reader: HeaderReader) -> tuple[tuple[PackageTag, ...], str]:
    """The tags in their order, and the section; a category of other tools is a section."""
    details = defaultdict(list)
    for line in members(reader.value("tag_details")):
        tag = _read_tag(line)
        details[tag.label].append(tag)
    tags = []
    for line in _listed(reader.value("tags", "keywords")):
        tag = _read_tag(line)
        tags.append(details[tag.label].pop(0) if details[tag.label] else tag)
    categories = [as_text(one) for one in _listed(reader.value("categories", "category"))]
    labels = {tag.label for tag in tags}
    tags += [PackageTag(one, TagKind.SECTION) for one in categories if one and one not in labels]
    section = reader.text("section") or next(iter(categories), "")
    return tuple(tag for tag in tags if tag.label), section


def _listed(value: Value) -> Iterator[Value]:
    """The items of a list, or of text with commas between them."""
    if isinstance(value, str):
        yield from (part.strip() for part in value.split(","))
    elif isinstance(value, list):
        yield from value


def _read_tag(line: Value) -> PackageTag:
    if not isinstance(line, dict):
        return PackageTag(as_text(line))
    return PackageTag(
        label=as_text(line.get("label", line.get("name"))),
        kind=_one_of(TagKind, as_text(line.get("kind")), None),
        aliases=tuple(as_text(alias) for alias in members(line.get("aliases"))),
        external_id=as_text(line.get("external_id")),
        slug=as_text(line.get("slug")),
    )


def _read_related(reader: HeaderReader) -> Iterator[PackageRelated]:
    value = reader.value("related")
    for line in members(value) if isinstance(value, list) else (value,):
        if isinstance(line, dict):
            yield PackageRelated(
                title=as_text(line.get("title")),
                kind=_one_of(RelatedKind, as_text(line.get("kind")), RelatedKind.SEE_ALSO),
                slug=as_text(line["slug"]) if "slug" in line else None,
                url=as_text(line["url"]) if "url" in line else None,
            )
        elif line:
            title = as_text(line)
            is_address = title.startswith(("http://", "https://"))
            yield PackageRelated(title=title, url=title if is_address else None)


def _notes(reader: HeaderReader) -> tuple[str, ...]:
    left = [name for name in reader.unread() if name not in _NOT_KEPT]
    if left:
        reader.notes.append(
            f"These lines of the header have no place in an article: {', '.join(left)}."
        )
    return tuple(reader.notes)
