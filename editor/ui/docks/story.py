"""The Story dock: what the desk knows of the article beside its text; every change is one
operation that can be undone, and a refusal stands in words below its field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from db.errors import LibraryError
from db.records import SLUGLINE_LIMIT, Article, Direction
from editor.ui.docks.dock_parts import DockContents, Refusal, hint
from editor.ui.docks.status_moves import StatusMoves
from editor.ui.docks.story_fields import ChoiceValue, EmbargoValue, LineValue, TextValue
from editor.ui.parts import Parts
from editor.ui.phrases import language_name

_LANGUAGES = (
    "en", "ar", "bg", "bn", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "hy", "id", "it", "ja", "ka", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk",
    "sl", "sr", "sv", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip

_LEAST_WIDTH = 272
"""Narrower, fields would be cut: a form has no bar to scroll it sideways."""


class StoryDock(DockContents):
    """A form over the fields of the open article; it scrolls where it is too long."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__("Story", parent)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._parts = parts
        self._article: Article | None = None
        self._refusals: dict[str, Refusal] = {}
        self._form = QWidget(self)
        self._form.setObjectName("dockContents")
        self._grid = QGridLayout(self._form)
        self._empty = hint(self.tr("Open an article to see its slug, status and embargo."), self)
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._scroll = self._make_scroll()
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self._empty, 1)
        self._make_fields()
        parts.open_article.loaded.connect(self._load)
        parts.open_article.article_changed.connect(self._load)
        parts.open_article.closed.connect(self._clear)
        self._clear()

    # Made of.

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(_LEAST_WIDTH)
        scroll.setWidget(self._form)
        return scroll

    def _make_fields(self) -> None:
        tr, form = self.tr, self._form
        self._status = StatusMoves(self._parts, form)
        self._slug = LineValue("slug", tr("Slug"), form)
        self._slug.setToolTip(tr("The article’s name in its address; the old one goes on working"))
        self._slugline = LineValue("slugline", tr("Slugline"), form)
        self._slugline_count = QLabel(form)
        self._slugline_count.setObjectName("sluglineCount")
        self._slugline_count.setProperty("tone", "faint")
        self._slugline.textChanged.connect(self._count_slugline)
        self._section = LineValue("section", tr("Section"), form)
        self._words = LineValue("targetWords", tr("Target length"), form)
        self._words.setPlaceholderText(tr("Words"))
        languages = tuple((code, language_name(code)) for code in _LANGUAGES)
        self._language = ChoiceValue("language", tr("Language"), languages, form)
        self._direction = ChoiceValue("direction", tr("Direction"), _directions(tr), form)
        self._embargo = EmbargoValue(form)
        self._ednote = TextValue("ednote", tr("Note to editors"), 3, form)
        self._ednote.setPlaceholderText(tr("For editors; readers never see it"))
        self._notes = TextValue("notes", tr("Private notes"), 5, form)
        self._notes.setPlaceholderText(tr("Only in this library; never exported"))
        self._texts: dict[str, LineValue | TextValue] = {
            "slug": self._slug,
            "slugline": self._slugline,
            "section": self._section,
            "target_words": self._words,
            "ednote": self._ednote,
            "notes": self._notes,
        }
        self._arrange()
        self._join()

    def _arrange(self) -> None:
        tr, grid = self.tr, self._grid
        grid.setContentsMargins(16, 14, 16, 16)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("status", tr("Status"), self._status),
            ("slug", tr("Slug"), self._slug),
            ("slugline", tr("Slugline"), self._slugline),
            ("section", tr("Section"), self._section),
            ("target_words", tr("Length"), self._words),
            ("language", tr("Language"), self._language),
            ("direction", tr("Direction"), self._direction),
            ("embargo", tr("Embargo"), self._embargo),
        )
        for number, (name, label, field) in enumerate(rows):
            self._add_row(2 * number, name, label, field)
        grid.addWidget(self._slugline_count, 4, 2)
        self._add_block(2 * len(rows), "ednote", tr("Note to editors"), self._ednote)
        self._add_block(2 * len(rows) + 3, "notes", tr("Private notes"), self._notes)
        grid.setRowStretch(2 * len(rows) + 6, 1)

    def _add_row(self, row: int, name: str, label: str, field: QWidget) -> None:
        words = _label(label, field, self._form)
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1, 1, 1 if name == "slugline" else 2)
        self._grid.addWidget(self._refusal(name), row + 1, 1, 1, 2)

    def _add_block(self, row: int, name: str, label: str, field: QWidget) -> None:
        self._grid.addWidget(_label(label, field, self._form), row, 0, 1, 3)
        self._grid.addWidget(field, row + 1, 0, 1, 3)
        self._grid.addWidget(self._refusal(name), row + 2, 0, 1, 3)

    def _refusal(self, name: str) -> Refusal:
        refusal = Refusal(f"{name}Refusal", self._form)
        self._refusals[name] = refusal
        return refusal

    def _join(self) -> None:
        for name, field in self._texts.items():
            field.taken_back.connect(lambda name=name: self._refusals[name].say(""))
            if field is not self._words:
                field.committed.connect(lambda words, name=name: self._set(name, words))
        self._language.committed.connect(lambda code: self._set("language", code))
        self._direction.committed.connect(lambda value: self._set("direction", Direction(value)))
        self._embargo.committed.connect(lambda value: self._set("embargo", value or None))
        self._words.committed.connect(self._set_words)
        self._status.refused.connect(lambda words: self._refusals["status"].say(words))

    # Following the article.

    def _load(self, article: Article) -> None:
        same = self._article is not None and self._article.id == article.id
        self._article = article
        if not same:
            for refusal in self._refusals.values():
                refusal.say("")
            for field in self._texts.values():
                field.forget()
            self._ask_sections()
        self._show(article)
        self._form.setEnabled(not self._parts.desk.read_only)
        self._scroll.show()
        self._empty.hide()

    def _show(self, article: Article) -> None:
        self._status.show_article(article)
        for name, field in self._texts.items():
            field.put(_text_of(article, name))
        self._language.put(article.language)
        self._direction.put(article.direction.value)
        self._embargo.put(article.embargo or "")

    def _clear(self) -> None:
        self._article = None
        self._scroll.hide()
        self._empty.show()

    def _ask_sections(self) -> None:
        self._parts.desk.ask(
            lambda operations: operations.sections(), self._section.offer, lambda _error: None
        )

    def _count_slugline(self, words: str) -> None:
        self._slugline_count.setText(f"{len(words)}/{SLUGLINE_LIMIT}")

    # Changing it.

    def _set_words(self, words: str) -> None:
        digits = words.replace(",", "").replace(" ", "")
        if not words:
            self._set("target_words", None)
        elif digits.isdecimal() and 0 < int(digits) < 1_000_000:
            self._set("target_words", int(digits))
        else:
            self._refuse("target_words", self.tr("Give a number of words, such as 800."))

    def _set(self, name: str, value: object) -> None:
        article = self._article
        if article is None:
            return
        self._refusals[name].say("")
        article_id = article.id
        self._parts.open_article.settle(
            lambda: self._parts.desk.do(
                lambda operations: operations.set_fields(article_id, {name: value}),
                None,
                lambda error: self._refused(article_id, name, error),
            )
        )

    def _refused(self, article_id: str, name: str, error: LibraryError) -> None:
        if self._article is not None and self._article.id == article_id:
            self._refuse(name, str(error))

    def _refuse(self, name: str, words: str) -> None:
        """Say why; words that were typed stay, a choice goes back to what it was."""
        self._refusals[name].say(words)
        if self._article is None:
            return
        if name in self._texts:
            self._texts[name].refuse(_text_of(self._article, name))
        self._show(self._article)


def _text_of(article: Article, name: str) -> str:
    """A field as it is typed; no target length is no words."""
    value = getattr(article, name)
    return "" if value is None else str(value)


def _label(words: str, field: QWidget, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("tone", "soft")
    label.setContentsMargins(0, 6, 0, 0)
    label.setBuddy(field)
    return label


def _directions(tr: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    return (
        (Direction.AUTO.value, tr("By the language")),
        (Direction.LTR.value, tr("Left to right")),
        (Direction.RTL.value, tr("Right to left")),
    )
