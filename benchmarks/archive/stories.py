"""The archive's articles, each a function of its number alone, so that any of them can be made
without the others and linked to before it is there; storing them is left to the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from benchmarks.archive.tongues import Tongue, tongues
from db.records import Article, Dateline, RelatedKind, Status, TagKind
from editor.text.slugs import slugify

TAGS = 6_000
HUB = "harbour-inquiry-in-full-0"
"""The slug of the first article, which every twentieth other one links to."""

REPLACED = "Veskarra"
"""A name that stands once in each tenth article."""

_BEGUN = datetime(2006, 1, 1, tzinfo=UTC)
_SPAN = timedelta(days=365 * 20)
_DESKS = ("News", "Politics", "Business", "Sport", "Culture", "Science", "Opinion", "Weather")
_STATUSES = (
    *[Status.PUBLISHED] * 88, *[Status.HOLD] * 1, *[Status.WITHDRAWN] * 1,
    *[Status.DRAFT] * 4, *[Status.IN_PROGRESS] * 2, *[Status.SUBMITTED] * 2,
    *[Status.COPY_EDIT] * 1, *[Status.READY] * 1,
)  # fmt: skip
_RELATED_KINDS = tuple(RelatedKind)
_HEAD = 15
"""So many tags are used about equally often before the uses fall off."""

_SPIKED, _REPLACED, _HUB = 51, 4, 7
"""Which of a hundred, of ten and of twenty articles are spiked, have REPLACED and link to HUB."""


@dataclass(frozen=True, slots=True)
class ArchiveTag:
    """A tag before it is stored; `parent` is the number of another, always a smaller one."""

    label: str
    kind: TagKind
    aliases: tuple[str, ...]
    parent: int | None


@dataclass(frozen=True, slots=True)
class ArchiveRelated:
    """A related story before it is stored: an article by its number, or else a title alone."""

    kind: RelatedKind
    number: int | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One article with what stands beside it; `tags` are numbers of tags, `stored` is when it
    was saved last, `slug_before` what it was called before that, if it was called otherwise."""

    number: int
    article: Article
    stored: datetime
    tags: tuple[int, ...]
    related: tuple[ArchiveRelated, ...]
    slug_before: str | None


def story(number: int, of: int) -> Story:
    """The article of that number, from 0 on, in an archive of so many."""
    chance = random.Random(number * 7919 + 17)
    name = heading(number)
    created = _BEGUN + _SPAN * ((number + chance.random()) / of)
    spiked = number % 100 == _SPIKED
    status = chance.choice(_STATUSES)
    carried = _tags_of(number, chance)
    published = created + timedelta(hours=3)
    article = Article(
        id=article_id(number),
        headline=name.headline,
        standfirst=_sentence(name.tongue, chance, 14) if chance.random() < 0.7 else "",
        kicker=_words(name.tongue, chance, 2) if chance.random() < 0.2 else "",
        slug=name.slug,
        byline=_person(chance) if chance.random() < 0.8 else "",
        dateline=_dateline(created, chance),
        language=name.tongue.code,
        section=_DESKS[min(int(chance.expovariate(0.5)), len(_DESKS) - 1)],
        body=_body(number, name.tongue, carried, chance),
        status=Status.SPIKED if spiked else status,
        spiked_from=status if spiked else None,
        created=_stamp(created),
        published=f"{published:%Y-%m-%dT%H:%M:%SZ}" if _was_published(status) else None,
    )
    return Story(
        number=number,
        article=article,
        stored=created + _kept_waiting(chance, created),
        tags=carried,
        related=tuple(_related(number, chance)),
        slug_before=f"working-slug-{number}" if number % 200 == 3 else None,
    )


def article_id(number: int) -> str:
    """The id of the article of that number."""
    return f"{random.Random(number).getrandbits(128):032x}"


@dataclass(frozen=True, slots=True)
class Heading:
    """What others need to know of an article to link to it."""

    tongue: Tongue
    headline: str
    slug: str


def heading(number: int) -> Heading:
    """The language, headline and slug of the article of that number."""
    if number == 0:
        return Heading(tongues()[0], "Harbour inquiry in full", HUB)
    chance = random.Random(number * 104729 + 5)
    tongue = chance.choices(tongues(), [one.share for one in tongues()])[0]
    headline = _words(tongue, chance, chance.randint(4, 9))
    if chance.random() < 0.4:
        headline = f"{tags()[_rank(chance)].label}{tongue.gap}{headline}"
    return Heading(tongue, headline, f"{slugify(headline)[:60].strip('-')}-{number}")


@cache
def tags() -> tuple[ArchiveTag, ...]:
    """Every tag, the most used first; the first two are each on a fifth of the articles, half of
    them on the same. Some differ from another by little, as in any archive."""
    chance = random.Random("tags")
    kinds = (*[TagKind.TOPIC] * 5, *[TagKind.PERSON] * 3, *[TagKind.PLACE] * 3,
             *[TagKind.ORGANISATION] * 2, TagKind.EVENT)  # fmt: skip
    found: dict[str, ArchiveTag] = {}
    while len(found) < TAGS:
        number = len(found)
        kind = chance.choice(kinds)
        label = _label(kind, chance)
        if number % 150 == 149:
            label = chance.choice(list(found.values())[:number]).label + "s"
        aliases = (_label(kind, chance), label.upper()[:12] + f" {number}")
        parent = chance.randrange(number) if number > 20 and chance.random() < 0.6 else None
        found.setdefault(
            label.casefold(),
            ArchiveTag(label, kind, aliases if chance.random() < 0.1 else (), parent),
        )
    return tuple(found.values())


def _label(kind: TagKind, chance: random.Random) -> str:
    if kind is TagKind.PERSON:
        return _person(chance)
    if kind is TagKind.PLACE:
        return _place(chance)
    tongue = chance.choices(tongues(), [one.share for one in tongues()])[0]
    words = [tongue.coined(chance), *tongue.some(chance, chance.randint(0, 1))]
    return tongue.gap.join(words).capitalize()


def _rank(chance: random.Random) -> int:
    """The number of a tag, small ones far more often: as in real archives."""
    return 2 + int(_HEAD * ((TAGS - 2 + _HEAD) / _HEAD) ** chance.random() - _HEAD)


def _tags_of(number: int, chance: random.Random) -> tuple[int, ...]:
    found = dict.fromkeys(_rank(chance) for _ in range(chance.randint(1, 6)))
    if number % 5 == 0:
        found[0] = None
    if number % 10 in (0, 3):
        found[1] = None
    order = list(found)
    chance.shuffle(order)
    return tuple(order)


def _related(number: int, chance: random.Random) -> Iterator[ArchiveRelated]:
    if number == 0 or chance.random() < 0.4:
        return
    for target in dict.fromkeys(_earlier(number, chance) for _ in range(chance.randint(1, 4))):
        yield ArchiveRelated(chance.choice(_RELATED_KINDS), target)
    if chance.random() < 0.15:
        yield ArchiveRelated(RelatedKind.SEE_ALSO, None, _words(tongues()[0], chance, 6))


def _earlier(number: int, chance: random.Random) -> int:
    """The number of an article before this one, of the weeks before it more likely."""
    return max(0, number - 1 - int(number ** chance.random()))


def _body(number: int, tongue: Tongue, carried: tuple[int, ...], chance: random.Random) -> str:
    """About 100 words, some thirty times that; longer ones have sections."""
    left = int(min(6_000, 15 + chance.lognormvariate(3.8, 1.0)))
    parts: list[str] = []
    long = left > 450
    while left > 0:
        if long and len(parts) % 6 == 5:
            parts.append(f"## {_words(tongue, chance, 4)}")
        length = min(left, chance.randint(25, 75))
        parts.append(_paragraph(tongue, carried, chance, length))
        left -= length
    for addition in _planted(number, chance):
        place = chance.randrange(len(parts))
        if not parts[place].startswith("#"):
            parts[place] += addition
        else:
            parts.append(addition.strip())
    if chance.random() < 0.05:
        parts.append("\n".join(f"- {_words(tongue, chance, 6)}" for _ in range(4)))
    return "\n\n".join(parts)


def _planted(number: int, chance: random.Random) -> Iterator[str]:
    """What stands in a body because of its number, and its links."""
    if number % 10 == _REPLACED:
        yield f" {REPLACED} was asked about it."
    if number % 20 == _HUB:
        yield f" The whole of it is in [[{HUB}]]."
    if number and chance.random() < 0.3:
        yield f" See [[{heading(_earlier(number, chance)).slug}]]."
    if chance.random() < 0.03:
        yield f" More follows in [[never-written-{number}|a later piece]]."
    if chance.random() < 0.15:
        site = slugify(_place(chance))
        yield f" Figures are in [the report](https://www.{site}.example/{number})."


def _paragraph(tongue: Tongue, carried: tuple[int, ...], chance: random.Random, length: int) -> str:
    sentences = []
    while length > 0:
        words = max(4, min(length, chance.randint(8, 26)))
        sentences.append(_sentence(tongue, chance, words))
        length -= words
    if chance.random() < 0.25:
        place = chance.randrange(len(sentences))
        sentences[place] = f"{tags()[chance.choice(carried)].label}{tongue.comma}{sentences[place]}"
    return "".join(sentences).strip()


def _sentence(tongue: Tongue, chance: random.Random, count: int) -> str:
    words = tongue.some(chance, count)
    if chance.random() < 0.12:
        words[chance.randrange(count)] = tongue.coined(chance)
    if count > 12:
        words[count // 2] += tongue.comma.strip()
    return tongue.gap.join(words).capitalize() + tongue.stop


def _words(tongue: Tongue, chance: random.Random, count: int) -> str:
    return tongue.gap.join(tongue.some(chance, count)).capitalize()


def _dateline(created: datetime, chance: random.Random) -> Dateline:
    if chance.random() < 0.7:
        return Dateline()
    return Dateline(_place(chance), f"{created.day} {created:%B}")


def _person(chance: random.Random) -> str:
    tongue = chance.choice(tongues()[:6])
    return f"{tongue.coined(chance).capitalize()} {tongue.coined(chance).capitalize()}"


def _place(chance: random.Random) -> str:
    first = chance.choice(("Port", "Nether", "Saint", "Upper", "New", "Mount"))
    return f"{first} {tongues()[0].coined(chance).capitalize()}"


def _kept_waiting(chance: random.Random, created: datetime) -> timedelta:
    """From the first word to the last save: some hours mostly, now and then years."""
    waited = timedelta(hours=chance.expovariate(0.2))
    if chance.random() < 0.05:
        waited = timedelta(days=chance.uniform(0, 2_000))
    return min(waited, _BEGUN + _SPAN - created)


def _was_published(status: Status) -> bool:
    return status in (Status.PUBLISHED, Status.HOLD, Status.WITHDRAWN)


def _stamp(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"
