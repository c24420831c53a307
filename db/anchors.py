"""The anchors of an article's sections, and the old ones that still lead to a section that was
renamed; finding sections in a body is left to the text layer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from db.connection import Connection
from db.records import Article, Facts
from db.times import Clock, moment, stamp

_SETTLED_AFTER = timedelta(minutes=10)
"""A heading renamed sooner was still being typed: nobody has a link to it."""

Anchors = dict[str, tuple[str, str]]
"""For each anchor the one it leads to, itself while it is present, and since when it is there."""


class SectionAnchors:
    """Which anchors the sections of each article have and had."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def aliases(self, article_id: str) -> dict[str, str]:
        """Old anchors of an article, each with the one it leads to now."""
        return {
            anchor: leads_to
            for anchor, (leads_to, _since) in self._read(article_id).items()
            if leads_to != anchor
        }

    def of(self, article_id: str) -> Anchors:
        """All anchors of an article, old and new: what each leads to, and since when it is one."""
        return self._read(article_id)

    def bring(self, article_id: str, anchors: Anchors) -> None:
        """Make these the anchors of an article that comes from another library."""
        self._write(article_id, anchors)

    def follow(self, before: Article, facts: Facts) -> None:
        """Keep up with a body that is saved: `facts` say which anchors it has and which sections
        were renamed. The old anchor of a renamed section leads to its new one; it is dropped
        where the article was never published and the old heading stood for minutes only."""
        known = {anchor: (anchor, before.created) for anchor in facts.anchors_before}
        known |= self._read(before.id)
        kept = self._kept(known, before, dict(facts.renamed))
        present = _present(facts, known, stamp(self._clock()))
        self._write(before.id, {**kept, **present})

    def _kept(self, known: Anchors, before: Article, renamed: Mapping[str, str]) -> Anchors:
        """Old anchors, those that become old now, and those of sections that may come back."""
        kept: Anchors = {}
        for anchor, (leads_to, since) in known.items():
            if leads_to != anchor or before.published or self._is_settled(since):
                kept[anchor] = renamed.get(leads_to, leads_to), since
        return kept

    def _is_settled(self, since: str) -> bool:
        try:
            return self._clock() - moment(since) >= _SETTLED_AFTER
        except ValueError:  # a time that came with an import
            return True

    def _read(self, article_id: str) -> Anchors:
        rows = self._connection.rows(
            "SELECT anchor, leads_to, since FROM section_anchors WHERE article = ?", (article_id,)
        )
        return {row["anchor"]: (row["leads_to"], row["since"]) for row in rows}

    def _write(self, article_id: str, wanted: Anchors) -> None:
        known = self._read(article_id)
        self._connection.change_each(
            "DELETE FROM section_anchors WHERE article = ? AND anchor = ?",
            [(article_id, anchor) for anchor in known if wanted.get(anchor) != known[anchor]],
        )
        self._connection.change_each(
            "INSERT INTO section_anchors (article, anchor, leads_to, since) VALUES (?, ?, ?, ?)",
            [
                (article_id, anchor, *values)
                for anchor, values in wanted.items()
                if known.get(anchor) != values
            ],
        )


def _present(facts: Facts, known: Anchors, since: str) -> Anchors:
    """The anchors the body has now; one that was an old anchor of another section is so no more."""
    return {
        anchor: known[anchor] if known.get(anchor, ("",))[0] == anchor else (anchor, since)
        for anchor in facts.anchors
    }
