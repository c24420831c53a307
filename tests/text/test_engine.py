from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.crosslinks import LinkTarget
from editor.text.differences import patched
from editor.text.engine import Engine
from editor.text.render import RenderContext, render
from tests.text.copy import bodies
from tests.text.hostile import DEFINITIONS, HTML, STRUCTURE, TARGETS, first_problem

LONG = "\n\n".join(f"Paragraph {number} of the story." for number in range(200))
KINDS = {
    "structure": STRUCTURE,
    "html": (*STRUCTURE, *HTML),
    "definitions": (*STRUCTURE, *DEFINITIONS),
    "all": (*STRUCTURE, *HTML, *DEFINITIONS),
}


def engine_with(body: str, **context) -> Engine:
    engine = Engine(RenderContext(**context))
    engine.load(body)
    engine.work()
    engine.update()
    return engine


def after(engine: Engine, first: int, removed: int, *lines: str):
    engine.edit(first, removed, lines)
    engine.work()
    return engine.update()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(8))
def test_after_every_hostile_edit_the_page_is_that_of_a_full_render(kind, seed):
    assert first_problem(seed, 25, KINDS[kind]) == ""


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", KINDS)
def test_after_thousands_of_hostile_edits_too(kind):
    for seed in range(100, 400):
        assert first_problem(seed, 25, KINDS[kind]) == ""


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_edit_of_any_copy_gives_what_a_full_render_gives(data):
    engine = engine_with(data.draw(bodies()))
    for _ in range(3):
        first = data.draw(st.integers(0, engine.line_count - 1))
        removed = data.draw(st.integers(0, min(3, engine.line_count - first - 1)))
        after(engine, first, removed, *data.draw(bodies()).split("\n"))
        assert engine.html == engine.as_render().html


def test_a_key_in_a_paragraph_sends_that_paragraph_alone():
    engine = engine_with(LONG)
    update = after(engine, 100, 1, "Paragraph fifty, changed.")
    (patch,) = update.blocks
    assert (patch.first, patch.last) == (50, 51)
    assert patch.items == ("<p>Paragraph fifty, changed.</p>\n",) and update.lines == ()


def test_a_heading_typed_at_the_top_renames_its_doubles_and_sends_only_them():
    engine = engine_with(f"Lede.\n\n{LONG}\n\n## Talks\n\nMore.\n\n{LONG}\n\n## Talks")
    update = after(engine, 0, 0, "## Talks", "")
    assert sum(len(patch.items) for patch in update.blocks) == 3
    assert engine.html.count('id="talks-3"') == 1 and engine.html == engine.as_render().html


def test_a_link_definition_renders_again_only_what_looked_it_up():
    engine = engine_with(f"See [map].\n\n{LONG}\n\nAnother [map].\n\n[map]: /old")
    update = after(engine, engine.line_count - 1, 1, "[map]: /new")
    assert sum(len(patch.items) for patch in update.blocks) == 2
    assert engine.html.count('href="/new"') == 2


def test_notes_are_numbered_over_the_whole_text_and_set_once_at_the_end():
    engine = engine_with("First[^b].\n\nSecond[^a].\n\n[^a]: A.\n\n[^b]: B.")
    assert engine.html.count('class="footnote"') == 1
    after(engine, 0, 0, "Before[^a].", "")
    assert engine.html == engine.as_render().html
    assert engine.html.index("A. <a") < engine.html.index("B. <a")


def test_a_target_that_changes_renders_the_links_to_it_again():
    engine = engine_with(f"[[port-calder]]\n\n{LONG}\n\n[[port-calder]]\n\n[[none]]")
    assert engine.slugs == ("port-calder", "none") == engine.unknown_slugs
    engine.set_targets({**TARGETS, "none": None})
    engine.work()
    assert engine.unknown_slugs == ()
    assert sum(len(patch.items) for patch in engine.update().blocks) == 2
    assert engine.html == render(engine.body, RenderContext(targets=TARGETS)).html
    engine.set_targets({"port-calder": LinkTarget("port-calder", "Harbour", "/x")})
    engine.work()
    engine.update()
    assert engine.html.count("Harbour") == 2


def test_a_long_text_comes_from_the_top_piece_by_piece_and_is_whole_in_the_end():
    engine, shown = Engine(), []
    engine.load(LONG)
    while not engine.work(seconds=0):
        engine.edit(0, 1, [f"Paragraph {len(shown)}, being changed."])
        patched(shown, engine.update().blocks)
        assert "".join(shown) == "".join(shown[: len(shown)])
    patched(shown, engine.update().blocks)
    assert "".join(shown) == engine.as_render().html


def test_elements_opened_in_one_chunk_and_closed_in_another_are_kept():
    body = f"<details>\n\n{LONG}\n\n</details>\n\nAfter."
    engine = engine_with(body)
    assert not engine.whole and engine.html == engine.as_render().html
    after(engine, 50, 1, "Inside, changed.")
    assert engine.html == engine.as_render().html and "Inside, changed." in engine.html


def test_what_can_not_be_proven_is_rendered_as_a_whole_and_says_why():
    engine = engine_with("One[^1].\n\n[^1]: Note.")
    assert not engine.whole
    update = after(engine, 0, 0, "<li>", "")
    assert "left open" in update.whole
    assert engine.html == engine.as_render().html
    assert after(engine, 0, 1, "").whole == ""
    assert engine.html == engine.as_render().html


def test_a_body_that_is_distrusted_is_rendered_whole_until_another_is_loaded():
    engine = engine_with(LONG)
    engine.distrust("it differed")
    assert after(engine, 0, 1, "Changed.").whole == "it differed"
    engine.load("Other.")
    engine.work()
    assert engine.update().whole == "" and engine.html == "<p>Other.</p>\n"


def test_the_direction_follows_the_first_words_and_the_language():
    engine = engine_with("Hello.\n\nMore.")
    after(engine, 0, 1, "سلام دنیا، این یک خبر است.")
    assert engine.html == engine.as_render().html
    engine.set_context("fa", "auto")
    engine.work()
    engine.update()
    assert engine.html == engine.as_render().html


def test_lines_there_are_not_are_refused():
    engine = engine_with("One.\nTwo.")
    for first, removed, lines in ((0, 3, []), (3, 0, ["x"]), (-1, 1, ["x"]), (0, 2, [])):
        with pytest.raises(ValueError, match="no lines"):
            engine.edit(first, removed, lines)
