"""What stands above the copy (kicker, headline, standfirst, byline, dateline) as it is written;
keeping it is left to the open article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.head_fields import LineField, WrappingField
from editor.ui.theme import interface_font, serif_font

HEADLINE_LIMIT = 64
_ORDER = (
    "kicker",
    "headline",
    "standfirst",
    "byline",
    "dateline_place",
    "dateline_date",
    "dateline_source",
)
_SHRINKING = (QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
# Before the window has its size the copy's column is a sliver; a head in it would be a tower.
_LEAST_WIDTH = 240
# The headline's size, and the column from which it is the large one.
_LARGE, _SMALL, _ROOMY = 30, 25, 520
_USE_KEY = "Ctrl+Return"


class StoryHead(QWidget):
    """The fields by the names the open article knows them by."""

    field_edited = Signal(str, str)
    """Name and words of a field the writer has changed."""
    left_below = Signal()
    """The writer went on from the last field: the copy is next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyHead")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Story head"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._suggestion = ""
        self._page = QWidget(self)
        self._left = QSpacerItem(0, 0, *_SHRINKING)
        self._fields = self._make_fields()
        self._counter = QLabel(self)
        self._counter.setObjectName("headlineCounter")
        self._counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._use = QPushButton(self)
        self._use.setObjectName("useSuggestion")
        self._use.setProperty("quiet", True)
        self._use.setText(self.tr("Use this headline"))
        self._use.setToolTip(self.tr("Take the suggested headline ({key})").format(key=_USE_KEY))
        self._use.setAccessibleName(self.tr("Use the suggested headline"))
        self._use.clicked.connect(self.use_suggestion)
        self._between = _dot(self)
        self._credits = self._credit_line()
        self._frame = self._centre_page()
        for name, field in self._fields.items():
            field.edited.connect(lambda words, name=name: self._edited(name, words))
            field.next_wanted.connect(lambda name=name: self._go(name, 1))
            field.previous_wanted.connect(lambda name=name: self._go(name, -1))
        self.headline.offer_taken.connect(self.use_suggestion)
        self._show_count()

    @property
    def headline(self) -> WrappingField:
        field = self._fields["headline"]
        assert isinstance(field, WrappingField)
        return field

    @property
    def paragraphs(self) -> tuple[WrappingField, ...]:
        """The fields that are written in sentences: headline and standfirst."""
        return tuple(one for one in self._fields.values() if isinstance(one, WrappingField))

    def field(self, name: str) -> WrappingField | LineField:
        """The editor of a field. Raises KeyError for a name no field has."""
        return self._fields[name]

    def put(self, name: str, words: str) -> None:
        """Show a field as the article has it."""
        self._fields[name].put(words)
        self._show_count()

    def set_read_only(self, read_only: bool) -> None:
        for field in self._fields.values():
            field.setReadOnly(read_only)
        self._show_count()

    def set_column(self, left: int, width: int) -> None:
        """Stand in the same column as the copy below."""
        self._page.setMaximumWidth(max(width, _LEAST_WIDTH))
        self._set_width(width)
        self._left.changeSize(left, 0, *_SHRINKING)
        self._frame.invalidate()

    def set_direction(self, direction: str) -> None:
        """`ltr` or `rtl`: from which side short fields start, while their words decide nothing."""
        self._page.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if direction == "rtl" else Qt.LayoutDirection.LeftToRight
        )

    def focus_headline(self) -> None:
        """Take the keyboard, at the end of the headline."""
        self.headline.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.headline.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.headline.setTextCursor(cursor)

    def focus_last(self) -> None:
        """Take the keyboard in the line above the copy."""
        self._fields["byline"].setFocus(Qt.FocusReason.BacktabFocusReason)

    # A working headline on offer.

    @property
    def suggestion(self) -> str:
        return self._suggestion

    def set_suggestion(self, words: str) -> None:
        """Offer a working headline while there is none; an empty one takes the offer back."""
        self._suggestion = words
        self.headline.setPlaceholderText(words or self.tr("Headline"))
        self.headline.updateGeometry()
        self._show_count()

    def use_suggestion(self) -> None:
        """Make the suggested headline the writer's own."""
        if self._suggestion and not self.headline.words and not self.headline.isReadOnly():
            self.headline.write(self._suggestion)
            self.focus_headline()

    # Inside.

    def _make_fields(self) -> dict[str, WrappingField | LineField]:
        small = interface_font()
        kicker = interface_font()
        kicker.setPixelSize(12)
        kicker.setBold(True)
        kicker.setCapitalization(QFont.Capitalization.AllUppercase)
        kicker.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        headline = serif_font(_LARGE)
        headline.setBold(True)
        place = interface_font()
        place.setCapitalization(QFont.Capitalization.AllUppercase)
        tr = self.tr
        return {
            "kicker": LineField("kicker", tr("Kicker"), tr("Kicker"), kicker, self),
            "headline": WrappingField("headline", tr("Headline"), headline, self),
            "standfirst": WrappingField("standfirst", tr("Standfirst"), serif_font(18), self),
            "byline": LineField("byline", tr("Byline"), tr("Byline"), small, self),
            "dateline_place": LineField(
                "datelinePlace", tr("Dateline: place"), tr("Place"), place, self
            ),
            "dateline_date": LineField(
                "datelineDate", tr("Dateline: date"), tr("Date"), small, self
            ),
            "dateline_source": LineField(
                "datelineSource", tr("Dateline: source"), tr("Source"), small, self
            ),
        }

    def _centre_page(self) -> QHBoxLayout:
        """The fields in a column as wide as the copy’s, in a window that may still shrink."""
        self._page.setLayout(self._arrange())
        frame = QHBoxLayout(self)
        frame.setContentsMargins(0, 20, 0, 12)
        frame.setSpacing(0)
        frame.addItem(self._left)
        frame.addWidget(self._page, 1000)
        frame.addStretch(0)
        return frame

    def _arrange(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(_row(self._fields["kicker"], None, self._use))
        headline = QHBoxLayout()
        headline.setSpacing(8)
        headline.addWidget(self._fields["headline"], 1)
        headline.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(headline)
        column.addSpacing(2)
        column.addWidget(self._fields["standfirst"])
        column.addSpacing(6)
        column.addLayout(self._credits)
        return column

    def _credit_line(self) -> QBoxLayout:
        """Byline and dateline beside each other; in a narrow column one below the other."""
        fields = self._fields
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(4)
        line.addLayout(_row(fields["byline"]))
        line.addWidget(self._between)
        line.addLayout(
            _row(
                fields["dateline_place"],
                _dot(self),
                fields["dateline_date"],
                _dot(self),
                fields["dateline_source"],
                None,
            )
        )
        line.addStretch(1)
        return line

    def _set_width(self, width: int) -> None:
        roomy = width >= _ROOMY
        self.headline.set_size(_LARGE if roomy else _SMALL)
        self._between.setVisible(roomy)
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._credits.setDirection(along if roomy else down)

    def _edited(self, name: str, words: str) -> None:
        self._show_count()
        self.field_edited.emit(name, words)

    def _go(self, name: str, step: int) -> None:
        place = _ORDER.index(name) + step
        if place >= len(_ORDER):
            self.left_below.emit()
        elif place >= 0:
            reason = (
                Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
            )
            self._fields[_ORDER[place]].setFocus(reason)

    def _show_count(self) -> None:
        length = len(self.headline.words)
        over = length - HEADLINE_LIMIT
        self._counter.setText(f"{length}/{HEADLINE_LIMIT}")
        self._counter.setToolTip(
            self.tr("{over} characters over").format(over=over)
            if over > 0
            else self.tr("Characters in the headline")
        )
        tone = "warn" if over > 0 else "faint"
        if self._counter.property("tone") != tone:
            self._counter.setProperty("tone", tone)
            self._counter.style().polish(self._counter)
        offered = bool(self._suggestion) and not length and not self.headline.isReadOnly()
        self._use.setVisible(offered)


def _row(*items: QWidget | None) -> QBoxLayout:
    """Widgets in a line; None is the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for item in items:
        if item is None:
            row.addStretch(1)
        else:
            row.addWidget(item)
    return row


def _dot(parent: QWidget) -> QLabel:
    dot = QLabel("·", parent)
    dot.setProperty("tone", "faint")
    return dot
