"""What a save tells the library about a body: its plain text, words and links; storing them is
left to the library."""

from __future__ import annotations

from db.records import Facts, OutgoingLink
from editor.text import anchors, crosslinks, pictures
from editor.text.counts import count
from editor.text.plain import plain_text


def facts_of(body: str, before: str | None = None) -> Facts:
    """The facts of a Markdown body, which takes the place of `before`. Never raises; linear in
    the length of the body."""
    plain = plain_text(body)
    headings = anchors.headings(body)
    earlier = () if before is None else anchors.headings(before)
    return Facts(
        plain=plain,
        words=count(plain).words,
        cross_links=tuple(
            OutgoingLink(found.slug, found.section, found.words) for found in crosslinks.find(body)
        ),
        web_links=crosslinks.web_links(body),
        anchors=tuple(heading.name for heading in headings),
        anchors_before=tuple(heading.name for heading in earlier),
        renamed=anchors.renamed(earlier, headings),
        pictures=pictures.hashes(body),
    )
