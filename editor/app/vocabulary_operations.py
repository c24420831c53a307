"""Operations on controlled vocabularies, and tags matched to their terms; each can be undone as
one. What a vocabulary's file looks like is left to the exchange."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import Invalid
from db.names import folded
from db.records import Tag
from db.tag_records import MatchedBy, Term, TermMatch, Vocabulary
from editor.app.outcome import Outcome, Performer
from editor.exchange.files import FileError, read_bytes
from editor.later import later

if TYPE_CHECKING:
    from editor.exchange import vocabularies
else:
    # Their readers load with the first vocabulary, not with the library.
    vocabularies = later("editor.exchange.vocabularies")

LARGEST = 64 * 1024 * 1024
"""Bytes of a vocabulary: the largest have every language of a thousand terms."""


class VocabularyOperations(Performer):
    """What a writer does with controlled vocabularies. Raises NotFound, Invalid, TagExists."""

    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """The vocabularies in the library, by name."""
        return self.library.vocabularies.all()

    def load_vocabulary(self, data: bytes, name: str) -> Outcome[Vocabulary]:
        """Keep the vocabulary in a file called `name`, in place of an older edition of it.

        Raises Invalid, which says what is wrong with the file and in which line.
        """
        file = vocabularies.read_vocabulary(data, name)
        outcome = self._do(
            f"Load vocabulary “{file.name}”", lambda: self.library.vocabularies.load(file)
        )
        return replace(outcome, notes=file.notes)

    def load_vocabulary_file(self, path: Path) -> Outcome[Vocabulary]:
        """Keep the vocabulary in that file. Raises Invalid as `load_vocabulary` does, and where
        the file can't be read."""
        try:
            data = read_bytes(path, limit=LARGEST)
        except FileError as error:
            raise Invalid(str(error)) from error
        return self.load_vocabulary(data, path.name)

    def delete_vocabulary(self, vocabulary: str) -> Outcome[None]:
        """Remove a vocabulary; tags keep the external ids they have."""
        found = self.library.vocabularies.get(vocabulary)
        return self._do(
            f"Delete vocabulary “{found.name}”",
            lambda: self.library.vocabularies.delete(vocabulary),
        )

    def vocabulary_terms(self, vocabulary: str, text: str, limit: int = 12) -> tuple[Term, ...]:
        """Terms in use with `text` in a label in any language, the likeliest first."""
        return self.library.vocabularies.search(vocabulary, text, limit)

    def term_offers(self, text: str, limit: int = 4) -> tuple[tuple[Vocabulary, Term], ...]:
        """Terms in use with `text` in a label, of each vocabulary at most `limit`."""
        return tuple(
            (vocabulary, term)
            for vocabulary in self.vocabularies()
            for term in self.vocabulary_terms(vocabulary.id, text, limit)
        )

    def vocabulary_matches(self, vocabulary: str) -> tuple[TermMatch, ...]:
        """Tags that seem to be terms, by external id, label or alias, in the order of the tags.

        A tag that has the external id of anything else is left alone, retired terms are matched by
        their id only, and of several tags that seem to be one term only the surest is given.
        """
        tags = self.all_tags()
        named = self.library.vocabularies.named(vocabulary, _names(tags))
        wanted = [tag.external_id for tag in tags if tag.external_id]
        wanted += [term for term, _ in named.values()]
        terms = {term.id: term for term in self.library.vocabularies.terms(vocabulary, wanted)}
        surest: dict[str, TermMatch] = {}
        for match in (_match(tag, terms, named) for tag in tags):
            if match is not None and _is_surer(match, surest.get(match.term.id)):
                surest[match.term.id] = match
        order = {tag.id: place for place, tag in enumerate(tags)}
        return tuple(sorted(surest.values(), key=lambda match: order[match.tag.id]))

    def adopt_terms(self, matches: Sequence[TermMatch]) -> Outcome[int]:
        """Give each tag the external id of its term; how many were given one. Raises TagExists
        where another tag has it."""
        new = [match for match in matches if match.tag.external_id != match.term.id]

        def work() -> int:
            for match in new:
                self.library.tags.set_details(match.tag.id, external_id=match.term.id)
            return len(new)

        return self._do(f"Match {len(new):,} tag{'' if len(new) == 1 else 's'} to terms", work)


def _names(tags: Iterable[Tag]) -> list[str]:
    return [name for tag in tags for name in (tag.label, *tag.aliases)]


def _is_surer(one: TermMatch, other: TermMatch | None) -> bool:
    kinds = list(MatchedBy)
    return other is None or kinds.index(one.how) < kinds.index(other.how)


def _match(tag: Tag, terms: dict[str, Term], named: dict[str, tuple[str, str]]) -> TermMatch | None:
    if tag.external_id:
        term = terms.get(tag.external_id)
        return TermMatch(tag, term, MatchedBy.EXTERNAL_ID, term.label()) if term else None
    for how, names in ((MatchedBy.LABEL, (tag.label,)), (MatchedBy.ALIAS, tag.aliases)):
        for name in names:
            if folded(name) in named:
                term_id, words = named[folded(name)]
                return TermMatch(tag, terms[term_id], how, words)
    return None
