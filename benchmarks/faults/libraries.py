"""The libraries that faults are tried on."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from db.library import Library
from db.records import Article
from editor.app.operations import Operations
from editor.exchange.package import Package, PackageRelated, PackageTag

PAST = Path(__file__).resolve().parents[2] / "tests" / "db" / "libraries"
BODY = "\n\n".join(f"Paragraph {n} on the harbour talks and the ferry." for n in range(12))


def small_library(path: Path, articles: int = 1) -> Path:
    """A closed library with so many articles, tagged and related."""
    path.parent.mkdir(parents=True, exist_ok=True)
    library = Library.open(path, create=True)
    operations = Operations(library)
    for number in range(articles):
        story = Package(
            Article(headline=f"Harbour talks {number}", body=BODY * (1 + number % 7)),
            tags=(PackageTag("Harbour"), PackageTag(f"Quay {number % 4}")),
            related=(PackageRelated(f"Story {number}"),),
            source=b"as it came",
        )
        article = operations.add_package(story).value
        operations.save(article.id, {"body": article.body + "\n\nMore."}, name="First")
    library.close()
    return path


def aged_library(path: Path) -> Path:
    """A library of the last version that kept revisions whole, with long histories."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(PAST / "version-7.standfirst", path)
    with closing(sqlite3.connect(path)) as sqlite, sqlite:
        (columns,) = sqlite.execute(
            "SELECT group_concat(name) FROM pragma_table_info('revisions') WHERE name <> 'number'"
        ).fetchone()
        sqlite.execute(
            f"""WITH RECURSIVE copies (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < 60)
            INSERT INTO revisions (number, {columns})
            SELECT number + 1000 * n, {columns} FROM revisions, copies"""
        )
    return path
