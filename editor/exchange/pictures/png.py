"""PNG: the chunks that make the picture, animated or not; none that say where it is from."""

from __future__ import annotations

import zlib

from editor.exchange.pictures.exif import only_orientation, orientation_of
from editor.exchange.pictures.parts import Broken, Parts

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT".split()
)


def read(data: bytes, *, keep: bool) -> Parts:
    """The parts of a PNG file; with `keep` all that is said in it stays. Raises Broken."""
    pieces = [_SIGNATURE]
    place, orientation, size, drawn = len(_SIGNATURE), 1, (0, 0), False
    while True:
        length = int.from_bytes(data[place : place + 4], "big")
        name = data[place + 4 : place + 8]
        content = data[place + 8 : place + 8 + length]
        end = place + 12 + length
        if len(name) < 4 or end > len(data):
            raise Broken
        if zlib.crc32(name + content) != int.from_bytes(data[end - 4 : end], "big"):
            raise Broken
        if name == b"IHDR" and length == 13:
            size = int.from_bytes(content[:4], "big"), int.from_bytes(content[4:8], "big")
        if name == b"eXIf":
            orientation = orientation_of(content)
        drawn = drawn or name == b"IDAT"
        if keep or name in _KEPT:
            pieces.append(data[place:end])
        place = end
        if name == b"IEND":
            break
    if not drawn or not all(size):
        raise Broken
    if orientation != 1 and not keep:
        pieces.insert(2, _chunk(b"eXIf", only_orientation(orientation)))
    return Parts(b"".join(pieces), *size, orientation)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + check
