"""Old anchors of renamed sections in exported pages."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.exchange.html_page import fragment
from editor.exchange.old_anchors import with_old_anchors
from tests.exchange.packages import RICH


def test_an_old_anchor_stands_in_the_heading_it_leads_to():
    html = fragment(replace(RICH, anchors={"talks-to-come": "upcoming-talks"}))
    assert re.search(
        r'<h2[^<>]* id="upcoming-talks"><a id="talks-to-come"></a>Upcoming talks', html
    )


def test_an_old_anchor_never_takes_an_id_that_is_there():
    anchors = {"a-question-of-trust": "upcoming-talks", "fn:1": "upcoming-talks"}
    assert fragment(replace(RICH, anchors=anchors)) == fragment(replace(RICH, anchors={}))


def test_an_old_anchor_of_a_section_that_has_gone_is_left_out():
    assert with_old_anchors(['<h2 id="a">A</h2>'], {"b": "c"}) == ('<h2 id="a">A</h2>',)


@given(st.dictionaries(st.text(max_size=6), st.sampled_from(("a", "b", "c")), max_size=4))
def test_every_id_stands_once(anchors):
    blocks = ['<h2 class="x" id="a">A</h2>', "<p>Words.</p>", '<h3 id="b">B</h3>']
    ids = re.findall(r'id="([^"]*)"', "".join(with_old_anchors(blocks, anchors)))
    assert len(ids) == len(set(ids))
    assert {"a", "b"} <= set(ids)
