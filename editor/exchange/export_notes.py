"""What a writer should know about an export before it is published, whichever the format; showing
it is left to the window and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from db.records import INDEFINITE, TagKind
from editor.exchange.moments import in_utc, read_moment
from editor.exchange.package import Package
from editor.text.crosslinks import find
from editor.text.pictures import written


def export_notes(package: Package, now: datetime) -> tuple[str, ...]:
    """What the writer should know about an export, whichever the format; `now` has a zone."""
    article = package.article
    notes = []
    if _is_embargoed(article.embargo, now):
        notes.append("The story is under embargo; its export is not for readers yet.")
    if article.ednote.strip():
        notes.append("The note to editors was left out.")
    if any(tag.kind is TagKind.INTERNAL for tag in package.tags):
        notes.append("Internal tags were left out.")
    if not article.headline.strip():
        notes.append("The story has no headline yet.")
    broken = {link.slug for link in find(article.body)} - set(package.targets)
    if broken:
        slugs = ", ".join(sorted(broken))
        notes.append(f"Cross-links to nothing went out as plain words: {slugs}.")
    return (*notes, *_picture_notes(package))


def _picture_notes(package: Package) -> Iterator[str]:
    shown = written(package.article.body)
    wordless = {one.hash for one in package.pictures if not one.alt}
    silent = {one.hash for one in shown if one.hash in wordless and not one.alt}
    if silent:
        subject = "One picture has" if len(silent) == 1 else f"{len(silent)} pictures have"
        yield f"{subject} no words yet for readers who can’t see."
    missing = {one.hash for one in shown} - {one.hash for one in package.pictures}
    if missing:
        subject = "One picture is" if len(missing) == 1 else f"{len(missing)} pictures are"
        yield f"{subject} not in the library and didn’t go out."


def _is_embargoed(embargo: str | None, now: datetime) -> bool:
    """An embargo that can't be read holds."""
    if not embargo or embargo == INDEFINITE:
        return embargo == INDEFINITE
    until = read_moment(embargo)
    return until is None or in_utc(until) > now
