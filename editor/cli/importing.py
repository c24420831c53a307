"""The import command: files or standard input into a library, or, dry, only read and described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

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
from editor.cli.import_run import Arrival, ImportRun, read_input
from editor.exchange.formats import IMPORTERS


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
    story = describe(read_input(path), path.name, format_id)
    if as_json:
        say_json(story)
    else:
        for line in summary_lines(story):
            say(line)
    return 0


def _import_all(
    operations: Operations, paths: Sequence[Path], format_id: str | None, as_json: bool
) -> int:
    """Every file that can be; a bad one stops none of the others. Broken off, it says what is
    stored by then."""
    run = ImportRun(operations, format_id)
    try:
        run.take(followed(paths, "Importing"))
    except KeyboardInterrupt:
        _finish(operations, run, as_json)
        complain(f"Stopped: {len(run.arrivals):,} of {len(paths):,} files are in the library.")
        raise
    _finish(operations, run, as_json)
    return 1 if run.errors else 0


def _finish(operations: Operations, run: ImportRun, as_json: bool) -> None:
    """Say what was made of each file, once all are there and know one another."""
    run.settle()
    reports = [_report(operations, one) for one in run.arrivals]
    if as_json:
        failed = [Report(str(path), imported=False, error=why) for path, why in run.errors.items()]
        say_json([asdict(report) for report in (*reports, *failed)])
    else:
        for report, arrival in zip(reports, run.arrivals, strict=True):
            say(report.line(arrival.package.suggested_headline))
    for path, why in run.errors.items():
        complain(why if path.name in why else f"{path}: {why}")


def _report(operations: Operations, arrival: Arrival) -> Report:
    article = arrival.article
    return Report(
        str(arrival.path),
        imported=True,
        id=article.id,
        slug=article.slug,
        headline=article.headline or None,
        sections=arrival.sections,
        tags=operations.summary(article.id).tags,
        related=tuple(
            {"title": related.title, "resolved": not related.unresolved}
            for related in operations.related(article.id)
        ),
        notes=(*arrival.package.notes, *operations.offers(article)),
    )
