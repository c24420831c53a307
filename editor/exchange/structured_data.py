"""The schema.org NewsArticle of a page as JSON-LD that is safe inside a script element; the facts
are worked out elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from db.records import TagKind
from editor.exchange.addresses import web_address
from editor.exchange.package import PackageTag
from editor.exchange.page_facts import Author, PageFacts

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"

_TYPES: Mapping[TagKind, str] = {
    TagKind.TOPIC: "Thing",
    TagKind.PLACE: "Place",
    TagKind.PERSON: "Person",
    TagKind.ORGANISATION: "Organization",
    TagKind.EVENT: "Event",
}
_ABOUT = (TagKind.TOPIC, TagKind.EVENT)
_MENTIONS = (TagKind.PERSON, TagKind.ORGANISATION)
# What could end the script element, or end a line in JavaScript though not in JSON.
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_WIKIDATA = "https://www.wikidata.org/wiki/"


def news_article(facts: PageFacts) -> str:
    """The JSON of a NewsArticle; what isn't known isn't there."""
    everything: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        **_identity(facts.address),
        "headline": facts.name,
        "alternativeHeadline": facts.standfirst,
        "description": facts.description,
        "image": _image(facts),
        "dateline": facts.dateline,
        "datePublished": facts.published,
        "dateModified": facts.modified,
        "inLanguage": "" if facts.language == "und" else facts.language,
        "articleSection": facts.section,
        "keywords": [tag.label for tag in facts.tags],
        "wordCount": facts.words,
        "author": [_author(author) for author in facts.authors],
        "publisher": _publisher(facts),
        "about": _things(facts.tags, _ABOUT),
        "mentions": _things(facts.tags, _MENTIONS),
        "contentLocation": _things(facts.tags, (TagKind.PLACE,)),
    }
    known = {name: value for name, value in everything.items() if value or value == 0}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _identity(address: str) -> dict[str, Json]:
    return {"@id": f"{address}#article", "mainEntityOfPage": address} if address else {}


def _image(facts: PageFacts) -> dict[str, Json]:
    """The first picture, where it has an address that holds outside the page."""
    picture = facts.picture
    if picture is None or not facts.site:
        return {}
    image: dict[str, Json] = {
        "@type": "ImageObject",
        "url": facts.site + picture.url,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
        "creditText": picture.credit,
    }
    return {name: value for name, value in image.items() if value}


def _author(author: Author) -> dict[str, Json]:
    return {"@type": "Organization" if author.is_organisation else "Person", "name": author.name}


def _publisher(facts: PageFacts) -> dict[str, Json]:
    if not facts.site_name:
        return {}
    address: dict[str, Json] = {"url": facts.site} if facts.site else {}
    return {"@type": "Organization", "name": facts.site_name, **address}


def _things(tags: Iterable[PackageTag], kinds: Iterable[TagKind]) -> list[Json]:
    """The tags of these kinds; a tag of no kind counts as a topic."""
    return [_thing(tag) for tag in tags if (tag.kind or TagKind.TOPIC) in kinds]


def _thing(tag: PackageTag) -> dict[str, Json]:
    thing: dict[str, Json] = {"@type": _TYPES[tag.kind or TagKind.TOPIC], "name": tag.label}
    if tag.aliases:
        thing["alternateName"] = list(tag.aliases)
    if known_as := _known_as(tag.external_id):
        thing["sameAs"] = known_as
    return thing


def _known_as(external_id: str) -> str:
    """The address of an IPTC Media Topic (`medtop:20000056`), a Wikidata item or a page."""
    if found := re.fullmatch(r"medtop:(\d{8})", external_id):
        return _MEDIA_TOPIC + found[1]
    if found := re.fullmatch(r"(?:wd:|wikidata:)?(Q\d+)", external_id):
        return _WIKIDATA + found[1]
    return web_address(external_id)
