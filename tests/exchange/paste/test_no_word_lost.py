"""Every word a reader of the HTML sees is in the Markdown, and on the page made of it, once and in
its order."""

from __future__ import annotations

import html
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor.exchange.paste import Changes, is_rich, paste
from editor.text.plain import plain_text
from editor.text.render import render
from tests.exchange.paste.pages import PAGES

_TAGS = re.compile(
    r"</?(?:p|h\d|li|ul|ol|t[dhr]|table|thead|tbody|blockquote|pre|div|br|hr|d[dtl])\b[^>]*>"
)


def words(text):
    return re.findall(r"[^\W_]+", text.replace("\u00ad", ""))


def shown(markdown):
    page = re.sub(r"<[^>]*>", "", _TAGS.sub(" ", render(markdown).html))
    return html.unescape(page)


@given(PAGES)
@settings(max_examples=150, deadline=None)
@example(("<b>x</b><i>y</i>z", "xyz"))
@example(("<b>(x)</b>y", "(x)y"))
@example(("<sup>\\</sup>", "\\"))
@example(("x\\<b>y</b>\\\\<i>\\</i>", "x\\y\\\\\\"))
def test_every_word_seen_is_in_the_markdown(page):
    source, seen = page
    markdown = paste(source).markdown
    assert words(plain_text(markdown)) == words(seen)


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_every_word_seen_is_on_the_page_made_of_it(page):
    source, seen = page
    assert words(shown(paste(source).markdown)) == words(seen)


@given(st.one_of(st.text(), st.text(alphabet="<>/pbliu\"'= &;#x1!-[]a:")), st.sampled_from(Changes))
@settings(max_examples=150, deadline=None)
@example("&#" + "9" * 5000 + ";", Changes.ACCEPT)
@example("<a href='http://[x'>y", Changes.ACCEPT)
@example("<ol start=99999999999999999999><li value=٣>x", Changes.ACCEPT)
@example("<td rowspan=² colspan=-1>x", Changes.ACCEPT)
def test_any_string_is_read(source, changes):
    paste(source, changes=changes)
    is_rich(source)
