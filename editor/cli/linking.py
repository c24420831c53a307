"""The command that reads the links of a library: what is broken, alone or waiting, and who links
to an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from db.link_records import BacklinkLine, BrokenLink
from db.records import ArticleSummary, Related
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

_Report = dict[str, list[dict[str, object]]]

_NONE = {
    "broken": "No cross-link is broken.",
    "waiting": "No related story is waiting for its article.",
    "orphans": "No article is on its own.",
    "linked_from": "No article links there.",
}
_HEADED = {
    "broken": "broken cross-link",
    "waiting": "related title waiting",
    "orphans": "article on its own",
    "linked_from": "link to it",
}
_MANY = {
    "broken": "broken cross-links",
    "waiting": "related titles waiting",
    "orphans": "articles on their own",
    "linked_from": "links to it",
}


@click.command("links", short_help="List broken links, waiting titles and articles on their own.")
@library_argument
@click.option("--broken", is_flag=True, help="Cross-links to a slug that no article has.")
@click.option("--waiting", is_flag=True, help="Related stories that are only a title yet.")
@click.option("--orphans", is_flag=True, help="Articles that no other links to or is linked from.")
@click.option("--published", is_flag=True, help="Of the orphans those that are published.")
@click.option("--to", "slug", metavar="SLUG", help="The links to the article with this SLUG.")
@json_option
def list_links(
    library: Path,
    broken: bool,
    waiting: bool,
    orphans: bool,
    published: bool,
    slug: str | None,
    as_json: bool,
) -> None:
    """List what is loose in a library's links: all of it, or what the options name.

    Articles on the spike are left out.
    """
    wanted = {"broken": broken, "waiting": waiting, "orphans": orphans or published}
    everything = not any(wanted.values()) and slug is None
    with operations_on(library, read_only=True) as operations:
        report: _Report = {
            name: list(_READERS[name](operations, published))
            for name, asked in wanted.items()
            if asked or everything
        }
        if slug is not None:
            report["linked_from"] = list(_linked_from(operations, slug))
    if as_json:
        say_json(report)
        return
    for line in _lines(report):
        say(line)


def _linked_from(operations: Operations, slug: str) -> Iterator[dict[str, object]]:
    target = article_called(operations, slug).id
    count = operations.backlink_count(target)
    yield from map(_backlink, operations.backlinks_with_context(target, max(count, 1)))


def _broken(operations: Operations, _published: bool) -> Iterator[dict[str, object]]:
    return map(_broken_link, operations.broken_links())


def _waiting(operations: Operations, _published: bool) -> Iterator[dict[str, object]]:
    return (_waiting_title(*one) for one in operations.waiting_titles())


def _orphans(operations: Operations, published: bool) -> Iterator[dict[str, object]]:
    return map(_article, operations.orphans(published=published))


_READERS = {"broken": _broken, "waiting": _waiting, "orphans": _orphans}


def _article(summary: ArticleSummary) -> dict[str, object]:
    return {"slug": summary.slug, "headline": summary.headline}


def _broken_link(link: BrokenLink) -> dict[str, object]:
    return {**_article(link.source), "to": link.slug, "words": link.words}


def _waiting_title(beside: ArticleSummary, related: Related) -> dict[str, object]:
    return {**_article(beside), "title": related.title, "kind": related.kind.value}


def _backlink(line: BacklinkLine) -> dict[str, object]:
    sentence = f"{line.before}{line.words}{line.after}"
    return {**_article(line.source), "where": line.where, "sentence": sentence}


def _lines(report: _Report) -> Iterator[str]:
    for name, rows in report.items():
        if not rows:
            yield _NONE[name]
            continue
        yield f"{counted(len(rows), _HEADED[name], _MANY[name])}:"
        for row in rows:
            said = row.get("to") or row.get("title") or row.get("sentence") or row["headline"]
            yield f"- {row['slug']}: {said or '(no headline)'}"
