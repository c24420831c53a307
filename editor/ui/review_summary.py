"""What the article will be, beside the copy it is made of: a short account as rich text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from editor.exchange.package import Package
from editor.exchange.wire import Reading


def summary_html(reading: Reading, package: Package, colours: Mapping[str, str]) -> str:
    """The story's parts, named; a part the copy hasn't got is left out, save for the headline."""
    article = package.article
    soft = colours["ink_soft"]
    rows = (
        _part("Headline", _headline(package, soft), soft),
        _part("Standfirst", escape(article.standfirst), soft),
        _part("Byline", escape(article.byline), soft),
        _part("Dateline", escape(_dateline(package)), soft),
        _part("Embargo", escape(", ".join(reading.story.embargoes)), soft),
        _part("Sections", _lines(reading.story.sections), soft),
        _part("Tags", _lines(_tags(package), soft), soft),
        _part("Related stories", _lines(related.title for related in package.related), soft),
    )
    return "".join(row for row in rows if row)


def account(reading: Reading) -> tuple[str, bool]:
    """Whether every word that came in is in the article, in words, and whether all is well."""
    lost = reading.unaccounted
    if lost:
        shown = ", ".join(lost[:12]) + (" …" if len(lost) > 12 else "")
        number = "1 word" if len(lost) == 1 else f"{len(lost)} words"
        return f"{number} unaccounted for: {shown}", False
    if reading.plain:
        return "Read as plain paragraphs, so that no word is lost.", True
    return "0 words unaccounted for", True


def _part(name: str, words: str, soft: str) -> str:
    if not words:
        return ""
    label = f'<p style="margin:14px 0 2px 0;color:{soft}">{name}</p>'
    return f'{label}<div style="margin:0">{words}</div>'


def _headline(package: Package, soft: str) -> str:
    if package.article.headline:
        return f"<b>{escape(package.article.headline)}</b>"
    if not package.suggested_headline:
        return f'<span style="color:{soft}">None in the copy; you write it.</span>'
    return (
        f'<span style="color:{soft}">None in the copy. Suggested:</span><br>'
        f"<i>{escape(package.suggested_headline)}</i>"
    )


def _dateline(package: Package) -> str:
    line = package.article.dateline
    filed = ", ".join(part for part in (line.place, line.date) if part)
    return f"{filed} ({line.source})".strip() if line.source else filed


def _tags(package: Package) -> list[tuple[str, str]]:
    return [(tag.label, tag.kind.value if tag.kind else "") for tag in package.tags]


def _lines(lines: Iterable[str | tuple[str, str]], soft: str = "") -> str:
    """One line each; the second of a pair stands quieter behind it."""
    shown = []
    for line in lines:
        words, detail = line if isinstance(line, tuple) else (line, "")
        quiet = f' &nbsp;<span style="color:{soft}">{escape(detail)}</span>' if detail else ""
        shown.append(f'<p style="margin:0 0 3px 0">{escape(words)}{quiet}</p>')
    return "".join(shown)
