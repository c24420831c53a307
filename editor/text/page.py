"""The words of a page: turns the source in a tree of elements into HTML, and sets the notes at
the end; the tree is made by `tree`, paragraphs are read by `inline`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from editor.text import direction
from editor.text.blocks import split_attributes
from editor.text.elements import RAW, raw
from editor.text.inline_html import InlineWriter, Notes
from editor.text.tree import READY_MARK, TreeMaker

_LAST_ATTRIBUTES = re.compile(r"\n[ \t]*\{:?[ \t]*[.#]")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_CALLOUT = re.compile(
    r"[ \t]*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE
)
_SET_ALREADY = frozenset({"pre", "code", RAW})


class PageWriter:
    """Writes the words of elements for one page, which runs one way."""

    def __init__(self, writer: InlineWriter, way: direction.Way, maker: TreeMaker) -> None:
        self._writer = writer
        self._way = way
        self._maker = maker

    def set_words(self, root: Element) -> None:
        """Turn the source in every element, and behind it, into HTML."""
        for element in list(root.iter()):
            _mend_definitions(element)
            _set_callout(element)
            if element.tag in _SET_ALREADY:
                continue
            if element.text and element.text.strip():
                self._set_text(element)
            for place in range(len(element) - 1, -1, -1):
                tail = element[place].tail
                if tail and tail.strip():
                    element[place].tail = "\n"
                    for inside in reversed(self._written(tail.strip())[0]):
                        element.insert(place + 1, inside)

    def _set_text(self, element: Element) -> None:
        source = (element.text or "").strip()
        if element.tag == "p" and (figure := self._writer.figure(source)):
            element.tag = "figure"
            self._set_inside(element, [raw(figure[0])], figure[1])
            return
        if _LAST_ATTRIBUTES.search(source[-400:]):
            source, _, classes = split_attributes(source)
            if classes:
                element.set("class", classes)
        box = _TASK.match(source) if element.tag in ("li", "p") else None
        inside, words = self._written(source[box.end() :] if box else source.rstrip())
        if box:
            inside.insert(0, raw(_checkbox(box[1])))
        self._set_inside(element, inside, words)

    def _set_inside(self, element: Element, inside: list[Element], words: str) -> None:
        way = direction.first_strong(words)
        if way and way != self._way:
            element.set("dir", way)
        element.text = None
        element[:0] = inside

    def _written(self, source: str) -> tuple[list[Element], str]:
        """Source as finished elements, and its plain words."""
        if "\x02" not in source:
            html, words = self._writer.write(source)
            return [raw(html)], words
        # Code in the middle of what turned out to be a term or a cell of a table.
        inside: list[Element] = []
        words = ""
        for place, piece in enumerate(READY_MARK.split(source)):
            if place % 2:
                inside.append(self._maker.ready[int(piece)])
            elif piece.strip():
                html, said = self._writer.write(piece.strip())
                inside.append(raw(html))
                words += said
        return inside, words

    def notes(self, notes: Notes, texts: Mapping[str, str]) -> Element | None:
        """The notes of the page in order, those never referred to at the end; None without any.
        `texts` has their source by label; the page's words are to be set before."""
        if not texts:
            return None
        section = Element("div", {"class": "footnote"})
        items = SubElement(section, "ol")
        for label in notes.in_order():
            item = SubElement(items, "li", {"id": f"fn:{notes.number(label)}"})
            inside = Element("div")
            self._maker.fill(inside, texts[label])
            item.extend(list(inside))
            self.set_words(item)
            _add_backlinks(item, notes.references(label))
        return section


def _mend_definitions(element: Element) -> None:
    """Make a definition list whose meanings have no term, which HTML has no such thing as,
    plain divisions."""
    if element.tag == "dl" and (not len(element) or element[0].tag != "dt"):
        for part in [element, *element]:
            part.tag = "div"


def _set_callout(element: Element) -> None:
    """Make a quote that begins with `[!NOTE]` or the like the notice it is meant to be."""
    if element.tag != "blockquote" or not len(element) or element[0].tag != "p":
        return
    words = element[0]
    found = _CALLOUT.match(words.text or "")
    if not found:
        return
    element.tag = "div"
    element.set("class", f"admonition {found[1].lower()}")
    words.text = (words.text or "")[found.end() :]
    if not words.text.strip() and not len(words):
        element.remove(words)
    label = Element("p", {"class": "admonition-title"})
    label.text = found[1].capitalize()
    element.insert(0, label)


def _checkbox(state: str) -> str:
    return f'<input type="checkbox" disabled{"" if state == " " else " checked"}> '


def _add_backlinks(item: Element, references: Sequence[str]) -> None:
    links = "".join(
        f' <a class="footnote-backref" href="#{name}" aria-label="Back to the text">↩</a>'
        for name in references
    )
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    last.append(raw(links))
