"""Cross-links on their way through a Markdown file: turned into ordinary links for readers, and
back into the very form the writer gave them; the file around them is left to markdown_file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from editor.exchange.addresses import MARKDOWN_SUFFIX
from editor.exchange.files import whole_characters
from editor.text.crosslinks import Found, LinkTarget, find
from editor.text.slugs import slugify

_URL_SAFE = "/:?#@!$&'*+,;=%~-._"
_MARKDOWN = re.compile(r"[\\`*_\[\]]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"}


@dataclass(frozen=True, slots=True)
class LinkForm:
    """What readers get (`link`) and what the writer wrote (`written`).

    `at` numbers, from 1, which of the `of` places where `link` stands in the text are this
    cross-link; an empty `at` means all of them. Places may overlap.
    """

    link: str
    written: str
    at: tuple[int, ...] = ()
    of: int = 0


def resolve(
    body: str, targets: Mapping[str, LinkTarget], *, suffix: str = MARKDOWN_SUFFIX
) -> tuple[str, tuple[LinkForm, ...]]:
    """`body` with its cross-links as ordinary Markdown links, and the forms that `restore` takes.

    A link goes to its target's url, or to its slug and `suffix`. A link to nothing is set as its
    words alone, for readers can't follow it.
    """
    swaps = []
    for found in find(body):
        target = targets.get(found.slug)
        link = _link(found, target, suffix) if target else _words(found, None)
        if link:
            swaps.append(Swap(found.start, found.end, link, is_words=target is None))
    return swapped(body, swaps)


@dataclass(frozen=True, slots=True)
class Swap:
    """What stands in a body from `start` to `end` makes way for `link`, which `is_words` where
    nothing tells it from the words around it."""

    start: int
    end: int
    link: str
    is_words: bool = False


def swapped(body: str, swaps: Iterable[Swap]) -> tuple[str, tuple[LinkForm, ...]]:
    """`body` with the swaps made, which come in its order, and the forms that `restore` takes."""
    pieces: list[str] = []
    places: list[_Place] = []
    reached = length = 0
    for swap in swaps:
        before = body[reached : swap.start]
        written = body[swap.start : swap.end]
        places.append(_Place(length + len(before), swap.link, written, swap.is_words))
        pieces += (before, swap.link)
        length += len(before) + len(swap.link)
        reached = swap.end
    resolved = "".join(pieces) + body[reached:]
    return resolved, tuple(_forms(resolved, places))


def restore(body: str, forms: Iterable[LinkForm]) -> tuple[str, int]:
    """`body` with the writer's own forms put back, and how many forms found no sure place.

    Exact for a body `resolve` made. In a text changed since then, a form that is no longer sure
    of its places stays an ordinary link.
    """
    spans: list[tuple[int, int, str]] = []
    unsure = 0
    for form in forms:
        places = list(_occurrences(body, form.link))
        if form.at and len(places) == form.of:
            places = [places[number - 1] for number in form.at if 0 < number <= form.of]
        elif form.at or not places:
            unsure += 1
            continue
        spans += ((place, place + len(form.link), form.written) for place in places)
    return _replaced(body, sorted(spans)), unsure


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    link: str
    written: str
    broken: bool


def _forms(resolved: str, places: list[_Place]) -> Iterator[LinkForm]:
    """One form for each pair of link and written form, in the order of the text."""
    by_pair: dict[tuple[str, str], list[_Place]] = {}
    for place in places:
        by_pair.setdefault((place.link, place.written), []).append(place)
    numbers_of: dict[str, dict[int, int]] = {}
    for (link, written), group in by_pair.items():
        if link not in numbers_of:
            starts = _occurrences(resolved, link)
            numbers_of[link] = {start: number for number, start in enumerate(starts, 1)}
        numbers = numbers_of[link]
        if len(group) == len(numbers) and not group[0].broken:
            yield LinkForm(link, written)
        else:
            at = tuple(numbers[place.start] for place in group)
            yield LinkForm(link, written, at, len(numbers))


def _occurrences(text: str, part: str) -> Iterator[int]:
    """Where `part` stands in `text`, overlapping places too."""
    start = text.find(part) if part else -1
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _replaced(body: str, spans: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    reached = 0
    for start, end, written in spans:
        if start >= reached:  # in a changed text, spans may overlap: the first one stands
            pieces += (body[reached:start], written)
            reached = end
    return "".join(pieces) + body[reached:]


def _link(found: Found, target: LinkTarget, suffix: str) -> str:
    address = target.url or f"{target.slug}{suffix}"
    if found.section and (anchor := slugify(found.section, fallback="")):
        address += f"#{anchor}"
    return f"[{_words(found, target)}]({quote(address, safe=_URL_SAFE)})"


def _words(found: Found, target: LinkTarget | None) -> str:
    """What the link says, as text: no mark of the headline may turn into Markdown."""
    words = found.words or (target.headline if target else "") or found.slug
    escaped = _MARKDOWN.sub(r"\\\g<0>", " ".join(whole_characters(words).split()))
    return "".join(_ENTITIES.get(character, character) for character in escaped)
