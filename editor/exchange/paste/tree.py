"""The elements of pasted HTML, one inside the other; mended where tags are missing, never deeper
than can be walked; what they mean is left to `reader`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from editor.exchange.paste.tokens import NO_ATTRIBUTES, Close, Comment, Open, Token, Words

DEPTH_LIMIT = 80
"""Elements in elements; what is deeper is set at this depth, its blocks on lines of their own."""


def names(words: str) -> frozenset[str]:
    """The names of elements in a line of them."""
    return frozenset(words.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
BLOCK = names(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main "
    "menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul"
)
"""Elements on lines of their own."""

_PARAGRAPH_ENDS = BLOCK - names("body col colgroup html tbody td tfoot th thead tr caption")
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_ROWS = names("tr")
_CELLS = names("td th")
_SECTIONS = names("thead tbody tfoot")
# What an opening tag closes of its own kind, and what keeps it from looking further out.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (names("li"), names("ul ol menu dir table")),
    "dt": (names("dt dd"), names("dl table")),
    "dd": (names("dt dd"), names("dl table")),
    "option": (names("option"), names("select")),
    **dict.fromkeys(_CELLS, (_CELLS, names("tr table"))),
    **dict.fromkeys(_ROWS, (_ROWS | _CELLS, names("table"))),
    **dict.fromkeys(_SECTIONS, (_SECTIONS | _ROWS | _CELLS, names("table"))),
    **dict.fromkeys(_HEADINGS, (_HEADINGS, names("table div section article"))),
}
_PARAGRAPH = names("p")
_WALLS = names("table td th")


class Element:
    """One element. `attributes` must not be changed."""

    __slots__ = ("attributes", "children", "name", "parent")

    def __init__(self, name: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    def ancestors(self) -> Iterator[Element]:
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def descendants(self) -> Iterator[Element]:
        """The elements inside, in their order."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Element):
                yield child
                waiting.extend(child.children[::-1])

    def words(self) -> str:
        """Everything said inside, in its order."""
        parts: list[str] = []
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                parts.append(child)
            else:
                waiting.extend(child.children[::-1])
        return "".join(parts)


def grow(tokens: Iterator[Token]) -> Element:
    """The root of the tree of some tokens; it has no name."""
    return _Grower().grow(tokens)


class _Grower:
    """The elements still open, from the root in; `outside` is true around a marked fragment."""

    def __init__(self) -> None:
        self.root = Element("", NO_ATTRIBUTES, None)
        self.open = [self.root]
        self.counts: Counter[str] = Counter()
        self.too_deep: dict[str, int] = {}
        self.outside = False

    def grow(self, tokens: Iterator[Token]) -> Element:
        for token in tokens:
            match token:
                case Words(text):
                    self.add(text)
                case Open():
                    self.start(token)
                case Close(name):
                    self.end(name)
                case Comment(text):
                    self.comment(text.strip())
        return self.root

    def add(self, child: Element | str) -> None:
        if not self.outside or self.open[-1].name == "style":
            self.open[-1].children.append(child)

    def comment(self, text: str) -> None:
        """Browsers and Word put what was selected between two comments."""
        if text == "StartFragment":
            self.outside = False
            _empty_of_words(self.root)
        elif text == "EndFragment":
            self.outside = True

    def start(self, tag: Open) -> None:
        self.close_what_ends(tag.name)
        parent = self.open[-1]
        if len(self.open) > DEPTH_LIMIT and tag.name not in VOID:
            self.too_deep[tag.name] = self.too_deep.get(tag.name, 0) + 1
            self.mark_block(tag.name)
            return
        element = Element(tag.name, tag.attributes, parent)
        parent.children.append(element)
        if tag.name not in VOID and not (tag.closed and ":" in tag.name):
            self.open.append(element)
            self.counts[tag.name] += 1

    def mark_block(self, name: str) -> None:
        """A break in place of the edge of a block that is too deep."""
        if name in BLOCK:
            self.open[-1].children.append(Element("br", NO_ATTRIBUTES, self.open[-1]))

    def close_what_ends(self, name: str) -> None:
        """Closes the paragraph, item, row or cell that a new one ends."""
        if name in _PARAGRAPH_ENDS:
            self.close_up_to(_PARAGRAPH, _WALLS)
        if name in _CLOSES:
            self.close_up_to(*_CLOSES[name])

    def close_up_to(self, wanted: frozenset[str], walls: frozenset[str]) -> None:
        if not any(self.counts[name] for name in wanted):
            return
        outermost = 0
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name in wanted:
                outermost = depth
            elif self.open[depth].name in walls:
                break
        if outermost:
            self.close_from(outermost)

    def close_from(self, depth: int) -> None:
        for element in self.open[depth:]:
            self.counts[element.name] -= 1
        del self.open[depth:]

    def end(self, name: str) -> None:
        if self.too_deep.get(name):
            self.too_deep[name] -= 1
            self.mark_block(name)
            return
        if name in VOID:
            if name == "br":
                self.start(Open("br"))
            return
        for depth in range(len(self.open) - 1 if self.counts[name] else 0, 0, -1):
            if self.open[depth].name == name:
                self.close_from(depth)
                return
            if self.open[depth].name in _WALLS and name not in BLOCK:
                return
        if name == "p":
            self.open[-1].children.append(Element("p", NO_ATTRIBUTES, self.open[-1]))


def _empty_of_words(root: Element) -> None:
    """Drops what was said before the fragment started; style sheets stay."""
    for element in (root, *root.descendants()):
        if element.name != "style":
            element.children = [one for one in element.children if isinstance(one, Element)]
