"""Two versions of a text that set out from one, put together: paragraphs first, then the words of
those that both have changed; what the two say differently in one place is left to the writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from editor.text.alignment import matching
from editor.text.pieces import paragraphs, words

Place = tuple[int, int, int]
"""The same place in the base, in mine and in theirs."""


class Choice(StrEnum):
    """What to make of a conflict."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A stretch both sides agree on, or that only one has changed."""

    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch both sides have changed, each its own way."""

    base: str
    mine: str
    theirs: str

    def chosen(self, choice: Choice) -> str:
        """The text of this stretch; for BOTH mine, then theirs as a paragraph of its own."""
        if choice is Choice.MINE:
            return self.mine
        if choice is Choice.THEIRS:
            return self.theirs
        between = "" if not self.mine or not self.theirs else _break_after(self.mine)
        return self.mine + between + self.theirs


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text, in order. The words of either side are all in it, save those the other
    has taken out."""

    pieces: tuple[Agreed | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What is left to decide, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    def text(self, choices: Sequence[Choice] = ()) -> str:
        """The text with these choices made, one for each conflict; BOTH where one is lacking, so
        that nothing is lost by not choosing."""
        left = iter(choices)
        return "".join(
            piece.text if isinstance(piece, Agreed) else piece.chosen(next(left, Choice.BOTH))
            for piece in self.pieces
        )


_LONGEST = 200_000
"""Characters; longer stretches are not compared by word."""


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Put together what two sides made of `base`.

    What only one side has changed is taken from it. Paragraphs that both have changed are
    compared by word; where those changes touch, the paragraphs are a Conflict.
    """
    pieces: list[Agreed | Conflict] = []
    for stretch in _stretches(paragraphs(base), paragraphs(mine), paragraphs(theirs)):
        agreed = _agreed(*stretch)
        if agreed is None:
            agreed = _agreed_by_word(*stretch)
        _append(pieces, Conflict(*stretch) if agreed is None else Agreed(agreed))
    return Merge(tuple(pieces))


def _append(pieces: list[Agreed | Conflict], piece: Agreed | Conflict) -> None:
    last = pieces[-1] if pieces else None
    if isinstance(piece, Agreed) and isinstance(last, Agreed):
        pieces[-1] = Agreed(last.text + piece.text)
    elif piece != Agreed(""):
        pieces.append(piece)


def _agreed(base: str, mine: str, theirs: str) -> str | None:
    """The text where at most one side has changed it, or both alike."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _agreed_by_word(base: str, mine: str, theirs: str) -> str | None:
    """The stretch with the words of both sides; None where their changes touch."""
    if max(len(base), len(mine), len(theirs)) > _LONGEST or not (base and mine and theirs):
        return None
    merged = [
        _agreed(*stretch)
        for stretch in _stretches(words(base), words(mine), words(theirs), by_word=True)
    ]
    if None in merged:
        return None
    return "".join(text for text in merged if text is not None)


def _stretches(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], *, by_word: bool = False
) -> Iterator[tuple[str, str, str]]:
    """The three texts cut into stretches of (base, mine, theirs): at what all of them share, and
    among paragraphs between one that only I and one that only they have changed.

    Among words, what is shared counts only where there is a word in it: changes with nothing but
    a space or a mark between them touch.
    """
    in_mine, in_theirs = dict(matching(base, mine)), dict(matching(base, theirs))
    shared = [(at, in_mine[at], in_theirs[at]) for at in in_mine if at in in_theirs]
    last = (0, 0, 0)
    for run in _runs(shared, (len(base), len(mine), len(theirs))):
        start = run[0]
        after = (start[0] + len(run), start[1] + len(run), start[2] + len(run))
        if by_word and not _has_word(base[start[0] : after[0]]) and after[0] < len(base):
            continue
        cuts = [] if by_word else list(_cuts(last[0], start[0], in_mine, in_theirs))
        for here, there in pairwise([last, *cuts, start, after]):
            yield (
                "".join(base[here[0] : there[0]]),
                "".join(mine[here[1] : there[1]]),
                "".join(theirs[here[2] : there[2]]),
            )
        last = after


def _cuts(
    start: int, end: int, in_mine: Mapping[int, int], in_theirs: Mapping[int, int]
) -> Iterator[Place]:
    """Where, inside base[start:end], one side has kept what is before and the other what is
    after: both say exactly where the place is in them."""
    for at in range(start + 1, end):
        if at in in_mine and at - 1 in in_theirs:
            yield at, in_mine[at], in_theirs[at - 1] + 1
        elif at in in_theirs and at - 1 in in_mine:
            yield at, in_mine[at - 1] + 1, in_theirs[at]


def _runs(shared: Sequence[Place], end: Place) -> Iterator[list[Place]]:
    """Shared places that follow on from one another in all three; last of all the end."""
    run: list[Place] = []
    for place in shared:
        if run and place != tuple(one + 1 for one in run[-1]):
            yield run
            run = []
        run.append(place)
    if run:
        yield run
    yield [end]


def _has_word(pieces: Sequence[str]) -> bool:
    return any(character.isalnum() for piece in pieces for character in piece)


def _break_after(text: str) -> str:
    return "" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
