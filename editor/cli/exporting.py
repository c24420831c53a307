"""The export command: articles as files in a folder, linked to one another, none overwritten in
silence."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote

import click

from db.records import Article
from db.times import utc_now
from editor.app.operations import Operations
from editor.cli.console import (
    article_called,
    counted,
    file_path,
    followed,
    library_argument,
    operations_on,
    say,
)
from editor.exchange.addresses import PageOptions
from editor.exchange.export_notes import export_notes
from editor.exchange.files import FileError, write_atomic
from editor.exchange.format_types import Exporter
from editor.exchange.formats import EXPORTERS, exporter_for
from editor.exchange.package import Package
from editor.exchange.picture_places import write_beside


class Clash(Enum):
    """What to do where a file of the name is there already."""

    REFUSE = auto()
    OVERWRITE = auto()
    RENAME = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """The file an article goes to."""

    slug: str
    path: Path


@click.command("export", short_help="Write articles as HTML or Markdown files.")
@library_argument
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option(
    "--to",
    "format_id",
    type=click.Choice([exporter.id for exporter in EXPORTERS]),
    required=True,
    help="The format of the files.",
)
@click.option(
    "--out",
    "folder",
    type=file_path,
    required=True,
    help="The folder to write into; it is made if the folder above it is there.",
)
@click.option("--site-name", default="", help="The name of the site the pages are for.")
@click.option(
    "--base-url", default="", help="Its address: pages then say where they will be, and og:image."
)
@click.option("--overwrite", is_flag=True, help="Replace files of the same name.")
@click.option("--rename", is_flag=True, help="Put a number after a name that is taken.")
def export_articles(
    library: Path,
    slugs: tuple[str, ...],
    format_id: str,
    folder: Path,
    site_name: str,
    base_url: str,
    overwrite: bool,
    rename: bool,
) -> None:
    """Export articles, all of them where no SLUG is named, one file each."""
    if overwrite and rename:
        raise click.UsageError("--overwrite and --rename can't go together.")
    clash = Clash.OVERWRITE if overwrite else Clash.RENAME if rename else Clash.REFUSE
    exporter = exporter_for(format_id)
    options = _page_options(site_name, base_url)
    with operations_on(library, read_only=True) as operations:
        places = _places(_chosen(operations, slugs), exporter, folder, clash)
        if clash is Clash.REFUSE:
            _refuse_clashes([place.path for place in places.values()])
        _make_folder(folder)
        said: list[str] = []
        addresses = {place.slug: quote(place.path.name) for place in places.values()}
        for article_id, place in followed(list(places.items()), "Exporting"):
            package = _linked(operations.package(article_id), addresses)
            data, files = exporter.export(package, options)
            write_beside(folder, files)
            write_atomic(place.path, data, overwrite=clash is Clash.OVERWRITE)
            said.append(_line(place.path, export_notes(package, utc_now())))
    for line in said:
        say(line)
    if not places:
        say("The library is empty: there was nothing to export.")


def _page_options(site_name: str, base_url: str) -> PageOptions:
    try:
        return PageOptions(site_name, base_url)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _line(path: Path, notes: Sequence[str]) -> str:
    return f"{path}: {' '.join(notes)}" if notes else str(path)


def _chosen(operations: Operations, slugs: Sequence[str]) -> dict[str, str]:
    """Ids and present slugs of the articles asked for, or of all that aren't spiked."""
    if slugs:
        asked = [article_called(operations, slug) for slug in slugs]
        return {article.id: article.slug for article in asked}
    return {one.id: one.slug for one in operations.summaries(operations.search())}


def _places(
    chosen: Mapping[str, str], exporter: Exporter, folder: Path, clash: Clash
) -> dict[str, Place]:
    """A file for each article, by id: no two the same, even where slugs were cut to fit, and
    none that is there already where clashes are to be renamed."""
    places: dict[str, Place] = {}
    taken: set[Path] = set()
    for article_id, slug in chosen.items():
        wanted = path = folder / exporter.file_name(Package(Article(slug=slug)))
        number = 1
        while path in taken or (clash is Clash.RENAME and os.path.lexists(path)):
            number += 1
            path = folder / f"{wanted.name.removesuffix(exporter.suffix)}-{number}{exporter.suffix}"
        taken.add(path)
        places[article_id] = Place(slug, path)
    return places


def _refuse_clashes(paths: Sequence[Path]) -> None:
    """Raises FileError where files would be overwritten: before any is written."""
    taken = [path for path in paths if os.path.lexists(path)]
    if taken:
        others = f" and {counted(len(taken) - 1, 'other file')}" if taken[1:] else ""
        raise FileError(
            f"There is already a file {taken[0]}{others}, so nothing was written. "
            "Add --overwrite or --rename, or choose another folder."
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise FileError(f"There is no folder {folder.parent} to make {folder.name} in.") from error
    except OSError as error:
        raise FileError(f"{folder} can't be used as a folder: {error.strerror}.") from error


def _linked(package: Package, addresses: Mapping[str, str]) -> Package:
    """The package with its cross-links leading to the files written beside it."""
    targets = {
        cited: replace(target, url=addresses.get(target.slug, target.url))
        for cited, target in package.targets.items()
    }
    return replace(package, targets=targets)
