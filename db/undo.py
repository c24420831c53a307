"""What an operation changed, and how to undo it: temporary triggers report every change to the
undoable columns, and the opposite statement is kept; when to undo is left to the caller.

The triggers belong to the connection and never reach the file. Text (the writing fields) is
not undone here: the editor undoes text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from db.records import Changes

Value = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an undo, to be run with each of these parameters in turn: a change to
    thousands of rows is one statement."""

    sql: str
    each: tuple[tuple[Value, ...], ...]

    @property
    def brings_back(self) -> bool:
        """Whether it gives a row that is there what it had, rather than adding or removing it."""
        return self.sql.startswith("UPDATE")


@dataclass(frozen=True, slots=True)
class UndoStep:
    """The opposite of one operation: statements to run in order."""

    name: str
    statements: tuple[Statement, ...]

    @property
    def takes_articles_out(self) -> bool:
        """Whether articles that came with the operation go again."""
        return any(one.sql.startswith("DELETE FROM articles ") for one in self.statements)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A table whose rows may come and go, and the columns whose old values come back."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]


UNDOABLE = (
    Undoable(
        "articles",
        ("id",),
        ("slug", "slugline", "language", "direction", "section", "embargo", "ednote", "notes",
         "target_words", "status", "spiked_from", "published"),
    ),
    Undoable("slug_aliases", ("slug",), ("article",)),
    Undoable(
        "tags",
        ("id",),
        ("label", "folded", "slug", "kind", "parent", "colour", "note", "external_id"),
    ),
    Undoable("tag_aliases", ("folded",), ("alias", "tag")),
    Undoable("article_tags", ("article", "tag"), ("tag", "position")),
    Undoable(
        "related",
        ("id",),
        ("article", "position", "kind", "title", "target", "url", "folded"),
    ),
    Undoable("words", ("word",), ("word",)),
    Undoable("article_words", ("article", "word"), ("article", "word")),
    Undoable("pictures", ("hash",), ("caption", "credit", "alt", "rights")),
    Undoable("pinned_articles", ("article",), ("article",)),
    Undoable("saved_searches", ("id",), ("name", "query", "position")),
    Undoable("tags_apart", ("one", "other"), ("one", "other")),
    Undoable("vocabularies", ("id",), ("name", "address", "released", "loaded")),
    Undoable("vocabulary_terms", ("vocabulary", "term"), ("position", "parent", "retired")),
    Undoable(
        "vocabulary_words",
        ("vocabulary", "term", "kind", "position"),
        ("language", "text", "folded"),
    ),
)  # fmt: skip

GO_WITH_ARTICLE = (
    "sources", "cross_links", "web_links", "revisions", "section_anchors", "article_pictures",
    "text_checksums",
)  # fmt: skip
"""Tables whose rows come back with an article, and are otherwise not undone."""


@dataclass(slots=True)
class Operation:
    """One thing the user did, while it runs and after; `changes` and `undo` count at its end.
    `is_partial` of an undo some of whose rows are gone."""

    name: str
    changes: Changes = field(default_factory=Changes)
    undo: UndoStep | None = None
    is_partial: bool = False


class UndoLog:
    """Watches one connection and remembers what the operation under way has changed."""

    def __init__(self, sqlite: sqlite3.Connection) -> None:
        self._paused = False
        self._columns: dict[str, tuple[str, ...]] = {}
        self._keys = {table.table: table.key for table in UNDOABLE}
        self._compared = {table.table: table.columns for table in UNDOABLE}
        self.begin()
        for name in ("came", "went", "altered", "note"):
            sqlite.create_function(f"undo_{name}", -1, getattr(self, f"_{name}"))
        for trigger in self._triggers(sqlite):
            sqlite.execute(f"CREATE TEMP TRIGGER {trigger}")

    def begin(self) -> None:
        """Forget the operation before."""
        self._runs: list[tuple[str, list[tuple[Value, ...]]]] = []
        self._texts: dict[Value, Value] = {}
        self._noted: dict[str, set[str]] = {
            kind: set()
            for kind in (
                "article",
                "tag",
                "link",
                "list",
                "slug",
                "version",
                "word",
                "picture",
                "vocabulary",
                "search",
            )
        }

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Keep no opposites inside the block; changes are still noted."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before

    @property
    def slugs(self) -> frozenset[str]:
        """Slugs that now lead elsewhere than before the operation."""
        return frozenset(self._noted["slug"])

    @property
    def is_empty(self) -> bool:
        """Whether the operation has changed nothing that can be undone."""
        return not self._runs

    @property
    def altered_articles(self) -> frozenset[str]:
        """Articles whose own undoable columns changed."""
        return frozenset(self._noted["version"])

    def finish(self, operation: Operation) -> None:
        """Put the changes and the undo of what ran since `begin` on `operation`."""
        operation.changes = Changes(
            articles=frozenset(self._noted["article"]),
            tags=frozenset(self._noted["tag"]),
            links=frozenset(self._noted["link"]),
            lists=bool(self._noted["list"]),
            words=bool(self._noted["word"]),
            pictures=frozenset(self._noted["picture"]),
            vocabularies=bool(self._noted["vocabulary"]),
            searches=bool(self._noted["search"]),
        )
        if self._runs:
            operation.undo = UndoStep(
                operation.name,
                tuple(Statement(sql, tuple(reversed(each))) for sql, each in reversed(self._runs)),
            )
        self.begin()

    def _triggers(self, sqlite: sqlite3.Connection) -> Iterator[str]:
        for table in (*self._keys, *GO_WITH_ARTICLE):
            described = sqlite.execute(f"PRAGMA table_info({table})").fetchall()
            self._columns[table] = tuple(row[1] for row in described)
        self._columns["plain_texts"] = ("number", "headline", "standfirst", "body", "byline")
        for undoable in UNDOABLE:
            yield from _opposites(undoable, self._columns[undoable.table])
        for table in GO_WITH_ARTICLE:
            yield _goes_with_article(table, self._columns[table])
        yield from _NOTES

    # Called by the triggers.

    def _came(self, table: str, *key: Value) -> None:
        where = " AND ".join(f"{column} = ?" for column in self._keys[table])
        self._keep(f"DELETE FROM {table} WHERE {where}", key)

    def _went(self, table: str, *values: Value) -> None:
        columns = self._columns[table]
        marks = ", ".join("?" * len(columns))
        self._keep(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)

    def _altered(self, table: str, *values: Value) -> None:
        """`values`: the key, then each compared column's old and new value."""
        key = self._keys[table]
        rest = values[len(key) :]
        pairs = zip(self._compared[table], rest[::2], rest[1::2], strict=True)
        old = {column: before for column, before, after in pairs if before != after}
        if not old:
            return
        if table == "articles":
            self._noted["version"].add(str(values[0]))
        setting = ", ".join(f"{column} = ?" for column in old)
        where = " AND ".join(f"{column} = ?" for column in key)
        self._keep(
            f"UPDATE {table} SET {setting} WHERE {where}", (*old.values(), *values[: len(key)])
        )

    def _note(self, kind: str, name: Value) -> None:
        self._noted[kind].add(str(self._once(name)))

    def _keep(self, sql: str, parameters: tuple[Value, ...]) -> None:
        if self._paused:
            return
        if not self._runs or self._runs[-1][0] != sql:
            self._runs.append((sql, []))
        self._runs[-1][1].append(tuple(map(self._once, parameters)))

    def _once(self, value: Value) -> Value:
        """The same text as before where it is the same: thousands of rows name the same tag."""
        return self._texts.setdefault(value, value) if isinstance(value, str) else value


def _opposites(table: Undoable, columns: tuple[str, ...]) -> Iterator[str]:
    name = table.table
    new_key = ", ".join(f"NEW.{column}" for column in table.key)
    old_row = ", ".join(f"OLD.{column}" for column in columns)
    pairs = ", ".join(f"OLD.{column}, NEW.{column}" for column in table.columns)
    yield f"""undo_{name}_came AFTER INSERT ON main.{name}
        BEGIN SELECT undo_came('{name}', {new_key}); END"""
    yield f"""undo_{name}_went BEFORE DELETE ON main.{name}
        BEGIN SELECT undo_went('{name}', {old_row}); END"""
    yield f"""undo_{name}_altered AFTER UPDATE OF {", ".join(table.columns)} ON main.{name}
        BEGIN SELECT undo_altered('{name}', {new_key}, {pairs}); END"""


def _goes_with_article(table: str, columns: tuple[str, ...]) -> str:
    """A row is kept only when it goes because its article has gone: then it comes back with it."""
    old_row = ", ".join(f"OLD.{column}" for column in columns)
    return f"""undo_{table}_went BEFORE DELETE ON main.{table}
        WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.article)
        BEGIN SELECT undo_went('{table}', {old_row}); END"""


_NOTES = (
    """undo_note_article_came AFTER INSERT ON main.articles
        BEGIN SELECT undo_note('article', NEW.id), undo_note('list', 'came'),
            undo_note('slug', NEW.slug); END""",
    """undo_note_article_went BEFORE DELETE ON main.articles
        BEGIN SELECT undo_note('article', OLD.id), undo_note('list', 'went'),
            undo_note('slug', OLD.slug);
            SELECT undo_went('plain_texts', number, headline, standfirst, body, byline)
            FROM plain_texts WHERE number = OLD.number; END""",
    """undo_note_article AFTER UPDATE ON main.articles
        BEGIN SELECT undo_note('article', NEW.id); END""",
    """undo_note_slug AFTER UPDATE OF slug ON main.articles
        BEGIN SELECT undo_note('slug', OLD.slug), undo_note('slug', NEW.slug); END""",
    """undo_note_spiked AFTER UPDATE OF status ON main.articles
        WHEN (OLD.status = 'spiked') <> (NEW.status = 'spiked')
        BEGIN SELECT undo_note('list', 'spiked');
            SELECT undo_note('tag', tag) FROM article_tags WHERE article = NEW.id; END""",
    """undo_note_moved AFTER UPDATE OF updated ON main.articles
        WHEN NEW.status = 'spiked' OR EXISTS (
            SELECT 1 FROM articles AS other WHERE other.status <> 'spiked'
            AND other.updated >= OLD.updated AND other.number <> NEW.number)
        BEGIN SELECT undo_note('list', 'moved'); END""",
    """undo_note_alias_came AFTER INSERT ON main.slug_aliases
        BEGIN SELECT undo_note('slug', NEW.slug); END""",
    """undo_note_alias_went AFTER DELETE ON main.slug_aliases
        BEGIN SELECT undo_note('slug', OLD.slug); END""",
    """undo_note_tag_came AFTER INSERT ON main.tags
        BEGIN SELECT undo_note('tag', NEW.id); END""",
    """undo_note_tag AFTER UPDATE ON main.tags
        BEGIN SELECT undo_note('tag', NEW.id); END""",
    """undo_note_tag_went AFTER DELETE ON main.tags
        BEGIN SELECT undo_note('tag', OLD.id); END""",
    """undo_note_tag_alias_came AFTER INSERT ON main.tag_aliases
        BEGIN SELECT undo_note('tag', NEW.tag); END""",
    """undo_note_tag_alias AFTER UPDATE ON main.tag_aliases
        BEGIN SELECT undo_note('tag', OLD.tag), undo_note('tag', NEW.tag); END""",
    """undo_note_tag_alias_went AFTER DELETE ON main.tag_aliases
        BEGIN SELECT undo_note('tag', OLD.tag); END""",
    """undo_note_article_tag_came AFTER INSERT ON main.article_tags
        BEGIN SELECT undo_note('article', NEW.article), undo_note('tag', NEW.tag); END""",
    """undo_note_article_tag AFTER UPDATE OF tag, position ON main.article_tags
        BEGIN SELECT undo_note('article', NEW.article); END""",
    """undo_note_article_tag_other AFTER UPDATE OF tag ON main.article_tags
        BEGIN SELECT undo_note('tag', OLD.tag), undo_note('tag', NEW.tag); END""",
    """undo_note_article_tag_went AFTER DELETE ON main.article_tags
        BEGIN SELECT undo_note('article', OLD.article), undo_note('tag', OLD.tag); END""",
    """undo_note_related_came AFTER INSERT ON main.related
        BEGIN SELECT undo_note('link', NEW.article); END""",
    """undo_note_related AFTER UPDATE ON main.related
        BEGIN SELECT undo_note('link', NEW.article); END""",
    """undo_note_related_went AFTER DELETE ON main.related
        BEGIN SELECT undo_note('link', OLD.article); END""",
    """undo_note_cross_link AFTER UPDATE OF target ON main.cross_links
        BEGIN SELECT undo_note('article', NEW.article); END""",
    """undo_note_word_came AFTER INSERT ON main.words
        BEGIN SELECT undo_note('word', NEW.word); END""",
    """undo_note_word_went AFTER DELETE ON main.words
        BEGIN SELECT undo_note('word', OLD.word); END""",
    """undo_note_article_word_came AFTER INSERT ON main.article_words
        BEGIN SELECT undo_note('word', NEW.word); END""",
    """undo_note_article_word_went AFTER DELETE ON main.article_words
        BEGIN SELECT undo_note('word', OLD.word); END""",
    """undo_note_apart_came AFTER INSERT ON main.tags_apart
        BEGIN SELECT undo_note('tag', NEW.one), undo_note('tag', NEW.other); END""",
    """undo_note_apart_went AFTER DELETE ON main.tags_apart
        BEGIN SELECT undo_note('tag', OLD.one), undo_note('tag', OLD.other); END""",
    """undo_note_vocabulary_came AFTER INSERT ON main.vocabularies
        BEGIN SELECT undo_note('vocabulary', NEW.id); END""",
    """undo_note_vocabulary_went AFTER DELETE ON main.vocabularies
        BEGIN SELECT undo_note('vocabulary', OLD.id); END""",
    """undo_note_picture_came AFTER INSERT ON main.pictures
        BEGIN SELECT undo_note('picture', NEW.hash); END""",
    """undo_note_picture AFTER UPDATE ON main.pictures
        BEGIN SELECT undo_note('picture', NEW.hash); END""",
    """undo_note_picture_went AFTER DELETE ON main.pictures
        BEGIN SELECT undo_note('picture', OLD.hash); END""",
    """undo_note_pin_came AFTER INSERT ON main.pinned_articles
        BEGIN SELECT undo_note('article', NEW.article), undo_note('list', 'pinned'); END""",
    """undo_note_pin_went AFTER DELETE ON main.pinned_articles
        BEGIN SELECT undo_note('article', OLD.article), undo_note('list', 'pinned'); END""",
    """undo_note_search_came AFTER INSERT ON main.saved_searches
        BEGIN SELECT undo_note('search', NEW.id); END""",
    """undo_note_search AFTER UPDATE ON main.saved_searches
        BEGIN SELECT undo_note('search', NEW.id); END""",
    """undo_note_search_went AFTER DELETE ON main.saved_searches
        BEGIN SELECT undo_note('search', OLD.id); END""",
)
