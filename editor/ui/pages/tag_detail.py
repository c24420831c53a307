"""One tag, or several at once, beside the tree: what they are and what is known of them. What
touches articles is asked for; what doesn't is changed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.records import Tag
from editor.app.tag_listing import TagEntry
from editor.ui import icons
from editor.ui.docks.dock_parts import Refusal
from editor.ui.pages.tag_names import OtherNames
from editor.ui.parts import Parts
from editor.ui.phrases import thousands, when
from editor.ui.tag_looks import COLOURS, KIND_ICONS, swatch
from editor.ui.theme import serif_font

if TYPE_CHECKING:
    from editor.app.operations import Operations, Outcome

_WIDTH, _NOTE_HEIGHT, _LABELS = 304, 64, 72


class TagDetail(QScrollArea):
    """Follows what is chosen in the tree."""

    act_wanted = Signal(str)
    """`rename`, `kind`, `move`, `merge` or `delete`, of what is chosen."""
    articles_wanted = Signal(object)
    """The articles with this Tag are to be listed."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagDetail")
        self.setFixedWidth(_WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts = parts
        self._tag: Tag | None = None
        self._build()
        self._arrange()
        parts.theme.changed.connect(self._show_colours)
        self._show_colours()

    def show_tags(self, chosen: Sequence[TagEntry], path: Sequence[Tag]) -> None:
        """Shows what is chosen; `path` are the tags above the only one."""
        entry = chosen[0] if len(chosen) == 1 else None
        same = entry is not None and self._tag is not None and entry.tag.id == self._tag.id
        self._tag = entry.tag if entry is not None else None
        self._contents.setVisible(bool(chosen))
        self._about.setVisible(entry is not None)
        if not same:
            self._refusal.say("")
        self._uses.setText(_uses_words(chosen, self._time))
        self._articles.setVisible(entry is not None and entry.links > 0)
        if entry is None:
            self._name.setText(f"{thousands(len(chosen))} tags")
        else:
            self._fill(entry.tag, path, same=same)
        self._look()

    def _fill(self, tag: Tag, path: Sequence[Tag], *, same: bool) -> None:
        """What the writer is in the middle of typing stays."""
        self._name.setText(tag.label)
        self._kind.setText(tag.kind.value.capitalize())
        self._kind.setIcon(icons.icon(KIND_ICONS[tag.kind]))
        above = " › ".join(one.label for one in path)
        self._under.setText(
            self.fontMetrics().elidedText(
                above or self.tr("The top"), Qt.TextElideMode.ElideLeft, _WIDTH - _LABELS - 60
            )
        )
        self._under.setToolTip(above)
        self._colour.setCurrentIndex(self._row_of_colour(tag.colour))
        if not (same and self._external.hasFocus()):
            self._external.setText(tag.external_id)
        if not (same and self._note.hasFocus()):
            self._note.setPlainText(tag.note)
        self._names.show_names(tag.aliases)

    # Made of.

    def _build(self) -> None:
        self._contents = QWidget(self)
        self._contents.setObjectName("tagDetailContents")
        self._about = QWidget(self._contents)
        self._name = self._label("tagDetailName")
        self._name.setFont(serif_font(19))
        self._uses = self._label("tagDetailUses")
        self._uses.setProperty("tone", "soft")
        self._articles = self._button(
            "tagDetailArticles", self.tr("List the articles (Enter)"), self._ask_articles
        )
        self._articles.setProperty("quiet", True)
        self._kind = self._row("tagDetailKind", self.tr("Kind (K)"), "kind")
        self._under = self._row("tagDetailUnder", self.tr("Under (P)"), "move")
        self._colour = QComboBox(self)
        self._colour.setObjectName("tagDetailColour")
        self._colour.setAccessibleName(self.tr("Colour"))
        self._colour.activated.connect(lambda _row: self._store_colour())
        self._external = QLineEdit(self)
        self._external.setObjectName("tagDetailExternalId")
        self._external.setAccessibleName(self.tr("External id"))
        self._external.setPlaceholderText(self.tr("As medtop:20000344"))
        self._external.editingFinished.connect(self._store_external_id)
        self._note = _Note(self)
        self._note.left.connect(self._store_note)
        self._names = OtherNames(self)
        self._names.added.connect(lambda name: self._change(lambda o, t: o.add_tag_alias(t, name)))
        self._names.removed.connect(
            lambda name: self._change(lambda o, t: o.remove_tag_alias(t, name))
        )
        self._refusal = Refusal("tagDetailRefusal", self)
        self._acts = [
            self._act("rename", self.tr("Rename"), "F2"),
            self._act("merge", self.tr("Merge"), "M"),
            self._act("kind", self.tr("Kind"), "K"),
            self._act("move", self.tr("Move"), "P"),
            self._act("delete", self.tr("Delete"), "Delete"),
        ]

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("Kind"), self._kind),
            (self.tr("Under"), self._under),
            (self.tr("Colour"), self._colour),
            (self.tr("External id"), self._external),
        ):
            form.addRow(self._soft(words), field)
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(6)
        about.addLayout(form)
        about.addSpacing(4)
        for widget in (
            self._soft(self.tr("Other names")), self._names,
            self._soft(self.tr("Note")), self._note, self._refusal,
        ):  # fmt: skip
            about.addWidget(widget)
        acts = QHBoxLayout()
        acts.setSpacing(2)
        for button in self._acts:
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self._contents)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._uses)
        column.addWidget(self._articles, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(acts)
        column.addWidget(self._about)
        column.addStretch(1)
        self.setWidget(self._contents)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _soft(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("tone", "soft")
        return label

    def _button(self, name: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _row(self, name: str, tip: str, act: str) -> QPushButton:
        """A value that is changed by asking."""
        button = self._button(name, "", lambda: self.act_wanted.emit(act))
        button.setProperty("kind", True)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def _act(self, act: str, words: str, key: str) -> QPushButton:
        button = self._button(f"tagDo-{act}", words, lambda: self.act_wanted.emit(act))
        button.setProperty("quiet", True)
        button.setToolTip(f"{words} ({key})")
        return button

    def _show_colours(self) -> None:
        """Each colour as the theme has it."""
        row = max(0, self._colour.currentIndex())
        self._colour.clear()
        for words, stored, _token in COLOURS:
            icon = swatch(self._parts.theme, stored, self.devicePixelRatioF())
            self._colour.addItem(icon, self.tr(words), stored)
        if self._tag is not None:
            row = self._row_of_colour(self._tag.colour)
        self._colour.setCurrentIndex(row)

    def _row_of_colour(self, stored: str) -> int:
        """A colour that came from elsewhere has a row of its own while it is shown."""
        row = self._colour.findData(stored)
        if row < 0:
            icon = swatch(self._parts.theme, stored, self.devicePixelRatioF())
            self._colour.addItem(icon, stored, stored)
            row = self._colour.count() - 1
        return row

    def _look(self) -> None:
        writable = not self._parts.desk.read_only
        for widget in (self._colour, self._kind, self._under, *self._acts):
            widget.setEnabled(writable)
        self._external.setReadOnly(not writable)
        self._note.setReadOnly(not writable)
        self._names.set_writable(writable)
        single = self._tag is not None
        for button in self._acts:
            act = button.objectName().removeprefix("tagDo-")
            button.setVisible(act in ("merge", "delete") or (act == "rename") is single)

    # What is changed here.

    def _time(self, stamp: str) -> str:
        return when(stamp, self._parts.clock())

    def _ask_articles(self) -> None:
        if self._tag is not None:
            self.articles_wanted.emit(self._tag)

    def _store_colour(self) -> None:
        colour = str(self._colour.currentData())
        if self._tag is not None and colour != self._tag.colour:
            self._change(lambda o, t: o.set_tag_details(t, colour=colour))

    def _store_external_id(self) -> None:
        typed = self._external.text().strip()
        if self._tag is not None and typed != self._tag.external_id:
            self._change(lambda o, t: o.set_tag_details(t, external_id=typed))

    def _store_note(self) -> None:
        note = self._note.toPlainText().strip()
        if self._tag is not None and note != self._tag.note:
            self._change(lambda o, t: o.set_tag_details(t, note=note))

    def _change(self, work: Callable[[Operations, str], Outcome[Any]]) -> None:
        tag = self._tag
        if tag is not None and not self._parts.desk.read_only:
            self._refusal.say("")
            self._parts.desk.do(lambda operations: work(operations, tag.id), None, self._refused)

    def _refused(self, error: LibraryError) -> None:
        self._refusal.say(str(error))
        if self._tag is not None:
            self._external.setText(self._tag.external_id)


class _Note(QPlainTextEdit):
    """Tab leaves it, and leaving it stores what was typed."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagDetailNote")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("When to use it, and when not"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(_NOTE_HEIGHT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _uses_words(chosen: Sequence[TagEntry], time: Callable[[str], str]) -> str:
    """`On 14 articles, and 2 on the spike`; below it the first and the last use."""
    if not chosen:
        return ""
    articles = sum(entry.use.articles for entry in chosen)
    spiked = sum(entry.use.spiked for entry in chosen)
    if len(chosen) > 1:
        return f"{thousands(articles + spiked)} uses together"
    if not articles + spiked:
        return "On no article"
    words = f"On {thousands(articles)} {'article' if articles == 1 else 'articles'}"
    if spiked:
        words += f", and {thousands(spiked)} on the spike"
    first, last = chosen[0].use.first, chosen[0].use.last
    if first and last:
        one, other = time(first), time(last)
        words += f"\n{one}" if one == other else f"\n{one} – {other}"
    return words
