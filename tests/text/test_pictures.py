"""Pictures in a body are found, set as figures, and drawn again when their details change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text import pictures
from editor.text.engine import Engine
from editor.text.pictures import PictureTarget, credited, markdown, reference, written
from editor.text.render import RenderContext, render

FERRY, QUAY = "ab" * 16, "0c" * 16
TARGET = PictureTarget(
    FERRY, "A ferry", "ferry-pictures/ab.png", 640, 480, "The <ferry> & quay", "Photo: Ines Varga"
)
TARGETS = {reference(FERRY): TARGET}
IMAGE = '<img src="ferry-pictures/ab.png" alt="A ferry" width="640" height="480" loading="lazy">'


def html(body: str) -> str:
    return render(body, RenderContext(targets=TARGETS)).html.strip()


def test_a_picture_alone_in_its_paragraph_is_a_figure_with_caption_and_credit() -> None:
    assert html(markdown(FERRY)) == (
        f"<figure>{IMAGE}<figcaption>The &lt;ferry&gt; &amp; quay "
        '<span class="credit">Photo: Ines Varga</span></figcaption></figure>'
    )


def test_a_picture_among_words_has_no_caption() -> None:
    assert html(f"Look: {markdown(FERRY)}") == f"<p>Look: {IMAGE}</p>"


def test_the_words_of_the_text_come_before_those_of_the_library() -> None:
    assert 'alt="Here, a [ship]"' in html(markdown(FERRY, "Here, a [ship]"))


def test_a_picture_named_by_a_reference_is_the_same_figure() -> None:
    body = f"![][boat]\n\n[boat]: {reference(FERRY)}"
    assert html(body) == html(markdown(FERRY))


def test_a_picture_without_caption_and_credit_has_no_empty_line_below() -> None:
    bare = replace(TARGET, caption="", credit="")
    found = render(markdown(FERRY), RenderContext(targets={reference(FERRY): bare})).html
    assert found.strip() == f"<figure>{IMAGE}</figure>"


def test_a_caption_the_other_way_round_says_so() -> None:
    arabic = replace(TARGET, caption="عبّارة في الميناء", credit="")
    context = RenderContext(targets={reference(FERRY): arabic})
    assert render(f"A story.\n\n{markdown(FERRY)}", context).html.count('<figure dir="rtl">') == 1


@pytest.mark.parametrize("words", ["", "A quay"])
def test_a_picture_that_is_not_there_is_told_in_words(words: str) -> None:
    found = html(markdown(QUAY, words))
    assert "<img" not in found
    assert "This picture is not in the library" in found
    assert (words or "Missing picture") in found


@pytest.mark.parametrize(
    "body",
    [
        f'<img src="{reference(FERRY)}" onerror="x()">',
        f"[[{reference(FERRY)}]]",
        f"`{markdown(FERRY)}`",
        f'<img src="data:image/png;base64,AAAA"> ![]({"picture:"}nothing)',
    ],
)
def test_only_an_image_of_markdown_shows_a_picture(body: str) -> None:
    assert "<img" not in html(body)


def test_the_pictures_of_a_body_are_told_once_and_in_order() -> None:
    body = f"{markdown(QUAY)} {markdown(FERRY)} {markdown(QUAY)} picture:{'a' * 31}"
    assert pictures.hashes(body) == (QUAY, FERRY)


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_written_is_read_again_with_its_words(before: str, words: str) -> None:
    text = f"{before}{markdown(FERRY, words)}"
    found = written(text)[-1]
    assert found.hash == FERRY
    assert text[found.start : found.end].startswith("![")
    if "\\" not in before and "[" not in before and "!" not in before:
        assert found.alt == " ".join(words.split())


def test_pictures_are_called_otherwise_wherever_they_stand() -> None:
    body = f"{markdown(FERRY)}\n\n[x]: {reference(QUAY)}"
    swapped = pictures.renamed(body, {FERRY: QUAY, QUAY: FERRY}.__getitem__)
    assert pictures.hashes(swapped) == (QUAY, FERRY)


@pytest.mark.parametrize(
    ("credit", "language", "shown"),
    [
        ("Ines Varga", "en-GB", "Photo: Ines Varga"),
        ("Ines Varga", "de", "Foto: Ines Varga"),
        ("Ines Varga", "hy", "Ines Varga"),
        ("Map: Northland Survey", "en", "Map: Northland Survey"),
        ("", "en", ""),
    ],
)
def test_a_credit_says_what_it_is_in_the_language_of_the_story(
    credit: str, language: str, shown: str
) -> None:
    assert credited(credit, language) == shown


def test_the_engine_asks_for_pictures_and_draws_only_those_that_changed() -> None:
    engine = Engine(RenderContext())
    engine.load(f"Words.\n\n{markdown(FERRY)}\n\nMore words.\n\n{markdown(QUAY)}\n")
    engine.work()
    assert set(engine.unknown_slugs) == {reference(FERRY), reference(QUAY)}
    engine.set_targets({reference(FERRY): TARGET, reference(QUAY): None})
    engine.work()
    engine.update()
    assert engine.html == engine.as_render().html
    other = replace(TARGET, caption="Another caption")
    engine.set_targets({reference(FERRY): other})
    engine.work()
    update = engine.update()
    assert "Another caption" in engine.html
    assert engine.html == engine.as_render().html
    assert sum(len(patch.items) for patch in update.blocks) == 1
