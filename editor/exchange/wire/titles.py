"""Whether a short line at the end of copy is the headline of another story or something else: a
contact, a result, an entry of a timeline, a speaker."""

from __future__ import annotations

from editor.exchange.wire import patterns
from editor.exchange.wire.captions import is_caption
from editor.exchange.wire.dates import starts_with_date
from editor.exchange.wire.labels import read_label, tag_label
from editor.exchange.wire.sentences import (
    DASHES,
    count_words,
    ends_question,
    ends_statement,
    find_url,
    fully_quoted,
    has_contact,
    headline_like,
    is_capitals,
    starts_capital,
    starts_sentence,
)
from editor.exchange.wire.units import Unit, prefix_of

_NO_PLACES = frozenset((
    "contact", "source", "sources", "embargo",
    "note", "editor", "editors", "photo", "photos", "tel", "phone", "email",
    "e-mail", "address", "website", "web", "fax", "score", "scores", "result", "results",
    "reporting", "writing", "editing", "q", "a", "warning", "update", "venue", "date", "time",
    "attendance", "referee", "twitter", "facebook", "instagram", "media", "total", "info",
    "details", "price", "credit",
))  # fmt: skip
LONGEST, LONGEST_ABOVE_TAGS = (15, 110), (18, 125)
"""Words and characters of an unlabelled related headline."""


def is_title(unit: Unit, speakers: frozenset[str], *, tags_follow: bool) -> bool:
    """Whether the line could be the headline of a related story, with no label to say so."""
    labelled = read_label(unit.text)
    if labelled:
        linked = has_contact(labelled.rest) and not ends_statement(labelled.rest)
        return linked or headline_like(labelled.rest, words=25, characters=200)
    longest = LONGEST_ABOVE_TAGS if tags_follow else LONGEST
    words = _without_address(unit.text)
    shortest = 2 if tags_follow or words != unit.text else 3
    if unit.mark or not headline_like(words, words=longest[0], characters=longest[1]):
        return False
    if count_words(words) < shortest or (is_field(unit.text) and not tags_follow):
        return False
    if starts_sentence(unit.text) and unit.words > 10:
        return False
    return not _is_something_else(unit.text, speakers)


def _without_address(text: str) -> str:
    """The words before a web address that ends the line."""
    span = find_url(text)
    return text[: span[0]].rstrip(" -–—|:(<[") if span and span[1] == len(text) else text


def _is_something_else(text: str, speakers: frozenset[str]) -> bool:
    """Whether a short line is no headline though it looks like one."""
    prefix = prefix_of(text)
    return (
        starts_with_date(text)
        or tag_label(text) is not None
        or patterns.is_question_or_answer(text)
        or patterns.is_byline(text)
        or is_caption(text)
        or (bool(prefix) and (prefix in speakers or prefix.casefold() in _NO_PLACES))
        or text.startswith(("http", "@", ">", *DASHES))
        or (fully_quoted(text) and ends_question(text))
        or is_score(text)
    )


def is_field(text: str) -> bool:
    """`Adults: 12 crowns`: a word or two and a figure, as rows of a table have them."""
    before, _, after = text.partition(":")
    words = after.split()
    return len(before.split()) <= 3 and 0 < len(words) <= 4 and words[0].lstrip("$£€")[:1].isdigit()


def place_and_title(text: str) -> bool:
    """Whether the line is a name, a colon and a headline: `Northland: Ferry crews end strike`."""
    before, _, after = text.partition(":")
    words = before.split()
    if not starts_capital(after.strip()) or not 1 <= len(words) <= 3 or len(after.split()) < 3:
        return False
    return all(word[:1].isupper() for word in words) and not is_capitals(before)


def is_score(text: str) -> bool:
    """`Northland 2, Esteria 0` and other rows of results."""
    return sum(word.strip(",.()-–:").isdigit() for word in text.split()) >= 2
