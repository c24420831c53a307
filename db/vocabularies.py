"""Controlled vocabularies: their terms in several languages, found by external id and by name;
what a vocabulary's file looks like is left to the exchange."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from db.connection import Connection
from db.errors import NotFound
from db.names import folded, storable, tidy
from db.tag_records import Term, Vocabulary, VocabularyFile
from db.times import Clock, stamp
from db.undo import UndoLog

Pairs = tuple[tuple[str, str], ...]

_LABEL, _OTHER, _DEFINITION = "label", "other label", "definition"
_INSERT_TERM = "INSERT INTO vocabulary_terms VALUES (?, ?, ?, ?, ?)"
_INSERT_WORDS = "INSERT INTO vocabulary_words VALUES (?, ?, ?, ?, ?, ?, ?)"


class VocabularyStore:
    """Every controlled vocabulary of one library."""

    def __init__(self, connection: Connection, clock: Clock, undo: UndoLog) -> None:
        self._connection = connection
        self._clock = clock
        self._undo = undo

    def all(self) -> tuple[Vocabulary, ...]:
        """Every vocabulary, by name."""
        rows = self._connection.rows(
            """SELECT *, (SELECT count(*) FROM vocabulary_terms WHERE vocabulary = id) AS terms,
                (SELECT count(*) FROM vocabulary_terms
                WHERE vocabulary = id AND retired <> '') AS retired
            FROM vocabularies ORDER BY name, id"""
        )
        return tuple(Vocabulary(**dict(row), languages=self._languages(row["id"])) for row in rows)

    def get(self, vocabulary: str) -> Vocabulary:
        """The vocabulary of that id. Raises NotFound."""
        for found in self.all():
            if found.id == vocabulary:
                return found
        raise NotFound("There is no such vocabulary any more. Choose one from the list.")

    def load(self, file: VocabularyFile) -> Vocabulary:
        """Keep a vocabulary, in place of the one with the same address, of which the languages
        that this file hasn't got are kept."""
        address = storable(file.address)
        row = self._connection.row("SELECT id FROM vocabularies WHERE address = ?", (address,))
        vocabulary = uuid.uuid4().hex if row is None else str(row["id"])
        terms = with_other_languages(file.terms, self.terms(vocabulary))
        self._connection.change("DELETE FROM vocabularies WHERE id = ?", (vocabulary,))
        self._connection.insert(
            "vocabularies",
            {
                "id": vocabulary,
                "name": tidy(file.name),
                "address": address,
                "released": storable(file.released),
                "loaded": stamp(self._clock()),
            },
        )
        # Undone by the vocabulary's going, which takes its terms with it.
        with self._undo.paused():
            self._connection.change_each(_INSERT_TERM, _terms(vocabulary, terms))
            self._connection.change_each(_INSERT_WORDS, _words(vocabulary, terms))
        return self.get(vocabulary)

    def delete(self, vocabulary: str) -> None:
        """Remove a vocabulary and its terms; tags keep their external ids. Raises NotFound."""
        self.get(vocabulary)
        self._connection.change("DELETE FROM vocabularies WHERE id = ?", (vocabulary,))

    def terms(self, vocabulary: str, term_ids: Iterable[str] | None = None) -> tuple[Term, ...]:
        """The terms of these ids in this order, unknown ones left out; all, as they stand in the
        vocabulary, where none are given."""
        asked = None if term_ids is None else list(dict.fromkeys(term_ids))
        condition, values = "", {"vocabulary": vocabulary, "terms": json.dumps(asked or [])}
        if asked is not None:
            condition = "AND term IN (SELECT value FROM json_each(:terms))"
        words: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in self._connection.rows(
            f"""SELECT term, kind, language, text FROM vocabulary_words
            WHERE vocabulary = :vocabulary {condition} ORDER BY term, kind, position""",
            values,
        ):
            words[row["term"]].append(row)
        rows = self._connection.rows(
            f"""SELECT term, parent, retired FROM vocabulary_terms
            WHERE vocabulary = :vocabulary {condition} ORDER BY position""",
            values,
        )
        found = {row["term"]: _term(row, words[row["term"]]) for row in rows}
        return tuple(found[term] for term in (found if asked is None else asked) if term in found)

    def search(self, vocabulary: str, text: str, limit: int = 12) -> tuple[Term, ...]:
        """Terms in use with `text` in a label in any language: first those called so, then those
        that begin with it, labels before other labels and short ones before long."""
        rows = self._connection.rows(
            """SELECT term FROM vocabulary_words JOIN vocabulary_terms USING (vocabulary, term)
            WHERE vocabulary = :vocabulary AND kind <> 'definition' AND retired = ''
                AND instr(folded, :sought)
            GROUP BY term ORDER BY
                min(CASE instr(folded, :sought) WHEN 1 THEN folded <> :sought ELSE 2 END * 2
                    + (kind <> 'label')),
                min(length(folded)), term LIMIT :limit""",
            {"vocabulary": vocabulary, "sought": folded(text), "limit": limit},
        )
        return self.terms(vocabulary, (row["term"] for row in rows))

    def named(self, vocabulary: str, names: Iterable[str]) -> dict[str, tuple[str, str]]:
        """For each of these names, folded, that a term in use has: the term's id and its words.
        A label is surer than another label, and the first term surer than later ones."""
        rows = self._connection.rows(
            """SELECT folded, term, text FROM vocabulary_words
                JOIN vocabulary_terms USING (vocabulary, term)
            WHERE vocabulary = :vocabulary AND kind <> 'definition' AND retired = ''
                AND folded IN (SELECT value FROM json_each(:names))
            ORDER BY kind = 'label', vocabulary_terms.position DESC""",
            {"vocabulary": vocabulary, "names": json.dumps([folded(name) for name in names])},
        )
        return {row["folded"]: (row["term"], row["text"]) for row in rows}

    def _languages(self, vocabulary: str) -> tuple[str, ...]:
        rows = self._connection.rows(
            """SELECT language FROM vocabulary_words
            WHERE vocabulary = ? AND kind = 'label' AND language <> ''
            GROUP BY language ORDER BY count(*) DESC, language""",
            (vocabulary,),
        )
        return tuple(row["language"] for row in rows)


def with_other_languages(terms: Sequence[Term], before: Sequence[Term]) -> tuple[Term, ...]:
    """Terms of a file with what those of before say in languages that the file hasn't got.

    Terms of before that the file hasn't got are kept where the two have no language in common:
    then it is no newer edition, but one for other readers, and not all may be translated.
    """
    spoken = {language for term in terms for language, _ in term.labels}
    earlier = {language for term in before for language, _ in term.labels}
    others = {term.id: _in_other_languages(term, spoken) for term in before}
    found = tuple(_joined(term, others.pop(term.id, None)) for term in terms)
    if spoken & earlier:
        return found
    return (*found, *(term for term in others.values() if term.labels))


def _in_other_languages(term: Term, spoken: Container[str]) -> Term:
    def rest(pairs: Pairs) -> Pairs:
        return tuple(pair for pair in pairs if pair[0] not in spoken)

    return replace(
        term,
        labels=rest(term.labels),
        other_labels=rest(term.other_labels),
        definitions=rest(term.definitions),
    )


def _joined(term: Term, other: Term | None) -> Term:
    if other is None:
        return term
    return replace(
        term,
        labels=term.labels + other.labels,
        other_labels=term.other_labels + other.other_labels,
        definitions=term.definitions + other.definitions,
        parent=term.parent or other.parent,
    )


def _terms(vocabulary: str, terms: Sequence[Term]) -> Iterator[tuple[object, ...]]:
    for position, term in enumerate(terms):
        parent = None if term.parent is None else storable(term.parent)
        yield vocabulary, storable(term.id), position, parent, storable(term.retired)


def _words(vocabulary: str, terms: Sequence[Term]) -> Iterator[tuple[object, ...]]:
    for term in terms:
        for kind, pairs in (
            (_LABEL, term.labels),
            (_OTHER, term.other_labels),
            (_DEFINITION, term.definitions),
        ):
            for position, (language, text) in enumerate(pairs):
                name = "" if kind == _DEFINITION else folded(text)
                words = storable(text)
                yield vocabulary, storable(term.id), kind, position, storable(language), words, name


def _term(row: sqlite3.Row, words: Sequence[sqlite3.Row]) -> Term:
    def pairs(kind: str) -> tuple[tuple[str, str], ...]:
        return tuple((word["language"], word["text"]) for word in words if word["kind"] == kind)

    return Term(
        id=row["term"],
        labels=pairs(_LABEL),
        other_labels=pairs(_OTHER),
        definitions=pairs(_DEFINITION),
        parent=row["parent"],
        retired=row["retired"],
    )
