"""The meaning of a pasted tree: which of its elements are headings, lists, quotes, notes, tables
or links, and which are nothing a reader sees."""

from __future__ import annotations

import re

from editor.exchange.paste import listing, tables, word
from editor.exchange.paste import runs as run_tools
from editor.exchange.paste.addresses import link
from editor.exchange.paste.flow import Flow
from editor.exchange.paste.model import (
    Block,
    Changes,
    Container,
    Item,
    Kind,
    Marks,
    Note,
    Quote,
    Row,
    Run,
)
from editor.exchange.paste.notes import Footnotes
from editor.exchange.paste.setting import Setting, inside
from editor.exchange.paste.styles import Declarations, Sheet, indent, is_hidden, is_quoted
from editor.exchange.paste.tally import Tally
from editor.exchange.paste.tree import BLOCK, Element, names

_UNSEEN = names(
    "annotation audio canvas datalist embed iframe link map meta noscript object script select "
    "style svg template textarea title video xml area param source track colgroup col"
)
_SET_IN = 20.0
_EMOJI = re.compile(r":[\w+-]{1,60}:|\W{1,12}")
_CODE_LANGUAGE = re.compile(r"(?:language-|lang-|highlight-source-)([\w+#-]{1,30})")


class Reader:
    """Reads one tree into a flow; what could not come along is counted in the tally."""

    def __init__(self, root: Element, changes: Changes, base: str = "") -> None:
        sheets = (one.words() for one in root.descendants() if one.name == "style")
        self._sheet = Sheet(sheets)
        self._footnotes = Footnotes(root)
        self._numbering = word.Numbering()
        self._counting = listing.Counting()
        self._keeps_inserted = changes is Changes.ACCEPT
        self._base = base
        self._in_change = False
        self._in_note_list = False
        self._notes: dict[str, list[Block]] = {}
        self.tally = Tally()
        self.flow = Flow()
        self._root = root

    def read(self) -> list[Block]:
        """The blocks in order, the texts of footnotes at their end."""
        self._children(self._root, Setting())
        self.flow.flush()
        notes = [block for note in self._notes.values() for block in note]
        return [*self.flow.blocks, *notes]

    def _children(self, element: Element, setting: Setting) -> None:
        for child in element.children:
            if isinstance(child, str):
                self.flow.say(setting.run(child))
            else:
                self._element(child, setting)

    def _element(self, element: Element, setting: Setting) -> None:
        said = self._sheet.of(element)
        if element.name in _UNSEEN or "hidden" in element.attributes or is_hidden(said):
            return
        if self._is_beside_the_copy(element, said):
            return
        inserted = word.change(element)
        if inserted is not None:
            self._change(element, inserted, setting)
        elif label := self._footnotes.label(element):
            self._note(element, label, setting)
        elif element.name in _HANDLERS:
            _HANDLERS[element.name](self, element, said, setting)
        elif element.name in BLOCK:
            self._block(element, said, setting)
        else:
            self._inline(element, said, setting)

    def _is_beside_the_copy(self, element: Element, said: Declarations) -> bool:
        if word.is_marker(said) or element.classes == ["mw-cite-backlink"]:
            return True
        if word.is_comment(element, said):
            self.tally.comments += "MsoCommentReference" in element.classes
            return True
        return False

    def _change(self, element: Element, inserted: bool, setting: Setting) -> None:
        """Words that were put in or taken out; how they were shown is no matter."""
        outermost = not self._in_change
        if outermost and element.words().strip(" \n\r\t\u00a0"):
            self.tally.tracked += 1
        if inserted is self._keeps_inserted:
            self._in_change = True
            if element.name in BLOCK:
                self._block(element, {}, setting)
            else:
                self._children(element, setting)
            self._in_change = not outermost

    def _note(self, element: Element, label: str, setting: Setting) -> None:
        with self.flow.apart() as blocks, self.flow.within(Note(label)):
            self._children(element, Setting(size=setting.size))
        self._notes.setdefault(label, []).extend(blocks)

    # Inside a paragraph.

    def _inline(self, element: Element, said: Declarations, setting: Setting) -> None:
        if element.get("data-stringify-type") == "paragraph-break":
            self.flow.line_break()
            self.flow.line_break()
        self._children(element, inside(setting, element, said))

    def _anchor(self, element: Element, said: Declarations, setting: Setting) -> None:
        if label := self._footnotes.sign(element):
            self.flow.say(Run(f"[^{label}]", Marks.READY))
            return
        if self._footnotes.leads_back(element):
            return
        href = element.get("href")
        address = link(href, self._base) if href else ""
        self.tally.links += bool(href) and not address and not href.startswith("#")
        self._children(element, inside(setting, element, said)._replace(address=address))

    def _line_break(self, element: Element, said: Declarations, setting: Setting) -> None:
        if element.get("role") == "presentation":
            self.flow.say(Run(" "))
        elif "Apple-interchange-newline" not in element.classes:
            self.flow.line_break()

    def _picture(self, element: Element, said: Declarations, setting: Setting) -> None:
        words = " ".join(element.get("alt").split())
        if _EMOJI.fullmatch(words):
            self.flow.say(setting.run(words))
            return
        tiny = element.get("width") in ("0", "1") or element.get("height") in ("0", "1")
        if tiny and not words:
            return
        self.tally.pictures += 1
        if words:
            self.flow.say(setting.run(f" {words} "))

    def _input(self, element: Element, said: Declarations, setting: Setting) -> None:
        """A box to tick makes its item a task."""
        item = self.flow.path[-1] if self.flow.path else None
        if element.get("type").lower() == "checkbox" and isinstance(item, Item):
            item.done = "checked" in element.attributes

    # Blocks.

    def _block(self, element: Element, said: Declarations, setting: Setting) -> None:
        flow = self.flow
        place = word.listed(element, said)
        if place is not None:
            with flow.item(self._numbering.item(place), place.level):
                self._children(element, inside(setting, element, said))
        elif level := _heading_level(element, said):
            self._heading(element, said, setting, level)
        elif any(one.startswith(("MsoListParagraph", "MsoListCont")) for one in element.classes):
            with flow.continued():
                self._children(element, inside(setting, element, said))
        elif quote := self._quote(element, said):
            with flow.within(quote):
                self._children(element, inside(setting, element, said))
        else:
            flow.flush()
            self._children(element, inside(setting, element, said))
            flow.flush()

    def _quote(self, element: Element, said: Declarations) -> Container | None:
        if element.name == "blockquote" or is_quoted(said):
            return Quote()
        in_item = bool(self.flow.path) and isinstance(self.flow.path[-1], Item)
        if element.name not in ("p", "div") or in_item or indent(said) < _SET_IN:
            return None
        return self.flow.quote_by_indent()

    def _heading(self, element: Element, said: Declarations, setting: Setting, level: int) -> None:
        self.flow.flush()
        around = inside(setting, element, said)
        self._children(element, around._replace(marks=around.marks & ~Marks.BOLD))
        self.flow.flush_heading(level)

    def _rule(self, element: Element, said: Declarations, setting: Setting) -> None:
        if not self._in_note_list:
            self.flow.add(Block(Kind.RULE, self.flow.path))

    def _division(self, element: Element, said: Declarations, setting: Setting) -> None:
        before = self._in_note_list
        self._in_note_list = before or said.get("mso-element", "") in word.NOTE_LISTS
        self._block(element, said, setting)
        self._in_note_list = before

    def _code(self, element: Element, said: Declarations, setting: Setting) -> None:
        around = inside(setting, element, said)._replace(keeps_lines=True)
        if any(one.startswith("moz-") for one in element.classes):
            # The words of a plain message, which some mail programs set like this.
            self._block(element, {}, around)
            return
        self.flow.flush()
        kept, self.flow.runs = self.flow.runs, []
        with self.flow.apart() as blocks:
            self._children(element, around)
            text = run_tools.words(self.flow.runs)
            self.flow.runs = []
        text = "\n".join([*(run_tools.words(one.runs) or one.text for one in blocks), text])
        self.flow.runs = kept
        if text.strip():
            lines = text.strip("\n").rstrip()
            self.flow.add(Block(Kind.CODE, self.flow.path, text=lines, name=_language(element)))

    # Lists.

    def _list(self, element: Element, said: Declarations, setting: Setting) -> None:
        with self.flow.list_level():
            self._children(element, inside(setting, element, said))

    def _item(self, element: Element, said: Declarations, setting: Setting) -> None:
        item = self._counting.item(element)
        with self.flow.item(item, listing.level(element)):
            self._children(element, inside(setting, element, said)._replace(keeps_lines=False))

    def _term(self, element: Element, said: Declarations, setting: Setting) -> None:
        self.flow.flush()
        self._children(element, inside(setting, element, said))
        self.flow.flush_term()

    def _meaning(self, element: Element, said: Declarations, setting: Setting) -> None:
        with self.flow.within(self.flow.meaning()):
            self._children(element, inside(setting, element, said))

    # Tables.

    def _table(self, element: Element, said: Declarations, setting: Setting) -> None:
        grid = tables.grid(element)
        if grid.caption is not None:
            self._block(grid.caption, {}, setting)
        if not grid.is_data:
            self._in_place(grid, setting)
            return
        rows = [
            tuple(self._cell(cell, setting) if cell is not None else () for cell in row)
            for row in grid.rows
        ]
        rows = [row for row in rows if any(row)]
        if rows:
            self.flow.add(Block(Kind.TABLE, self.flow.path, rows=tuple(rows)))

    def _in_place(self, grid: tables.Grid, setting: Setting) -> None:
        """The cells of a table that only kept things in their places, one after the other."""
        for row in grid.rows:
            for cell in row:
                if cell is not None:
                    self._element(cell, setting)

    def _cell(self, cell: Element, setting: Setting) -> tuple[Run, ...]:
        said = self._sheet.of(cell)
        if is_hidden(said):
            return ()
        with self.flow.apart() as blocks:
            around = inside(setting, cell, said)
            marks = around.marks & ~Marks.BOLD if cell.name == "th" else around.marks
            self._children(cell, around._replace(marks=marks))
        runs: list[Run] = []
        for block in blocks:
            runs += [Run("\n"), *_in_cell(block)]
        return tuple(run_tools.tidy(runs))


def _in_cell(block: Block) -> Row | tuple[Run, ...]:
    """A block as runs: a cell holds no lists or code, only their words."""
    dot = (Run("• "),) if any(isinstance(one, Item) for one in block.path) else ()
    if block.kind is Kind.CODE:
        return (Run(block.text, Marks.CODE),)
    return (*dot, *block.runs)


def _heading_level(element: Element, said: Declarations) -> int:
    if len(element.name) == 2 and element.name[0] == "h" and element.name[1] in "123456":
        return int(element.name[1])
    if element.get("role") == "heading":
        level = element.get("aria-level")
        return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    return word.outline_level(element, said)


def _language(element: Element) -> str:
    inner = [one for one in element.children if isinstance(one, Element)][:1]
    for one in (element, *inner, element.parent):
        found = _CODE_LANGUAGE.search(one.get("class")) if one is not None else None
        if found:
            return found[1]
    return ""


_HANDLERS = {
    "a": Reader._anchor,
    "br": Reader._line_break,
    "dd": Reader._meaning,
    "div": Reader._division,
    "dt": Reader._term,
    "hr": Reader._rule,
    "img": Reader._picture,
    "input": Reader._input,
    "li": Reader._item,
    "menu": Reader._list,
    "ol": Reader._list,
    "pre": Reader._code,
    "table": Reader._table,
    "ul": Reader._list,
}
