from __future__ import annotations

import pytest
from hypothesis import given

from editor.text.inline import parse
from editor.text.spans import Mark, plain, walk
from tests.text.copy import bodies


def marks(text: str) -> list[tuple[str, str]]:
    return [(span.mark.name, span.text or plain([span])) for span in walk(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ __d__", [("EMPHASIS", "a"), ("EMPHASIS", "b"), ("STRONG", "d")]),
        ("***a***", [("EMPHASIS", "a"), ("STRONG", "a")]),
        ("snake_case_name and 2*3*4", [("EMPHASIS", "3")]),
        ("a * b * c", []),
        ("~~a~~ ~b~", [("STRUCK", "a")]),
        ("`` a`b ``", [("CODE", "a`b")]),
        ("`*a*`", [("CODE", "*a*")]),
        ("[a](b (c) \"t\")", []),
        ("[a](b(c) \"t\")", [("LINK", "a")]),
        ("[a [b](c)](d)", [("LINK", "b")]),
        ("[![a](b)](c)", [("LINK", "a"), ("IMAGE", "a")]),
        ("*a [b*](c)", [("LINK", "b*")]),
        ("a\\\nb", [("BREAK", "\n")]),
        ("see https://x.example/a_(b).", [("LINK", "https://x.example/a_(b)")]),
        ("<me@x.example>", [("LINK", "me@x.example")]),
        ("write info@x.example.", [("LINK", "info@x.example")]),
        ("(a_b.c+d@port-calder.x.example)", [("LINK", "a_b.c+d@port-calder.x.example")]),
        ("*me@x.example* and _you@y.example_",
         [("EMPHASIS", "me@x.example"), ("LINK", "me@x.example"),
          ("EMPHASIS", "you@y.example"), ("LINK", "you@y.example")]),
        ("[write me@x.example](/contact)", [("LINK", "write me@x.example")]),
        ("`me@x.example` <b title=\"me@x.example\">", [("CODE", "me@x.example"),
         ("TAG", "<b title=\"me@x.example\">")]),
        ("[a](mailto:me@x.example)", [("LINK", "a")]),
        ("https://me@x.example/", [("LINK", "https://me@x.example/")]),
        ("me@x a@b@c.example @x.example é@x.example me@x.e me@x.example2", []),
        ("if a <b and c> d", []),
        ("a <b class=\"x\">c</b>", [("TAG", "<b class=\"x\">"), ("TAG", "</b>")]),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_its_writer_meant(text, expected):
    assert marks(text) == expected


@given(bodies())
def test_links_are_where_they_say_they_are(text):
    for span in walk(parse(text)):
        if span.mark is Mark.CROSS_LINK:
            assert text[span.start : span.end].startswith(f"[[{span.target}"[:3])
            assert text[span.start : span.end].endswith("]]")
