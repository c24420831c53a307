"""A comparison as rows to be read: what each is called, its words, and long stretches that are
the same folded away; how a row is painted is left to the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from editor.app.attribution import Hands, listed
from editor.app.comparing import Comparison, FieldChange, ListChange
from editor.text.diff import Change, Paragraph, Run

_AROUND = 1
"""So many paragraphs that are the same stand beside one that isn't."""

_LEAST_FOLDED = 3

NOBODY = Hands()
"""For a comparison of which nobody knows whose it is."""


class RowKind(StrEnum):
    """What a row tells of."""

    FIELD = "field"
    LIST = "list"
    PARAGRAPH = "paragraph"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """`name` is that of a field or a list; `paragraph` what a row of the body stands for.

    `runs` are the words in one column, `before` and `after` those in two; `by` is the writer it is
    owed to, where that can be said. A FOLD stands for the
    paragraphs from `first` on, `folded` of them.
    """

    kind: RowKind
    label: str
    change: Change
    runs: tuple[Run, ...] = ()
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    name: str = ""
    by: str = ""
    paragraph: Paragraph | None = None
    first: int = 0
    folded: int = 0


LABELS = {
    Change.SAME: "",
    Change.CHANGED: "Changed",
    Change.ADDED: "Added",
    Change.REMOVED: "Removed",
    Change.MOVED_AWAY: "Moved away",
    Change.MOVED_HERE: "Moved here",
}

_FIELDS = {
    "dateline_place": "Dateline: place",
    "dateline_date": "Dateline: date",
    "dateline_source": "Dateline: source",
    "ednote": "Note to editors",
    "related": "Related stories",
}


def field_label(name: str) -> str:
    """`Headline`, `Dateline: place`."""
    return _FIELDS.get(name, name.capitalize())


def rows_of(
    comparison: Comparison, unfolded: frozenset[int], hands: Hands = NOBODY
) -> tuple[ComparisonRow, ...]:
    """What differs above the body, then the body; of what is the same, stretches are folded save
    those that begin at a paragraph in `unfolded`."""
    above = (*map(_field, comparison.fields), *map(_list, comparison.lists))
    body = [
        _paragraph(row, hands.rows.get(at, ""))
        for at, row in enumerate(comparison.paragraphs)
        if row.runs
    ]
    return (
        *(replace(row, by=hands.fields.get(row.name, "")) for row in above),
        *_folded(body, unfolded),
    )


def summed_up(comparison: Comparison, hands: Hands = NOBODY) -> str:
    """`Headline · 2 paragraphs changed, 1 added · by Ines Varga`; `Nothing differs.` where
    nothing does."""
    names = [field.name for field in comparison.fields]
    above = [field_label(name) for name in (*names, *(row.name for row in comparison.lists))]
    counted = Counter(row.change for row in comparison.paragraphs if row.runs)
    told = (
        (Change.CHANGED, "changed"),
        (Change.ADDED, "added"),
        (Change.REMOVED, "removed"),
        (Change.MOVED_HERE, "moved"),
    )
    parts = [(counted[change], words) for change, words in told if counted[change]]
    body = [
        f"{number} {_paragraphs(number)} {words}" if not at else f"{number} {words}"
        for at, (number, words) in enumerate(parts)
    ]
    told_of = [", ".join(above), ", ".join(body)]
    if not any(told_of):
        return "Nothing differs."
    by = f"by {listed(hands.writers)}" if hands.writers else ""
    return " · ".join(filter(None, (*told_of, by)))


def in_words(row: ComparisonRow) -> str:
    """A row as it is read out."""
    if row.kind is RowKind.FOLD:
        return fold_words(row.folded)
    said = {Change.ADDED: "added", Change.REMOVED: "removed"}
    words = " ".join(
        f"[{said[run.change]}: {run.text.strip()}]" if run.change in said else run.text.strip()
        for run in row.runs
    )
    label = f"{row.label} by {row.by}" if row.by else row.label
    return f"{label}: {words}" if label else words


def fold_words(number: int) -> str:
    """What stands for paragraphs that are the same."""
    return f"{number} {_paragraphs(number)} the same"


def _paragraphs(number: int) -> str:
    return "paragraph" if number == 1 else "paragraphs"


def _field(field: FieldChange) -> ComparisonRow:
    return ComparisonRow(
        RowKind.FIELD,
        field_label(field.name),
        Change.CHANGED,
        field.runs,
        tuple(run for run in field.runs if run.change is not Change.ADDED),
        tuple(run for run in field.runs if run.change is not Change.REMOVED),
        name=field.name,
    )


def _list(changed: ListChange) -> ComparisonRow:
    removed = tuple(Run(Change.REMOVED, words) for words in changed.removed)
    added = tuple(Run(Change.ADDED, words) for words in changed.added)
    if not removed and not added:
        removed = added = (Run(Change.SAME, "The same, in another order"),)
    runs = removed if removed == added else (*removed, *added)
    return ComparisonRow(
        RowKind.LIST,
        field_label(changed.name),
        Change.CHANGED,
        _with_commas(runs),
        _with_commas(removed),
        _with_commas(added),
        name=changed.name,
    )


def _with_commas(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    between = Run(Change.SAME, ", ")
    return tuple(piece for run in runs for piece in (between, run))[1:]


def _folded(rows: list[ComparisonRow], unfolded: frozenset[int]) -> Iterator[ComparisonRow]:
    changed = [at for at, row in enumerate(rows) if row.change is not Change.SAME]
    near = {at + step for at in changed for step in range(-_AROUND, _AROUND + 1)}
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and end not in near:
            end += 1
        if end - at >= _LEAST_FOLDED and at not in unfolded:
            yield ComparisonRow(RowKind.FOLD, "", Change.SAME, first=at, folded=end - at)
            at = end
            continue
        end = max(end, at + 1)
        yield from rows[at:end]
        at = end


def _paragraph(row: Paragraph, by: str) -> ComparisonRow:
    return ComparisonRow(
        RowKind.PARAGRAPH,
        LABELS[row.change],
        row.change,
        row.runs,
        row.runs_before,
        row.runs_after,
        by=by,
        paragraph=row,
    )
