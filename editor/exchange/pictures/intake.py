"""A picture file on its way in: which formats are taken, how large they may be, and what is left
out of them; the formats themselves are read by their modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from editor.exchange.files import FileError
from editor.exchange.pictures import gif, jpeg, png, webp
from editor.exchange.pictures.parts import Broken, Parts

SIZE_LIMIT = 25 * 1024 * 1024
"""Bytes; a picture for a page has one or two million."""

PIXEL_LIMIT = 64_000_000
"""Pixels: a few kilobytes can claim billions, and take the memory for them when they are shown."""

SIDE_LIMIT = 30_000

MEDIA_TYPES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
}
"""The formats that are taken, and how the names of such files end."""

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif")

_OTHERS = (".svg", ".svgz", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture fit to be kept; `width` and `height` are pixels as it is seen."""

    content: bytes
    media_type: str
    width: int
    height: int


def is_picture_name(name: str) -> bool:
    """Whether a file of this name is a picture, of a kind that is taken or not."""
    return PurePath(name).suffix.casefold() in (*SUFFIXES, *_OTHERS)


def read(data: bytes, name: str = "", *, keep_metadata: bool = False) -> PictureFile:
    """The picture in a file's bytes, as it may be kept.

    Its pixels stay as they are, to the byte. Without `keep_metadata` what says where, when, by
    whom and with what it was taken is gone, and only which way up it is stays. Raises FileError
    in plain words for what is no whole picture, too large, or of a format that isn't taken.
    """
    called = f"“{PurePath(name).name}”" if name else "The picture"
    if len(data) > SIZE_LIMIT:
        raise FileError(
            f"{called} is larger than {SIZE_LIMIT // 1024**2} MB. Save it smaller, or as a JPEG."
        )
    media_type, reader = _format(data, called)
    try:
        parts = reader(data, keep=keep_metadata)
    except (Broken, IndexError) as error:
        raise FileError(
            f"{called} is damaged or not whole: it can't be shown. Save it again and try once more."
        ) from error
    width, height = parts.width, parts.height
    if width * height > PIXEL_LIMIT or max(width, height) > SIDE_LIMIT:
        raise FileError(
            f"{called} is {width} × {height} pixels, which is more than a page can show. "
            "Save it smaller."
        )
    turned = parts.orientation >= 5
    size = (height, width) if turned else (width, height)
    return PictureFile(parts.content, media_type, *size)


def _format(data: bytes, called: str) -> tuple[str, Callable[..., Parts]]:
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", jpeg.read
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", png.read
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", gif.read
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", webp.read
    raise FileError(f"{called} {_why_not(data)}")


def _why_not(data: bytes) -> str:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--", b"\x1f\x8b")):
        return "is a drawing in SVG, which can hold programs. Save it as PNG and insert that."
    if data[4:8] == b"ftyp":
        return "is of a format (AVIF or HEIC) that can't be shown here. Save it as JPEG or PNG."
    if data.startswith((b"BM", b"II*\0", b"MM\0*")):
        return "is a BMP or TIFF, which web pages can't show. Save it as JPEG or PNG."
    return "is no picture Standfirst takes. Choose a JPEG, PNG, GIF or WebP file."
