from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from editor.text.counts import count_words
from editor.text.outline import outline, section_at
from editor.text.plain import plain_text
from editor.text.render import render
from tests.text.copy import bodies

BODY = """Lede here.

# First *part*
one two
## Inside
three
# First part
"""


def test_sections_know_their_lines_their_depth_and_their_words():
    first, inside, second = outline(BODY)
    assert (first.text, first.anchor, first.line, first.end_line) == (
        "First part",
        "first-part",
        2,
        6,
    )
    assert (first.own_words, first.words, first.depth) == (4, 6, 0)
    assert (inside.depth, inside.line, inside.end_line, inside.level) == (1, 4, 6, 2)
    assert second.anchor == "first-part-2"


def test_the_section_of_a_line_is_the_innermost():
    sections = outline(BODY)
    assert section_at(sections, 0) is None
    assert section_at(sections, 3) == 0
    assert section_at(sections, 5) == 1
    assert section_at((), 3) is None


@pytest.mark.parametrize(
    "body",
    (
        "",
        "#hashtag",
        "```\n# no\n```",
        "    # no",
        "> # quoted",
        "- # item",
        "# <!-- x -->",
        "#",
        "<pre>\n# no\n</pre>",
        "a\nb\n---",
        "---\n---",
        "####### seven",
    ),
)
def test_what_is_no_heading_makes_no_section(body):
    assert outline(body) == ()


@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        ("Talks\n===", "talks"),
        ("Talks\n---\ntext", "talks"),
        ("## Talks ##", "talks"),
        ("text\n# Talks", "talks"),
        ("## Talks {#own-name}", "own-name"),
        ("## ???", "section"),
        ("```\n# Talks", "talks"),
        ("- item\n\n# Talks", "talks"),
        ("# Talks[^1]", "talks"),
    ],
)
def test_headings_of_every_shape_have_anchors(body, anchor):
    assert [section.anchor for section in outline(body)] == [anchor]


@settings(max_examples=150, deadline=None)
@given(bodies())
def test_the_outline_and_the_page_agree_on_every_anchor(body):
    page = render(body)
    anchors = [section.anchor for section in outline(body)]
    assert re.findall(r'<h[2-6][^<>]* id="([^"]*)"', page.html) == anchors
    assert page.sections == outline(body)
    assert len(set(anchors)) == len(anchors)


@settings(max_examples=100, deadline=None)
@given(bodies())
def test_the_words_of_all_sections_are_the_words_below_the_first_heading(body):
    sections = outline(body)
    if sections:
        lines = re.split("\r\n|\r|\n", body)[sections[0].line :]
        top = sum(section.words for section in sections if not section.depth)
        own = sum(section.own_words for section in sections)
        assert top == own
        assert abs(own - count_words(plain_text("\n".join(lines)))) <= len(lines)
