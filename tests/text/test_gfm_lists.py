from __future__ import annotations

import re

import pytest

from editor.text.gfm_lists import four_spaced
from editor.text.render import render

cmarkgfm = pytest.importorskip("cmarkgfm")

LISTS = [
    "Words\n- a\n- b",
    "- a\n  - b\n    - c\n- d",
    "- a\n    - b\n- c",
    "1. a\n   1. b\n   2. c\n2. d",
    "1. a\n   - b\n     - c\n2. d",
    "- a\n\n  words of a\n- b",
    "- a\n\n  - b\n- c",
    "* a\n  goes on\n* b",
    "- a\ngoes on\n- b",
    "The year\n1986. was hard",
    "Words\n1. a\n2. b",
    "5. a\n6. b",
    "1) a\n2) b",
    "- a\n  > quoted\n- b",
    "> - a\n>   - b\n> - c",
    "- a\n  ```\n  code\n  ```\n- b",
    "- a\n\nWords\n\n- b",
    "- a\n  - b\n\n- c",
    "1. a\n\n   words\n\n2. b",
    "+ a\n+ b",
    "- a\n- \n- c",
    "- **a**\n  - [b](c)\n  - `d`",
    "Words:\n- a\n  - b\n\nMore words:\n1. c\n   - d",
]


def shape(html: str) -> list[str]:
    """The elements and words of lists; paragraphs in items do not count: a loose list and a
    tight one are the same list."""
    html = re.sub(r"<(/?)(\w+)[^>]*>", r" <\1\2> ", html)
    return [part for part in html.split() if part not in ("<p>", "</p>")]


@pytest.mark.parametrize("body", LISTS)
def test_lists_nest_as_github_nests_them(body):
    assert shape(render(body).html) == shape(cmarkgfm.github_flavored_markdown_to_html(body))


def test_a_list_set_four_spaced_already_is_left_alone():
    lines = ["Words", "", "- a", "    - b", "        - c", "- d", "", "Words"]
    assert four_spaced(lines) == lines


def test_a_number_keeps_its_start():
    assert '<ol start="5">' in render("5. a\n6. b").html


def test_an_empty_quote_leaves_no_second_blank_line():
    assert four_spaced(["words", "", ">", "", "more"]) == ["words", "", "more"]
