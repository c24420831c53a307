from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from editor.app import render_worker
from editor.app.line_delta import LineDelta
from editor.app.render_worker import (
    Renderer,
    RenderReply,
    RenderRequest,
    Verdict,
    VerifyRequest,
    WantsTargets,
    WantsText,
)
from editor.text.crosslinks import LinkTarget
from editor.text.differences import patched

bodies = st.lists(
    st.sampled_from(["One.", "## Two", "* three", "> four", "", "1. five", "[^1]", "[^1]: six"]),
    max_size=8,
).map("\n".join)


def request(body: str | None, base: int = 0, **others) -> RenderRequest:
    values = {"article_id": "a", "edit_number": 1, "language": "en", "direction": "auto"}
    return RenderRequest(body=body, base=base, **{**values, **others})


def shown_after(shown: list[str], reply: RenderReply) -> list[str]:
    shown = [] if reply.reset else shown
    patched(shown, reply.blocks)
    return shown


@given(st.lists(bodies, min_size=1, max_size=6))
def test_patches_one_after_the_other_give_what_a_whole_render_gives(texts):
    renderer, shown, base = Renderer(), [], 0
    for text in texts:
        reply = renderer.answer(request(text, base))
        shown = shown_after(shown, reply)
        base = reply.sequence
        assert shown == shown_after([], Renderer().answer(request(text)))


def test_an_edit_sends_the_blocks_it_changes_and_nothing_of_the_rest():
    renderer = Renderer()
    body = "\n\n".join(f"Paragraph {number}." for number in range(50))
    base = renderer.answer(request(body)).sequence
    delta = LineDelta(40, 1, ("Paragraph twenty.",))
    reply = renderer.answer(request(None, base, edit_number=2, follows=1, deltas=(delta,)))
    (patch,) = reply.blocks
    assert not reply.reset and (patch.first, patch.last) == (20, 21)
    assert "twenty" in patch.items[0]


def test_edits_to_a_text_that_is_not_known_have_the_whole_asked_for():
    renderer = Renderer()
    delta = LineDelta(0, 1, ("Two.",))
    assert isinstance(renderer.answer(request(None, follows=0, deltas=(delta,))), WantsText)
    renderer.answer(request("One."))
    others = {"edit_number": 3, "deltas": (delta,)}
    assert isinstance(renderer.answer(request(None, follows=2, **others)), WantsText)
    assert isinstance(renderer.answer(request(None, follows=1, **others)), RenderReply)


def test_text_that_looks_the_same_sends_no_html():
    renderer = Renderer()
    base = renderer.answer(request("One.\n\nTwo.")).sequence
    delta = LineDelta(1, 0, ("",))
    reply = renderer.answer(request(None, base, edit_number=2, follows=1, deltas=(delta,)))
    assert reply.blocks == () and not reply.reset and reply.lines


def test_a_long_text_comes_in_slices_the_first_of_them_at_once(monkeypatch):
    monkeypatch.setattr(render_worker, "SLICE", 0.0)
    renderer = Renderer()
    reply = renderer.answer(request("\n\n".join(f"Paragraph {n}." for n in range(9))))
    shown = shown_after([], reply)
    assert reply.more and len(shown) == 1
    while reply.more:
        reply = renderer.answer(request(None, reply.sequence, follows=1))
        shown = shown_after(shown, reply)
    assert len(shown) == 9 and reply.counts.words == 18


def test_a_long_outline_is_told_at_first_and_then_when_the_writer_rests(monkeypatch):
    monkeypatch.setattr(render_worker, "LONG_OUTLINE", 2)
    renderer = Renderer()
    first = renderer.answer(request("# One\n\n# Two\n\n# Three"))
    assert len(first.sections) == 3
    edit = {"edit_number": 2, "follows": 1, "deltas": (LineDelta(0, 1, ("# Uno",)),)}
    assert renderer.answer(request(None, first.sequence, **edit)).sections is None
    rest = renderer.answer(request(None, edit_number=2, follows=2, at_rest=True))
    assert rest.sections[0].text == "Uno"


def verdict_of(renderer: Renderer, edit_number: int = 1) -> Verdict:
    found = Verdict.UNDER_WAY
    while found is Verdict.UNDER_WAY:
        found = renderer.answer(VerifyRequest("a", edit_number)).verdict
    return found


def test_a_page_that_is_that_of_a_full_render_is_found_equal():
    renderer = Renderer()
    renderer.answer(request("One[^1].\n\n[^1]: Two."))
    assert verdict_of(renderer) is Verdict.EQUAL


def test_a_page_that_differs_is_rendered_as_a_whole_from_then_on():
    renderer = Renderer()
    reply = renderer.answer(request("One.\n\nTwo."))
    shown = shown_after([], reply)
    renderer._engine._parts[0].html = "<p>Wrong</p>\n"
    renderer._engine.update()
    assert verdict_of(renderer) is Verdict.DIFFERENT
    reply = renderer.answer(request(None, follows=1))
    assert shown_after(shown, reply) == ["<p>One.</p>\n", "<p>Two.</p>\n"] and reply.whole


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
    assert isinstance(wanted, WantsTargets) and set(wanted.slugs) == {"tides", "nothing"}
    targets = {"tides": LinkTarget("tides", "Tide tables", "library:article/tides")}
    reply = renderer.answer(request(body, targets={**targets, "nothing": None}))
    assert isinstance(reply, RenderReply)
    html = "".join(shown_after([], reply))
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
        "Renderer().answer(RenderRequest('a', 1, 'en', 'auto', 'Late.'));"
        "bad = [m for m in sys.modules if m.startswith(('PySide6', 'sqlite', 'db.library'))];"
        "sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
