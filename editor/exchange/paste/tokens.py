"""The tags, words and comments of HTML from a clipboard, read in one pass; what belongs inside
what is left to `tree`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NO_ATTRIBUTES: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Open:
    """An opening tag; names in lower case, values with their entities read."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    """It ends itself: `<x/>`."""


@dataclass(frozen=True, slots=True)
class Close:
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


Token = Open | Close | Words | Comment

_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_SLOPPY_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>[^>]*+)>")
_ATTRIBUTE = re.compile(
    r"([^\s=/\"'][^\s=/]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'][^\s]*+)))?+"
)
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "noscript", "template", "iframe"})
_MAYBE_MARKUP = frozenset("/!?")
_HUGE_NUMBER = re.compile(r"&#0*[0-9]{8,}")


def read(markup: str) -> Iterator[Token]:
    """Every token in order. Any string is read, in time proportional to its length."""
    return _Reader(markup.replace("\x00", "")).read()


def unescaped(text: str) -> str:
    """Words with their entities read."""
    if "&" not in text:
        return text
    # The library's own reader refuses numbers of thousands of digits.
    return html.unescape(_HUGE_NUMBER.sub("&#xFFFD", text) if "&#" in text else text)


class _Reader:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        # After the last ">" nothing can be a tag, and nothing needs to be looked for.
        self.last_end = markup.rfind(">")
        self.last_comment_end = markup.rfind("-->")
        self.tag = _TAG

    def read(self) -> Iterator[Token]:
        position = start = 0
        while 0 <= (opened := self.markup.find("<", position)) < self.last_end:
            found = self.token(opened)
            if found is None:
                position = opened + 1
                continue
            if opened > start:
                yield Words(unescaped(self.markup[start:opened]))
            token, position = found
            start = position
            if token is not None:
                yield token
            if isinstance(token, Open) and token.name in _RAW and not token.closed:
                text, position = self.raw(token.name, position)
                start = position
                yield Words(text)
                yield Close(token.name)
        if start < len(self.markup):
            yield Words(unescaped(self.markup[start:]))

    def token(self, opened: int) -> tuple[Token | None, int] | None:
        """What starts at a `<` and where it ends; None where it is only a sign."""
        following = self.markup[opened + 1 : opened + 2]
        if following in ("!", "?"):
            return self.declaration(opened)
        if not following.isalpha() and following != "/":
            return None
        found = self.tag.match(self.markup, opened)
        if found is None and self.tag is _TAG:
            # A quotation mark that is never closed: from here on they don't count, since
            # looking for the other one from every tag would take too long.
            self.tag = _SLOPPY_TAG
            found = self.tag.match(self.markup, opened)
        if found is None:
            return None
        name = found["name"].lower()
        if found["closing"]:
            return Close(name), found.end()
        rest = found["rest"]
        attributes = _attributes(rest) if "=" in rest else _bare_attributes(rest)
        return Open(name, attributes, rest.endswith("/")), found.end()

    def declaration(self, opened: int) -> tuple[Token | None, int]:
        """A comment; or a doctype or one of Word's `<![if …]>`, which say nothing."""
        if self.markup.startswith("<!--", opened) and opened < self.last_comment_end - 1:
            end = self.markup.find("-->", opened + 2)
            return Comment(self.markup[opened + 4 : end]), end + len("-->")
        return None, self.markup.find(">", opened) + 1

    def raw(self, name: str, position: int) -> tuple[str, int]:
        """What is inside an element that holds no markup, and where reading goes on."""
        found = re.compile(rf"</{name}[^>]*+>", re.IGNORECASE).search(self.markup, position)
        if found is None:
            return self.markup[position:], len(self.markup)
        return self.markup[position : found.start()], found.end()


def _attributes(rest: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(rest):
        value = found[2] or found[3] or found[4] or ""
        values.setdefault(found[1].lower(), unescaped(value))
    return values


def _bare_attributes(rest: str) -> dict[str, str]:
    names = rest.lower().replace("/", " ").split()
    return dict.fromkeys(names, "") if names else NO_ATTRIBUTES
