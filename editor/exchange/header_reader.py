"""The lines of a Markdown header read by name, with a plain note for whatever can't be used;
what an article makes of them is left to markdown_file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from db.records import INDEFINITE
from editor.exchange.moments import read_moment, stamp
from editor.exchange.plain_header import Value


class HeaderReader:
    """Reads a header whoever wrote it; every name it was asked for counts as read."""

    def __init__(self, header: Mapping[str, Value]) -> None:
        self._header = {name.strip().casefold(): value for name, value in header.items()}
        self._read: set[str] = set()
        self.notes: list[str] = []

    def has(self, *names: str) -> bool:
        return any(name in self._header for name in names)

    def value(self, *names: str) -> Value:
        """The first of `names` that says something; the others count as read too."""
        self._read.update(names)
        return next((self._header[name] for name in names if self._header.get(name)), None)

    def text(self, *names: str) -> str:
        return as_text(self.value(*names))

    def whole(self, name: str) -> int | None:
        text = self.text(name)
        if text.isascii() and text.isdecimal() and len(text) < 10:
            return int(text)
        if text:
            self.notes.append(f"“{name}: {text}” is no whole number and was left out.")
        return None

    def mapping(self, name: str) -> Mapping[str, Value]:
        value = self.value(name)
        return value if isinstance(value, dict) else {}

    def time(self, *names: str) -> str | None:
        """A time in UTC as the library keeps it, or None; a time without zone is taken as UTC."""
        text = self.text(*names)
        if not text:
            return None
        moment = read_moment(text)
        if moment is None:
            self.notes.append(f"“{text}” could not be read as a time and was left out.")
            return None
        if text.endswith("Z"):
            return text
        return stamp(moment)

    def embargo(self) -> str | None:
        """The embargo; one that can't be read holds until somebody lifts it."""
        text = self.text("embargo")
        moment = read_moment(text)
        if not text or text == INDEFINITE or (moment and moment.tzinfo):
            return text or None
        self.notes.append(
            f"The embargo “{text}” is no time with a zone, so the story is held until you lift it."
        )
        return INDEFINITE

    def unread(self) -> tuple[str, ...]:
        return tuple(
            name for name, value in self._header.items() if value and name not in self._read
        )


def as_text(value: Value) -> str:
    """A value as one line of text; lists are joined with commas."""
    if isinstance(value, str):
        return value
    return ", ".join(text for text in map(as_text, members(value)) if text)


def members(value: Value) -> Iterator[Value]:
    """The items of a list, the values of a mapping, or the value itself if there is one."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        yield from value.values()
    elif value is not None:
        yield value
