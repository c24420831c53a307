"""What a piece of a given kind says once its label, list mark and dressing are off, and which
words those were; where the value goes is left to `story`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.exchange.wire.kinds import Kind
from editor.exchange.wire.labels import (
    author_label,
    field_label,
    is_end_mark,
    is_label,
    pull_quote_label,
    read_label,
    related_label,
    tag_label,
)
from editor.exchange.wire.marks import (
    dressed,
    is_rule,
    number_mark,
    without_bullet,
    without_firm_bullet,
)
from editor.exchange.wire.sentences import find_url, is_url

_HASHTAG = re.compile(r"#[^\s#,;]+")
_HASHTAGS = re.compile(r"(?:#[^\s#,;]+[\s,;]*)+")
_TITLE_EDGES = " \t-–—|:>»<[]("
_QUOTE_MARK = re.compile(r">\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """The texts a piece comes to, and the label text that went."""

    texts: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A related story as copy gives it: a headline, and a web address where there is one."""

    title: str
    url: str | None = None


def is_hashtags(text: str) -> bool:
    """Whether the text is hashtags and nothing else."""
    return text.startswith("#") and bool(_HASHTAGS.fullmatch(text)) and not text.startswith("##")


def tags(text: str) -> Value:
    """The tags a tag line holds: one behind a bullet, several behind `Tags:`, as hashtags or
    between commas."""
    labelled = tag_label(text)
    rest = labelled.rest if labelled and labelled.rest else without_bullet(text)
    label = labelled.label if labelled and labelled.rest else ""
    if is_hashtags(rest):
        found = tuple(each[1:] for each in _HASHTAG.findall(rest))
    elif label or (rest == text and any(mark in rest for mark in ",;|·•")):
        found = tuple(_split_tags(rest))
    else:
        found = (rest,)
    named = tuple(each.strip().strip("#*_ ").rstrip(".,;") for each in found)
    return Value(tuple(each for each in named if each), label)


def _split_tags(text: str) -> list[str]:
    """The tags between commas; commas in brackets don't count. Linear in the text."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in "()（）":
            depth = max(0, depth + (1 if character in "(（" else -1))
        elif character in ",;|،、•·；，؛" and not depth:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]]


def title(text: str) -> tuple[Title, str]:
    """A related line as headline and address, and the label that went."""
    bare = without_bullet(text)
    labelled = read_label(bare) or related_label(bare)
    label = labelled.label if labelled and labelled.rest else ""
    rest = labelled.rest if labelled and labelled.rest else bare
    if number := number_mark(rest):
        label, rest = f"{label} {number}", rest[len(number) :]
    if is_url(rest):
        address = rest.strip("<>[]() ")
        return Title(address, address), label
    if span := find_url(rest):
        address = rest[span[0] : span[1]].rstrip(")>].,;'\"")
        before, after = rest[: span[0]].strip(_TITLE_EDGES), rest[span[1] :].strip(" )>]")
        return Title(f"{before} {after}".strip() or address, address), label
    return Title(_undressed(rest)), label


def _undressed(text: str) -> str:
    return dressed(text) or text


def byline(text: str) -> Value:
    """The name behind `By`, or the whole line."""
    field = field_label(text)
    label, rest = (
        (field[1].label, field[1].rest) if field and field[0] is Kind.BYLINE else ("", text)
    )
    if labelled := author_label(rest):
        label, rest = label + labelled.label, labelled.rest
    return Value((rest.strip(" *_"),), label)


def field(text: str, kind: Kind) -> Value:
    """Headline, standfirst or slugline without a `Headline:` before it or Markdown about it."""
    labelled = field_label(text)
    if labelled and labelled[0] is kind:
        return Value((_undressed(labelled[1].rest),), labelled[1].label)
    return Value((_undressed(text),))


def heading(text: str) -> Value:
    return Value((_undressed(without_firm_bullet(text)),))


def pull_quote(text: str) -> Value:
    labelled = pull_quote_label(text)
    if labelled and labelled.rest:
        return Value((labelled.rest,), labelled.label)
    return Value((_QUOTE_MARK.sub("", text, count=1) if text.startswith(">") else text,))


def block_quote(text: str) -> Value:
    return Value((text.lstrip("> ") or text,))


def list_item(text: str) -> Value:
    return Value((without_bullet(text),))


def paragraph(text: str) -> Value:
    """The text as it stands, without a bullet that isn't a dash of speech."""
    return Value((text if is_rule(text) else without_firm_bullet(text),))


def is_consumable(text: str) -> bool:
    """Whether the text is a label or end mark, which may go with nothing of the story."""
    return is_end_mark(text) or is_label(text) or is_rule(text)
