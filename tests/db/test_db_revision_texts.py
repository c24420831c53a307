"""Revisions as deltas: small, whole again when read, told apart from damaged ones."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Damaged
from db.library import Library
from db.records import Article, Facts, Reason

from .conftest import Add, Clock
from .test_db_revisions import bodies, save

WORDS = (
    "ferry",
    "harbour",
    "council",
    "talks",
    "quay",
    "late",
    "crew",
    "strike",
    "nobody",
    "knows",
)


def long_body(length: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        paragraphs.append(" ".join(chance.choices(WORDS, k=60)))
    return "\n\n".join(paragraphs)


def reworded(body: str, chance: random.Random) -> str:
    """Two words changed anywhere, and one added at the end."""
    words = body.split(" ")
    for _ in range(2):
        words[chance.randrange(len(words))] = f"word{chance.randrange(1000)}"
    return " ".join([*words, chance.choice(WORDS)])


@pytest.mark.parametrize(
    ("revisions", "room"), [(200, 400_000), pytest.param(1000, 2_000_000, marks=pytest.mark.slow)]
)
def test_a_thousand_revisions_of_a_long_article_take_two_megabytes_at_most(
    library: Library, add: Add, clock: Clock, revisions: int, room: int
) -> None:
    body = long_body(50_000)
    article = add("Ferry crews end strike at Port Calder", body)
    before = library.path.stat().st_size
    chance = random.Random(7)
    with library.operation("Write"):
        for number in range(revisions):
            clock.forward(seconds=20)
            body = reworded(body, chance)
            article = library.articles.save(
                article.id, article.version, {"body": body}, Facts(), name=f"v{number}"
            )
    with closing(sqlite3.connect(library.path)) as other:
        other.execute("VACUUM INTO ?", (str(library.path.with_suffix(".small")),))
    assert library.path.with_suffix(".small").stat().st_size - before < room
    assert len(library.revisions.timeline(article.id)) == revisions + 1
    assert library.revisions.get(article.id, revisions + 1).article.body == body


EDITS = st.lists(
    st.tuples(st.integers(1, 200_000), st.booleans(), st.text("ab\n ", max_size=40)), max_size=40
)


@settings(max_examples=15)
@given(EDITS)
def test_thinning_leaves_every_kept_revision_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, bool, str]]
) -> None:
    clock = Clock()
    path = tmp_path_factory.mktemp("thinned") / "desk.standfirst"
    library = Library.open(path, create=True, clock=clock)
    with library.operation("Add"):
        article = library.articles.add(Article(body="came"), Facts())
    written = {1: ("came", "")}
    for seconds, named, text in edits:
        clock.forward(seconds=seconds)
        notes = text if named else article.notes
        with library.operation("Save"):
            article = library.articles.save(
                article.id,
                article.version,
                {"body": article.body[-200:] + text, "notes": notes},
                Facts(),
                name="kept" if named else None,
                reason=Reason.NAMED if named else Reason.AUTOSAVE,
            )
        written[article.version] = (article.body, article.notes)
    for kept in library.revisions.of(article.id):
        assert (kept.article.body, kept.article.notes) == written[kept.article.version]
        assert library.revisions.get(article.id, kept.number) == kept
    assert library.check() == ()
    library.close()


def test_the_view_reads_the_same_texts_in_plain_sql(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("Ferry", "One “quoted” line.\n\nՓոքր and \U0001f6a2.\n\n" * 5)
    for number in range(12):
        clock.forward(minutes=2)
        body = article.body.replace("line", f"line {number}", 1) + f"Added {number}.\n\n"
        article = save(library, article, body, name=str(number))
    with closing(sqlite3.connect(library.path)) as other:
        read = other.execute("SELECT body FROM revision_texts ORDER BY number DESC").fetchall()
    assert [body for (body,) in read] == bodies(library, article)


@pytest.mark.parametrize(
    "harm",
    [
        "body = replace(body, 'ferry', 'fairy')",
        "headline = 'Other'",
        "time = '2020-01-01T00:00:00.000Z'",
        "body = NULL",
        "checksum = ''",
    ],
)
def test_a_damaged_revision_is_refused_and_the_others_still_read(
    library: Library, add: Add, clock: Clock, harm: str
) -> None:
    article = add("Ferry", "The ferry sails. " * 20)
    clock.forward(minutes=2)
    article = save(library, article, "Nothing the same.", name="Other")
    harmed(library.path, harm, 1)
    with pytest.raises(Damaged, match="Choose another version"):
        library.revisions.get(article.id, 1)
    assert library.revisions.get(article.id, 2).article.body == "Nothing the same."
    assert len(library.revisions.timeline(article.id)) == 2
    assert library.check() == (f"Versions of article {article.id} are damaged: 1.",)


def harmed(path: Path, harm: str, number: int) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(f"UPDATE revisions SET {harm} WHERE number = ?", (number,))


def test_damage_to_an_old_revision_stops_no_save_and_no_thinning(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("Ferry", "The ferry sails. " * 20)
    for number in range(3):
        clock.forward(seconds=61)
        article = save(library, article, article.body + f"Line {number}.")
    harmed(library.path, "changes = '[[0,9999999]]'", 2)
    for number in range(40):
        clock.forward(minutes=9)
        article = save(library, article, article.body + f"More {number}.")
    assert library.revisions.get(article.id, 1).article.body == "The ferry sails. " * 20
    newest = library.revisions.timeline(article.id)[0].number
    assert library.revisions.get(article.id, newest).article.body == article.body


def test_a_clock_put_back_takes_no_time_back_and_keeps_revisions(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("Ferry", "came")
    clock.forward(days=2)
    article = save(library, article, "ahead")
    ahead = article.updated
    clock.forward(days=-2)
    for number in range(5):
        clock.forward(seconds=70)
        article = save(library, article, f"back {number}")
        assert article.updated == ahead
    texts = bodies(library, article)
    assert {"came", "ahead", "back 0", "back 2", "back 4"} <= set(texts)
    assert texts[0] == "back 4"


def test_the_same_text_is_kept_under_one_name_once(library: Library, add: Add) -> None:
    article = add("Ferry", "text")
    with library.operation("Keep"):
        for _ in range(3):
            library.revisions.keep_named(article, "Before most of the text went")
    assert len(library.revisions.timeline(article.id)) == 2


def test_a_merge_sets_out_from_the_newest_revision_at_a_version(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("Ferry", "one")
    clock.forward(minutes=2)
    article = save(library, article, "two")
    found = library.revisions.before(article.id, 1)
    assert found is not None
    assert found.article.body == "one"
    assert library.revisions.before(article.id, 0) is None
