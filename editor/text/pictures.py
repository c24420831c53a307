"""Pictures in a body, `![alt](picture:HASH)`: written, found and pointed elsewhere; the bytes and
what is said of them are the library's, setting them is left to `inline_html`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from editor.text.crosslinks import LinkTarget

SCHEME = "picture:"
"""What the address of a picture of the library begins with in a body."""

_REFERENCE = re.compile(r"picture:([0-9a-f]{32})(?![0-9a-f])")
_DESTINATION = re.compile(r"(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: ))picture:([0-9a-f]{32})(?![0-9a-f])")
_WRITTEN = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\\n]|\\.)*)\]\(picture:(?P<hash>[0-9a-f]{32})(?:[ ]+\"[^\"\n]*\")?\)"
)
_SPECIAL = re.compile(r"[\\\[\]]")
_ESCAPED = re.compile(r"\\([\\\[\]])")
_PHOTO = {"en": "Photo", "fr": "Photo", "de": "Foto", "es": "Foto", "it": "Foto", "pt": "Foto",
          "nl": "Foto", "ar": "تصوير", "fa": "عکس"}  # fmt: skip
_NAMES_ITS_KIND = re.compile(r"\w+:\s")


@dataclass(frozen=True, slots=True)
class PictureTarget(LinkTarget):
    """What `picture:HASH` points at: `slug` is the hash, `headline` the alt text, `url` where the
    page finds it. It travels among the targets of cross-links under `picture:HASH`, which no slug
    can be. `width` and `height` are pixels."""

    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A picture as it stands in a text, from `start` to `end` in code points."""

    start: int
    end: int
    hash: str
    alt: str


def reference(picture: str) -> str:
    """How a body names the picture of that hash."""
    return f"{SCHEME}{picture}"


def hash_of(name: str) -> str:
    """The hash in what a body calls a picture."""
    return name.removeprefix(SCHEME)


def markdown(picture: str, alt: str = "") -> str:
    """A picture as it is written in a body."""
    words = _SPECIAL.sub(r"\\\g<0>", " ".join(alt.split()))
    return f"![{words}]({reference(picture)})"


def hashes(body: str) -> tuple[str, ...]:
    """The pictures a body names anywhere, each once, in order: none that it shows is missing."""
    if SCHEME not in body:
        return ()
    return tuple(dict.fromkeys(_REFERENCE.findall(body)))


def written(text: str) -> tuple[Written, ...]:
    """The pictures written out in a text, such as the line the cursor is on."""
    if SCHEME not in text:
        return ()
    return tuple(
        Written(found.start(), found.end(), found["hash"], _ESCAPED.sub(r"\1", found["alt"]))
        for found in _WRITTEN.finditer(text)
    )


def destinations(body: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and hash wherever a picture is the address of a link or an image."""
    if SCHEME not in body:
        return ()
    return tuple((*found.span(), found[1]) for found in _DESTINATION.finditer(body))


def renamed(body: str, new_hash: Callable[[str], str]) -> str:
    """The body with every picture called by another hash."""
    return _REFERENCE.sub(lambda found: reference(new_hash(found[1])), body)


def credited(credit: str, language: str) -> str:
    """A credit as readers see it: `Photo: Ines Varga`, in the language of the article. One that
    says itself what it is (`Map: …`) stays, and so does one in a language not known here."""
    label = _PHOTO.get(language.split("-")[0].lower())
    if not credit or label is None or _NAMES_ITS_KIND.match(credit):
        return credit
    return f"{label}: {credit}"
