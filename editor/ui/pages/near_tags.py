"""Pairs of tags that may be one, each with the reason and what merging them either way would touch;
finding them is the library's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.records import Tag
from db.tag_records import Hygiene, NearTags
from editor.ui.docks.dock_parts import Refusal
from editor.ui.pages import tag_acts
from editor.ui.pages.near_pairs import NearPairs
from editor.ui.pages.tag_acts import Told
from editor.ui.parts import Parts

if TYPE_CHECKING:
    from editor.app.operations import Operations

_AGAIN_MS = 2_000
"""The library looks through all tags for these: not after every single act."""
_NOTHING = "No two tags look like one."
_LOOKING = "Looking for tags that may be one…"


@dataclass(frozen=True, slots=True)
class _Ways:
    """What merging a pair would touch: into the first, into the other."""

    first: Told
    other: Told


class NearTagsView(QWidget):
    """1 keeps the first of a pair, 2 the other, A both."""

    articles_wanted = Signal(object)
    """The articles with one of these tags are to be listed."""
    counted = Signal(int)
    """How many pairs there are."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._hygiene: Hygiene | None = None
        self._ways: _Ways | None = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.load)
        self._build()
        self._arrange()

    def load(self) -> None:
        """Asks the library which tags are near, and says so while it looks."""
        self._again.stop()
        if self._hygiene is None:
            self._nothing.setText(self.tr(_LOOKING))
            self._nothing.show()
            self._list.hide()
        self._parts.desk.ask_newest(
            "tag hygiene", lambda operations: operations.tag_hygiene(), self._take, self._refused
        )

    def library_changed(self) -> None:
        """Something about tags is different: they are looked through again after a while."""
        if self._hygiene is not None and self.isVisible():
            self._again.start()

    def forget(self) -> None:
        """Another library is open."""
        self._hygiene = None
        self._list.clear()

    def focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Made of.

    def _build(self) -> None:
        self._list = NearPairs(self._parts.theme, self)
        self._list.currentItemChanged.connect(lambda *_: self._look())
        self._list.wanted.connect(self._do)
        self._list.open_wanted.connect(self._list_articles)
        self._nothing = QLabel(self)
        self._nothing.setObjectName("nearNothing")
        self._nothing.setProperty("tone", "faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        self._apart = QCheckBox(self.tr("Those kept apart"), self)
        self._apart.setObjectName("nearApart")
        self._apart.toggled.connect(lambda _on: self._show())
        self._impact = QLabel(self)
        self._impact.setObjectName("nearImpact")
        self._impact.setTextFormat(Qt.TextFormat.PlainText)
        self._impact.setProperty("tone", "soft")
        self._impact.setWordWrap(True)
        self._first = self._button("nearKeepFirst", "1")
        self._other = self._button("nearKeepOther", "2")
        self._both = self._button("nearKeepBoth", "A")
        self._refusal = Refusal("nearRefusal", self)

    def _button(self, name: str, key: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self._do(key))
        return button

    def _arrange(self) -> None:
        self.foot = QWidget(self)
        doing = QHBoxLayout()
        doing.setSpacing(8)
        for widget in (self._first, self._other, self._both):
            doing.addWidget(widget)
        doing.addStretch(1)
        doing.addWidget(self._apart)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self._impact)
        foot.addWidget(self._refusal)
        foot.addLayout(doing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.foot)

    # What is shown.

    def _take(self, hygiene: Hygiene) -> None:
        self._hygiene = hygiene
        self._show()

    def _show(self) -> None:
        if self._hygiene is None:
            return
        self._list.fill(self._hygiene.apart if self._apart.isChecked() else self._hygiene.near)
        self._apart.setEnabled(bool(self._hygiene.apart) or self._apart.isChecked())
        found = self._list.count() > 0
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        self._nothing.setText(self.tr(_NOTHING))
        self._look()
        self.counted.emit(len(self._hygiene.near))

    def _look(self) -> None:
        pair = self._list.pair
        self._ways = None
        self._impact.setText("")
        for button in (self._first, self._other, self._both, self._impact):
            button.setVisible(pair is not None)
        writable = not self._parts.desk.read_only
        self._both.setEnabled(writable)
        self._first.setEnabled(False)
        self._other.setEnabled(False)
        if pair is None:
            return
        self._first.setText(self.tr("Keep “{0}” (1)").format(_short(pair.one)))
        self._other.setText(self.tr("Keep “{0}” (2)").format(_short(pair.other)))
        apart = self._apart.isChecked()
        self._both.setText(self.tr("Not two after all (A)") if apart else self.tr("Keep both (A)"))
        self._parts.desk.ask_newest(
            "near impact", partial(_both_ways, pair=pair), partial(self._tell, pair), self._refused
        )

    def _tell(self, pair: NearTags, ways: _Ways) -> None:
        if pair is not self._list.pair:
            return
        self._ways = ways
        self._impact.setText(f"1: {ways.first.words}\n2: {ways.other.words}")
        writable = not self._parts.desk.read_only
        self._first.setEnabled(writable)
        self._other.setEnabled(writable)

    # What is done.

    def _do(self, key: str) -> None:
        pair, ways = self._list.pair, self._ways
        if pair is None or self._parts.desk.read_only:
            return
        self._refusal.say("")
        if key == "A":
            self._part(pair)
        elif ways is not None:
            told, gone = (ways.first, pair.other) if key == "1" else (ways.other, pair.one)
            if told.work is not None:
                self._parts.desk.do(told.work, None, self._refused)
                self._drop(lambda near: gone.id in (near.one.id, near.other.id))

    def _part(self, pair: NearTags) -> None:
        one, other = pair.one.id, pair.other.id
        if self._apart.isChecked():
            self._parts.desk.do(
                lambda operations: operations.keep_tags_apart_no_more(one, other),
                lambda _none: self._again.start(0),
                self._refused,
            )
        else:
            self._parts.desk.do(
                lambda operations: operations.keep_tags_apart(one, other),
                lambda _none: self._again.start(),
                self._refused,
            )
        self._drop(lambda near: near == pair)

    def _drop(self, is_done: Callable[[NearTags], bool]) -> None:
        """What is decided goes at once; what comes of it is asked for after a while."""
        if self._hygiene is None:
            return
        near, apart = self._hygiene.near, self._hygiene.apart
        self._hygiene = Hygiene(
            near=tuple(pair for pair in near if not is_done(pair)),
            apart=tuple(pair for pair in apart if not is_done(pair)),
        )
        self._show()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_articles(self) -> None:
        pair = self._list.pair
        if pair is not None:
            self.articles_wanted.emit((pair.one, pair.other))

    def _refused(self, error: LibraryError) -> None:
        self._refusal.say(str(error))
        self._again.start()


def _both_ways(operations: Operations, pair: NearTags) -> _Ways:
    return _Ways(
        tag_acts.merging(pair.other, pair.one)(operations),
        tag_acts.merging(pair.one, pair.other)(operations),
    )


def _short(tag: Tag) -> str:
    return tag.label if len(tag.label) <= 24 else f"{tag.label[:23]}…"
