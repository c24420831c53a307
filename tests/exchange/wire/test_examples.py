"""The shared examples, where they are at hand: each says what must hold of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.exchange.wire import read, to_json

FOLDER = Path(__file__).parents[3].parent / "shared" / "wire"
EXAMPLES = sorted(FOLDER.glob("*.txt"))
COUNTS = {
    "related_count": "related", "inline_related_count": "inline_related",
    "signoff_count": "signoffs", "embargo_count": "embargoes", "caption_count": "captions",
    "paragraph_count": "paragraphs", "editor_note_count": "editor_notes",
    "pull_quote_count": "pull_quotes",
}  # fmt: skip


def seen(story: dict, key: str) -> object:
    if key in COUNTS:
        return len(story[COUNTS[key]])
    if key == "dateline_place":
        return (story["dateline"] or {}).get("place")
    if key == "related":
        return [each["title"] for each in story["related"]]
    return story[key]


@pytest.mark.skipif(not EXAMPLES, reason="the shared examples are not on this machine")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_shared_examples_hold(path: Path) -> None:
    story = to_json(read(path.read_bytes()))
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert {key: seen(story, key) for key in wanted} == wanted
    assert story["unaccounted_words"] == []
