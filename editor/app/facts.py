"""What a save tells the library about a body: its plain text, words and links; storing them is
left to the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from db.records import Facts, OutgoingLink
from editor.later import later
from editor.text import anchors, pictures
from editor.text.blocks import Block, Kind, normalised
from editor.text.chunks import Chunks, Cut
from editor.text.crosslinks import links_in, references_in
from editor.text.plain import plain_of
from editor.text.slugs import UniqueNames

if TYPE_CHECKING:
    from editor.text import counts
else:
    # Counting loads the regex package, which a list of articles can do without.
    counts = later("editor.text.counts")


def facts_of(body: str, before: str | None = None) -> Facts:
    """The facts of a Markdown body, which takes the place of `before`. Never raises; linear in
    the length of the body."""
    return RunningFacts().of(body, before)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is known of neighbouring blocks, whatever stands around them; the headings have the
    names they ask for."""

    blocks: tuple[Block, ...]
    plain: str
    words: int
    headings: tuple[Block, ...]
    references: tuple[tuple[str, tuple[str, str]], ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """What a stretch links to, which depends on all of the body's link definitions too."""

    cross_links: tuple[OutgoingLink, ...]
    web_links: tuple[str, ...]


class RunningFacts:
    """The facts of one body as it is being written: stretches that stay as they are, are not
    read again. Gives the same as `facts_of`."""

    def __init__(self) -> None:
        self._body = ""
        self._chunks = Chunks()
        self._stretches: list[_Stretch] = []
        self._links: list[_Links] = []
        self._known_references: dict[str, tuple[str, str]] = {}
        self._follow_afresh("")

    def read_ahead(self, body: str) -> Iterator[None]:
        """Reads a body in small steps, so that the first `of` that goes out from it is quick;
        until the last step what is known stays as it is."""
        chunks, stretches = Chunks(), []
        for cut in chunks.read(body):
            stretches.append(_stretch(cut))
            yield
        references = _references(stretches)
        links = []
        for stretch in stretches:
            links.append(_links(stretch, references))
            yield
        self._body, self._chunks = body, chunks
        self._stretches, self._links, self._known_references = stretches, links, references

    def of(self, body: str, before: str | None = None) -> Facts:
        """The facts of a body, which takes the place of `before`. Never raises; quick where
        `before` is the body asked for last and little of it has changed."""
        earlier: tuple[Block, ...] = ()
        if before is not None:
            self._follow(before)
            earlier = self._headings()
        self._follow(body)
        headings = self._headings()
        return Facts(
            plain="\n\n".join(one.plain for one in self._stretches if one.plain),
            words=sum(one.words for one in self._stretches),
            cross_links=tuple(chain.from_iterable(one.cross_links for one in self._links)),
            web_links=tuple(
                dict.fromkeys(chain.from_iterable(one.web_links for one in self._links))
            ),
            anchors=tuple(heading.name for heading in headings),
            anchors_before=tuple(heading.name for heading in earlier),
            renamed=anchors.renamed(earlier, headings),
            pictures=pictures.hashes(body),
        )

    def _follow(self, body: str) -> None:
        """Brings what is known up to a body, by the lines that differ."""
        if body == self._body:
            return
        if not self._body:
            self._follow_afresh(body)
            return
        self._body = body
        old, new = self._chunks.lines, normalised(body).split("\n")
        head, tail = _equal_ends(old, new)
        splice = self._chunks.edit(head, len(old) - tail - head, new[head : len(new) - tail])
        fresh = [_stretch(cut) for cut in splice.cuts]
        self._stretches[splice.first : splice.last] = fresh
        references = _references(self._stretches)
        if references == self._known_references:
            self._links[splice.first : splice.last] = [_links(one, references) for one in fresh]
        else:
            self._link_all(references)

    def _follow_afresh(self, body: str) -> None:
        for _ in self.read_ahead(body):
            pass

    def _link_all(self, references: dict[str, tuple[str, str]]) -> None:
        self._known_references = references
        self._links = [_links(one, references) for one in self._stretches]

    def _headings(self) -> tuple[Block, ...]:
        """The headings under the names they get, of which there is each once."""
        names = UniqueNames()
        return tuple(
            replace(heading, name=names.claim(heading.name))
            for one in self._stretches
            for heading in one.headings
        )


def _stretch(cut: Cut) -> _Stretch:
    plain = plain_of(cut.blocks)
    return _Stretch(
        blocks=cut.blocks,
        plain=plain,
        words=counts.count_words(plain),
        headings=tuple(block for block in cut.blocks if block.kind is Kind.HEADING),
        references=tuple(references_in(cut.blocks).items()),
    )


def _references(stretches: Iterable[_Stretch]) -> dict[str, tuple[str, str]]:
    return dict(chain.from_iterable(one.references for one in stretches))


def _links(stretch: _Stretch, references: dict[str, tuple[str, str]]) -> _Links:
    cross_links, web_links = links_in(stretch.blocks, references)
    return _Links(
        tuple(
            OutgoingLink(link.target, link.section or None, link.text or None)
            for link in cross_links
        ),
        web_links,
    )


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are equal at the beginning and, of the rest, at the end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, tail
