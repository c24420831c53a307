"""What a save tells the library about a body: its plain text, words and links; storing them is
left to the library."""

from __future__ import annotations

from db.records import Facts, OutgoingLink
from editor.text import crosslinks
from editor.text.counts import count
from editor.text.plain import plain_text


def facts_of(body: str) -> Facts:
    """The facts of a Markdown body. Never raises; linear in the length of the body."""
    plain = plain_text(body)
    return Facts(
        plain=plain,
        words=count(plain).words,
        cross_links=tuple(
            OutgoingLink(found.slug, found.section, found.words) for found in crosslinks.find(body)
        ),
        web_links=crosslinks.web_links(body),
    )
