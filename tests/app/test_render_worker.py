from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from editor.app.render_worker import Renderer, RenderReply, RenderRequest, WantsTargets, patch
from editor.text.crosslinks import LinkTarget

blocks = st.lists(st.sampled_from(["<p>a</p>", "<p>b</p>", "<hr>", "<h2>c</h2>"]), max_size=8)
bodies = st.lists(
    st.sampled_from(["One.", "## Two", "* three", "> four", "", "1. five", "[^1]", "[^1]: six"]),
    max_size=8,
).map("\n".join)


def request(body: str, base: int = 0, **others) -> RenderRequest:
    values = {"article_id": "a", "edit_number": 1, "language": "en", "direction": "auto"}
    return RenderRequest(body=body, base=base, **{**values, **others})


@given(blocks, blocks)
def test_a_patch_makes_the_new_blocks_of_the_old(old, new):
    first, last, between = patch(old, new)
    assert old[:first] + list(between) + old[last:] == new
    assert 0 <= first <= last <= len(old)


@given(st.lists(bodies, min_size=1, max_size=6))
def test_patches_one_after_the_other_give_what_a_whole_render_gives(texts):
    renderer, shown, base = Renderer(), [], 0
    for text in texts:
        reply = renderer.answer(request(text, base))
        shown[reply.first : len(shown) if reply.reset else reply.last] = reply.blocks
        base = reply.sequence
        assert shown == list(Renderer().answer(request(text)).blocks)


def test_typing_in_one_paragraph_sends_one_block():
    renderer = Renderer()
    body = "\n\n".join(f"Paragraph {number}." for number in range(50))
    base = renderer.answer(request(body)).sequence
    reply = renderer.answer(request(body.replace("Paragraph 20.", "Paragraph twenty."), base))
    assert not reply.reset and reply.last - reply.first == 1
    assert len(reply.blocks) == 1 and "twenty" in reply.blocks[0]


def test_text_that_looks_the_same_changes_no_html():
    renderer = Renderer()
    base = renderer.answer(request("One.\n\nTwo.")).sequence
    reply = renderer.answer(request("One.\n\n\nTwo.", base))
    assert reply.unchanged_html


def test_another_article_and_a_lost_reply_reset():
    renderer = Renderer()
    base = renderer.answer(request("One.")).sequence
    assert renderer.answer(request("One.", base, article_id="b")).reset
    lost = renderer.answer(request("One. Two.", base, article_id="b"))
    assert lost.reset
    assert renderer.answer(request("One. Two.", base, article_id="b")).reset


def test_unknown_cross_links_are_asked_for_before_anything_is_rendered():
    renderer = Renderer()
    body = "See [[tides]] and [[nothing|this]], [[tides]]."
    wanted = renderer.answer(request(body))
    assert isinstance(wanted, WantsTargets) and wanted.slugs == ("tides", "nothing")
    targets = {"tides": LinkTarget("tides", "Tide tables", "library:article/tides")}
    reply = renderer.answer(request(body, targets={**targets, "nothing": None}))
    assert isinstance(reply, RenderReply)
    html = "".join(reply.blocks)
    assert 'href="library:article/tides"' in html and "Tide tables" in html
    assert "broken" in html


def test_sections_counts_and_direction_come_with_the_html():
    reply = Renderer().answer(request("Lede.\n\n## Talks\n\nThree more words."))
    assert [section.text for section in reply.sections] == ["Talks"]
    assert reply.counts.words == 5 and reply.direction == "ltr"
    assert Renderer().answer(request("مرحبا", language="ar")).direction == "rtl"


def test_the_worker_never_loads_qt_or_storage():
    code = (
        "import sys; from editor.app.render_worker import Renderer, RenderRequest;"
        "Renderer().answer(RenderRequest('a', 1, 'Late.', 'en', 'auto'));"
        "bad = [m for m in sys.modules if m.startswith(('PySide6', 'sqlite', 'db.library'))];"
        "sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
