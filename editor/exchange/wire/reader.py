"""Reads wire copy: bytes to lines, lines to pieces with a guess each, and the proof that no word is
lost; the story they make is left to `story`."""

from __future__ import annotations

from collections.abc import Sequence

from editor.exchange.wire import normalise
from editor.exchange.wire.accounting import count_words
from editor.exchange.wire.body import PARAGRAPH, read_body
from editor.exchange.wire.head import Head, read_head
from editor.exchange.wire.kinds import Guess, Kind, Piece
from editor.exchange.wire.normalise import Line
from editor.exchange.wire.pieces import Reading
from editor.exchange.wire.sentences import is_prose
from editor.exchange.wire.shapes import shape_of, unwrapped
from editor.exchange.wire.tail import read_tail
from editor.exchange.wire.units import Unit, speakers, unit

NAMES_LOOKED_UP_IN = 200_000
"""Characters of running text in which a tag's name is looked for."""
LOOKED_AT = 20_000
MOST_LINES = 30_000
"""No story has more; such a file is a table or a log, and is read as plain paragraphs."""
_TELLING = (
    Kind.DATELINE, Kind.SIGN_OFF, Kind.EMBARGO, Kind.SLUGLINE, Kind.EDITOR_NOTE, Kind.TAG,
    Kind.RELATED, Kind.BYLINE,
)  # fmt: skip
_PLAIN = Guess(Kind.PARAGRAPH, 1.0, "Kept as plain text, so that no word is lost")


def read(data: bytes | str) -> Reading:
    """Take wire copy apart. Any bytes and any text will do; nothing is raised, no word is lost."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    text, encoding = (data, "utf-8") if isinstance(data, str) else normalise.decode(data)
    lines = normalise.lines(text)
    shape = shape_of(lines)
    if len(lines) > MOST_LINES:
        return _plainly(Reading(raw, encoding, shape.value, ()), lines)
    whole = unwrapped(lines, shape)
    reading = Reading(raw, encoding, shape.value, _pieces(whole))
    return reading if _complete(lines, reading) else _plainly(reading, whole)


def looks_like_wire(text: str) -> bool:
    """Whether plain text is most likely wire copy rather than Markdown or a note: it has a part
    only wire copy has, or two paragraphs of prose and no Markdown headings."""
    start = text.lstrip("\ufeff \r\n")[:LOOKED_AT]
    if start.startswith(("---\n", "---\r", "# ", "<", "{")):
        return False
    if normalise.is_html(start):
        return False
    pieces = read(start).pieces
    if any(piece.kind in _TELLING for piece in pieces):
        return True
    paragraphs = [piece for piece in pieces if piece.kind is Kind.PARAGRAPH]
    dressed_up = any(piece.text.startswith("#") for piece in pieces if piece.kind is Kind.HEADING)
    return not dressed_up and sum(is_prose(piece.text) for piece in paragraphs) >= 2


def _complete(lines: Sequence[Line], reading: Reading) -> bool:
    """Whether every word of the lines is in the pieces, and every word of those in the story."""
    if reading.unaccounted:
        return False
    soft = any(line.soft for line in lines)
    return soft or count_words(line.text for line in lines) == count_words(
        piece.text for piece in reading.pieces
    )


def _plainly(reading: Reading, lines: Sequence[Line]) -> Reading:
    pieces = tuple(
        Piece(number, line.number, line.text, _PLAIN.kind, _PLAIN.confidence, _PLAIN.reason)
        for number, line in enumerate(lines)
    )
    return Reading(reading.raw, reading.encoding, reading.shape, pieces, plain=True)


def _pieces(lines: Sequence[Line]) -> tuple[Piece, ...]:
    units = [unit(line) for line in lines]
    voices = speakers(units)
    running = "\n".join(each.text for each in units if each.prose)[:NAMES_LOOKED_UP_IN]
    ending, end = read_tail(units, running, voices)
    head = read_head(units, end)
    known = head.guesses | ending
    guesses = read_body(units, head.end, end, known, voices) | known
    pieces: list[Piece] = []
    for index, each in enumerate(units):
        pieces += _cut(each, guesses.get(index, PARAGRAPH), head, index, len(pieces))
    return tuple(pieces)


def _cut(each: Unit, guess: Guess, head: Head, index: int, number: int) -> list[Piece]:
    """The unit as one piece, or as two where it has a dateline or an advisory word in front."""
    cut = head.cuts.get(index)
    if cut is None:
        return [_piece(number, each, each.text, guess)]
    first, rest = each.text[:cut].strip(), each.text[cut:].strip()
    return [
        _piece(number, each, first, guess),
        _piece(number + 1, each, rest, head.rests[index], joined=True),
    ]


def _piece(number: int, each: Unit, text: str, guess: Guess, *, joined: bool = False) -> Piece:
    joined = joined or each.joined
    return Piece(
        number, each.line, text, guess.kind, guess.confidence, guess.reason, joined, each.indent
    )
