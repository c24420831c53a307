"""What is taken as a picture, what of it stays, and what is refused in plain words."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.exchange import pictures
from editor.exchange.files import FileError
from tests.exchange import picture_files
from tests.exchange.picture_files import SECRETS, drawn, pixels

SPEAKING = {
    "jpeg": picture_files.jpeg(),
    "png": picture_files.png(),
    "webp": picture_files.webp(),
    "gif": picture_files.gif(),
}


@pytest.mark.parametrize("kind", SPEAKING)
def test_nothing_said_about_a_picture_stays_in_it_and_every_pixel_does(kind: str) -> None:
    data = SPEAKING[kind]
    assert any(words in data for words in SECRETS)
    picture = pictures.read(data)
    assert not [words for words in SECRETS if words in picture.content]
    assert picture.media_type == f"image/{kind}"
    seen = pixels(picture.content)
    assert seen == pixels(data)
    assert (picture.width, picture.height) == (seen.width(), seen.height())


@pytest.mark.parametrize("kind", SPEAKING)
def test_a_picture_taken_in_again_is_the_same_to_the_byte(kind: str) -> None:
    once = pictures.read(SPEAKING[kind])
    assert pictures.read(once.content) == once


@pytest.mark.parametrize("kind", SPEAKING)
def test_metadata_stays_where_the_writer_wants_it(kind: str) -> None:
    kept = pictures.read(SPEAKING[kind], keep_metadata=True).content
    assert any(words in kept for words in SECRETS[:4])
    assert SECRETS[4] not in kept


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_seen_the_way_up_the_camera_says(orientation: int) -> None:
    data = picture_files.jpeg(orientation)
    picture = pictures.read(data)
    turned = orientation >= 5
    assert (picture.width, picture.height) == ((24, 40) if turned else (40, 24))
    assert b"GPS" not in picture.content
    assert _orientation(picture.content) == orientation


def _orientation(jpeg: bytes) -> int:
    from editor.exchange.pictures.exif import orientation_of

    place = jpeg.find(b"Exif\0\0")
    return orientation_of(jpeg[place + 6 :]) if place >= 0 else 1


@pytest.mark.parametrize("make", [picture_files.png, picture_files.webp])
def test_other_formats_keep_their_way_up_too(make) -> None:  # type: ignore[no-untyped-def]
    picture = pictures.read(make(6))
    assert (picture.width, picture.height) == (24, 40)
    assert not [words for words in SECRETS if words in picture.content]
    assert pictures.read(picture.content) == picture


def test_a_jpeg_drawn_in_several_scans_is_whole() -> None:
    data = drawn("jpg")
    scan = data.index(b"\xff\xda")
    twice = data[:-2] + picture_files.segment(0xFE, b"In confidence") + data[scan:]
    assert pictures.read(twice).content == data[:-2] + data[scan:]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"\0\0\0\x1cftypavif", "AVIF"),
        (b"BM1234", "BMP"),
        (b"just some words", "no picture"),
        (b"", "no picture"),
        (b"\xff\xd8\xff\xd9", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
    ],
)
def test_what_is_refused_is_refused_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words) as refusal:
        pictures.read(data, "/home/somebody/Ferry.pic")
    assert "“Ferry.pic”" in str(refusal.value)
    assert "somebody" not in str(refusal.value)


def test_a_small_file_that_claims_a_vast_picture_is_refused() -> None:
    header = struct.pack(">II", 60_000, 60_000) + b"\x08\x02\0\0\0"
    bomb = b"\x89PNG\r\n\x1a\n" + picture_files.chunk(b"IHDR", header)
    bomb += picture_files.chunk(b"IDAT", b"x") + picture_files.chunk(b"IEND", b"")
    with pytest.raises(FileError, match="60000 × 60000 pixels"):
        pictures.read(bomb)


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    with pytest.raises(FileError, match="larger than 25 MB"):
        pictures.read(b"\xff\xd8\xff" + bytes(pictures.SIZE_LIMIT))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SPEAKING)), st.data())
def test_no_damage_makes_more_than_a_refusal(kind: str, data: st.DataObject) -> None:
    content = bytearray(SPEAKING[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for broken in (bytes(content), bytes(content[:cut])):
        try:
            picture = pictures.read(broken)
        except FileError:
            continue
        assert picture.width > 0
        assert pictures.read(picture.content).content == picture.content
