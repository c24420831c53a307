"""Small pictures drawn by Qt, with what cameras and programs say in them put in by hand."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

SECRETS = (b"GPS 59.9 N", b"Camera 4711", b"In confidence", b"Draft by Ines", b"HIDDEN")
"""Words that stand in the metadata of every picture made here, and in none of the pixels."""


@cache
def drawn(kind: str, width: int = 40, height: int = 24) -> bytes:
    """A picture of two colours in the format, as Qt writes it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#205080"))
    for x in range(width // 2):
        for y in range(height // 2):
            image.setPixelColor(x, y, QColor("#e0a030"))
    return encoded(image, kind)


def encoded(image: QImage, kind: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(data.data())


def pixels(data: bytes) -> QImage:
    """The picture as it decodes, turned as it is seen, in one form to compare."""
    image = QImage.fromData(data)
    assert not image.isNull()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def exif(orientation: int = 1) -> bytes:
    """Exif data with an orientation, a camera's name and a place."""
    words = b" ".join(SECRETS[:4])
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack("<HHII", 0x010F, 2, len(words), 38)
    return b"II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0) + words


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(orientation: int = 1, width: int = 40, height: int = 24) -> bytes:
    data = drawn("jpg", width, height)
    said = segment(0xE1, b"Exif\0\0" + exif(orientation))
    said += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRETS[0])
    said += segment(0xED, b"Photoshop 3.0\0" + SECRETS[2]) + segment(0xFE, SECRETS[3])
    return data[:2] + said + data[2:] + SECRETS[4]


def chunk(name: bytes, content: bytes) -> bytes:
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png(orientation: int = 1) -> bytes:
    data = drawn("png")
    said = chunk(b"tEXt", b"Author\0" + SECRETS[3]) + chunk(b"eXIf", exif(orientation))
    said += chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRETS[0])
    return data[:33] + said + data[33:] + SECRETS[4]


def webp(orientation: int = 1) -> bytes:
    inside = drawn("webp")[12:]
    flags = struct.pack("<I", 0x08 | 0x04) + struct.pack("<I", 39)[:3] + struct.pack("<I", 23)[:3]
    body = b"WEBP" + riff(b"VP8X", flags) + inside
    body += riff(b"EXIF", exif(orientation)) + riff(b"XMP ", SECRETS[2])
    return b"RIFF" + struct.pack("<I", len(body)) + body + SECRETS[4]


def riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def gif() -> bytes:
    """Two pixels, a comment and a program's own data; Qt writes no GIF."""
    head = b"GIF89a" + struct.pack("<HH", 2, 1) + b"\x80\0\0" + b"\x20\x50\x80\xe0\xa0\x30"
    comment = b"\x21\xfe" + bytes((len(SECRETS[3]),)) + SECRETS[3] + b"\0"
    rounds = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    own = b"\x21\xff\x0bXMP DataXMP" + bytes((len(SECRETS[0]),)) + SECRETS[0] + b"\0"
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, 2, 1) + b"\0" + b"\x02\x02\x44\x0a\0"
    return head + comment + rounds + own + frame + b"\x3b" + SECRETS[4]
