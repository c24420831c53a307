"""Commands that read a library: list and show."""

from __future__ import annotations

from pathlib import Path

import click

from db.records import Article, ArticleSummary, Related
from editor.app.facts import facts_of
from editor.app.operations import Operations
from editor.cli.console import (
    article_called,
    counted,
    json_option,
    library_argument,
    operations_on,
    say,
    say_json,
)
from editor.exchange import markdown_file
from editor.exchange.package import PackageTag

NO_HEADLINE = "(no headline)"


@click.command("list", short_help="List articles, or those that match a query.")
@library_argument
@click.argument("query", nargs=-1)
@json_option
def list_articles(library: Path, query: tuple[str, ...], as_json: bool) -> None:
    """List articles, newest first: all of them, or those that match QUERY.

    QUERY is in the language of the search line, which `standfirst find` explains. Put -- before a
    QUERY with -word, which leaves out articles that have that word.
    """
    with operations_on(library, read_only=True) as operations:
        found = operations.summaries(operations.search(" ".join(query)))
    if as_json:
        say_json([row_of(summary) for summary in found])
        return
    for line in _table(found):
        say(line)
    if not found:
        say("No article matches." if query else "The library is empty.")


def row_of(summary: ArticleSummary) -> dict[str, object]:
    """An article of a list as JSON has it."""
    return {
        "id": summary.id,
        "slug": summary.slug,
        "headline": summary.headline,
        "status": summary.status.value,
        "tags": list(summary.tags),
        "words": summary.words,
        "updated": summary.updated,
    }


def _table(found: tuple[ArticleSummary, ...]) -> list[str]:
    slugs = max((len(summary.slug) for summary in found), default=0)
    return [
        f"{summary.slug:<{slugs}}  {summary.status.value:<11}  {summary.words:>6}  "
        f"{summary.headline or NO_HEADLINE}"
        for summary in found
    ]


@click.command("show", short_help="Show one article.")
@library_argument
@click.argument("slug")
@json_option
@click.option("--markdown", is_flag=True, help="Print the Markdown file an export would write.")
def show_article(library: Path, slug: str, as_json: bool, markdown: bool) -> None:
    """Show the article with this SLUG, present or past."""
    if as_json and markdown:
        raise click.UsageError("--json and --markdown can't go together.")
    with operations_on(library, read_only=True) as operations:
        article = article_called(operations, slug)
        if markdown:
            package = operations.package(article.id)
            click.echo(markdown_file.export(package), nl=False)
        elif as_json:
            say_json(_everything(operations, article))
        else:
            _print(operations, article)


def _everything(operations: Operations, article: Article) -> dict[str, object]:
    package = operations.package(article.id)
    return {
        "id": article.id,
        "slug": article.slug,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "kicker": article.kicker,
        "slugline": article.slugline,
        "byline": article.byline,
        "dateline": {
            "place": article.dateline.place,
            "date": article.dateline.date,
            "source": article.dateline.source,
        },
        "language": article.language,
        "direction": article.direction.value,
        "section": article.section,
        "status": article.status.value,
        "embargo": article.embargo,
        "ednote": article.ednote,
        "target_words": article.target_words,
        "words": facts_of(article.body).words,
        "created": article.created,
        "updated": article.updated,
        "published": article.published,
        "version": article.version,
        "tags": [_tag(tag) for tag in package.tags],
        "related": [_related(related) for related in operations.related(article.id)],
        "cross_links": sorted(package.targets),
        "body": article.body,
    }


def _tag(tag: PackageTag) -> dict[str, object]:
    return {
        "label": tag.label,
        "kind": tag.kind.value if tag.kind else None,
        "aliases": list(tag.aliases),
    }


def _related(related: Related) -> dict[str, object]:
    return {
        "title": related.title,
        "kind": related.kind.value,
        "slug": related.slug,
        "url": related.url,
        "resolved": not related.unresolved,
    }


def _print(operations: Operations, article: Article) -> None:
    tags = ", ".join(tag.label for tag in operations.tags_of(article.id))
    words = counted(facts_of(article.body).words, "word")
    dateline = article.dateline
    for line in (
        article.kicker,
        article.headline or NO_HEADLINE,
        article.standfirst,
        article.byline,
        ", ".join(part for part in (dateline.place, dateline.date, dateline.source) if part),
        f"{article.slug} · {article.status} · {words}" + (f" · {tags}" if tags else ""),
    ):
        if line:
            say(line)
    say()
    say(article.body)
    stories = operations.related(article.id)
    if stories:
        say("\nRelated stories")
    for related in stories:
        where = related.slug or related.url or "not in the library"
        say(f"- {related.title} ({related.kind}: {where})")
