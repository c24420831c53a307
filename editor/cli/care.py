"""Commands that look after a library: check, backup and restore."""

from __future__ import annotations

from pathlib import Path

import click

from db.errors import Damaged, LibraryError, NotALibrary
from db.restoring import restore_library
from db.salvage import Salvaged, salvage
from db.shelf import BackupShelf
from db.times import utc_now
from editor.app.facts import facts_of
from editor.app.operations import Operations
from editor.app.paths import find_paths
from editor.cli.console import counted, file_path, library_argument, operations_on, say


@click.command("check", short_help="Say whether a library is whole; salvage a damaged one.")
@library_argument
@click.option(
    "--salvage", "target", type=file_path, metavar="FILE",
    help="Put what reads of a damaged library into a new FILE.",
)  # fmt: skip
def check_library(library: Path, target: Path | None) -> int:
    """Say whether a library is whole; exit code 1 where it isn't.

    With --salvage what reads of a damaged library goes into a new FILE, and what did not is
    listed. The damaged library itself is never written to.
    """
    try:
        faults, health = _looked_over(library)
    except (Damaged, NotALibrary) as error:
        if target is None and isinstance(error, NotALibrary):
            raise
        if target is None:
            hint = f"`standfirst check {library} --salvage FILE` saves what reads into a new file."
            raise Damaged(f"{error} {hint}") from error
        faults, health = (str(error),), ""
    for fault in faults:
        say(fault)
    if not faults:
        say(health)
        return 0
    if target is None and _are_altered_texts(faults, library):
        say(
            f"Nothing else is wrong with {library}. Opened, each of these articles shows its text "
            "as it is now; the versions before are in its history."
        )
        return 1
    if target is not None:
        return _tell(salvage(library, target, facts_of))
    say(
        f"{library} has {counted(len(faults), 'fault')}. Restore it from a backup, or save what "
        f"reads into a new file with `standfirst check {library} --salvage FILE`."
    )
    return 1


def _are_altered_texts(faults: tuple[str, ...], library: Path) -> bool:
    """Whether nothing is wrong but that texts were changed past the library."""
    try:
        with operations_on(library, read_only=True) as operations:
            return set(faults) <= set(operations.library.altered_texts())
    except LibraryError:
        return False


def _looked_over(library: Path) -> tuple[tuple[str, ...], str]:
    with operations_on(library, read_only=True) as operations:
        faults = operations.library.check()
        counts = {} if faults else operations.library.counts()
    if faults:
        return faults, ""
    return (), (
        f"{library} is healthy: {counted(counts['articles'], 'article')}, "
        f"{counts['spiked']} spiked; {counted(counts['tags'], 'tag')}; "
        f"{counted(counts['related'], 'related story', 'related stories')}, "
        f"{counts['unresolved']} not in the library; "
        f"{counted(counts['cross_links'], 'cross-link')}, {counts['broken_links']} broken."
    )


def _tell(salvaged: Salvaged) -> int:
    articles = counted(salvaged.articles, "article")
    if salvaged.whole:
        say(
            f"Everything was read: {articles} with all that belongs to them are in {salvaged.path}."
        )
        return 0
    say(f"{articles} could be saved into {salvaged.path}. What did not read:")
    for line in salvaged.lost:
        say(f"- {line}")
    return 1


@click.command("backup", short_help="Copy a library into a new file, or among its backups.")
@library_argument
@click.argument("file", type=file_path, required=False)
@click.option("--list", "listing", is_flag=True, help="List the backups there are.")
def back_up_library(library: Path, file: Path | None, listing: bool) -> None:
    """Copy a library into a new FILE, whole even while the window has it open.

    Without FILE the copy goes into the folder of backups, where the newest of twelve hours,
    seven days and 26 weeks are kept.
    """
    if listing and file is not None:
        raise click.UsageError("--list takes no FILE.")
    shelf = BackupShelf(find_paths().backups, library)
    if listing:
        _list(shelf)
        return
    with operations_on(library, read_only=True) as operations:
        if file is None:
            file = shelf.make(operations.library, utc_now()).path
        else:
            operations.library.backup(file)
    say(f"{library} is backed up in {file}.")


def _list(shelf: BackupShelf) -> None:
    backups = shelf.all()
    for backup in backups:
        size = f"{backup.size / 1e6:.1f} MB"
        say(f"{backup.time:%Y-%m-%d %H:%M} UTC  {size:>9}  {backup.path}")
    if not backups:
        say(f"There are no backups of it in {shelf.folder}.")


@click.command("restore", short_help="Get a library, or one article, back from a backup.")
@click.argument("backup", type=file_path)
@click.option("--into", "target", type=file_path, metavar="FILE", help="A new library file.")
@click.option("--article", "slug", metavar="SLUG", help="Only this article.")
@click.option("--library", type=file_path, help="The library the article is brought back into.")
def restore_from_backup(
    backup: Path, target: Path | None, slug: str | None, library: Path | None
) -> None:
    """Restore a BACKUP into a new FILE; nothing is overwritten and the BACKUP is only read.

    With --article one article comes back with its tags, related stories and versions, into a new
    FILE or into a LIBRARY. What that library has already stays as it is.
    """
    if (target is None) == (library is None):
        raise click.UsageError("Say where to: either --into FILE or --library LIBRARY.")
    if slug is None:
        if target is None:
            raise click.UsageError("--library takes an article: add --article SLUG.")
        restore_library(backup, target)
        say(f"{backup} is restored in {target}.")
    elif library is not None:
        _restore_article(backup, slug, library, create=False)
    elif target is not None:
        if target.exists():
            raise click.UsageError(f"{target} is there already. --into takes a new FILE.")
        _restore_article(backup, slug, target, create=True)


def _restore_article(backup: Path, slug: str, library: Path, *, create: bool) -> None:
    operations: Operations
    with operations_on(library, create=create) as operations:
        outcome = operations.restore_from_backup(backup, slug)
    article = outcome.value
    say(
        f"“{article.headline or article.slug}” is back in {library} as {article.slug}, with "
        f"{counted(len(outcome.changes.tags), 'tag')}."
    )
    for note in outcome.notes:
        say(note)
