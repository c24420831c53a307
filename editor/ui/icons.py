"""Line icons by name, tinted from the application's palette and crisp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

Role = QPalette.ColorRole

# The binding does not pass a returned engine's ownership to Qt: a copy nobody holds dies under
# its icon. Icons detach hardly ever, so the list stays all but empty.
_handed_over: list[QIconEngine] = []


def icon(name: str, role: QPalette.ColorRole = Role.ButtonText) -> QIcon:
    """The icon `resources/icons/<name>.svg`, in the palette's colour of `role`; it follows the
    theme by itself. Raises FileNotFoundError for a name nobody drew."""
    _source(name)
    return QIcon(LineIconEngine(name, role))


def pixmap(name: str, size: int, ratio: float, color: QColor) -> QPixmap:
    """The icon as a pixmap of `size` device-independent pixels in one fixed colour."""
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, name, QRectF(0, 0, size, size), color)
    painter.end()
    return picture


def draw(painter: QPainter, name: str, place: QRectF, color: QColor) -> None:
    """Draws the icon into `place`, for delegates and engines."""
    _renderer(name, color.name()).render(painter, place)


class LineIconEngine(QIconEngine):
    """Draws one icon in the palette's present colour, so that no pixmap outlives its theme."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Fills `rect` with the icon, whatever its size."""
        draw(painter, self._name, QRectF(rect), self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A pixmap of exactly `size` device pixels."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> LineIconEngine:
        """A copy for a QIcon that detaches."""
        copy = LineIconEngine(self._name, self._role)
        _handed_over.append(copy)
        return copy

    def _color(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, self._role)
        if mode is QIcon.Mode.Selected:
            return palette.color(Role.HighlightedText)
        return palette.color(self._role)


@cache
def _source(name: str) -> str:
    return resources.text(f"icons/{name}.svg")


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(_source(name).replace("currentColor", color).encode())
