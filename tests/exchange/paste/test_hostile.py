"""Pasted HTML made to hang a program: it is read all the same, in time proportional to its size."""

from __future__ import annotations

import pytest

from editor.exchange.paste import is_rich, paste

# Square time would be minutes.
pytestmark = pytest.mark.timeout(60)

_SIZE = 1_000_000

UNITS = (
    "<p>Some <b>bold</b> words in a paragraph</p>", "<span>a </span>", "<div>", "<b>x", "<ul><li>x",
    "<blockquote>x", "<table><tr><td>x", "<", '<a "', "<a b=\"'", "<!--", "<![", "&", "*", "_", "[",
    "](", "`", "\u00a0", "<br>", " *", "http://", "{", "/*", "<style>{", "<pre>", "mso-list:",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_of_anything_is_read_in_no_time(unit):
    source = unit * min(_SIZE // len(unit), 60_000) + ">"
    paste(source)


def test_footnotes_that_all_link_to_each_other_are_read_in_no_time():
    signs = "".join(f'<a id="r{one}" href="#n{one % 7}">x</a>' for one in range(10_000))
    notes = "".join(f'<p id="n{one}"><a href="#r{one}">x</a>note</p>' for one in range(10_000))
    paste(signs + notes)


@pytest.mark.parametrize("unit", ["<b>", "<p>x", "<div>x", "<span>x</span>"])
def test_whether_it_is_rich_is_known_in_no_time(unit):
    is_rich(unit * 100_000)


def test_the_words_of_elements_too_deep_are_kept_apart():
    assert paste("<div>a" * 200).markdown.replace("\n", "").replace(" ", "") == "a" * 200
    assert "aa" not in paste("<div>a" * 200).markdown
