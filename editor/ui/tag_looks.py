"""How tags look wherever they are listed: the icon of each kind, and the few colours a tag can
have, which every theme shows in its own way."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from db.records import TagKind
from editor.ui.theme import Theme

KIND_ICONS = {
    TagKind.TOPIC: "topic",
    TagKind.PLACE: "place",
    TagKind.PERSON: "person",
    TagKind.ORGANISATION: "organisation",
    TagKind.EVENT: "event",
    TagKind.SECTION: "section",
    TagKind.INTERNAL: "internal",
}

COLOURS = (
    ("No colour", "", ""),
    ("Red", "#9c241d", "tag_red"),
    ("Amber", "#7a5000", "tag_amber"),
    ("Green", "#2b6440", "tag_green"),
    ("Teal", "#0f5c66", "tag_teal"),
    ("Blue", "#1d4f7c", "tag_blue"),
    ("Violet", "#6a3d84", "tag_violet"),
    ("Grey", "#665e52", "tag_grey"),
)
"""What a colour is called, how it is stored, and the theme's name for it."""

DOT = 4.5
"""Pixels; half of how wide a dot in a tag's colour is."""
_SWATCH = 16


def shown_colour(theme: Theme, stored: str) -> QColor:
    """A tag's colour as the theme shows it; one that is none of ours is shown as it is."""
    token = next((token for _, known, token in COLOURS if known and known == stored), "")
    return theme.color(token) if token else QColor(stored)


def paint_dot(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """The dot beside the label of a tag that has a colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, DOT, DOT)
    painter.restore()


def swatch(theme: Theme, stored: str, ratio: float) -> QIcon:
    """A colour to choose; for none an empty ring."""
    picture = QPixmap(QSize(_SWATCH, _SWATCH) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("hairline_strong") if not stored else Qt.PenStyle.NoPen)
    painter.setBrush(shown_colour(theme, stored) if stored else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(_SWATCH / 2, _SWATCH / 2), 5, 5)
    painter.end()
    return QIcon(picture)
