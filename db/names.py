"""Names compared and cleaned: labels and titles that mean the same though typed differently,
tag slugs, and text a file can hold; what is done with them is left to the stores."""

from __future__ import annotations

import re
import unicodedata

SLUG_LENGTH = 200
"""Characters; the longest slug the library keeps."""

_NOT_IN_SLUGS = re.compile(r"[\s\x00-\x1f\x7f/\\?#\[\]|%&\"'<>*]")


def tidy(text: str) -> str:
    """`text` with its white space collapsed, as labels and titles are kept."""
    return " ".join(storable(text).split())


def folded(text: str) -> str:
    """What two labels have in common when only case, width or spacing differs."""
    return tidy(unicodedata.normalize("NFKC", text)).casefold()


def loosely(text: str) -> str:
    """What two titles have in common when only case and punctuation differ."""
    letters = (c if unicodedata.category(c)[0] in "LNM" else " " for c in folded(text))
    return " ".join("".join(letters).split())


def unaccented(text: str) -> str:
    """`folded`, and without the marks over and under letters."""
    apart = unicodedata.normalize("NFKD", folded(text))
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").casefold()


def tag_slug(label: str) -> str:
    """A slug for a tag: letters and digits of any script, joined by hyphens; never empty."""
    return loosely(unaccented(label)).replace(" ", "-")[:SLUG_LENGTH].strip("-") or "tag"


def is_slug(text: str) -> bool:
    """Whether `text` can stand as an article's slug in an address and in a cross-link."""
    return (
        0 < len(text) <= SLUG_LENGTH
        and text == text.lower()
        and not text.startswith("-")
        and not text.endswith("-")
        and not _NOT_IN_SLUGS.search(text)
    )


def storable(text: str) -> str:
    """`text` with half surrogate pairs, which no file can hold, replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
