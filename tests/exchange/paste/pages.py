"""Generated HTML beside the words a reader of it sees."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

Page = tuple[str, str]
"""The HTML, and what is seen of it, with blanks between blocks."""

# fmt: off
WORDS = st.sampled_from(
    ("harbour", "Port", "Calder", "Ærøskøbing", "minister", "談話", "سلام", "2026", "x", "30,000",
     "it’s")
)
SIGNS = st.sampled_from(
    ("*", "**", "_", "__", "`", "```", "[", "]", "](", "[[", "[^1", "<", "<b>", "&", "&amp;", "\\",
     "|", "#", "- ", "+ ", "1. ", "> ", "---", "===", "~~", "~~~", "!", "![", "{.a}", ":", "!!!",
     "[x] ", "--|--", "=", '"', "(", ")", "•", "• ", "\u00a0", "\u00ad", " ", "  ", "\n", ".", ",")
)
# fmt: on
INLINE = ("b", "i", "em", "strong", "s", "sup", "sub", "span", "code", "u", "font", "o:p")
STYLES = (
    "font-weight:bold",
    "font-style:italic",
    "font-weight:normal",
    "text-decoration:line-through",
)
BLOCKS = ("p", "div", "blockquote", "h1", "h3", "section", "li", "center")
INDENTS = ("margin-left:36pt", "border-left:solid blue 1.5pt", "mso-list:l0 level2 lfo1", "")


@st.composite
def _text(draw: st.DrawFn) -> Page:
    text = "".join(draw(st.lists(st.one_of(WORDS, WORDS, SIGNS), min_size=1, max_size=5)))
    return escape(text), text


@st.composite
def _line(draw: st.DrawFn, inner: st.SearchStrategy[Page]) -> Page:
    pages = draw(st.lists(inner, max_size=3))
    html, seen = "".join(page[0] for page in pages), "".join(page[1] for page in pages)
    kind = draw(st.sampled_from(("tag", "style", "link", "break")))
    if kind == "tag":
        name = draw(st.sampled_from(INLINE))
        return f"<{name}>{html}</{name}>", seen
    if kind == "style":
        return f'<span style="{draw(st.sampled_from(STYLES))}">{html}</span>', seen
    if kind == "link":
        address = draw(st.sampled_from(("https://x.example/a_(b)", "javascript:a()", "#top")))
        return f'<a href="{address}">{html}</a>', seen
    return f"{html}<br>", f"{seen} "


@st.composite
def _block(draw: st.DrawFn, inner: st.SearchStrategy[Page]) -> Page:
    pages = draw(st.lists(inner, max_size=3))
    html, seen = "".join(page[0] for page in pages), "".join(page[1] for page in pages)
    kind = draw(st.sampled_from(("block", "list", "table", "hidden")))
    if kind == "block":
        name, style = draw(st.sampled_from(BLOCKS)), draw(st.sampled_from(INDENTS))
        return f'<{name} style="{style}">{html}</{name}>', f" {seen} "
    if kind == "list":
        name = draw(st.sampled_from(("ul", "ol")))
        items = "".join(f"<li>{page[0]}</li>" for page in pages)
        return f"<{name}>{items}</{name}>", " ".join(["", *(page[1] for page in pages), ""])
    if kind == "table":
        cells = "".join(f"<td>{page[0]}</td>" for page in pages)
        row = f"<tr>{cells}</tr>" * 2
        return f"<table>{row}</table>", " ".join(["", *[page[1] for page in pages] * 2, ""])
    return f'<div style="display:none">gone</div><div>{html}<del>out</del></div>', f" {seen} "


_INLINES = st.recursive(_text(), _line, max_leaves=4)
PAGES = st.recursive(_INLINES, _block, max_leaves=6)
