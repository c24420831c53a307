"""Clipboards as the programs people write with fill them, and the Markdown each becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.exchange.paste import Changes, is_rich, paste

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.html"))


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.html").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_clipboard_becomes_clean_markdown(name):
    expected = (SAMPLES / f"{name}.md").read_text("utf-8").removesuffix("\n")
    assert paste(sample(name)).markdown == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_worth_more_than_its_plain_text(name):
    assert is_rich(sample(name))


def test_rejected_changes_give_the_text_before_them():
    pasted = paste(sample("word-desktop-changes"), changes=Changes.REJECT)
    expected = (SAMPLES / "word-desktop-changes.rejected.md").read_text("utf-8")
    assert pasted.markdown == expected.removesuffix("\n")


@pytest.mark.parametrize(
    ("name", "tracked"),
    [("word-desktop-changes", 4), ("word-online", 1), ("libreoffice", 2), ("gmail", 0)],
)
def test_tracked_changes_are_counted(name, tracked):
    assert paste(sample(name)).tracked == tracked


def test_what_was_left_out_is_said_in_plain_words():
    assert paste(sample("word-desktop-changes")).notes == (
        "One comment in the margin was left out.",
    )
    assert paste(sample("chrome-page")).notes == (
        "One picture was not fetched; its description, if it has one, stands in its place.",
        "One link whose address leads nowhere on the web is plain words now.",
    )
