"""A body as HTML, the same for the preview and every export; Python-Markdown finds the blocks,
`inline` reads the paragraphs, `sanitise` has the last word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from editor.text import direction
from editor.text.blocks import TABLE_RULE, Block, Kind, scan, split_attributes
from editor.text.crosslinks import LinkTarget
from editor.text.defuse import defuse
from editor.text.gfm_lists import four_spaced
from editor.text.html_names import VOID
from editor.text.inline_html import InlineWriter, Notes
from editor.text.outline import Section, sections_of
from editor.text.raw_html import safe_blocks
from editor.text.sanitise import clean


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a page knows beside its body.

    `targets` maps each cross-linked slug as written to what it points at (absent: broken); a
    target without `url` is linked as `SLUG.html`. `link_schemes` are address schemes links may
    have beside http, https, mailto and tel.
    """

    language: str = "en"
    direction: str = "auto"
    targets: Mapping[str, LinkTarget] = field(default_factory=dict)
    link_schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The sanitised HTML of a body, and its sections, whose anchors are the headings' ids."""

    html: str
    sections: tuple[Section, ...]


def render(body: str, context: RenderContext | None = None) -> Rendered:
    """The body as HTML and its outline.

    Any string is rendered, in time proportional to its length; nothing is raised and no word
    lost. The first level of headings is h2, since the page's h1 is the headline.
    """
    context = context or RenderContext()
    blocks = scan(body)
    html = _Page(blocks, context, direction.resolve(context.direction, context.language, body))
    return Rendered(clean(html.write(), context.link_schemes), sections_of(blocks))


_READY = re.compile(r"(?:^|\n)[ ]{0,3}\x02(\d+)\x03[ ]*(?:\n|$)")
_READY_ANYWHERE = re.compile(r"[ \n]*\x02(\d+)\x03[ ]*\n?")
_NESTED_HEADING = re.compile(r"(?:^|\n)(#{1,6})[ \t]+(\S[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)")
_TABLE_CROSS_LINK = re.compile(r"(\[\[[^\[\]|\\]{1,400})\|(?=[^\[\]|]{1,1000}\]\])")
_BAR = re.compile(r"(?<!\\)\|")
_EXCLAIMED = re.compile(
    r"[ \t]*!!! ?(?P<kind>(?:attention|caution|danger|error|hint|important|info|note|tip|warning)"
    r"(?= *$| +\"))?"
)
_LAST_ATTRIBUTES = re.compile(r"\n[ \t]*\{:?[ \t]*[.#]")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_LANGUAGE = re.compile(r"[\w+#-]+")
_SET_ALREADY = frozenset({"pre", "code", "raw"})
_RAW = "raw"


class _EveryFootnote(FootnoteExtension):
    """Keeps the words of a note whose label is used twice, as a note of its own at the end."""

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802
        # No reference can name a label with a space.
        super().setFootnote(id if id not in self.footnotes else f"{id} {len(self.footnotes)}", text)


class _ReadyProcessor(BlockProcessor):
    """Puts the elements made beforehand where their marks stand."""

    def __init__(self, markdown: Markdown, ready: Sequence[Element], mark: re.Pattern[str]) -> None:
        super().__init__(markdown.parser)
        self._ready = ready
        self._mark = mark

    def test(self, parent: Element, block: str) -> bool:
        return "\x02" in block and bool(self._mark.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = self._mark.search(block)
        assert found
        if before := block[: found.start()]:
            self.parser.parseBlocks(parent, [before])
        parent.append(self._ready[int(found[1])])
        if after := block[found.end() :]:
            blocks.insert(0, after)


class _NestedHeadingProcessor(BlockProcessor):
    """Headings inside quotes and lists: set as headings, but no sections of the article."""

    def test(self, parent: Element, block: str) -> bool:
        return parent.tag != "div" and bool(_NESTED_HEADING.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _NESTED_HEADING.search(block)
        assert found
        if before := block[: found.start()]:
            self.parser.parseBlocks(parent, [before])
        heading = SubElement(parent, f"h{max(len(found[1]), 2)}")
        heading.text = found[2]
        if after := block[found.end() :]:
            blocks.insert(0, after)


class _Page:
    """One body on its way to HTML."""

    def __init__(self, blocks: Sequence[Block], context: RenderContext, way: direction.Way) -> None:
        self.blocks = blocks
        self.context = context
        self.way = way
        self.ready: list[Element] = []
        self.footnotes = _EveryFootnote()
        self.markdown = self._block_parser()

    def _block_parser(self) -> Markdown:
        """Python-Markdown cut down to what it is wanted for: paragraphs, lists, quotes, tables,
        definition lists, admonitions and the text of footnotes."""
        markdown = Markdown(
            extensions=[
                TableExtension(),
                DefListExtension(),
                AdmonitionExtension(),
                SaneListExtension(),
                self.footnotes,
            ]
        )
        processors = markdown.parser.blockprocessors
        for name in ("hashheader", "setextheader", "hr", "reference"):
            processors.deregister(name)
        processors.register(_ReadyProcessor(markdown, self.ready, _READY), "ready", 98)
        # Whatever odd indent a mark is left with, its code is set before the words around it.
        anywhere = _ReadyProcessor(markdown, self.ready, _READY_ANYWHERE)
        processors.register(anywhere, "ready anywhere", 12)
        processors.register(_NestedHeadingProcessor(markdown.parser), "nested heading", 70)
        return markdown

    def write(self) -> str:
        root = Element("div")
        self.markdown.parser.parseChunk(root, "\n".join(self._source()))
        notes = Notes(self.footnotes.footnotes)
        writer = InlineWriter(
            targets=self.context.targets,
            references={
                block.name: (block.text, block.title)
                for block in self.blocks
                if block.kind is Kind.LINK_DEFINITION
            },
            abbreviations={
                block.name: block.text for block in self.blocks if block.kind is Kind.ABBREVIATION
            },
            notes=notes,
        )
        self._set_words(root, writer)
        if (footnotes := self._footnotes(notes, writer)) is not None:
            root.append(footnotes)
        return "".join(_serialised(root))

    # From the source to Python-Markdown's input.

    def _source(self) -> list[str]:
        html = iter(safe_blocks([b.text for b in self.blocks if b.kind is Kind.HTML]))
        lines: list[str] = []
        for block in self.blocks:
            if block.kind is Kind.TEXT:
                lines += _set_apart(defuse(block.lines))
            elif (element := self._element(block, html)) is not None:
                mark = f"\x02{len(self.ready)}\x03"
                self.ready.append(element)
                lines += [block.prefix + mark] if block.prefix else ["", mark, ""]
            else:
                lines.append("")
        return four_spaced(lines)

    def _element(self, block: Block, html: Iterator[str]) -> Element | None:
        match block.kind:
            case Kind.HEADING:
                element = Element(f"h{max(block.level, 2)}", {"id": block.name})
                element.text = block.text
                if block.classes:
                    element.set("class", block.classes)
                return element
            case Kind.FENCE | Kind.CODE:
                return _code(block)
            case Kind.HTML:
                return _raw(next(html) + "\n")
            case Kind.RULE:
                return Element("hr")
        return None

    # From Python-Markdown's tree to the page's.

    def _set_words(self, root: Element, writer: InlineWriter) -> None:
        """Turn the source in every element, and behind it, into HTML."""
        for element in list(root.iter()):
            _mend_definitions(element)
            if element.tag in _SET_ALREADY:
                continue
            if element.text and element.text.strip():
                self._set_text(element, writer)
            for place in range(len(element) - 1, -1, -1):
                tail = element[place].tail
                if tail and tail.strip():
                    element[place].tail = "\n"
                    element.insert(place + 1, _raw(writer.write(tail.strip())[0]))

    def _set_text(self, element: Element, writer: InlineWriter) -> None:
        source = (element.text or "").strip()
        if _LAST_ATTRIBUTES.search(source[-400:]):
            source, _, classes = split_attributes(source)
            if classes:
                element.set("class", classes)
        box = _TASK.match(source) if element.tag in ("li", "p") else None
        html, words = writer.write(source[box.end() :] if box else source.rstrip())
        if box:
            html = _checkbox(box[1]) + html
        way = direction.first_strong(words)
        if way and way != self.way:
            element.set("dir", way)
        element.text = None
        element.insert(0, _raw(html))

    def _footnotes(self, notes: Notes, writer: InlineWriter) -> Element | None:
        texts: dict[str, str] = self.footnotes.footnotes
        if not texts:
            return None
        section = Element("div", {"class": "footnote"})
        items = SubElement(section, "ol")
        for label in notes.in_order():
            item = SubElement(items, "li", {"id": f"fn:{notes.number(label)}"})
            inside = Element("div")
            self.markdown.parser.parseChunk(inside, texts[label])
            item.extend(list(inside))
            self._set_words(item, writer)
            _add_backlinks(item, notes.references(label))
        return section


def _set_apart(lines: Sequence[str]) -> list[str]:
    """The lines with a blank one before each table and admonition, as Python-Markdown wants it,
    and no table row wider than its head."""
    out: list[str] = []
    columns = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if "|" in line and "|" in following and "-" in following and TABLE_RULE.match(following):
            columns = len(_cells(line))
            out.append("")
        if "!!!" in line and (found := _EXCLAIMED.match(line)):
            # Three marks of exclamation are an admonition only before one of its kinds.
            out += [""] if found["kind"] else []
            line = line if found["kind"] else line.replace("!!!", r"\!!!", 1)
        out.append(_table_row(line, columns) if columns and "|" in line else line)
    return out


def _cells(row: str) -> list[str]:
    return _BAR.split(row.strip().removeprefix("|").removesuffix("|"))


def _table_row(row: str, columns: int) -> str:
    """A row with its cross-links whole, and what is more than its columns in the last of them."""
    if "[[" in row:
        row = _TABLE_CROSS_LINK.sub(r"\1\\|", row)
    if row.count("|") < columns:
        return row
    cells = _cells(row)
    if len(cells) <= columns:
        return row
    return "|" + "|".join([*cells[: columns - 1], r"\|".join(cells[columns - 1 :])]) + "|"


def _code(block: Block) -> Element:
    pre = Element("pre")
    code = SubElement(pre, "code")
    if language := _LANGUAGE.match(block.name):
        code.set("class", f"language-{language[0]}")
    code.append(_raw(escape(block.text, quote=False)))
    return pre


def _mend_definitions(element: Element) -> None:
    """Make a definition list whose meanings have no term, which HTML has no such thing as,
    plain divisions."""
    if element.tag == "dl" and (not len(element) or element[0].tag != "dt"):
        for part in [element, *element]:
            part.tag = "div"


def _raw(html: str) -> Element:
    """An element that stands for finished HTML."""
    element = Element(_RAW)
    element.text = html
    return element


def _checkbox(state: str) -> str:
    return f'<input type="checkbox" disabled{"" if state == " " else " checked"}> '


def _add_backlinks(item: Element, references: Sequence[str]) -> None:
    links = "".join(
        f' <a class="footnote-backref" href="#{name}" aria-label="Back to the text">↩</a>'
        for name in references
    )
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    last.append(_raw(links))


def _serialised(root: Element) -> Iterator[str]:
    """The HTML of an element's children."""
    stack: list[Element | str] = list(reversed(root))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.tag == _RAW:
            yield node.text or ""
        else:
            attributes = "".join(f' {name}="{escape(text)}"' for name, text in node.items())
            yield f"<{node.tag}{attributes}>{escape(node.text or '', quote=False)}"
            if node.tag not in VOID:
                stack.append(f"</{node.tag}>" + ("\n" if node.tag in _ON_LINES else ""))
                stack.extend(reversed(node))


_ON_LINES = frozenset(
    {"blockquote", "dd", "div", "dl", "dt", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"}
    | {"pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
