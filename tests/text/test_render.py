from __future__ import annotations

import html
import random
import re

import pytest
from hypothesis import given, settings

from editor.text.crosslinks import LinkTarget, find
from editor.text.plain import plain_text
from editor.text.render import RenderContext, render
from tests.text.copy import bodies


def text_of(page: str) -> str:
    return html.unescape(re.sub(r'<(?:[^<>"]|"[^"]*")*>', " ", page))


@pytest.mark.parametrize(
    ("body", "page"),
    [
        ("# Talks", '<h2 id="talks">Talks</h2>\n'),
        ("## Talks {#own .big}", '<h2 id="own" class="big">Talks</h2>\n'),
        ("###### Talks", '<h6 id="talks">Talks</h6>\n'),
        ("A \"b\" -- c... 'd'", "<p>A \"b\" -- c... 'd'</p>\n"),
        ("#hashtag", "<p>#hashtag</p>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("~~a~~ `<b>`", "<p><del>a</del> <code>&lt;b&gt;</code></p>\n"),
        ("***", "<hr>"),
        ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b\n</code></pre>\n'),
        ("```\nnever closed", "<p>```\nnever closed</p>\n"),
        ("    code", "<pre><code>code\n</code></pre>\n"),
        ("said\n{.pull}", '<p class="pull">said</p>\n'),
        ("It is so {sic}", "<p>It is so {sic}</p>\n"),
        ("[Smith]: Yes.", "<p>[Smith]: Yes.</p>\n"),
        ("![a](b.png)", '<p><img src="b.png" alt="a"></p>\n'),
        ("[a](b c.html)", "<p>[a](b c.html)</p>\n"),
        ("[a](<b c.html>)", '<p><a href="b%20c.html">a</a></p>\n'),
        ("<j@x.example>", '<p><a href="mailto:j@x.example">j@x.example</a></p>\n'),
        ("1 < 2 & 3 &amp; 4", "<p>1 &lt; 2 &amp; 3 &amp; 4</p>\n"),
        ("\x02wzxhzdk:0\x03", "<p>wzxhzdk:0</p>\n"),
        ("", ""),
    ],
)
def test_markdown_comes_out_as_html(body, page):
    assert render(body).html == page


def test_tables_notes_tasks_and_definitions_come_out():
    page = render(
        "Words:\n| a | b |\n|:--|--:|\n| c | [[d|e]] | f |\n\n- [x] done\n\nTerm\n: Meaning[^n]\n\n"
        "[^n]: Note *one*\n[^n]: Note two\n"
    ).html
    assert "<p>Words:</p>\n<table>" in page
    assert '<th style="text-align:right">b</th>' in page
    assert ">e</span> | f</td>" in page
    assert '<li><input type="checkbox" disabled checked> done</li>' in page
    assert (
        '<dd>Meaning<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></dd>' in page
    )
    assert '<li id="fn:1"><p>Note <em>one</em> <a class="footnote-backref" href="#fnref:1"' in page
    assert "Note two" in page


def test_abbreviations_are_explained_wherever_they_stand():
    page = render("The EU said *EU*, EUR.\n\n*[EU]: European Union").html
    assert page.count('<abbr title="European Union">EU</abbr>') == 2


TARGETS = {
    "talks": LinkTarget("the-talks", "Talks <resume>", "library:article/the-talks"),
    "old": LinkTarget("new", "New headline"),
}


@pytest.mark.parametrize(
    ("body", "link"),
    [
        (
            "[[talks]]",
            '<a class="crosslink" href="library:article/the-talks">Talks &lt;resume&gt;</a>',
        ),
        ("[[talks|words]]", '<a class="crosslink" href="library:article/the-talks">words</a>'),
        ("[[old#A Part]]", '<a class="crosslink" href="new.html#a-part">New headline</a>'),
        ("[[x]]", '<span class="crosslink broken" title="No article has the slug “x”">x</span>'),
        ("`[[talks]]`", "<code>[[talks]]</code>"),
        (r"\[[talks]]", "[[talks]]"),
    ],
)
def test_cross_links_show_the_present_headline_or_their_words(body, link):
    context = RenderContext(targets=TARGETS, link_schemes=("library",))
    assert render(body, context).html == f"<p>{link}</p>\n"


def test_a_scheme_stands_only_where_the_context_has_it():
    assert "library:" not in render("[[talks]] [a](library:x)", RenderContext(targets=TARGETS)).html


def test_a_paragraph_that_runs_the_other_way_says_so():
    page = render(
        "Words\n\nسلام دنیا\n\n- سلام", RenderContext(language="en", direction="ltr")
    ).html
    assert page.count('dir="rtl"') == 2
    assert '<p dir="ltr">Words</p>' in render("Words\n\nسلام", RenderContext(language="fa")).html


HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(1)> <svg onload=alert(1)>words</svg>
[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) <a href="javascript:alert(1)" onclick="x()">c</a>
<iframe src="https://x.example"></iframe> ![d](data:text/html,x) <b onclick=x()>e</b>

<div onmouseover="x()" style="position:fixed">

[ref]

</div>

<style>
p { display: none }
</style>
<script>
alert(1)

alert(2)
</script>

# Talks {onclick=x() #a}

[ref]: javascript:alert(1)
"""


def test_hostile_copy_comes_out_harmless():
    page = render(HOSTILE).html
    tags = " ".join(re.findall(r"<[^>]*>", page))
    assert not re.findall(r"<script|<style|<svg|<iframe|alert| on\w+=| style=", tags)
    assert "javascript:" not in tags
    assert "data:" not in tags
    assert "alert(1)" not in re.sub("onclick=x", "", text_of(page))
    assert {"words", "c", "e"} <= set(text_of(page).split())


@pytest.mark.parametrize(
    "opening",
    ["<div>", "<b>", "<table>", "<pre>", "<ul>", "<a href=x>", "<script>", "<!--", "</div>"],
)
def test_a_tag_left_open_does_not_swallow_what_follows(opening):
    assert render(f"{opening} words\n\n**after**").html.endswith("<p><strong>after</strong></p>\n")


def test_ids_are_the_headings_and_the_notes_alone():
    page = render('<h2 id="talks">x</h2>\n\n# Talks\n\n<b id="talks">y</b>').html
    assert re.findall('id="(.*?)"', page) == ["talks"]


KINDS = (
    "[", "![", "<a", "[a](b", "](", "`", "``a`", "*", "*a ", "**a*", "***a ", "a*", "_a ", "~~a ",
     "> ", ">", "- ", "* ", "1. ", "- a\n", "- a\n\n", "#", "# a\n", "a\n===\n\n", "```\n",
     "~~~ x\n", "<div>\n", "<div>\n\n", "<b>a\n\n", "<i a=1>x\n\n", "<!--", "<script>", "&", "\\",
     "[[", "[[a|", "[[a]]", "[^1]", "[^1]: a\n", "[a]: /b\n\n", "|", "|a|b|\n|-|-|\n", ": a\n\n",
     "!!! note\n", "    a\n", "http://", "www.a", '<a "', "<svg><style>", "- > ", "[](", "  ",
     "\r", "me@x.example ", "a_b@")  # fmt: skip


# Work that grows with the square of the input needs minutes at this size, honest work a second.
@pytest.mark.timeout(45)
@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_twenty_thousand_of_anything_are_rendered(kind):
    body = kind * 20_000
    page = render(f"First words\n\n{body}\n\n# Last")
    plain_text(body)
    find(body)
    assert "First words" in page.html


@pytest.mark.parametrize("kind", ["- a\n", "> a\n", "1. a\n\n", "!!! note\n", ": a\n"], ids=repr)
def test_nesting_without_end_is_rendered(kind):
    body = "".join("    " * depth + kind for depth in range(300))
    assert text_of(render(body).html).count("a") >= 300 or "!!!" in kind


@pytest.mark.timeout(45)
@pytest.mark.parametrize("seed", range(4))
def test_a_random_mixture_of_everything_is_rendered(seed):
    chance = random.Random(seed)
    parts = [chance.choice(KINDS) * chance.choice([1, 1, 2, 9]) for _ in range(40_000)]
    body = "".join(parts)[:100_000]
    assert render(body).html


def test_ordinary_copy_with_many_links_is_set_as_meant():
    paragraph = "The *minister* said [so](http://x.example/a) and **more** `code` [[b|c]].\n\n"
    page = render(paragraph * 700).html
    assert len(paragraph * 700) > 50_000
    for tag in (
        "<em>minister</em>",
        '<a href="http://x.example/a">so</a>',
        "<strong>more</strong>",
    ):
        assert page.count(tag) == 700


@settings(max_examples=200, deadline=None)
@given(bodies())
def test_every_word_of_the_copy_is_on_the_page(body):
    shown = text_of(render(body).html).split()
    numbered = re.sub(r"Calder|harbour|minister", "\x00", body)
    count = 0

    def name(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"Word{count}x"

    marked = re.sub("\x00", name, numbered)
    hidden = re.compile(r"(?s:<!--.*?-->|<script>.*?</script>)|\*\[EU\]:.*")
    shown = text_of(render(marked).html) + render(marked).html
    for number in re.findall(r"Word\d+x", hidden.sub("", marked)):
        assert number in shown


@settings(max_examples=100, deadline=None)
@given(bodies())
def test_a_page_has_each_id_once_and_the_same_twice(body):
    page = render(body)
    ids = re.findall(r'<[^<>]* id="([^"]*)"', page.html)
    assert len(ids) == len(set(ids))
    assert render(body) == page


def test_an_empty_quote_after_code_adds_nothing_to_the_code():
    html = render("# H\n    code\n>\n\nmore").html
    assert "<pre><code>code\n</code></pre>" in html and "None" not in html


@pytest.mark.parametrize("kind", ["NOTE", "tip", "Important", "WARNING", "CAUTION"])
def test_a_quote_marked_as_a_notice_is_set_as_one(kind):
    page = render(f"> [!{kind}]\n> The pass is **shut**.").html
    assert page.startswith(f'<div class="admonition {kind.lower()}">')
    assert f'<p class="admonition-title">{kind.capitalize()}</p>' in page
    assert "<p>The pass is <strong>shut</strong>.</p>" in page
    assert plain_text(f"> [!{kind}]\n> The pass is **shut**.") == "The pass is shut."


@pytest.mark.parametrize("words", ["[!NOTE] on one line", "[!GOSSIP]\n> a kind nobody knows"])
def test_a_quote_that_only_looks_like_a_notice_stays_a_quote(words):
    assert render(f"> {words}").html.startswith("<blockquote>")
