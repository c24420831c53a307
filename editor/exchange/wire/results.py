"""A Reading handed on: as the JSON object of WIRE.md, and as a Package ready for a library."""

from __future__ import annotations

from datetime import UTC, date, datetime

from db.records import INDEFINITE, SLUGLINE_LIMIT, Article, Dateline, RelatedKind, TagKind
from editor.exchange.package import Package, PackageRelated, PackageTag
from editor.exchange.wire.embargoes import embargo_end
from editor.exchange.wire.kinds import Kind
from editor.exchange.wire.language import language_of
from editor.exchange.wire.normalise import is_html
from editor.exchange.wire.pieces import Reading
from editor.exchange.wire.story import WireStory
from editor.exchange.wire.suggesting import suggested_headline
from editor.exchange.wire.tag_kinds import package_tag
from editor.exchange.wire.values import Title

COPY_LOOKED_AT = 100_000
"""Characters of the story in which names of tags are looked up."""


def to_json(reading: Reading) -> dict[str, object]:
    """The reading as WIRE.md's JSON object, made of dicts, lists, strings and numbers."""
    story = reading.story
    place = story.dateline
    return {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "slugline": story.slugline,
        "byline": story.byline,
        "dateline": place and {"place": place.place, "date": place.date, "source": place.source},
        "embargoes": list(story.embargoes),
        "editor_notes": list(story.editor_notes),
        "signoffs": list(story.signoffs),
        "sections": list(story.sections),
        "paragraphs": list(story.paragraphs),
        "pull_quotes": list(story.pull_quotes),
        "captions": list(story.captions),
        "related": [_title(each) for each in story.related],
        "inline_related": [_title(each) for each in story.inline_related],
        "tags": list(story.tags),
        "body": story.body,
        "unaccounted_words": list(reading.unaccounted),
        "guesses": [
            {
                "line": piece.line,
                "kind": piece.kind.value,
                "confidence": round(piece.confidence, 2),
                "reason": piece.reason,
                "text": piece.text,
            }
            for piece in reading.pieces
            if piece.kind is not Kind.PARAGRAPH or reading.plain
        ],
    }


def _title(each: Title) -> dict[str, str | None]:
    return {"title": each.title, "url": each.url}


def to_package(reading: Reading, today: date | None = None) -> Package:
    """The story as a Package: the article, its tags with kinds guessed, its related stories, the
    raw copy. A working headline is only suggested where the copy has none.

    `today` tells the year of an embargo that names none. An embargo whose end is not sure has none.
    """
    story = reading.story
    copy = "\n".join(story.paragraphs)[:COPY_LOOKED_AT]
    tags = tuple(package_tag(label, copy) for label in _unique(story.tags))
    return Package(
        article=_article(story, tags, copy, embargo_end(story.embargoes, today)),
        tags=tags,
        related=tuple(_related(each) for each in (*story.inline_related, *story.related)),
        source=reading.raw,
        suggested_headline="" if story.headline else suggested_headline(story.paragraphs),
        notes=_notes(reading, embargo_end(story.embargoes, today)),
    )


def _article(
    story: WireStory, tags: tuple[PackageTag, ...], copy: str, embargo: datetime | None
) -> Article:
    place = story.dateline
    sections = [tag.label for tag in tags if tag.kind is TagKind.SECTION]
    return Article(
        headline=story.headline or "",
        standfirst=story.standfirst or "",
        slugline=(story.slugline or "") if len(story.slugline or "") <= SLUGLINE_LIMIT else "",
        byline=story.byline or "",
        dateline=Dateline(place.place, place.date or "", place.source or "")
        if place
        else Dateline(),
        language=language_of(copy),
        section=sections[0] if sections else "",
        body=story.body,
        ednote=_ednote(story),
        embargo=_embargo(story, embargo),
    )


def _embargo(story: WireStory, end: datetime | None) -> str | None:
    if not story.embargoes:
        return None
    return end.isoformat(timespec="minutes") if end else INDEFINITE


def _ednote(story: WireStory) -> str:
    """What is for editors' eyes: embargo lines, notes, sign-offs, a slugline too long to store."""
    return "\n".join((*story.embargoes, *story.editor_notes, *story.signoffs, *_long_slug(story)))


def _long_slug(story: WireStory) -> tuple[str, ...]:
    slug = story.slugline or ""
    return (slug,) if len(slug) > SLUGLINE_LIMIT else ()


def _unique(labels: tuple[str, ...]) -> list[str]:
    """Each label once, whatever its case, in order."""
    return list({label.casefold(): label for label in reversed(labels)}.values())[::-1]


def _related(each: Title) -> PackageRelated:
    first = each.title.split(maxsplit=1)[0].strip(":—–-").casefold() if each.title.strip() else ""
    kinds = {"timeline": RelatedKind.TIMELINE, "explainer": RelatedKind.EXPLAINER,
             "background": RelatedKind.BACKGROUND, "chronology": RelatedKind.TIMELINE}  # fmt: skip
    return PackageRelated(each.title, kinds.get(first, RelatedKind.SEE_ALSO), url=each.url)


def _in_words(end: datetime) -> str:
    return f"{end.day} {end:%B %Y, %H:%M} UTC"


def _notes(reading: Reading, embargo: datetime | None) -> tuple[str, ...]:
    story = reading.story
    notes = []
    if reading.plain:
        notes.append(
            "The parts could not be told apart safely, so the copy came in as plain paragraphs."
        )
    if is_html("\n".join(story.body_texts())):
        notes.append(
            "The copy is the source of a web page: its tags came in as words. Copy it from the page"
            " as a browser shows it instead."
        )
    if story.embargoes:
        held = _in_words(embargo.astimezone(UTC)) if embargo else "you set its time"
        notes.append(f"The copy is under embargo (“{story.embargoes[0]}”): held until {held}.")
    if not story.headline:
        notes.append("The copy has no headline.")
    if _long_slug(story):
        notes.append("The slugline is longer than 24 characters and stands in the note to editors.")
    return tuple(notes)
