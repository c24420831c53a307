"""Which articles answer a query: words by the full-text index, filters by the tables; reading what
was typed is left to `query`, the order of the answers to `orders`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from db.connection import Connection
from db.folding import sought, spelt_otherwise
from db.names import folded, unaccented
from db.orders import PINNED
from db.query_parts import Between, Either, Every, Filter, Not, Part, Words

Numbers = set[int]

_ENDS = {"low": ">=", "high": "<"}
_OUTGOING = ("cross_links", "web_links", "related")
_LINKS = {
    "broken": "id IN (SELECT article FROM cross_links WHERE target IS NULL)",
    "waiting": "id IN (SELECT article FROM related WHERE target IS NULL AND url IS NULL)",
    "none": " AND ".join(f"id NOT IN (SELECT article FROM {table})" for table in _OUTGOING),
}
_TAGGED = """SELECT number FROM articles WHERE id IN (
    WITH RECURSIVE below (id) AS (
        VALUES {ids} UNION SELECT tags.id FROM tags JOIN below ON parent = below.id)
    SELECT article FROM article_tags WHERE tag IN (SELECT id FROM below))"""


class Answers:
    """The answers to one query in one library."""

    def __init__(
        self,
        connection: Connection,
        everything: Callable[[], Iterable[int]],
        *,
        spiked: bool = False,
    ) -> None:
        """`everything` gives the articles of the view, for queries that only leave some out;
        `spiked` says that it is the view of the spiked."""
        self._connection = connection
        self._everything = everything
        self._spiked = spiked
        self.problems: list[str] = []

    def to(self, part: Part) -> Numbers:
        """The numbers of the articles that answer `part`; some of them may be in no list."""
        text = match_expression(part)
        if text is not None:
            return self._matching(text)
        match part:
            case Every(parts):
                return self._every(parts)
            case Either(parts):
                return set().union(*map(self.to, parts))
            case Not(unwanted):
                return set(self._everything()) - self.to(unwanted)
            case Between():
                return self._between(part)
            case Filter():
                return self._filters[part.field](self, part.value)
        return set()  # Words that have no letter the index knows.

    def _every(self, parts: tuple[Part, ...]) -> Numbers:
        texts = tuple(part for part in parts if _is_text(part))
        rest = [part for part in parts if not _is_text(part)]
        wanted = [part for part in rest if not isinstance(part, Not)]
        unwanted = [part.part for part in rest if isinstance(part, Not)]
        if match_expression(Every(texts)) is not None:
            wanted.insert(0, Every(texts))
        else:
            unwanted += [part.part for part in texts if isinstance(part, Not)]
        found = reduce(self._narrowed, wanted[1:], self.to(wanted[0])) if wanted else None
        if found is None:
            found = set(self._everything())
        for part in unwanted:
            if found:
                found -= self.to(part)
        return found

    def _narrowed(self, found: Numbers, part: Part) -> Numbers:
        return found & self.to(part) if found else found

    def _matching(self, expression: str) -> Numbers:
        return self._numbers("SELECT rowid FROM search WHERE search MATCH ?", expression)

    def _between(self, part: Between) -> Numbers:
        ends = {end: getattr(part, end) for end in _ENDS if getattr(part, end) is not None}
        tests = [f"{part.column} {_ENDS[end]} :{end}" for end in ends] or ["TRUE"]
        # The partial indexes are in the order of `updated`: each half has its own.
        if part.column != "updated":
            return self._numbers(f"SELECT number FROM articles WHERE {' AND '.join(tests)}", **ends)
        return self._numbers(
            f"""SELECT number FROM articles WHERE status <> 'spiked' AND {" AND ".join(tests)}
            UNION ALL SELECT number FROM articles
            WHERE status = 'spiked' AND {" AND ".join(tests)}""",
            **ends,
        )

    # Filters

    def _tag(self, value: str) -> Numbers:
        tags = self._tags_called(value)
        if not tags:
            self.problems.append(f"No tag is called “{value}”.")
            return set()
        marks = ", ".join("(?)" for _ in tags)
        return self._numbers(_TAGGED.format(ids=marks), *tags)

    def _tags_called(self, value: str) -> list[str]:
        """The tag of that label, alias or slug, or else all whose names begin so."""
        rows = self._connection.rows(
            """SELECT id FROM tags WHERE folded = :name OR slug = :name
            UNION SELECT tag FROM tag_aliases WHERE folded = :name""",
            {"name": folded(value)},
        )
        if rows:
            return [row["id"] for row in rows]
        names = [
            (row["id"], unaccented(row["name"]))
            for row in self._connection.rows(
                """SELECT id, label AS name FROM tags
                UNION ALL SELECT tag, alias FROM tag_aliases"""
            )
        ]
        return _closest(unaccented(value), names)[:500]

    def _kind(self, value: str) -> Numbers:
        return self._numbers(
            """SELECT number FROM articles WHERE id IN (
                SELECT article FROM article_tags JOIN tags ON tags.id = tag WHERE kind = ?)""",
            value,
        )

    def _status(self, value: str) -> Numbers:
        if value == "spiked" and not self._spiked:
            self.problems.append("Spiked articles stand in a view of their own.")
        return self._numbers("SELECT number FROM articles WHERE status = ?", value)

    def _section(self, value: str) -> Numbers:
        rows = self._connection.column("SELECT DISTINCT section FROM articles")
        sections = _closest(unaccented(value), [(name, unaccented(name)) for name in rows])
        if not sections:
            self.problems.append(f"No section is called “{value}”.")
        marks = ", ".join("?" * len(sections))
        return self._numbers(f"SELECT number FROM articles WHERE section IN ({marks})", *sections)

    def _links(self, value: str) -> Numbers:
        return self._numbers(f"SELECT number FROM articles WHERE {_LINKS[value]}")

    def _linksto(self, value: str) -> Numbers:
        slug = value.lower()
        target = """(SELECT id FROM articles WHERE slug = :slug
            UNION ALL SELECT article FROM slug_aliases WHERE slug = :slug)"""
        if not self._connection.number(f"SELECT count(*) FROM {target}", {"slug": slug}):
            self.problems.append(f"No article has the slug “{value}”.")
        return self._numbers(
            f"""SELECT number FROM articles WHERE id IN (
                SELECT article FROM cross_links WHERE target IN {target}
                UNION ALL SELECT article FROM related WHERE target IN {target}
                UNION ALL SELECT article FROM cross_links WHERE slug = :slug)""",
            slug=slug,
        )

    def _pinned(self, _value: str) -> Numbers:
        return self._numbers(PINNED)

    _filters: dict[str, Callable[[Answers, str], Numbers]] = {  # noqa: RUF012
        "tag": _tag,
        "kind": _kind,
        "status": _status,
        "section": _section,
        "links": _links,
        "linksto": _linksto,
        "pinned": _pinned,
    }

    def _numbers(self, sql: str, *values: object, **named: object) -> Numbers:
        return set(self._connection.numbers(sql, named or values))


def match_expression(part: Part) -> str | None:
    """`part` as an expression of the full-text index, None where it asks for more than words, or
    only for what isn't wanted."""
    match part:
        case Words(text, _, begun, column):
            return _phrase(text, begun, column)
        case Either(parts):
            return _joined(" OR ", [match_expression(one) for one in parts])
        case Every(parts):
            wanted = [match_expression(one) for one in parts if not isinstance(one, Not)]
            unwanted = [match_expression(one.part) for one in parts if isinstance(one, Not)]
            all_wanted = _joined(" AND ", wanted)
            if all_wanted is None or not unwanted:
                return all_wanted
            none_of = _joined(" OR ", unwanted)
            return None if none_of is None else f"({all_wanted} NOT {none_of})"
    return None


def phrase(text: str) -> str:
    """Words that stand together as an expression of the full-text index; any text is safe."""
    return '"' + sought(text).replace('"', '""').replace("\0", " ") + '"'


def _phrase(text: str, begun: bool, column: str) -> str:
    """Words with letters that some spell otherwise are looked for both ways."""
    ways = [f"{phrase(way)}{' *' if begun else ''}" for way in (text, *spelt_otherwise(text))]
    either = ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"
    return f"{column} : {either}" if column else either


def _joined(word: str, expressions: list[str | None]) -> str | None:
    known = [expression for expression in expressions if expression is not None]
    if not known or len(known) < len(expressions):
        return None
    return known[0] if len(known) == 1 else f"({word.join(known)})"


def _is_text(part: Part) -> bool:
    inner = part.part if isinstance(part, Not) else part
    return match_expression(inner) is not None


def _closest(wanted: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Of (what, name) those of that name, or else those whose name begins so."""
    names = list(names)
    same = [what for what, name in names if name == wanted]
    return list(dict.fromkeys(same or [what for what, name in names if name.startswith(wanted)]))
