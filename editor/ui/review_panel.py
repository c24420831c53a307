"""Wire copy looked over before it becomes an article: the copy piece by piece at the left, what
it makes at the right; one key changes a guess, and every change can be undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.exchange.wire import CHANGEABLE, Kind, Reading, to_package
from editor.ui.review_list import PIECE, PieceModel, PieceView
from editor.ui.review_summary import account, summary_html
from editor.ui.theme import Theme, serif_font
from editor.ui.tokens import themes

_SUMMARY_WIDTH = 292


class ReviewPanel(QWidget):
    """`review` shows a reading; the writer ends it with one of the two signals."""

    accepted = Signal(object)
    """The Package to make an article of."""
    dismissed = Signal()
    """Nothing is to be made of this copy."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPanel")
        self.setAccessibleName(self.tr("Review of wire copy"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._readings: list[Reading] = []
        self._name = QLabel(self)
        self._name.setFont(serif_font(22))
        self._name.setWordWrap(True)
        self._how = QLabel(
            self.tr("Up and Down go through the copy. A letter changes what a piece is."), self
        )
        self._how.setProperty("tone", "soft")
        self._how.setWordWrap(True)
        self._model = PieceModel(self)
        self._view = PieceView(theme, self)
        self._view.setModel(self._model)
        self._summary = QLabel(self)
        self._account = QLabel(self)
        self._account.setObjectName("wordAccount")
        self._account.setWordWrap(True)
        self._kinds = {kind: self._kind_button(kind, name, key) for kind, name, key in CHANGEABLE}
        self._undo = self._button("undoGuess", self.tr("Undo change"), "Ctrl+Z", self.undo)
        self._make = self._button(
            "makeArticle", self.tr("Make the article"), "Ctrl+Return", self.accept
        )
        self._make.setDefault(True)
        self._cancel = self._button("cancelReview", self.tr("Cancel"), "Esc", self.dismiss)
        self._arrange()
        self.setFocusProxy(self._view)
        self._view.kind_wanted.connect(lambda row, kind: self.change(row, Kind(kind)))
        self._view.undo_wanted.connect(self.undo)
        self._view.accept_wanted.connect(self.accept)
        self._view.dismiss_wanted.connect(self.dismiss)
        self._view.selectionModel().currentChanged.connect(lambda *_: self._check_kind())
        theme.changed.connect(self._tell)

    @property
    def reading(self) -> Reading | None:
        """The copy as it is read now, with the writer's changes."""
        return self._readings[-1] if self._readings else None

    def review(self, reading: Reading, name: str) -> None:
        """Show copy that came as `name`, from its first piece on."""
        self._readings = [reading]
        self._name.setText(name)
        self._model.show(reading)
        self._view.setCurrentIndex(self._model.index(0))
        self._view.scrollToTop()
        self._tell()

    def change(self, row: int, kind: Kind) -> None:
        """Take a piece for another kind; the writer stays at it."""
        reading = self.reading
        if reading is None or not 0 <= row < len(reading.pieces):
            return
        piece = reading.pieces[row]
        if piece.kind is not kind:
            self._readings.append(reading.changed(piece.number, kind))
            self._show_again()

    def undo(self) -> None:
        """Take the last change back."""
        if len(self._readings) > 1:
            self._readings.pop()
            self._show_again()

    def accept(self) -> None:
        """Make the article of the copy as it is read now."""
        reading = self.reading
        if reading is not None:
            self._readings = []
            self.accepted.emit(to_package(reading, date.today()))

    def dismiss(self) -> None:
        """Make nothing of it."""
        if self._readings:
            self._readings = []
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.accept()
        else:
            super().keyPressEvent(event)

    # What is told.

    def _show_again(self) -> None:
        reading = self.reading
        if reading is not None:
            self._model.show(reading)
            self._view.scheduleDelayedItemsLayout()
            self._tell()

    def _tell(self) -> None:
        reading = self.reading
        if reading is None:
            return
        colours = themes()[self._theme.id].colors
        self._summary.setText(summary_html(reading, to_package(reading, date.today()), colours))
        words, well = account(reading)
        self._account.setText(words)
        self._account.setProperty("tone", "good" if well else "bad")
        self._account.style().polish(self._account)
        self._undo.setEnabled(len(self._readings) > 1)
        self._check_kind()

    def _check_kind(self) -> None:
        """The button of the present piece's kind is down."""
        piece = self._view.currentIndex().data(PIECE)
        for kind, button in self._kinds.items():
            button.setChecked(piece is not None and piece.kind is kind)

    # Made of.

    def _kind_button(self, kind: Kind, name: str, key: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"kind{key}")
        button.setText(f"{key}   {name}")
        button.setProperty("kind", True)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(self.tr("Make it: {name}").format(name=name))
        button.setToolTip(self.tr("Make this piece: {name} ({key})").format(name=name, key=key))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self._press(kind))
        return button

    def _press(self, kind: Kind) -> None:
        self.change(self._view.currentIndex().row(), kind)
        self._check_kind()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, name: str, words: str, key: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setToolTip(f"{words} ({key})")
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._how)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self._view, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget(self)
        side.setObjectName("reviewSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SUMMARY_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._label(self.tr("This piece is a …")))
        column.addLayout(self._kind_grid())
        column.addWidget(self._undo)
        column.addWidget(self._scrolled_summary(), 1)
        column.addWidget(self._account)
        ending = QHBoxLayout()
        ending.setSpacing(8)
        ending.addWidget(self._make, 1)
        ending.addWidget(self._cancel)
        column.addLayout(ending)
        return side

    def _kind_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, button in enumerate(self._kinds.values()):
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def _scrolled_summary(self) -> QScrollArea:
        self._summary.setObjectName("reviewSummary")
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.RichText)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._summary.setAccessibleName(self.tr("The article it makes"))
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._summary)
        return scroll

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("tone", "soft")
        return label
