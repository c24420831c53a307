from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.html_blocks import split
from editor.text.render import render
from tests.text.copy import bodies


def test_top_level_elements_are_cut_apart():
    html = '<p title="a > b">x <b>y</b><br></p>\n<hr>\n<ul><li>z</li></ul>'
    assert split(html) == ['<p title="a > b">x <b>y</b><br></p>\n', "<hr>\n", "<ul><li>z</li></ul>"]


def test_nothing_is_nothing():
    assert split("") == []


@given(st.text(alphabet="<>/pbr\"' a!-", max_size=60))
def test_any_string_comes_back_whole(html):
    assert "".join(split(html)) == html


@settings(max_examples=80, deadline=None)
@given(bodies())
def test_a_page_comes_back_whole_in_elements(body):
    html = render(body).html
    pieces = split(html)
    assert "".join(pieces) == html
    assert all(piece.strip() for piece in pieces) or not html.strip()
    assert [split(piece) for piece in pieces] == [[piece] for piece in pieces]
