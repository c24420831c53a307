"""An article as a web page that can be published as it is, and as a fragment for a content
system; the article element and its structured data are made by their modules."""

from __future__ import annotations

import re
from collections.abc import Iterator

import resources
from editor.exchange.addresses import PAGE_SUFFIX, PageOptions
from editor.exchange.html_article import article_element
from editor.exchange.package import Package
from editor.exchange.page_facts import PageFacts, escape, lawful, page_facts
from editor.exchange.structured_data import news_article

__all__ = ["PAGE_SUFFIX", "PageOptions", "fragment", "page"]

_STYLESHEET = "styles/page.css"


def page(package: Package, options: PageOptions | None = None) -> str:
    """The whole page: it loads nothing from elsewhere, and what copy says can't run.

    The ednote, the notes and tags of the kind *internal* are not in it. `datePublished` is there
    only for an article that was published. Ids of sections are those the renderer gives.
    """
    options = options or PageOptions()
    facts = page_facts(package, options)
    head = "".join(f"{line}\n" for line in _head(facts, options))
    article = article_element(facts, package.related, options)
    return lawful(
        f"<!DOCTYPE html>\n"
        f'<html lang="{facts.language}" dir="{facts.direction}"'
        f' prefix="og: https://ogp.me/ns# article: https://ogp.me/ns/article#">\n'
        f"<head>\n{head}</head>\n<body>\n<main>\n{article}</main>\n</body>\n</html>\n"
    )


def fragment(package: Package, options: PageOptions | None = None) -> str:
    """The article element alone, with no style and no script, to be set into another page."""
    options = options or PageOptions()
    return lawful(article_element(page_facts(package, options), package.related, options))


def _head(facts: PageFacts, options: PageOptions) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(facts.name)}</title>"
    yield from _named("description", facts.description)
    yield from _named("author", ", ".join(author.name for author in facts.authors))
    if facts.address:
        yield f'<link rel="canonical" href="{escape(facts.address)}">'
    yield from _open_graph(facts)
    card = "summary_large_image" if facts.site and facts.picture else "summary"
    yield f'<meta name="twitter:card" content="{card}">'
    yield f'<script type="application/ld+json">\n{news_article(facts)}\n</script>'
    stylesheet = options.stylesheet
    if stylesheet is None:
        stylesheet = resources.text(_STYLESHEET)
    yield f"<style>\n{stylesheet.strip()}\n</style>"


def _open_graph(facts: PageFacts) -> Iterator[str]:
    yield from _property("og:type", "article")
    yield from _property("og:title", facts.name)
    yield from _property("og:description", facts.description)
    yield from _property("og:url", facts.address)
    yield from _property("og:site_name", facts.site_name)
    if facts.site and (picture := facts.picture):
        yield from _property("og:image", facts.site + picture.url)
        yield from _property("og:image:width", str(picture.width))
        yield from _property("og:image:height", str(picture.height))
        yield from _property("og:image:alt", picture.headline)
    if found := re.fullmatch(r"([a-z]{2,3})-([A-Z]{2})", facts.language):
        yield from _property("og:locale", f"{found[1]}_{found[2]}")
    yield from _property("article:published_time", facts.published)
    yield from _property("article:modified_time", facts.modified)
    yield from _property("article:section", facts.section)
    for tag in facts.tags:
        yield from _property("article:tag", tag.label)


def _named(name: str, content: str) -> Iterator[str]:
    if content:
        yield f'<meta name="{name}" content="{escape(content)}">'


def _property(name: str, content: str) -> Iterator[str]:
    if content:
        yield f'<meta property="{name}" content="{escape(content)}">'
