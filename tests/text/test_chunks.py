from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.chunks import Chunks
from tests.text.copy import bodies


def cut(body: str) -> list[str]:
    chunks = Chunks(body)
    ends = [*chunks.starts[1:], len(chunks.lines)]
    return ["\n".join(chunks.lines[a:b]) for a, b in zip(chunks.starts, ends, strict=True)]


def test_paragraphs_headings_and_code_are_chunks_of_their_own():
    body = "One.\n\n## Two\n\n```\ncode\n\ncode\n```\n\nThree."
    assert [chunk.strip() for chunk in cut(body)] == [
        "One.",
        "## Two",
        "```\ncode\n\ncode\n```",
        "Three.",
    ]


def test_what_goes_on_with_what_stands_before_is_in_its_chunk():
    for body in (
        "- one\n\n- two",
        "> one\n\n> two",
        "Term\n\n: meaning",
        "- one\n\n    indented",
        "- one\n\n[a]: /b\n\n- two",
        "- one\n\n```\ncode\n```\n\n    still the list's",
        "Term\n: a\n\nOther\n\n: b",
        "Note[^1].\n\n[^1]: One.\n\n    Two.",
    ):
        assert len(cut(body)) == 1, body


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_cut_anew_around_an_edit_is_cut_as_from_the_beginning(data):
    chunks = Chunks(data.draw(bodies()))
    for _ in range(4):
        total = len(chunks.lines)
        first = data.draw(st.integers(0, total))
        removed = data.draw(st.integers(0, min(3, total - first)))
        lines = data.draw(bodies()).split("\n")
        chunks.edit(first, removed, lines)
        fresh = Chunks("\n".join(chunks.lines))
        assert list(chunks.cuts) == list(fresh.cuts)
        assert list(chunks.starts) == list(fresh.starts)
