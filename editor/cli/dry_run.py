"""What an import would make of a file, as the one JSON object every importer's dry run prints,
and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor.exchange import wire
from editor.exchange.formats import importer_for
from editor.exchange.package import Package
from editor.text.blocks import Kind, scan
from editor.text.outline import outline
from editor.text.plain import plain_of

Story = dict[str, object]


def describe(data: bytes, name: str, format_id: str | None) -> Story:
    """How `data` is read: wire copy with every guess, other formats with the same keys.

    Raises FileError where it can't be read.
    """
    importer = importer_for(name, data, format_id)
    if importer.id == "wire":
        return wire.to_json(wire.read(data))
    return _of_package(importer.parse(data, name))


def summary_lines(story: Story) -> Iterator[str]:
    """The same for people: what it comes to, then every guess with its reason."""
    for name in ("headline", "standfirst", "slugline", "byline"):
        yield f"{name}: {story[name] or 'none'}"
    for name in _COUNTED:
        yield f"{name.replace('_', ' ')}: {_listed(story[name])}"
    for guess in _dicts(story["guesses"]):
        yield (
            f"line {guess['line']}: {guess['kind']} "
            f"({guess['confidence']:.0%}): {guess['reason']}: {guess['text']}"
        )
    if lost := _listed(story["unaccounted_words"]):
        yield f"words without a place: {lost}"


_COUNTED = ("sections", "related", "tags")


def _listed(value: object) -> str:
    items = value if isinstance(value, list) else []
    return " · ".join(one["title"] if isinstance(one, dict) else str(one) for one in items)


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _of_package(package: Package) -> Story:
    article = package.article
    dateline = article.dateline
    return {
        "headline": article.headline or None,
        "standfirst": article.standfirst or None,
        "slugline": article.slugline or None,
        "byline": article.byline or None,
        "dateline": {
            "place": dateline.place,
            "date": dateline.date or None,
            "source": dateline.source or None,
        }
        if dateline
        else None,
        "embargoes": [article.embargo] if article.embargo else [],
        "editor_notes": [article.ednote] if article.ednote else [],
        "signoffs": [],
        "sections": [section.text for section in outline(article.body)],
        "paragraphs": [
            plain_of([block]) for block in scan(article.body) if block.kind is Kind.TEXT
        ],
        "pull_quotes": [],
        "captions": [],
        "related": [{"title": one.title, "url": one.url} for one in package.related],
        "inline_related": [],
        "tags": [tag.label for tag in package.tags],
        "body": article.body,
        "unaccounted_words": [],
        "guesses": [],
    }
