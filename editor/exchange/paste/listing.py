"""The items of HTML's own lists: their numbers, their levels, and which lists are one."""

from __future__ import annotations

from editor.exchange.paste.model import Item
from editor.exchange.paste.tree import Element

_DIGITS_LIMIT = 9


class Counting:
    """Counts the items of each list."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def item(self, element: Element) -> Item:
        """The item an `li` is."""
        parent = element.parent
        done = None
        if element.get("role") == "checkbox":
            done = element.get("aria-checked") == "true"
        number = self._number(element, parent) if parent and parent.name == "ol" else None
        return Item(element.get("data-listid") or _key(parent), number, done)

    def _number(self, element: Element, parent: Element) -> int:
        """Its own number, or the one after the last."""
        own, start = _whole(element.get("value")), _whole(parent.get("start"))
        if own is None:
            own = self._counts.get(id(parent), (1 if start is None else start) - 1) + 1
        self._counts[id(parent)] = own
        return own


def level(element: Element) -> int | None:
    """The level from 1 an item says it has; None where only its place tells."""
    for name in ("data-aria-level", "aria-level"):
        said = _whole(element.get(name))
        if said and said < 100:
            return said
    parent = element.parent
    said = _whole(element.get("data-stringify-indent") or (parent or element).get("data-indent"))
    return said + 1 if said is not None and said < 100 else None


def _key(parent: Element | None) -> object:
    """What tells a list from the next one. Slack makes one list of each run of one level."""
    return parent and (parent.get("data-stringify-type") or id(parent))


def _whole(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) <= _DIGITS_LIMIT else None
