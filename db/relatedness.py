"""Which articles belong beside one: by tags they share, by links they have in common and by the
rarest words of its beginning; offering them is left to the window."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import log

from db.connection import Connection
from db.errors import NotFound
from db.link_records import RelatedSuggestion
from db.query_answers import phrase
from db.summaries import Summaries

_TAGS, _LINKS, _WORDS = 1.0, 0.9, 0.6
"""What sharing all tags, very many links, and being nearest in words counts."""

_COMMON = 0.02
"""Part of the library; a tag on more articles brings none in by itself, it only adds to others."""

_AT_LEAST = 200
"""Articles: a tag or word on no more is never too common."""

_FAN = 300
"""An article that links, or is linked, as often as that says nothing of what belongs together."""

_MOST = 60
"""Candidates each way of being near may bring."""

_LEDE = 600
"""Characters of the beginning whose words are looked at."""

_TOLD = 3
"""Tags or words a reason names."""

_LONGEST_QUERY = 6
_WORDS_ASKED = 24
_WORD = re.compile(r"[^\W\d_]{4,40}")


@dataclass(slots=True)
class _Case:
    """What speaks for one candidate."""

    tags: list[str] = field(default_factory=list)
    tag_weight: float = 0.0
    linked_with: int = 0
    links_alike: int = 0
    direct: str = ""
    words: float = 0.0

    @property
    def score(self) -> float:
        shared = self.linked_with + self.links_alike + (3 if self.direct else 0)
        return _TAGS * self.tag_weight + _LINKS * shared / (shared + 2) + _WORDS * self.words


class Relatedness:
    """Finds articles near to one."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries

    def suggestions(self, article_id: str, limit: int = 8) -> tuple[RelatedSuggestion, ...]:
        """The unspiked articles nearest to one, best first, each with the reason in words;
        without itself and those related to it already. Raises NotFound."""
        cases: dict[str, _Case] = defaultdict(_Case)
        self._count_links(article_id, cases)
        words = self._count_words(article_id, cases)
        self._count_tags(article_id, cases)
        for known in (article_id, *self._related_to(article_id)):
            cases.pop(known, None)
        best = sorted(cases, key=lambda one: (-cases[one].score, one))
        numbers = self._numbers(best)[:limit]
        shared = self._shared_words(numbers, words)
        return tuple(
            RelatedSuggestion(
                summary,
                cases[summary.id].score,
                _reason(cases[summary.id], shared[summary.number]),
            )
            for summary in self._summaries.numbered(numbers)
        )

    # Tags.

    def _count_tags(self, article_id: str, cases: dict[str, _Case]) -> None:
        """Weigh shared tags by how rare each is; all of them together make 1."""
        rows = self._connection.rows(
            """SELECT tag, label, (SELECT count(*) FROM article_tags WHERE tag = own.tag) AS uses
            FROM article_tags AS own JOIN tags ON tags.id = tag WHERE article = ?
            ORDER BY uses, position""",
            (article_id,),
        )
        every = self._articles()
        weights = {row["tag"]: log((every + 1) / row["uses"]) for row in rows}
        total = sum(weights.values())
        if not total:
            return
        labels = {row["tag"]: row["label"] for row in rows}
        rare = [row["tag"] for row in rows if row["uses"] <= max(_AT_LEAST, every * _COMMON)]
        near = self._sharing(rare or [row["tag"] for row in rows[:1]], weights)
        for article, tag in self._carried([*cases, *near], list(weights)):
            cases[article].tags.append(labels[tag])
            cases[article].tag_weight += weights[tag] / total

    def _sharing(self, tags: Sequence[str], weights: dict[str, float]) -> list[str]:
        """The unspiked articles that have most of these tags, by weight; of equals the newest."""
        shared: dict[str, float] = defaultdict(float)
        for tag in tags:
            for row in self._connection.rows(
                """SELECT article FROM article_tags WHERE tag = ? AND moment > ''
                ORDER BY moment DESC""",
                (tag,),
            ):
                shared[row["article"]] += weights[tag]
        return nlargest(_MOST, shared, key=lambda article: shared[article])

    def _carried(self, articles: Sequence[str], tags: Sequence[str]) -> list[tuple[str, str]]:
        rows = self._connection.rows(
            f"""SELECT article, tag FROM article_tags
            WHERE article IN ({_marks(articles)}) AND tag IN ({_marks(tags)})""",
            (*articles, *tags),
        )
        order = {tag: place for place, tag in enumerate(tags)}
        pairs = [(row["article"], row["tag"]) for row in rows]
        return sorted(pairs, key=lambda pair: order[pair[1]])

    # Links.

    def _count_links(self, article_id: str, cases: dict[str, _Case]) -> None:
        targets, sources = self._targets(article_id), self._sources(article_id)
        together: Counter[str] = Counter()
        alike: Counter[str] = Counter()
        for source in sources:
            others = self._targets(source)
            together.update(others if len(others) < _FAN else ())
        for target in targets:
            alike.update(self._sources(target))
        for counted in (together, alike):
            counted.pop(article_id, None)
        for article, count in together.most_common(_MOST):
            cases[article].linked_with = count
        for article, count in alike.most_common(_MOST):
            cases[article].links_alike = count
        for article in sources[:_MOST]:
            cases[article].direct = "links here"
        for article in targets[:_MOST]:
            cases[article].direct = "linked in the text"

    def _targets(self, article_id: str) -> list[str]:
        return self._column(
            """SELECT target FROM cross_links WHERE article = :id AND target IS NOT NULL
            UNION SELECT target FROM related WHERE article = :id AND target IS NOT NULL""",
            article_id,
        )

    def _sources(self, article_id: str) -> list[str]:
        """The articles that point at one, but none where they are _FAN or more."""
        found = self._column(
            """SELECT article FROM cross_links WHERE target = :id
            UNION SELECT article FROM related WHERE target = :id""",
            article_id,
        )
        return found if len(found) < _FAN else []

    def _related_to(self, article_id: str) -> list[str]:
        return self._column(
            "SELECT target FROM related WHERE article = :id AND target IS NOT NULL", article_id
        )

    # Words.

    def _count_words(self, article_id: str, cases: dict[str, _Case]) -> list[str]:
        """Count nearness by the rarest words of the beginning, the nearest as 1; those words."""
        row = self._connection.row(
            "SELECT number, headline, standfirst, opening FROM articles WHERE id = ?",
            (article_id,),
        )
        if row is None:
            raise NotFound("There is no such article in this library. Choose one from the list.")
        lede = " ".join((row["headline"], row["standfirst"], row["opening"]))[:_LEDE]
        rarest = self._rarest(lede)
        if not rarest:
            return []
        ranked = self._connection.rows(
            """SELECT id, nearness FROM (
                SELECT rowid AS place, -rank AS nearness FROM search
                WHERE search MATCH ? AND rowid <> ? ORDER BY rank LIMIT ?)
            JOIN articles ON number = place""",
            (" OR ".join(map(phrase, rarest)), row["number"], _MOST),
        )
        most = max((one["nearness"] for one in ranked), default=0.0)
        for one in ranked:
            if one["nearness"] > 0:
                cases[one["id"]].words = one["nearness"] / most
        return rarest

    def _rarest(self, text: str) -> list[str]:
        """The words of a text that fewest articles have, of those that more than one has."""
        words = dict.fromkeys(word.casefold() for word in _WORD.findall(text))
        bound = int(max(_AT_LEAST, self._articles() * _COMMON))
        uses = {word: self._uses(word, bound + 1) for word in list(words)[:_WORDS_ASKED]}
        told = [word for word, count in uses.items() if 1 < count <= bound]
        return sorted(told, key=lambda word: uses[word])[:_LONGEST_QUERY]

    def _uses(self, word: str, bound: int) -> int:
        return self._connection.number(
            """SELECT count(*) FROM (
                SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)""",
            (phrase(word), bound),
        )

    def _shared_words(self, numbers: Sequence[int], words: Sequence[str]) -> dict[int, list[str]]:
        """Which of these words each of these articles has."""
        shared: dict[int, list[str]] = defaultdict(list)
        for word in words:
            for row in self._connection.rows(
                f"SELECT rowid FROM search WHERE search MATCH ? AND rowid IN ({_marks(numbers)})",
                (phrase(word), *numbers),
            ):
                shared[row[0]].append(word)
        return shared

    # Reading.

    def _articles(self) -> int:
        return self._connection.number("SELECT max(number) FROM articles")

    def _numbers(self, article_ids: Sequence[str]) -> list[int]:
        """The numbers of those that aren't spiked, in this order."""
        rows = self._connection.rows(
            f"""SELECT id, number FROM articles
            WHERE id IN ({_marks(article_ids)}) AND status <> 'spiked'""",
            article_ids,
        )
        numbers = {row["id"]: row["number"] for row in rows}
        return [numbers[one] for one in article_ids if one in numbers]

    def _column(self, sql: str, article_id: str) -> list[str]:
        return [row[0] for row in self._connection.rows(sql, {"id": article_id})]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _reason(case: _Case, words: Sequence[str]) -> str:
    """Why an article is near, the strongest of each way, such as `shares Orran, Elections;
    linked from the same 3 stories`."""
    reasons = []
    if case.direct:
        reasons.append(case.direct)
    if case.tags:
        reasons.append(f"shares {_listed(case.tags)}")
    if case.linked_with:
        reasons.append(f"linked from the same {_stories(case.linked_with)}")
    if case.links_alike:
        reasons.append(f"links to the same {_stories(case.links_alike)}")
    if words:
        reasons.append(f"also has {_listed([f'“{word}”' for word in words])}")
    return "; ".join(reasons)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _TOLD
    return ", ".join(names[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def _stories(count: int) -> str:
    return "story" if count == 1 else f"{count} stories"
