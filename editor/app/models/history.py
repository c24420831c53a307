"""The versions of the open article as a list by day, the present text on top; how a row looks is
left to the dock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, IntEnum, auto
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.errors import LibraryError
from db.records import Article, Changes, Reason, Version

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.app.history import Timeline
    from editor.app.open_article import OpenArticle
    from editor.app.operations import Operations

Index = QModelIndex | QPersistentModelIndex

_COUNTED_AT_ONCE = 12
"""So many texts are counted in one go, so that other questions come between."""

_LASTING = frozenset({Reason.NAMED, Reason.PUBLISHED, Reason.CONFLICT})


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A day (`time` is its first moment, nothing else is set), the present text (`version` None,
    `is_present`) or a version.

    `words` is None until they are counted, and for a version that can't be read; `headline` is
    set where it is not that of the version before, `writer` where several have a hand in this
    article. All times are the writer's.
    """

    time: datetime
    is_day: bool = False
    is_present: bool = False
    version: Version | None = None
    words: int | None = None
    headline: str | None = None
    is_base: bool = False
    writer: str = ""


class Shown(Enum):
    """Which versions are shown."""

    ALL = auto()
    LASTING = auto()
    """Named and published ones, and those of which two were made."""
    PUBLISHED = auto()


class HistoryRole(IntEnum):
    """What a row has beyond its words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class HistoryModel(QAbstractListModel):
    """Follows the open article while `follow(True)`; until then it only notes that it is behind.

    The timeline is read without texts; words are counted afterwards, off the GUI thread.
    """

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._clock = clock
        self._rows: tuple[HistoryRow, ...] = ()
        self._timeline: Timeline | None = None
        self._words: dict[int, int | None] = {}
        self._counting = self._following = False
        self._shown = Shown.ALL
        self._base: int | None = None
        open_article.loaded.connect(self._loaded)
        open_article.closed.connect(self._forget)
        desk.changed.connect(self._library_changed)

    @property
    def base(self) -> int | None:
        """The number of the version that others are compared with; None for the present text."""
        return self._base

    @property
    def rows(self) -> tuple[HistoryRow, ...]:
        return self._rows

    def follow(self, following: bool) -> None:
        """Whether anybody is looking."""
        behind = following and not self._following
        self._following = following
        if behind:
            self.look()

    @property
    def shown(self) -> Shown:
        return self._shown

    def show(self, shown: Shown) -> None:
        """Show these versions alone."""
        self._shown = shown
        self._lay_out()

    def published_before(self, number: int) -> int | None:
        """The version published last before this one; None for the first."""
        versions = self._timeline.versions if self._timeline is not None else ()
        earlier = (one.number for one in versions if one.number < number and _is_published(one))
        return next(earlier, None)

    def set_base(self, number: int | None) -> None:
        """Mark the version that others are compared with."""
        self._base = number
        self._lay_out()

    def look(self) -> None:
        """Reads the timeline again."""
        article = self._open.article
        if article is not None and self._following:
            self._desk.ask(partial(_timeline, article.id), self._take, self._refused)

    def row_of(self, number: int) -> int:
        """The row of a version; -1 where it isn't shown."""
        return next(
            (
                at
                for at, row in enumerate(self._rows)
                if row.version is not None and row.version.number == number
            ),
            -1,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days are no rows to stand on."""
        if index.isValid() and self._rows[index.row()].is_day:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == HistoryRole.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_words(row, self._clock().date())
        return None

    # What the library says.

    def _loaded(self, _article: Article) -> None:
        self._forget()
        self.look()

    def _forget(self) -> None:
        self._timeline, self._base = None, None
        self._words.clear()
        self._lay_out()

    def _library_changed(self, changes: Changes) -> None:
        article = self._open.article
        if article is not None and article.id in changes.articles:
            self.look()

    def _take(self, timeline: Timeline) -> None:
        if self._open.article is None or self._open.article.id != timeline.article_id:
            return
        if timeline != self._timeline:
            self._timeline = timeline
            self._lay_out()
        self._count_more()

    def _refused(self, _error: LibraryError) -> None:
        self._forget()

    def _count_more(self) -> None:
        if self._timeline is None or self._counting:
            return
        waiting = [one.number for one in self._timeline.versions if one.number not in self._words]
        if waiting:
            self._counting = True
            article_id = self._timeline.article_id
            self._desk.ask(
                partial(_word_counts, article_id, waiting[:_COUNTED_AT_ONCE]),
                partial(self._counted, article_id),
                lambda _error: self._counted(article_id, {}),
            )

    def _counted(self, article_id: str, counts: dict[int, int | None]) -> None:
        self._counting = False
        if self._timeline is None or self._timeline.article_id != article_id:
            self._count_more()
            return
        self._words.update(counts)
        self._rows = tuple(self._with_words(row) for row in self._rows)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        if counts:
            self._count_more()

    def _with_words(self, row: HistoryRow) -> HistoryRow:
        if row.version is None:
            return row
        return replace(row, words=self._words.get(row.version.number))

    # How it is laid out.

    def _lay_out(self) -> None:
        rows = tuple(self._made()) if self._timeline is not None else ()
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def _made(self) -> Iterator[HistoryRow]:
        assert self._timeline is not None
        now = self._clock()
        yield HistoryRow(now, is_present=True, words=self._timeline.words)
        day: date | None = None
        versions = self._timeline.versions
        several = len({one.writer for one in versions if one.writer}) > 1
        for version, earlier in zip(versions, (*versions[1:], None), strict=True):
            if not self._is_shown(version):
                continue
            time = datetime.fromisoformat(version.time).astimezone(now.tzinfo)
            if time.date() != day:
                day = time.date()
                yield HistoryRow(time, is_day=True)
            changed = earlier is not None and earlier.headline != version.headline
            yield HistoryRow(
                time,
                version=version,
                words=self._words.get(version.number),
                headline=version.headline if changed else None,
                is_base=version.number == self._base,
                writer=version.writer if several else "",
            )

    def _is_shown(self, version: Version) -> bool:
        if self._shown is Shown.PUBLISHED:
            return _is_published(version)
        return self._shown is Shown.ALL or bool(version.name) or version.reason in _LASTING


def _is_published(version: Version) -> bool:
    return version.reason is Reason.PUBLISHED


def in_words(row: HistoryRow, today: date) -> str:
    """A row as it is read out: `14:02, Kept as “Before the desk read it”, 612 words`."""
    if row.is_day:
        return day_words(row.time.date(), today)
    parts = ["The present text" if row.is_present else f"{row.time:%H:%M}, {why_kept(row.version)}"]
    if row.words is not None:
        parts.append(f"{row.words:,} words")
    if row.headline is not None:
        parts.append(f"headline now “{row.headline}”" if row.headline else "headline taken out")
    if row.writer:
        parts.append(f"by {row.writer}")
    if row.is_base:
        parts.append("compared from here")
    return ", ".join(parts)


def day_words(day: date, today: date) -> str:
    """`Today`, `Yesterday`, `Tuesday 3 March`, and the year where it is another."""
    days = (today - day).days
    if days in (0, 1):
        return "Yesterday" if days else "Today"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


_WHY = {
    Reason.NEW: "New article",
    Reason.FIRST: "Before the first edit",
    Reason.AUTOSAVE: "Saved by itself",
    Reason.NAMED: "Kept",
    Reason.RESTORE: "An earlier version restored",
    Reason.IMPORT: "As it was imported",
    Reason.PUBLISHED: "Published",
    Reason.CONFLICT: "Changed in two places",
    Reason.OUTSIDE: "Changed outside Standfirst",
}


def why_kept(version: Version | None) -> str:
    """Why a version was kept, or its name."""
    if version is None:
        return ""
    if version.name:
        is_told = version.reason is Reason.RESTORE
        return version.name if is_told else f"“{version.name}”"
    if version.reason is Reason.STATUS:
        return f"Status: {version.status.value}"
    return _WHY[version.reason]


def _timeline(article_id: str, operations: Operations) -> Timeline:
    # Comparing loads on the reading thread, and only once somebody looks at the history.
    from editor.app import history

    return history.timeline(article_id, operations)


def _word_counts(
    article_id: str, numbers: list[int], operations: Operations
) -> dict[int, int | None]:
    from editor.app import history

    return history.word_counts(article_id, numbers, operations)
