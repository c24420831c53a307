"""The command that finds articles by the language of the search line, and shows where."""

from __future__ import annotations

import re
from pathlib import Path

import click

from db.records import ArticleSummary, Hit, Order, View
from editor.cli.console import complain, json_option, library_argument, operations_on, say, say_json
from editor.cli.reading import NO_HEADLINE, row_of

_NAMED_VALUE = re.compile(r"(-?[A-Za-z]+:)(\S.*\s.*)", re.DOTALL)


@click.command(
    "find",
    short_help="Find articles, with the sentence around the first hit.",
    # What begins with a hyphen and is no option is a word that isn't wanted, whatever letters
    # are in it.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@library_argument
@click.argument("query", nargs=-1, required=True)
@click.option("--spiked", is_flag=True, help="Look among the spiked articles.")
@click.option(
    "--sort",
    "order",
    type=click.Choice([order.value for order in Order]),
    default=Order.UPDATED.value,
    help="What to sort by; newest and longest first, headlines from A to Z.",
)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--limit", type=click.IntRange(min=0), help="Show the first so many.")
@json_option
def find_articles(
    library: Path,
    query: tuple[str, ...],
    spiked: bool,
    order: str,
    reverse: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Find articles by the language of the search line: words, "phrases", -not, OR, tag: status:
    by: before: after: updated:7d links:broken words:>800 and more.

    What could not be read as it was meant is told on standard error, and looked for as words.
    """
    asked = " ".join(map(_as_typed, query))
    view = View.SPIKED if spiked else View.ALL
    with operations_on(library, read_only=True) as operations:
        found = operations.find(asked, view=view, order=Order(order), reverse=reverse, limit=limit)
        articles = operations.summaries(found.numbers)
        hits = operations.hits(asked, found.numbers)
    for problem in found.problems:
        complain(problem)
    if as_json:
        say_json([_row(article, hits.get(article.number)) for article in articles])
        return
    for article in articles:
        say(f"{article.slug}  {article.headline or NO_HEADLINE}")
        if article.number in hits:
            say(f"    {_line(hits[article.number])}")
    if not articles:
        say("No article matches.")


def _as_typed(argument: str) -> str:
    """An argument as it would stand in the search line: the shell has taken the quotation marks
    off `tag:"Port Calder"`."""
    named = _NAMED_VALUE.fullmatch(argument)
    return f'{named[1]}"{named[2]}"' if named and '"' not in argument else argument


def _row(article: ArticleSummary, hit: Hit | None) -> dict[str, object]:
    where = None if hit is None else {"before": hit.before, "match": hit.match, "after": hit.after}
    return {**row_of(article), "hit": where}


def _line(hit: Hit) -> str:
    return f"{hit.before}{hit.match}{hit.after}"
