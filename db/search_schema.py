"""The tables of searching as the fourteenth step leaves them: plain texts, an index of their folded
words, the orders of the list, pinned articles and saved searches."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from db.folding import indexed

_LONG = 20_000
"""Characters from which on folding a text takes long enough to be remembered."""

_FOLDED = ", ".join(
    f"folded({{row}}.{name})" for name in ("headline", "standfirst", "body", "byline")
)
_INTO_INDEX = "INSERT INTO search (rowid, headline, standfirst, body, byline)"
_OUT_OF_INDEX = "INSERT INTO search (search, rowid, headline, standfirst, body, byline)"

INDEX_ALL_TEXTS = (
    f"{_INTO_INDEX} SELECT number, {_FOLDED.format(row='plain_texts')} FROM plain_texts"
)
"""Fills an empty index, a row at a time."""

_ORDERS = (
    "CREATE INDEX articles_by_created ON articles (created DESC, number DESC, status)",
    "CREATE INDEX articles_by_published ON articles (published DESC, number DESC, status)",
    "CREATE INDEX articles_by_sought ON articles (sought, number DESC, status)",
    "CREATE INDEX articles_by_words ON articles (words DESC, number DESC, status)",
    "CREATE INDEX articles_by_status ON articles (status, section)",
    "CREATE INDEX related_waiting ON related (article) WHERE target IS NULL AND url IS NULL",
    "CREATE INDEX cross_links_broken ON cross_links (article) WHERE target IS NULL",
)

_OWN_TABLES = (
    """CREATE TABLE pinned_articles (
        article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        since TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE saved_searches (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, position INTEGER NOT NULL)""",
)

SEARCH_STEP = (
    """CREATE TABLE plain_texts (
        number INTEGER PRIMARY KEY, headline TEXT NOT NULL, standfirst TEXT NOT NULL,
        body TEXT NOT NULL, byline TEXT NOT NULL)""",
    "INSERT INTO plain_texts SELECT rowid, headline, standfirst, body, byline FROM search",
    "DROP TRIGGER articles_leave_search",
    "DROP TABLE search",
    # Marks are letters here: vowel signs of Indian scripts would break words up otherwise.
    """CREATE VIRTUAL TABLE search USING fts5 (
        headline, standfirst, body, byline, content = 'plain_texts', content_rowid = 'number',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'", prefix = '2 3')""",
    INDEX_ALL_TEXTS,
    f"""CREATE TRIGGER text_comes_into_search AFTER INSERT ON plain_texts
        BEGIN {_INTO_INDEX} VALUES (NEW.number, {_FOLDED.format(row="NEW")}); END""",
    f"""CREATE TRIGGER text_changes_in_search AFTER UPDATE ON plain_texts
        BEGIN {_OUT_OF_INDEX} VALUES ('delete', OLD.number, {_FOLDED.format(row="OLD")});
        {_INTO_INDEX} VALUES (NEW.number, {_FOLDED.format(row="NEW")}); END""",
    f"""CREATE TRIGGER text_leaves_search AFTER DELETE ON plain_texts
        BEGIN {_OUT_OF_INDEX} VALUES ('delete', OLD.number, {_FOLDED.format(row="OLD")}); END""",
    """CREATE TRIGGER article_takes_text_along AFTER DELETE ON articles
        BEGIN DELETE FROM plain_texts WHERE number = OLD.number; END""",
    *_ORDERS,
    *_OWN_TABLES,
)
"""The statements of the step, in order; on a connection that `teach_folding` was called with."""


def teach_folding(sqlite: sqlite3.Connection) -> None:
    """Let a connection fold texts, which every change to `plain_texts` needs."""
    # The text a save takes out of the index is the one that the save before put in.
    remembered = lru_cache(maxsize=2)(indexed)

    def folded(text: object) -> str:
        if not isinstance(text, str):
            return ""  # What damage left in the place of a text is no reason to fail.
        return remembered(text) if len(text) > _LONG and not text.isascii() else indexed(text)

    sqlite.create_function("folded", 1, folded, deterministic=True)


def rebuild_index(sqlite: sqlite3.Connection) -> None:
    """Make the index anew from the texts, whichever version made the library."""
    if sqlite.execute("SELECT 1 FROM sqlite_schema WHERE name = 'plain_texts'").fetchone():
        sqlite.execute("INSERT INTO search (search) VALUES ('delete-all')")
        sqlite.execute(INDEX_ALL_TEXTS)
    else:
        sqlite.execute("INSERT INTO search (search) VALUES ('rebuild')")
