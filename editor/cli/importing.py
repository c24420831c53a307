"""The import command: files or standard input into a library, or, dry, only read and described."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from db.errors import LibraryError
from db.records import Article
from editor.app.operations import Operations
from editor.cli.console import (
    complain,
    counted,
    file_path,
    followed,
    json_option,
    operations_on,
    say,
    say_json,
    shortened,
)
from editor.cli.dry_run import describe, summary_lines
from editor.exchange.files import READ_LIMIT, FileError, read_bytes, require_words
from editor.exchange.formats import IMPORTERS, importer_for
from editor.exchange.package import Package
from editor.exchange.picture_places import with_pictures
from editor.text.outline import outline

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file, the article it became, and the package between them."""

    path: Path
    article: Article
    package: Package


@dataclass(frozen=True, slots=True)
class Report:
    """What was made of one file; the JSON has these names."""

    file: str
    imported: bool
    error: str | None = None
    id: str | None = None
    slug: str | None = None
    headline: str | None = None
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[dict[str, str | bool], ...] = ()
    notes: tuple[str, ...] = ()

    def line(self, working_headline: str) -> str:
        """All of it in one line; `working_headline` is told where the copy brought none."""
        called = f"“{self.headline}”" if self.headline else "no headline"
        if not self.headline and working_headline:
            called += f" (to work with: “{shortened(working_headline)}”)"
        unresolved = sum(not story["resolved"] for story in self.related)
        related = counted(len(self.related), "related story", "related stories")
        if unresolved:
            related += f" ({unresolved} not in the library)"
        parts = (called, counted(len(self.sections), "section"), counted(len(self.tags), "tag"))
        made = f"{self.file} → {self.slug}: {', '.join((*parts, related))}."
        return " ".join((made, *self.notes))


@click.command("import", short_help="Bring wire copy or Markdown into a library.")
@click.argument("paths", nargs=-1, required=True, metavar="LIBRARY FILE...", type=file_path)
@click.option(
    "--as",
    "format_id",
    type=click.Choice([importer.id for importer in IMPORTERS]),
    help="What the files are; otherwise each is looked at.",
)
@click.option("--dry-run", is_flag=True, help="Store nothing: say how one FILE is read.")
@json_option
def import_files(
    paths: tuple[Path, ...], format_id: str | None, dry_run: bool, as_json: bool
) -> int:
    """Import each FILE as an article; the LIBRARY is made if there is none.

    FILE is - for standard input. With --dry-run there is one FILE and no LIBRARY.
    """
    if dry_run:
        if len(paths) != 1:
            raise click.UsageError("--dry-run takes one FILE and no LIBRARY.")
        return _dry_run(paths[0], format_id, as_json)
    if len(paths) < 2:
        raise click.UsageError("Name a LIBRARY and at least one FILE.")
    with operations_on(paths[0], create=True) as operations:
        return _import_all(operations, paths[1:], format_id, as_json)


def _dry_run(path: Path, format_id: str | None, as_json: bool) -> int:
    story = describe(_read(path), path.name, format_id)
    if as_json:
        say_json(story)
    else:
        for line in summary_lines(story):
            say(line)
    return 0


def _import_all(
    operations: Operations, paths: Sequence[Path], format_id: str | None, as_json: bool
) -> int:
    """Every file that can be, each by itself: a bad one stops none of the others."""
    arrivals: list[Arrival] = []
    errors: dict[Path, str] = {}
    for path in followed(paths, "Importing"):
        try:
            package = _package(path, format_id)
            article = operations.add_package(package).value
        except (FileError, LibraryError) as error:
            errors[path] = str(error)
        else:
            arrivals.append(Arrival(path, article, package))
    operations.settle_related([(one.article.id, one.package) for one in arrivals])
    _tell(operations, arrivals, errors, as_json)
    return 1 if errors else 0


def _tell(
    operations: Operations,
    arrivals: Sequence[Arrival],
    errors: Mapping[Path, str],
    as_json: bool,
) -> None:
    """Say what was made of each file, once all are there and know one another."""
    reports = [_report(operations, one) for one in arrivals]
    if as_json:
        failed = [Report(str(path), imported=False, error=why) for path, why in errors.items()]
        say_json([asdict(report) for report in (*reports, *failed)])
    else:
        for report, arrival in zip(reports, arrivals, strict=True):
            say(report.line(arrival.package.suggested_headline))
    for path, why in errors.items():
        complain(why if path.name in why else f"{path}: {why}")


def _package(path: Path, format_id: str | None) -> Package:
    data = _read(path)
    require_words(data, path.name)
    package = importer_for(path.name, data, format_id).parse(data, path.name)
    return with_pictures(package, None if str(path) == STANDARD_INPUT else path.parent)


def _read(path: Path) -> bytes:
    if str(path) != STANDARD_INPUT:
        return read_bytes(path)
    data = sys.stdin.buffer.read(READ_LIMIT + 1)
    if len(data) > READ_LIMIT:
        raise FileError("Standard input is too long to be a story.")
    return data


def _report(operations: Operations, arrival: Arrival) -> Report:
    article = arrival.article
    return Report(
        str(arrival.path),
        imported=True,
        id=article.id,
        slug=article.slug,
        headline=article.headline or None,
        sections=tuple(section.text for section in outline(article.body)),
        tags=tuple(tag.label for tag in operations.tags_of(article.id)),
        related=tuple(
            {"title": related.title, "resolved": not related.unresolved}
            for related in operations.related(article.id)
        ),
        notes=(*arrival.package.notes, *operations.offers(article)),
    )
