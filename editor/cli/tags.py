"""Commands on tags: list, rename, merge, and vocabularies to match them to."""

from __future__ import annotations

from pathlib import Path

import click

from db.errors import NotFound
from db.records import Tag
from db.tag_records import TagUse, Vocabulary
from editor.app.operations import Operations
from editor.app.vocabulary_operations import LARGEST
from editor.cli.console import (
    counted,
    file_path,
    json_option,
    library_argument,
    operations_on,
    say,
    say_json,
)
from editor.exchange.files import read_bytes


@click.group("tags", short_help="List, rename and merge tags; load vocabularies.")
def tags_group() -> None:
    """List, rename and merge tags; load controlled vocabularies and match tags to them.

    A TAG is named by its label, an alias or its slug.
    """


@tags_group.command("list", short_help="List tags with their uses.")
@library_argument
@json_option
def list_tags(library: Path, as_json: bool) -> None:
    """List tags with their kind, the number of articles, and their aliases."""
    with operations_on(library, read_only=True) as operations:
        tags, uses = operations.all_tags(), operations.tag_uses()
    if as_json:
        say_json([_row(tag, uses[tag.id]) for tag in tags])
        return
    width = max((len(tag.label) for tag in tags), default=0)
    for tag in tags:
        also = f"  also {', '.join(tag.aliases)}" if tag.aliases else ""
        say(f"{tag.label:<{width}}  {tag.kind:<12}  {uses[tag.id].articles:>7,}{also}".rstrip())
    if not tags:
        say("The library has no tags.")


@tags_group.command("rename", short_help="Give a tag another label.")
@library_argument
@click.argument("tag")
@click.argument("label")
def rename_tag(library: Path, tag: str, label: str) -> None:
    """Give a TAG another LABEL; the old one stays as an alias."""
    with operations_on(library) as operations:
        found = _tag_called(operations, tag)
        renamed = operations.rename_tag(found.id, label).value
    say(f"“{found.label}” is now called “{renamed.label}” on {_articles(renamed)}.")


@tags_group.command("merge", short_help="Make one tag of several.")
@library_argument
@click.argument("tags", metavar="TAG…", nargs=-1, required=True)
@click.option("--into", required=True, metavar="TAG", help="The tag that stays.")
@click.option("--dry-run", is_flag=True, help="Only say what it would touch.")
def merge_tags(library: Path, tags: tuple[str, ...], into: str, dry_run: bool) -> None:
    """Merge one TAG or more into the one that stays; their labels and aliases lead there."""
    with operations_on(library, read_only=dry_run) as operations:
        stays = _tag_called(operations, into)
        gone = [_tag_called(operations, tag) for tag in tags]
        ids = [tag.id for tag in gone]
        impact = operations.merge_impact(ids, stays.id)
        touched = f"{counted(impact.articles, 'article')}, {impact.both} with both"
        if dry_run:
            say(f"Merging into “{stays.label}” would change {touched}.")
            return
        operations.merge_tags(ids, stays.id)
    names = ", ".join(f"“{tag.label}”" for tag in gone)
    say(f"{names} merged into “{stays.label}”: {touched}.")


@tags_group.command("vocabulary", short_help="List vocabularies, load one, match tags to it.")
@library_argument
@click.argument("file", type=file_path, required=False)
@click.option("--match", "matching", is_flag=True, help="Give tags the ids of their terms.")
@json_option
def vocabulary(library: Path, file: Path | None, matching: bool, as_json: bool) -> None:
    """Load a controlled vocabulary from a FILE: the JSON of IPTC's NewsCodes, such as Media Topics,
    or a table of terms (CSV). Without FILE the vocabularies in the library are listed.

    With --match every tag that seems to be a term by its label or an alias is given the term's id.
    """
    if file is None and matching:
        raise click.UsageError("--match takes the FILE of a vocabulary.")
    if file is None:
        _list_vocabularies(library, as_json)
        return
    data = read_bytes(file, limit=LARGEST)
    with operations_on(library) as operations:
        loaded = operations.load_vocabulary(data, file.name)
        matches = operations.vocabulary_matches(loaded.value.id) if matching else ()
        matched = operations.adopt_terms(matches).value
    say(f"{_described(loaded.value)} loaded into {library}.")
    for note in loaded.notes:
        say(note)
    if matching:
        say(f"{counted(matched, 'tag')} matched to terms.")


def _list_vocabularies(library: Path, as_json: bool) -> None:
    with operations_on(library, read_only=True) as operations:
        known = operations.vocabularies()
    if as_json:
        say_json([_vocabulary_row(one) for one in known])
        return
    for one in known:
        say(_described(one))
    if not known:
        say("The library has no vocabularies.")


def _tag_called(operations: Operations, name: str) -> Tag:
    found = operations.library.tags.find(name)
    if found is None:
        near = [f"“{tag.label}”" for tag in operations.complete_tags(name, limit=3)]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NotFound(f"The library has no tag called “{name}”.{hint}")
    return found


def _articles(tag: Tag) -> str:
    return counted(tag.uses, "article")


def _row(tag: Tag, use: TagUse) -> dict[str, object]:
    return {
        "id": tag.id,
        "label": tag.label,
        "kind": tag.kind.value,
        "aliases": list(tag.aliases),
        "parent": tag.parent,
        "external_id": tag.external_id,
        "articles": use.articles,
        "spiked": use.spiked,
        "first": use.first,
        "last": use.last,
    }


def _vocabulary_row(vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "name": vocabulary.name,
        "address": vocabulary.address,
        "released": vocabulary.released,
        "terms": vocabulary.terms,
        "retired": vocabulary.retired,
        "languages": list(vocabulary.languages),
    }


def _described(vocabulary: Vocabulary) -> str:
    languages = f" in {', '.join(vocabulary.languages)}" if vocabulary.languages else ""
    retired = f", {vocabulary.retired} retired" if vocabulary.retired else ""
    return f"“{vocabulary.name}”: {counted(vocabulary.terms, 'term')}{retired}{languages}"
