"""Libraries written by every version before: they open and keep all."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.library import Library
from db.migrations import LATEST, library_steps
from db.recognition import APPLICATION_ID
from db.records import Article, Facts, View

LIBRARIES = Path(__file__).parent / "libraries"
SAVED = sorted(LIBRARIES.glob("version-*.standfirst"))
with closing(Database(memory=True)) as _empty:
    STEPS = [step.name for step in library_steps.pending(_empty)]


def opened(saved: Path, folder: Path) -> Library:
    return Library.open(Path(shutil.copy(saved, folder / "desk.standfirst")))


def told(saved: Path) -> dict[str, list[dict[str, Any]]]:
    return json.loads(saved.with_suffix(".json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_a_past_library_keeps_every_row(saved: Path, tmp_path: Path) -> None:
    library = opened(saved, tmp_path)
    assert library.check() == ()
    for table, rows in told(saved).items():
        source = "revision_rows" if table == "revisions" else table
        found = [tuple(row) for row in read(library, source, list(rows[0]) if rows else ["*"])]
        assert sorted(map(repr, found)) == sorted(repr(tuple(row.values())) for row in rows), table
    library.close()


def read(library: Library, table: str, columns: list[str]) -> list[Any]:
    """Rows of a table; of revisions with the texts put together again."""
    if table != "revision_rows":
        content = [f"CAST({name} AS TEXT)" if name == "content" else name for name in columns]
        return library._connection.rows(f"SELECT {', '.join(content)} FROM {table}")
    names = ", ".join(f"texts.{n}" if n in ("body", "notes") else f"rows.{n}" for n in columns)
    return library._connection.rows(
        f"""SELECT {names} FROM revisions AS rows
        JOIN revision_texts AS texts USING (article, number)"""
    )


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_a_past_library_gives_every_revision_with_a_right_checksum(
    saved: Path, tmp_path: Path
) -> None:
    library = opened(saved, tmp_path)
    for row in told(saved)["revisions"]:
        revision = library.revisions.get(row["article"], row["number"])
        assert revision.article.body == row["body"]
        assert (revision.name, revision.time) == (row["name"], row["time"])
    library.close()


def test_there_is_a_saved_library_for_the_schema_before_this_one() -> None:
    assert f"version-{LATEST - 1}" in {path.stem for path in SAVED}


@pytest.mark.parametrize("steps", range(1, LATEST))
def test_a_library_stopped_at_any_step_is_brought_up_to_date(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "desk.standfirst"
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        library_steps.apply(Database(older, execute_plugins=False), stop_before=STEPS[steps])
        older.execute(f"PRAGMA user_version = {steps}")
    library = Library.open(path)
    with library.operation("Add"):
        article = library.articles.add(Article(headline="Ferry", body="text"), Facts("text", 1))
    assert library.revisions.get(article.id, 1).article == article
    assert library.check() == ()
    library.close()


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_the_index_of_a_past_library_is_made_anew(saved: Path, tmp_path: Path) -> None:
    library = opened(saved, tmp_path)
    for row in told(saved)["articles"]:
        view = View.SPIKED if row["status"] == "spiked" else View.ALL
        word = max(filter(str.isalpha, row["body"].split()), key=len, default="")
        found = library.search.find(f'"{word}" headline:"{row["headline"]}"', view=view)
        assert row["number"] in found.numbers or not row["headline"]
    library.close()


def test_scripts_that_were_not_found_before_are_found_after(tmp_path: Path) -> None:
    library = opened(LIBRARIES / "version-13.standfirst", tmp_path)
    assert len(library.search.numbers("eliyev")) == len(library.search.numbers("izmir")) == 1
    for query in ("東京", "天気", "ไทย"):
        assert len(library.search.numbers(query, spiked=True)) == 1
    library.close()
