"""The story that a row of pieces makes: its fields, its Markdown body, and the label words that
went; a pure assembly, done again after every change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.exchange.wire import datelines, markdown, patterns, values
from editor.exchange.wire.kinds import Kind, Piece
from editor.exchange.wire.marks import is_rule, number_mark
from editor.exchange.wire.sentences import DASHES
from editor.exchange.wire.values import Title


@dataclass(frozen=True, slots=True)
class StoryDateline:
    """Where, when and by whom the copy was filed; `date` and `source` are None where absent."""

    place: str
    date: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class WireStory:
    """A story as WIRE.md names its parts. `paragraphs` has list items and block quotes too, in
    order; `body` is all that readers see of the text, as Markdown."""

    headline: str | None = None
    standfirst: str | None = None
    slugline: str | None = None
    byline: str | None = None
    dateline: StoryDateline | None = None
    embargoes: tuple[str, ...] = ()
    editor_notes: tuple[str, ...] = ()
    signoffs: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    pull_quotes: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    related: tuple[Title, ...] = ()
    inline_related: tuple[Title, ...] = ()
    tags: tuple[str, ...] = ()
    body: str = ""
    labels: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Every text of the story once, for counting words."""
        heads = (self.headline, self.standfirst, self.slugline, self.byline)
        place = self.dateline
        filed = (place.place, place.date, place.source) if place else ()
        titles = tuple(
            text
            for each in (*self.related, *self.inline_related)
            for text in (each.title, each.url if each.url != each.title else None)
        )
        return (
            *(text for text in (*heads, *filed, *titles) if text),
            *self.embargoes, *self.editor_notes, *self.signoffs, *self.tags, *self.body_texts(),
        )  # fmt: skip

    def body_texts(self) -> tuple[str, ...]:
        """The texts that the Markdown body is made of."""
        return self.sections + self.paragraphs + self.pull_quotes + self.captions


@dataclass(slots=True)
class _Parts:
    """A story while it is being put together."""

    heads: dict[Kind, list[str]] = field(default_factory=dict)
    lists: dict[Kind, list[str]] = field(default_factory=dict)
    titles: dict[Kind, list[Title]] = field(default_factory=dict)
    filed: list[datelines.FoundDateline] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    blocks: list[tuple[Kind, str, Piece]] = field(default_factory=list)

    def head(self, kind: Kind) -> str | None:
        texts = [text for text in self.heads.get(kind, ()) if text]
        return (", " if kind is Kind.BYLINE else " ").join(texts) or None

    def listed(self, kind: Kind) -> tuple[str, ...]:
        return tuple(self.lists.get(kind, ()))

    def of(self, *kinds: Kind) -> tuple[str, ...]:
        return tuple(text for kind, text, _ in self.blocks if kind in kinds)


_HEADS = (Kind.HEADLINE, Kind.STANDFIRST, Kind.SLUGLINE)
_VERBATIM = (Kind.EMBARGO, Kind.EDITOR_NOTE, Kind.SIGN_OFF)
_TITLES = (Kind.RELATED, Kind.INLINE_RELATED)
_CONSUMED = (Kind.END_MARK, Kind.LABEL)
_RUNNING = (Kind.PARAGRAPH, Kind.LIST, Kind.BLOCK_QUOTE)


def assemble(pieces: Sequence[Piece]) -> WireStory:
    """The story of these pieces. Every word of every piece is in it or in its `labels`."""
    parts = _Parts()
    for piece in pieces:
        _place(piece, parts)
    return WireStory(
        headline=parts.head(Kind.HEADLINE),
        standfirst=parts.head(Kind.STANDFIRST),
        slugline=parts.head(Kind.SLUGLINE),
        byline=parts.head(Kind.BYLINE),
        dateline=_dateline(parts.filed),
        embargoes=parts.listed(Kind.EMBARGO),
        editor_notes=parts.listed(Kind.EDITOR_NOTE),
        signoffs=parts.listed(Kind.SIGN_OFF),
        sections=parts.of(Kind.HEADING),
        paragraphs=tuple(text for text in parts.of(*_RUNNING) if not is_rule(text)),
        pull_quotes=parts.of(Kind.PULL_QUOTE),
        captions=parts.of(Kind.CAPTION),
        related=tuple(parts.titles.get(Kind.RELATED, ())),
        inline_related=tuple(parts.titles.get(Kind.INLINE_RELATED, ())),
        tags=parts.listed(Kind.TAG),
        body=_body(parts.blocks),
        labels=tuple(label for label in parts.labels if label),
    )


def _place(piece: Piece, parts: _Parts) -> None:
    """Put what one piece says where its kind belongs."""
    kind, text = piece.kind, piece.text
    if kind in _CONSUMED and values.is_consumable(text):
        parts.labels.append(text)
    elif kind in _HEADS and not (kind is Kind.HEADLINE and kind in parts.heads):
        value = values.field(text, kind)
        parts.heads.setdefault(kind, []).extend(value.texts)
        parts.labels.append(value.label)
    elif kind is Kind.BYLINE:
        value = values.byline(text)
        parts.heads.setdefault(kind, []).extend(value.texts)
        parts.labels.append(value.label)
    elif kind is Kind.DATELINE:
        parts.filed.append(datelines.parts(text))
    elif kind in _VERBATIM:
        parts.lists.setdefault(kind, []).append(text)
    elif kind is Kind.TAG:
        value = values.tags(text)
        parts.lists.setdefault(kind, []).extend(value.texts)
        parts.labels.append(value.label)
    elif kind in _TITLES:
        _place_title(piece, parts)
    else:
        _place_block(piece, parts)


def _names_speaker(text: str) -> bool:
    """Whether the line says whose the quotation above it is."""
    return text[:1] in DASHES or patterns.names_speaker(text)


def _place_title(piece: Piece, parts: _Parts) -> None:
    found, label = values.title(piece.text)
    titles = parts.titles.setdefault(piece.kind, [])
    parts.labels.append(label)
    if found.title == found.url and titles and titles[-1].url is None:
        titles[-1] = Title(titles[-1].title, found.url)
    else:
        titles.append(found)


def _place_block(piece: Piece, parts: _Parts) -> None:
    blocks, kind = parts.blocks, piece.kind
    if kind is Kind.HEADING:
        value = values.heading(piece.text)
    elif kind is Kind.PULL_QUOTE:
        value = values.pull_quote(piece.text)
        parts.labels.append(value.label)
        if blocks and blocks[-1][0] is kind and _names_speaker(piece.text.lstrip("> ")):
            blocks[-1] = (kind, f"{blocks[-1][1]}\n{value.texts[0]}", blocks[-1][2])
            return
    elif kind is Kind.BLOCK_QUOTE:
        value = values.block_quote(piece.text)
    elif kind is Kind.LIST:
        value = values.list_item(piece.text)
    elif kind is Kind.CAPTION:
        value = values.Value((piece.text,))
    else:
        kind, value = Kind.PARAGRAPH, values.paragraph(piece.text)
    if piece.joined and kind is Kind.PARAGRAPH and blocks and blocks[-1][0] is kind:
        blocks[-1] = (kind, f"{blocks[-1][1]} {value.texts[0]}", blocks[-1][2])
    else:
        blocks.append((kind, value.texts[0], piece))


def _dateline(found: list[datelines.FoundDateline]) -> StoryDateline | None:
    """One dateline of all that were found, each part with every word of it."""
    place = ", ".join(each.place for each in found if each.place)
    date = ", ".join(each.date for each in found if each.date)
    source = ", ".join(each.source for each in found if each.source)
    if not (place or date or source):
        return None
    return StoryDateline(place, date or None, source or None)


def _body(blocks: list[tuple[Kind, str, Piece]]) -> str:
    """The Markdown of the blocks, a blank line between any two, list items close."""
    written: list[str] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if blocks[at][0] is Kind.LIST:
            while end < len(blocks) and blocks[end][0] is Kind.LIST:
                end += 1
            written.append(_list([(text, piece.indent) for _, text, piece in blocks[at:end]]))
        else:
            written.append(_block(blocks[at][0], blocks[at][1]))
        at = end
    return "\n\n".join(written) + ("\n" if written else "")


def _block(kind: Kind, text: str) -> str:
    if kind is Kind.HEADING:
        return markdown.heading(text)
    if kind is Kind.PULL_QUOTE or kind is Kind.BLOCK_QUOTE:
        return markdown.quotation(*text.split("\n"))
    if kind is Kind.CAPTION:
        return markdown.emphasised(text)
    return markdown.RULE if is_rule(text) else markdown.paragraph(text)


def _list(items: list[tuple[str, int]]) -> str:
    """List items as Markdown. Numbers that don't count from one stay as they were typed, for a
    Markdown list would count anew."""
    marks = [number_mark(text) for text, _ in items]
    if not any(marks):
        margin = items[0][1]
        return "\n".join(
            markdown.list_item(text, "-", 1 if place and indent >= margin + 2 else 0)
            for place, (text, indent) in enumerate(items)
        )
    counted = [mark.strip(" .)(") for mark in marks]
    if counted == [str(number) for number in range(1, len(items) + 1)]:
        return "\n".join(
            markdown.list_item(text[len(mark) :], f"{number}.", 0)
            for number, ((text, _), mark) in enumerate(zip(items, marks, strict=True), start=1)
        )
    return "\n\n".join(markdown.paragraph(text) for text, _ in items)
