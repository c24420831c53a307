"""Invented stories in the habits of many desks, laid out in three shapes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from editor.exchange.wire import Kind, Reading, read
from tests.exchange.wire.copies import Copy, copies

STORIES = copies()
by_name = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def made(reading: Reading) -> list[tuple[Kind, str]]:
    return [(piece.kind, piece.text) for piece in reading.pieces]


def test_there_are_stories_of_many_habits() -> None:
    assert len(STORIES) >= 150


@by_name
@pytest.mark.parametrize("shape", ["spaced", "tight", "wrapped"])
def test_each_part_is_taken_for_what_it_is(story: Copy, shape: str) -> None:
    if shape == "tight" and not story.can_be_tight:
        pytest.skip("lines that belong together can't be told from others in tight copy")
    reading = read(story.laid_out(shape).encode())
    assert made(reading) == story.expected
    assert not reading.plain
    assert reading.unaccounted == ()


def narrow_parts(reading: Reading) -> list[tuple[str, ...]]:
    story = reading.story
    return [story.sections, story.paragraphs, story.tags, tuple(t.title for t in story.related)]


@by_name
def test_narrow_wrapping_changes_nothing(story: Copy) -> None:
    wide, narrow = (read(story.laid_out("wrapped", width)) for width in (72, 60))
    assert narrow_parts(narrow) == narrow_parts(wide)


def each_line(change: Callable[[str], str]) -> Callable[[str], bytes]:
    return lambda text: "\n".join(change(line) for line in text.split("\n")[:-1]).encode()


NOISE: dict[str, Callable[[str], bytes]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n").encode(),
    "byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "sixteen bits": lambda text: text.encode("utf-16"),
    "hard spaces": lambda text: re.sub(r"(\w) (\w)", "\\1\u00a0\\2", text).encode(),
    "soft hyphens": lambda text: re.sub(r"([a-z]{4})([a-z]{4})", "\\1\u00ad\\2", text).encode(),
    "zero-width spaces": lambda text: re.sub(r"([a-z]) ", "\\1\u200b ", text).encode(),
    "a quote mark on every line": each_line(lambda line: f"> {line}" if line else ">"),
    "an indent on every line": each_line(lambda line: f"   {line}  " if line else ""),
    "more blank lines": lambda text: ("\n\n" + text.replace("\n\n", "\n \n\n") + "\n\n").encode(),
    "entities": lambda text: text.replace("&", "&amp;").replace("—", "&mdash;").encode(),
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise_changes_nothing(noise: str) -> None:
    for story in STORIES:
        if noise.startswith("a quote") and any(p.kind is Kind.BLOCK_QUOTE for p in story.parts):
            continue
        text = story.laid_out("spaced")
        assert made(read(NOISE[noise](text))) == made(read(text)), story.name


@by_name
def test_smart_quotes_in_cp1252_change_no_kind(story: Copy) -> None:
    text = re.sub(r'"([^"\n]*)"', r"“\1”", story.laid_out("spaced")).replace("'", "’")
    if text.encode("cp1252", "ignore").decode("cp1252") != text:
        pytest.skip("not a western text")
    reading = read(text.encode("cp1252"))
    assert reading.encoding == ("utf-8" if text.isascii() else "cp1252")
    assert [piece.kind for piece in reading.pieces] == [kind for kind, _ in story.expected]


@by_name
def test_any_piece_may_become_anything_without_losing_a_word(story: Copy) -> None:
    reading = read(story.laid_out("spaced"))
    for piece in reading.pieces:
        for kind in Kind:
            assert reading.changed(piece.number, kind).unaccounted == ()


def test_every_guess_says_why() -> None:
    pieces = [piece for story in STORIES for piece in read(story.laid_out("spaced")).pieces]
    for piece in pieces:
        assert 0 < piece.confidence <= 1
        assert len(piece.reason) > 10
