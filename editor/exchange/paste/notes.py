"""Footnotes of pasted HTML: a sign that links to a note which links back to it, whoever made the
page."""

from __future__ import annotations

from editor.exchange.paste.tree import BLOCK, Element

_CLIMB_LIMIT = 8
_WHOLE_NOTES = frozenset({"li", "aside", "dd"})


class Footnotes:
    """Which links are signs of notes, which elements are notes, and which links only lead back."""

    def __init__(self, root: Element) -> None:
        self._labels: dict[int, str] = {}
        self._signs: dict[int, str] = {}
        self._back: set[int] = set()
        links = [one for one in root.descendants() if one.name == "a" and "#" in one.get("href")]
        if links:
            self._find(root, links)

    def sign(self, link: Element) -> str:
        """The label of the note a link is the sign of; empty when of none."""
        return self._signs.get(id(link), "")

    def label(self, element: Element) -> str:
        """The label of the note an element is; empty when it is none."""
        return self._labels.get(id(element), "")

    def leads_back(self, link: Element) -> bool:
        """Whether a link only leads from a note back to its sign."""
        return id(link) in self._back

    def _find(self, root: Element, links: list[Element]) -> None:
        named = _named(root)
        order = {id(link): number for number, link in enumerate(links)}
        targets = {id(link): named.get(link.get("href").partition("#")[2]) for link in links}
        back_to: dict[int, list[Element]] = {}
        for link in links:
            for around in _around(link):
                back_to.setdefault(id(around), []).append(link)
        for link in links:
            target = targets[id(link)]
            if target is None:
                continue
            note = _note_of(target)
            places = {id(one) for one in _around(link)}
            back = [
                other
                for other in back_to.get(id(note), [])[:20]
                if order[id(other)] > order[id(link)] and id(targets[id(other)]) in places
            ]
            if back:
                self._join(link, note, back)

    def _join(self, link: Element, note: Element, back: list[Element]) -> None:
        label = self._labels.setdefault(id(note), str(len(self._labels) + 1))
        self._signs[id(link)] = label
        self._back.update(id(one) for one in back)


def _named(root: Element) -> dict[str, Element]:
    named: dict[str, Element] = {}
    for element in root.descendants():
        for name in (element.get("id"), element.get("name")):
            if name:
                named.setdefault(name, element)
    return named


def _around(link: Element) -> list[Element]:
    """A link and the elements close around it."""
    around = [link]
    for ancestor in link.ancestors():
        if len(around) > _CLIMB_LIMIT or not ancestor.name:
            break
        around.append(ancestor)
    return around


def _note_of(target: Element) -> Element:
    """The whole note that an anchor is at the start of."""
    note = target
    while note.name not in BLOCK and note.parent is not None and note.parent.name:
        note = note.parent
    parent = note.parent
    if note.name in _WHOLE_NOTES or parent is None:
        return note
    is_whole = parent.name in _WHOLE_NOTES or (
        parent.name == "div" and ("id" in parent.attributes or "mso-element" in parent.get("style"))
    )
    return parent if is_whole and note.name == "p" else note
