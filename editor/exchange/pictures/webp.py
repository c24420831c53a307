"""WebP: its picture or frames and colours, and which way up it is; no Exif, no XMP."""

from __future__ import annotations

from collections.abc import Iterator

from editor.exchange.pictures.exif import only_orientation, orientation_of
from editor.exchange.pictures.parts import Broken, Parts

_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def read(data: bytes, *, keep: bool) -> Parts:
    """The parts of a WebP file; with `keep` all that is said in it stays. Raises Broken."""
    chunks = list(_chunks(data))
    sizes = [size for name, content in chunks if (size := _size(name, content))]
    if not sizes or not all(sizes[0]):
        raise Broken
    exif = next((content for name, content in chunks if name == b"EXIF"), b"")
    orientation = orientation_of(exif.removeprefix(b"Exif\0\0"))
    if not keep:
        chunks = [_without_flags(*chunk, orientation) for chunk in chunks if chunk[0] in _KEPT]
        if orientation != 1:
            chunks.append((b"EXIF", only_orientation(orientation)))
    inside = b"WEBP" + b"".join(_chunk(*chunk) for chunk in chunks)
    return Parts(b"RIFF" + len(inside).to_bytes(4, "little") + inside, *sizes[0], orientation)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    place = 12
    if end > len(data):
        raise Broken
    while place + 8 <= end:
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        content = data[place + 8 : place + 8 + length]
        if len(content) != length:
            raise Broken
        yield data[place : place + 4], content
        place += 8 + length + length % 2


def _size(name: bytes, content: bytes) -> tuple[int, int] | None:
    if name == b"VP8X" and len(content) >= 10:
        width = int.from_bytes(content[4:7], "little") + 1
        return width, int.from_bytes(content[7:10], "little") + 1
    if name == b"VP8 " and content[3:6] == b"\x9d\x01\x2a" and len(content) >= 10:
        width = int.from_bytes(content[6:8], "little") & 0x3FFF
        return width, int.from_bytes(content[8:10], "little") & 0x3FFF
    if name == b"VP8L" and content[:1] == b"\x2f" and len(content) >= 5:
        bits = int.from_bytes(content[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _without_flags(name: bytes, content: bytes, orientation: int) -> tuple[bytes, bytes]:
    """The header of a WebP file says which chunks there are."""
    if name != b"VP8X":
        return name, content
    flags = content[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if orientation != 1 else 0)
    return name, bytes((flags,)) + content[1:]


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
