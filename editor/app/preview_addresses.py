"""The addresses there are in the preview and nowhere else: its own, those of articles and those of
pictures of the library; going there is left to the window."""

from __future__ import annotations

from urllib.parse import quote, unquote

SCHEME = "library"
PICTURE_SCHEME = "library-picture"
PREVIEW = f"{SCHEME}:preview"
"""The page itself."""

_ARTICLES = f"{SCHEME}:article/"


def article_address(slug: str) -> str:
    """The address that stands for the article of a slug."""
    return f"{_ARTICLES}{quote(slug)}"


def picture_address(picture: str) -> str:
    """The address of the picture of a hash."""
    return f"{PICTURE_SCHEME}:{picture}"


def slug_of(address: str) -> str | None:
    """The slug an address stands for, None where it is no article's."""
    if not address.startswith(_ARTICLES):
        return None
    return unquote(address.removeprefix(_ARTICLES).partition("#")[0]) or None
