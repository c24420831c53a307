"""The command that finds and replaces in many articles at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from db.errors import Invalid
from editor.app.operations import Operations
from editor.app.replace_operations import (
    BODY,
    REPLACED_FIELDS,
    Chosen,
    FoundIn,
    Replaced,
    Replacing,
)
from editor.cli.console import (
    counted,
    followed,
    json_option,
    library_argument,
    operations_on,
    say,
    say_json,
)
from editor.text.replacing import Find
from editor.text.search import Query

_AT_ONCE = 1_000
"""Articles between two steps of the progress bar."""
_FIELDS_AT_FIRST = ("headline", "standfirst", BODY)


@click.command("replace", short_help="Find and replace in many articles at once.")
@library_argument
@click.argument("find")
@click.argument("replacement")
@click.option("--query", default="", help="Only in the articles this query finds.")
@click.option("--regex", is_flag=True, help="FIND is an expression; $1 stands for its group.")
@click.option("--case", is_flag=True, help="Capitals matter.")
@click.option("--word", is_flag=True, help="Whole words only.")
@click.option("--keep-case", is_flag=True, help="Give the replacement the capitals it replaces.")
@click.option("--spare-quotations", is_flag=True, help="Leave quotations alone.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    type=click.Choice(REPLACED_FIELDS),
    help="Look in this field; more than one may be named.",
)
@click.option("--links", is_flag=True, help="Replace in the addresses of links too.")
@click.option("--dry-run", is_flag=True, help="Only say what would be replaced.")
@json_option
def replace_in_articles(
    library: Path,
    find: str,
    replacement: str,
    query: str,
    regex: bool,
    case: bool,
    word: bool,
    keep_case: bool,
    spare_quotations: bool,
    fields: tuple[str, ...],
    links: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put REPLACEMENT in the place of FIND in headlines, standfirsts and texts, as one operation:
    all of it or, where it is broken off, nothing.

    Spiked articles are left alone. The text before is kept in the history of each article.
    """
    replacing = Replacing(
        Query(find, case, word, regex, keep_case),
        replacement,
        fields or _FIELDS_AT_FIRST,
        spare_quotations,
    )
    with operations_on(library, read_only=dry_run) as operations:
        found = _found(operations, replacing, query, links or replacing.means_addresses)
        slugs = _slugs(operations, found)
        replaced = Replaced() if dry_run else _replace(operations, replacing, found)
    if as_json:
        say_json([_row(one, slugs[one.article]) for one in found])
        return
    for one in found:
        say(f"{slugs[one.article]}: {counted(len(one.finds), 'find')}")
        for line in _lines(one) if dry_run else ():
            say(line)
    for words in _summed_up(found, replaced, dry_run):
        say(words)


def _found(operations: Operations, replacing: Replacing, query: str, links: bool) -> list[FoundIn]:
    """Every find that counts, article by article. Raises Invalid for a query that is at fault."""
    numbers = operations.search(query)
    found: list[FoundIn] = []
    for start in followed(range(0, len(numbers), _AT_ONCE), "Looking"):
        batch = operations.find_across(replacing, numbers[start : start + _AT_ONCE])
        if batch.trouble:
            raise Invalid(batch.trouble)
        found.extend(batch.found)
    return [one for each in found if (one := _without_links(each, links)).finds]


def _without_links(one: FoundIn, links: bool) -> FoundIn:
    finds = tuple((field, find) for field, find in one.finds if links or not find.in_address)
    return FoundIn(one.article, one.number, one.version, one.headline, one.status, finds)


def _slugs(operations: Operations, found: Sequence[FoundIn]) -> dict[str, str]:
    summaries = operations.summaries([one.number for one in found])
    return {summary.id: summary.slug for summary in summaries}


def _replace(operations: Operations, replacing: Replacing, found: Sequence[FoundIn]) -> Replaced:
    chosen = [Chosen(one.article, one.number, one.version, _numbers(one)) for one in found]
    return operations.replace_across(replacing, chosen).value if chosen else Replaced()


def _numbers(one: FoundIn) -> dict[str, frozenset[int]]:
    fields = {field for field, _ in one.finds}
    return {
        name: frozenset(find.number for field, find in one.finds if field == name)
        for name in fields
    }


def _lines(one: FoundIn) -> Iterator[str]:
    for field, find in one.finds:
        where = "" if field == BODY else f"{field}: "
        yield f"  {where}{find.before}[{find.words} → {find.instead}]{find.after}"


def _row(one: FoundIn, slug: str) -> dict[str, object]:
    return {
        "slug": slug,
        "headline": one.headline,
        "status": one.status.value,
        "finds": [_find_row(field, find) for field, find in one.finds],
    }


def _find_row(field: str, find: Find) -> dict[str, object]:
    return {
        "field": field,
        "line": find.line + 1,
        "before": find.before,
        "find": find.words,
        "after": find.after,
        "replacement": find.instead,
    }


def _summed_up(found: Sequence[FoundIn], replaced: Replaced, dry_run: bool) -> Iterator[str]:
    if not found:
        yield "Nothing was found."
    elif dry_run:
        finds = sum(len(one.finds) for one in found)
        yield f"{counted(finds, 'find')} in {counted(len(found), 'article')}. Nothing was changed."
    else:
        changed = counted(len(replaced.changed), "article")
        yield f"{counted(replaced.count, 'find')} replaced in {changed}."
    if replaced.published:
        yield f"{replaced.published} of them published: export what readers are to see."
    for line in replaced.left:
        yield f"Left out: {line.headline} ({line.why})"
