"""What becomes of each thing HTML may say."""

from __future__ import annotations

import pytest

from editor.exchange.paste import Changes, is_rich, paste
from editor.text.render import render


def markdown(html):
    return paste(html).markdown


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://www.google.com/url?q=https://x.example/a&sa=D", "https://x.example/a"),
        ("https://www.google.de/url?url=https%3A%2F%2Fx.example", "https://x.example"),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example%2Fb&data=1",
            "https://x.example/b",
        ),
        ("https://urldefense.com/v3/__https://x.example/c__;!!A!b$", "https://x.example/c"),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__x.example_d&d=1",
            "https://x.example/d",
        ),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%3A%2F%2Fx.example",
            "https://x.example",
        ),
        ("https://google.com/search?q=https://x.example", None),
        ("https://notgoogle.com/url?q=https://x.example", None),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert%281%29"),
        ("mailto:ana@calder.example", None),
    ],
)  # fmt: skip
def test_links_lose_their_detours(address, target):
    assert markdown(f'<a href="{address}">x</a>') == f"[x]({target or address})"


@pytest.mark.parametrize(
    "address",
    ["javascript:a()", "JaVa\nScRiPt:a()", "data:text/html,x", "file:///etc", "/a", "http://["],
)
def test_links_that_lead_nowhere_are_words(address):
    pasted = paste(f'<a href="{address}">words</a>')
    assert pasted.markdown == "words"
    assert pasted.notes


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b style='font-weight:normal'>x</b>", "x"),
        ("<span style='font-weight:600'>x</span>", "**x**"),
        ("<b>Note:</b> text", "**Note:** text"),
        ("<b>two </b>words", "**two** words"),
        ("wo<b>r</b>d", "wo**r**d"),
        ("<i>a<b>b</b></i>", "*a**b***"),
        ("<b><br></b>x", "x"),
        ("<a href='https://x.example'><b>x</b></a>", "**[x](https://x.example)**"),
        ("<a href='https://x.example'> </a>x", "x"),
        ("14&nbsp;km, a&nbsp;b", "14\u00a0km, a b"),
        ("Tues&shy;day\u200b", "Tuesday"),
        ("<code>a`b</code>", "``a`b``"),
        ("<p>• one</p><p>• two</p>", "- one\n- two"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n<!-- -->\n\n1. b"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n1. b"),
        ("<ul><li>a<p>more</p></li><li>b</li></ul>", "- a\n\n  more\n\n- b"),
        ("<ul><li>[x] not a task</li></ul>", "- \\[x] not a task"),
        ("<p>x</p><svg><title>no</title></svg><script>no()</script>", "x"),
    ],
)
def test_looks_become_marks(html, expected):
    assert markdown(html) == expected


@pytest.mark.parametrize(
    "text",
    ["# a", "- a", "1. a", "> a", "```", "---", "[[a]]", "[^1]", "![a](b)", "<b>", "&amp;", "*a*",
     "{.a}", ": a"],
)  # fmt: skip
def test_signs_stay_signs(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    page = render(markdown(f"<p>x</p><p>{escaped}</p>")).html.strip()
    assert page == f"<p>x</p>\n<p>{escaped.replace('>', '&gt;')}</p>"


def test_lists_of_two_kinds_stay_two_lists_on_the_page():
    page = render(markdown("<ul><li>a</li></ul><ol><li>b</li></ol><ol><li>c</li></ol>")).html
    assert page.count("<ul>") == 1
    assert page.count("<ol>") == 2


def test_bare_insertions_and_deletions_are_changes_too():
    html = "<p>a <del>b</del><ins>c</ins></p>"
    assert paste(html).markdown == "a c"
    assert paste(html, changes=Changes.REJECT).markdown == "a b"
    assert paste(html).tracked == 2


def test_only_what_stands_out_is_a_heading_by_its_size():
    body = '<p style="font-size:11pt">Words that run on, as they do.</p>'
    assert markdown(f'<p style="font-size:20pt">Talks</p>{body}').startswith("# Talks")
    assert markdown(f'<p style="font-size:12pt">Talks</p>{body}').startswith("Talks")
    assert markdown(f'<p style="font-size:20pt">A full sentence.</p>{body}').startswith("A full")
    assert markdown('<p style="font-size:20pt">Alone</p>') == "Alone"


@pytest.mark.parametrize(
    "html",
    [
        "plain",
        "<p>one paragraph</p>",
        "<div>one</div><div>two</div>",
        "<pre style=\"font-family:'JetBrains Mono',monospace\"><span>if</span> x:</pre>",
        '<div style="font-family:Menlo;white-space:pre"><div><b>if</b> x</div></div>',
        '<span style="color:red">x</span><br>y',
        '<b style="font-weight:normal" id="docs-internal-guid-1"><span>x</span></b>',
        "",
    ],
)
def test_plain_words_dressed_in_html_are_not_rich(html):
    assert not is_rich(html)


@pytest.mark.parametrize(
    "html",
    ["<p>a</p><p>b</p>", "<b>a</b>", '<a href="/">a</a>', "<li><ul>a</ul></li>", "<h2>a</h2>"],
)
def test_whatever_says_more_than_its_words_is_rich(html):
    assert is_rich(html)
