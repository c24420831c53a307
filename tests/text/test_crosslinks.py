from __future__ import annotations

import pytest
from hypothesis import given

from editor.text.crosslinks import Found, find, replace, web_links
from tests.text.copy import bodies


def test_a_link_is_found_with_its_parts_and_its_place():
    assert find("See [[port-calder#talks|the talks]].") == (
        Found(4, 35, "port-calder", "talks", "the talks"),
    )
    assert find("é\r\n[[a]]") == (Found(3, 8, "a"),)


@pytest.mark.parametrize(
    "body",
    ["`[[a]]`", "```\n[[a]]\n```", "    [[a]]", r"\[[a]]", "[[]]", "[[a\nb]]", "<!-- [[a]] -->"],
)
def test_code_and_escaped_brackets_hold_no_links(body):
    assert find(body) == ()


@pytest.mark.parametrize(
    "body",
    ["> [[a]]", "- x\n  - [[a]]", "| x |\n|---|\n| [[a]] |", "## [[a]]", "*[[a]]*", "[[[a]]"],
)
def test_links_are_found_wherever_words_stand(body):
    (link,) = find(body)
    assert body[link.start : link.end] == "[[a]]"


def test_web_links_are_listed_once_each():
    body = "[a](http://x.example/1) https://x.example/2. <https://x.example/3> [r][]\n\n"
    body += (
        "[r]: http://x.example/4\n\n`https://no.example` [b](http://x.example/1) [m](mailto:a@b.c)"
    )
    assert web_links(body) == tuple(f"http{s}://x.example/{n}" for s, n in
                                    [("", 1), ("s", 2), ("s", 3), ("", 4)])  # fmt: skip


@given(bodies())
def test_replacing_each_link_by_itself_changes_nothing(body):
    assert replace(body, lambda link: body[link.start : link.end]) == body


def test_replacing_rewrites_only_the_links():
    assert replace("a [[b|c]] `[[b]]`", lambda link: f"[[new|{link.words}]]") == (
        "a [[new|c]] `[[b]]`"
    )
