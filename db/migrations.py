"""The schema of a library, one migration function a step; when they run is left to opening."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from db.deltas import delta
from db.present_schema import LATEST, STEPS_NAME
from db.revision_checks import TEXT_COLUMNS, checksum, text_checksum
from db.search_schema import SEARCH_STEP, teach_folding

library_steps = Migrations(STEPS_NAME)
"""Every step so far, in order. A step that has been released is never edited; a new one changes
`present_schema`."""


ARTICLE_TEXT = """
    headline TEXT NOT NULL, standfirst TEXT NOT NULL, kicker TEXT NOT NULL,
    slug TEXT NOT NULL {unique}, slugline TEXT NOT NULL, byline TEXT NOT NULL,
    dateline_place TEXT NOT NULL, dateline_date TEXT NOT NULL, dateline_source TEXT NOT NULL,
    language TEXT NOT NULL, direction TEXT NOT NULL, section TEXT NOT NULL,
    status TEXT NOT NULL, spiked_from TEXT, embargo TEXT, target_words INTEGER,
    created TEXT NOT NULL, updated TEXT NOT NULL, published TEXT, version INTEGER NOT NULL,
    ednote TEXT NOT NULL, notes TEXT NOT NULL, body TEXT NOT NULL
"""


def upgrade(database: Database) -> None:
    """Run the steps this library has not had, all or none of them."""
    database.execute("BEGIN IMMEDIATE")
    try:
        library_steps.apply(database)
        database.execute(f"PRAGMA user_version = {LATEST}")
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


@library_steps()
def articles(database: Database) -> None:
    """Articles, and the indexes their lists are read from without touching the table.

    `status` is in the indexes only because SQLite reads the table for it otherwise.
    """
    text = ARTICLE_TEXT.format(unique="UNIQUE")
    _run(
        database,
        f"""CREATE TABLE articles (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            words INTEGER NOT NULL, opening TEXT NOT NULL, sought TEXT NOT NULL, {text})""",
        """CREATE INDEX articles_newest ON articles (updated DESC, number DESC, status)
            WHERE status <> 'spiked'""",
        """CREATE INDEX articles_spiked ON articles (updated DESC, number DESC, status)
            WHERE status = 'spiked'""",
        """CREATE INDEX articles_by_headline
            ON articles (updated DESC, number DESC, sought, slug, status)
            WHERE status <> 'spiked'""",
        """CREATE TABLE sources (
            article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            content BLOB NOT NULL)""",
    )


@library_steps()
def slug_aliases(database: Database) -> None:
    """Old slugs that still lead to their article; no slug ever leads to two."""
    _run(
        database,
        """CREATE TABLE slug_aliases (
            slug TEXT PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE)""",
        "CREATE INDEX slug_aliases_of_article ON slug_aliases (article)",
        """CREATE TRIGGER new_article_takes_no_alias BEFORE INSERT ON articles
            WHEN EXISTS (SELECT 1 FROM slug_aliases WHERE slug = NEW.slug AND article <> NEW.id)
            BEGIN SELECT RAISE(ABORT, 'slug is an alias of another article'); END""",
        """CREATE TRIGGER article_takes_no_alias BEFORE UPDATE OF slug ON articles
            WHEN EXISTS (SELECT 1 FROM slug_aliases WHERE slug = NEW.slug AND article <> NEW.id)
            BEGIN SELECT RAISE(ABORT, 'slug is an alias of another article'); END""",
        """CREATE TRIGGER alias_takes_no_slug BEFORE INSERT ON slug_aliases
            WHEN EXISTS (SELECT 1 FROM articles WHERE slug = NEW.slug AND id <> NEW.article)
            BEGIN SELECT RAISE(ABORT, 'slug belongs to another article'); END""",
    )


@library_steps()
def tags(database: Database) -> None:
    """Tags, their other names, and their order on each article."""
    _run(
        database,
        """CREATE TABLE tags (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, folded TEXT NOT NULL UNIQUE,
            slug TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            parent TEXT REFERENCES tags (id) ON DELETE SET NULL,
            colour TEXT NOT NULL, note TEXT NOT NULL, external_id TEXT NOT NULL)""",
        "CREATE INDEX tags_by_parent ON tags (parent)",
        "CREATE INDEX tags_by_external_id ON tags (external_id) WHERE external_id <> ''",
        """CREATE TABLE tag_aliases (
            folded TEXT PRIMARY KEY, alias TEXT NOT NULL,
            tag TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE)""",
        "CREATE INDEX tag_aliases_of_tag ON tag_aliases (tag)",
        """CREATE TABLE article_tags (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            tag TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, PRIMARY KEY (article, tag)) WITHOUT ROWID""",
        "CREATE INDEX article_tags_by_tag ON article_tags (tag)",
    )


@library_steps()
def links(database: Database) -> None:
    """Related stories beside an article; cross-links and web links found in its body."""
    _run(
        database,
        """CREATE TABLE related (
            id TEXT PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
            target TEXT REFERENCES articles (id) ON DELETE SET NULL, url TEXT,
            folded TEXT NOT NULL)""",
        "CREATE INDEX related_of_article ON related (article, position)",
        "CREATE INDEX related_by_target ON related (target) WHERE target IS NOT NULL",
        """CREATE INDEX related_unresolved ON related (folded)
            WHERE target IS NULL AND url IS NULL""",
        """CREATE TABLE cross_links (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, slug TEXT NOT NULL, section TEXT, words TEXT,
            target TEXT REFERENCES articles (id) ON DELETE SET NULL,
            PRIMARY KEY (article, position)) WITHOUT ROWID""",
        "CREATE INDEX cross_links_by_slug ON cross_links (slug)",
        "CREATE INDEX cross_links_by_target ON cross_links (target) WHERE target IS NOT NULL",
        """CREATE TABLE web_links (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            position INTEGER NOT NULL, url TEXT NOT NULL,
            PRIMARY KEY (article, position)) WITHOUT ROWID""",
    )


@library_steps()
def revisions_and_journal(database: Database) -> None:
    """Copies of articles as they were, and the running text of those open now."""
    text = ARTICLE_TEXT.format(unique="")
    _run(
        database,
        f"""CREATE TABLE revisions (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            number INTEGER NOT NULL, time TEXT NOT NULL, reason TEXT NOT NULL, name TEXT,
            tags TEXT NOT NULL, related TEXT NOT NULL, {text})""",
        "CREATE UNIQUE INDEX revisions_of_article ON revisions (article, number)",
        """CREATE TABLE journal (
            article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            base_version INTEGER NOT NULL, time TEXT NOT NULL, cursor INTEGER NOT NULL,
            kicker TEXT, headline TEXT, standfirst TEXT, byline TEXT, dateline_place TEXT,
            dateline_date TEXT, dateline_source TEXT, body TEXT)""",
    )


@library_steps()
def search(database: Database) -> None:
    """Full text by `articles.number`; it keeps its own copy, so that edits can't leave it wrong."""
    _run(
        database,
        """CREATE VIRTUAL TABLE search USING fts5 (
            headline, standfirst, body, byline,
            tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')""",
        """CREATE TRIGGER articles_leave_search AFTER DELETE ON articles
            BEGIN DELETE FROM search WHERE rowid = OLD.number; END""",
    )


@library_steps()
def words(database: Database) -> None:
    """Words right in the whole library, and words passed over in one article."""
    _run(
        database,
        "CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID",
        """CREATE TABLE article_words (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            word TEXT NOT NULL, PRIMARY KEY (article, word)) WITHOUT ROWID""",
    )


@library_steps()
def revisions_as_deltas(database: Database) -> None:
    """Bodies of revisions as what differs from the one before, with a checksum for each; a view
    puts them together again for people and other programs."""
    text = ARTICLE_TEXT.format(unique="").replace("notes TEXT NOT NULL, body TEXT NOT NULL", "")
    _run(
        database,
        # What thinning reads comes first: a column behind a long text is read through it.
        f"""CREATE TABLE lean_revisions (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            number INTEGER NOT NULL, time TEXT NOT NULL, reason TEXT NOT NULL, name TEXT,
            base INTEGER, checksum TEXT NOT NULL, tags TEXT NOT NULL, related TEXT NOT NULL,
            {text} notes TEXT, changes TEXT, body TEXT)""",
    )
    _write_as_deltas(database)
    _run(
        database,
        "DROP TABLE revisions",
        "ALTER TABLE lean_revisions RENAME TO revisions",
        "CREATE UNIQUE INDEX revisions_of_article ON revisions (article, number)",
        """CREATE VIEW revision_texts AS
            WITH RECURSIVE whole (article, number, notes, body) AS (
                SELECT article, number, notes, body FROM revisions WHERE base IS NULL
                UNION ALL
                SELECT later.article, later.number, coalesce(later.notes, whole.notes), (
                    SELECT coalesce(group_concat(piece, ''), '') FROM (
                        SELECT CASE type WHEN 'text' THEN value ELSE substr(
                            whole.body, json_extract(value, '$[0]') + 1,
                            json_extract(value, '$[1]')) END AS piece
                        FROM json_each(later.changes) ORDER BY key))
                FROM whole JOIN revisions AS later
                ON later.article = whole.article AND later.base = whole.number)
            SELECT article, number, time, reason, name, headline, whole.notes, whole.body
            FROM whole JOIN revisions USING (article, number)""",
    )


@library_steps()
def section_anchors(database: Database) -> None:
    """The anchors of an article's sections, and the old ones of those that were renamed."""
    _run(
        database,
        """CREATE TABLE section_anchors (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            anchor TEXT NOT NULL, leads_to TEXT NOT NULL, since TEXT NOT NULL,
            PRIMARY KEY (article, anchor)) WITHOUT ROWID""",
    )


@library_steps()
def kept_pictures(database: Database) -> None:
    """Pictures by the hash of their bytes, and which ones each article shows.

    The bytes lie apart, so that a caption is changed without writing them again. A body may name
    a picture that isn't there.
    """
    _run(
        database,
        """CREATE TABLE pictures (
            hash TEXT PRIMARY KEY, media_type TEXT NOT NULL, width INTEGER NOT NULL,
            height INTEGER NOT NULL, size INTEGER NOT NULL, caption TEXT NOT NULL,
            credit TEXT NOT NULL, alt TEXT NOT NULL, rights TEXT NOT NULL,
            created TEXT NOT NULL)""",
        """CREATE TABLE picture_contents (
            hash TEXT PRIMARY KEY REFERENCES pictures (hash) ON DELETE CASCADE,
            content BLOB NOT NULL)""",
        """CREATE TABLE article_pictures (
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            picture TEXT NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY (article, picture)) WITHOUT ROWID""",
        "CREATE INDEX article_pictures_by_picture ON article_pictures (picture)",
    )


@library_steps()
def writers_and_text_checksums(database: Database) -> None:
    """Who stored each version, and checksums by which a text changed past the library shows."""
    _run(
        database,
        "ALTER TABLE articles ADD COLUMN writer TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE revisions ADD COLUMN writer TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE text_checksums (
            article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            checksum TEXT NOT NULL) WITHOUT ROWID""",
    )
    reading = database.conn.cursor()
    reading.row_factory = sqlite3.Row
    for row in reading.execute(f"SELECT id, {', '.join(TEXT_COLUMNS)} FROM articles"):
        database.execute(
            "INSERT INTO text_checksums VALUES (?, ?)", (row["id"], text_checksum(row))
        )


@library_steps()
def tags_by_moment_and_vocabularies(database: Database) -> None:
    """When an article's tags were in use, beside them, so that first and last use are read from an
    index; tags that are not the same though they look it; controlled vocabularies."""
    moment = "CASE status WHEN 'spiked' THEN '' ELSE ifnull(published, created) END"
    _run(
        database,
        "ALTER TABLE article_tags ADD COLUMN moment TEXT NOT NULL DEFAULT ''",
        f"""UPDATE article_tags SET moment = (
            SELECT {moment} FROM articles WHERE id = article)""",
        "DROP INDEX article_tags_by_tag",
        "CREATE INDEX article_tags_by_tag ON article_tags (tag, moment)",
        f"""CREATE TRIGGER new_article_tag_has_moment AFTER INSERT ON article_tags
            BEGIN UPDATE article_tags
                SET moment = ifnull((SELECT {moment} FROM articles WHERE id = NEW.article), '')
                WHERE article = NEW.article AND tag = NEW.tag; END""",
        f"""CREATE TRIGGER new_article_gives_moment AFTER INSERT ON articles
            BEGIN UPDATE article_tags
                SET moment = (SELECT {moment} FROM articles WHERE id = NEW.id)
                WHERE article = NEW.id; END""",
        f"""CREATE TRIGGER article_gives_moment
            AFTER UPDATE OF status, published, created ON articles
            BEGIN UPDATE article_tags
                SET moment = (SELECT {moment} FROM articles WHERE id = NEW.id)
                WHERE article = NEW.id; END""",
        """CREATE TABLE tags_apart (
            one TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
            other TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
            PRIMARY KEY (one, other)) WITHOUT ROWID""",
        "CREATE INDEX tags_apart_by_other ON tags_apart (other)",
        """CREATE TABLE vocabularies (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL UNIQUE,
            released TEXT NOT NULL, loaded TEXT NOT NULL)""",
        """CREATE TABLE vocabulary_terms (
            vocabulary TEXT NOT NULL REFERENCES vocabularies (id) ON DELETE CASCADE,
            term TEXT NOT NULL, position INTEGER NOT NULL, parent TEXT, retired TEXT NOT NULL,
            PRIMARY KEY (vocabulary, term)) WITHOUT ROWID""",
        """CREATE TABLE vocabulary_words (
            vocabulary TEXT NOT NULL REFERENCES vocabularies (id) ON DELETE CASCADE,
            term TEXT NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL,
            language TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
            PRIMARY KEY (vocabulary, term, kind, position)) WITHOUT ROWID""",
        """CREATE INDEX vocabulary_words_by_name ON vocabulary_words (vocabulary, folded)
            WHERE kind <> 'definition'""",
    )


@library_steps()
def web_link_health(database: Database) -> None:
    """How web addresses answered when they were last asked; each stands in many articles."""
    _run(
        database,
        """CREATE TABLE link_health (
            url TEXT PRIMARY KEY, state TEXT NOT NULL, code INTEGER, leads_to TEXT,
            checked TEXT NOT NULL, message TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX web_links_by_url ON web_links (url)",
        "CREATE INDEX related_by_url ON related (url, article) WHERE url IS NOT NULL",
    )


@library_steps()
def search_in_every_script(database: Database) -> None:
    """Plain texts in a table of their own and their folded words in the index, so that letters
    and scripts the tokenizer doesn't know are found; the list's orders, pins and saved searches."""
    teach_folding(database.conn)
    _run(database, *SEARCH_STEP)


@library_steps()
def articles_as_sources(database: Database) -> None:
    """What is read of thousands of articles that link somewhere, beside their ids: the articles
    themselves lie all over the file."""
    _run(database, "CREATE INDEX articles_as_sources ON articles (id, status, updated, number)")


def _write_as_deltas(database: Database) -> None:
    reading = database.conn.cursor()
    reading.row_factory = sqlite3.Row
    before: sqlite3.Row | None = None
    deltas = 0
    for row in reading.execute("SELECT * FROM revisions ORDER BY article, number"):
        values = {**dict(row), "checksum": checksum(dict(row)), "base": None, "changes": None}
        if before is not None and before["article"] == row["article"] and deltas < 100:
            deltas += 1
            values |= {
                "base": before["number"],
                "changes": delta(before["body"], row["body"]),
                "body": None,
                "notes": None if before["notes"] == row["notes"] else row["notes"],
            }
        else:
            deltas = 0
        marks = ", ".join(f":{name}" for name in values)
        database.execute(
            f"INSERT INTO lean_revisions ({', '.join(values)}) VALUES ({marks})", values
        )
        before = row


def _run(database: Database, *statements: str) -> None:
    for statement in statements:
        database.execute(statement)
