"""Putting one web address in place of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.addresses import readdress
from editor.text.crosslinks import web_links

OLD, NEW = "http://harbour.example/tides", "https://port-calder.example/tides"


@pytest.mark.parametrize(
    "body",
    [
        "See [the tide table]({0}) today.",
        "See <{0}>.",
        "It is all at {0}.",
        "Read [{0}]({0}) first.",
        "See [the table][t].\n\n[t]: {0}\n",
        'See [it]({0} "Tides") and *[again]({0})*.',
        "## Where: [tides]({0})\n\n- [one]({0})\n- two",
        "> quoted [words]({0})\n\n| a | b |\n|---|---|\n| [c]({0}) | d |",
    ],
)
def test_every_way_to_link_is_readdressed(body):
    assert readdress(body.format(OLD), OLD, NEW) == body.format(NEW)


@pytest.mark.parametrize(
    "body",
    [
        f"`{OLD}`",
        f"```\n{OLD}\n```",
        f"[longer]({OLD}/monday)",
        f"{OLD}?day=1",
        f"[else](http://mirror.example/?of={OLD})",
        "Nothing here.",
        "",
    ],
)
def test_what_does_not_lead_there_stays(body):
    assert readdress(body, OLD, NEW) == body


def test_an_address_with_a_query_that_begins_alike_stays_beside_one_that_goes():
    body = f"[a]({OLD}) [b]({OLD}?x=1) [c]({OLD})"
    assert readdress(body, OLD, NEW) == f"[a]({NEW}) [b]({OLD}?x=1) [c]({NEW})"


pieces = st.sampled_from(
    [f"[a]({OLD})", f"<{OLD}>", f"{OLD}", f"`{OLD}`", "[b](https://else.example/)", "word", " ",
     "\n\n", "*", "[", "](", ")", "> ", "- ", f"[r]: {OLD}", "[r]", "\\", "```\n"]
)  # fmt: skip


@given(st.lists(pieces, max_size=14).map("".join))
def test_there_and_back_is_the_same_text(body):
    there = readdress(body, OLD, NEW)
    assert readdress(there, NEW, OLD) == body
    assert there.replace(NEW, OLD) == body
    assert OLD not in web_links(there)
