"""A vocabulary as a table of terms (CSV): one term a line, or one a line and language; the columns
are known by the names SKOS and spreadsheets give them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from db.errors import Invalid
from db.tag_records import Term, VocabularyFile

_ID, _LABEL, _OTHER, _PARENT = "id", "label", "other labels", "parent"
_LANGUAGE, _DEFINITION, _RETIRED = "language", "definition", "retired"
_NAMES = {
    _ID: ("id", "uri", "code", "qcode", "identifier", "notation", "concept", "termid", "conceptid"),
    _LABEL: ("label", "preflabel", "preferredlabel", "name", "term", "title"),
    _OTHER: (
        "altlabel", "altlabels", "alternativelabel", "alternativelabels", "otherlabels",
        "synonym", "synonyms", "alias", "aliases", "alsocalled", "usedfor",
    ),
    _PARENT: ("parent", "parentid", "broader", "broaderid", "broaderterm", "bt"),
    _LANGUAGE: ("language", "lang"),
    _DEFINITION: ("definition", "definitions", "description", "scopenote", "note"),
    _RETIRED: ("retired", "deprecated", "withdrawn"),
}  # fmt: skip
_MEANING = {name: meaning for meaning, names in _NAMES.items() for name in names}
_WITH_LANGUAGE = re.compile(
    r"^(?P<name>.*?)[\s@:_(\[-]+(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[)\]]?$"
)
_DELIMITERS = ",;\t|"
_NO = frozenset(("", "no", "false", "0", "n"))
_TOLD = 5


@dataclass(frozen=True, slots=True)
class _Column:
    meaning: str
    language: str = ""


@dataclass(slots=True)
class _Gathered:
    """A term while its lines are read; labels by language, with the line each stands in."""

    id: str
    parent: str = ""
    retired: str = ""
    labels: dict[str, tuple[str, int]] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)
    definitions: list[tuple[str, str]] = field(default_factory=list)


def read_csv(text: str, stem: str, notes: tuple[str, ...]) -> VocabularyFile:
    """The vocabulary of a table called `stem`. Raises Invalid, naming the lines that are wrong."""
    delimiter = _delimiter(text)
    lines = list(_lines(text, stem, delimiter))
    if not lines:
        raise Invalid(f"{stem} is empty. Choose another file.")
    columns = _columns(lines[0][1], stem)
    terms, faults = _gathered(lines[1:], columns, delimiter)
    if faults:
        more = f" And {len(faults) - _TOLD} more." if len(faults) > _TOLD else ""
        raise Invalid(f"{stem} was not loaded. {' '.join(faults[:_TOLD])}{more}")
    if not terms:
        raise Invalid(f"{stem} names its columns and has no terms. Choose another file.")
    parents = _parents(terms)
    unknown = sum(1 for term in terms.values() if term.parent and not parents[term.id])
    if unknown:
        notes = (*notes, f"Terms without a parent now, as theirs is not in the file: {unknown}.")
    return VocabularyFile(
        name=stem,
        address=f"file:{stem.casefold()}",
        terms=tuple(_term(term, parents[term.id]) for term in terms.values()),
        notes=notes,
    )


def _delimiter(text: str) -> str:
    """What parts the names in the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda delimiter: (first.count(delimiter), delimiter == ","))


def _lines(text: str, stem: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that have something in them, with the line each begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise Invalid(f"{stem} can't be read as a table: line {line}: {error}.") from error


def _columns(names: Sequence[str], stem: str) -> dict[int, _Column]:
    found = {at: column for at, name in enumerate(names) if (column := _column(name))}
    if not any(column.meaning == _LABEL for column in found.values()):
        raise Invalid(
            f"{stem} has no column for labels. Line 1 names {', '.join(names[:8])}; call one of "
            "them “label”."
        )
    return found


def _column(name: str) -> _Column | None:
    name = name.removeprefix("skos:")
    plain = _plain(name)
    if plain in _MEANING:
        return _Column(_MEANING[plain])
    match = _WITH_LANGUAGE.match(name)
    if match and _plain(match["name"]) in _MEANING:
        return _Column(_MEANING[_plain(match["name"])], match["language"])
    return None


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _gathered(
    lines: Sequence[tuple[int, list[str]]], columns: Mapping[int, _Column], delimiter: str
) -> tuple[dict[str, _Gathered], list[str]]:
    terms: dict[str, _Gathered] = {}
    faults: list[str] = []
    for line, row in lines:
        cells = [(columns[at], cell) for at, cell in enumerate(row) if cell and at in columns]
        labels = [cell for column, cell in cells if column.meaning == _LABEL]
        if not labels:
            faults.append(f"Line {line} has no label.")
            continue
        named = {column.meaning: cell for column, cell in reversed(cells)}
        term = terms.setdefault(named.get(_ID, labels[0]), _Gathered(named.get(_ID, labels[0])))
        faults.extend(_add(term, line, cells, named.get(_LANGUAGE, ""), delimiter))
    return terms, faults


def _add(
    term: _Gathered,
    line: int,
    cells: Sequence[tuple[_Column, str]],
    spoken: str,
    delimiter: str,
) -> Iterator[str]:
    """Put one line on its term; yields what is wrong."""
    for column, cell in cells:
        language = column.language or spoken
        match column.meaning:
            case "label":
                before, at = term.labels.setdefault(language, (cell, line))
                if before != cell:
                    yield (
                        f"Line {line} gives the id {term.id} another label (“{cell}”) than line "
                        f"{at} does (“{before}”)."
                    )
            case "other labels":
                term.others.extend((language, one) for one in _several(cell, delimiter))
            case "definition":
                term.definitions.append((language, cell))
            case "parent":
                term.parent = term.parent or cell
            case "retired":
                term.retired = "" if cell.casefold() in _NO else cell


def _several(cell: str, delimiter: str) -> list[str]:
    parts = re.split(r"[|\n]" if delimiter == ";" else r"[;\n]" if delimiter == "|" else r"[|;\n]",
                     cell)  # fmt: skip
    return [part.strip() for part in parts if part.strip()]


def _parents(terms: Mapping[str, _Gathered]) -> dict[str, str | None]:
    """Each term's parent, which the table names by id or by label."""
    by_label = {
        label.casefold(): term.id for term in terms.values() for label, _ in term.labels.values()
    }
    parents: dict[str, str | None] = {}
    for term in terms.values():
        parent = term.parent if term.parent in terms else by_label.get(term.parent.casefold())
        parents[term.id] = None if parent == term.id else parent
    return parents


def _term(term: _Gathered, parent: str | None) -> Term:
    return Term(
        id=term.id,
        labels=tuple((language, label) for language, (label, _) in term.labels.items()),
        other_labels=tuple(term.others),
        definitions=tuple(term.definitions),
        parent=parent,
        retired=term.retired,
    )
