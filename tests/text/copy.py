"""Generated copy: Markdown of every kind in any order, with words that must not be lost."""

from __future__ import annotations

from hypothesis import strategies as st

# fmt: off
WORDS = st.sampled_from(
    (
        "harbour",
        "Port",
        "Calder",
        "minister",
        "said",
        "Esteria",
        "30,000",
        "Սարդարյան",
        "سلام",
        "談話",
    )
)
SCRAPS = st.sampled_from(
    ("*", "**", "_", "~~", "`", "``", "[", "]", "(", ")", "![", "<", ">", "&", "\\", "|", "[[a]]",
     "[[port-calder|talks]]", "[a](http://x.example/)", "[^1]", "<b>", "</b>", "&amp;", "{#a}",
     "https://x.example", "#", "!!!", "- ", "1. ", "> ", "    ", "\t", ":", "=", "'", '"')
)
LINES = st.sampled_from(
    ("# Talks", "## Talks", "Talks\n---", "- item", "  - nested", "1. one", "> quote", "```", "~~~",
     "| a | b |\n|---|---|\n| c | d | e |", "[^1]: A note", "[a]: /b", "*[EU]: Union", "***",
     "<div>", "</div>", "<aside>", "<!-- note -->", "    code", "Term\n: meaning", "### A {#own}",
     "!!! note\n    Careful", "- [ ] task", "<script>x()</script>", "{.pull}")
)
# fmt: on
ENDS = st.sampled_from([" ", " ", "\n", "\n\n", "", "  \n"])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    pieces = st.one_of(WORDS, WORDS, SCRAPS, LINES, st.text(max_size=5))
    parts = draw(st.lists(st.tuples(pieces, ENDS), max_size=40))
    return "".join(piece + end for piece, end in parts)
