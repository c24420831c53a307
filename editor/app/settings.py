"""The writer's preferences: a frozen value, and the store that keeps it in a TOML file; showing
them is left to the preferences dialog, which follows from the fields."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileDevice, QIODevice, QObject, QSaveFile, Signal

from db.records import Grouping, Order

THEMES = ("system", "paper", "night", "contrast")
LIT = ("paragraph", "sentence", "everything")
TYPEWRITER = ("focus", "always", "never")
RECENT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """How a preference is put to the writer; `label` is empty for what only the program keeps.

    `choices` are the only values allowed; `least` and `most` bound a number, both included.
    """

    label: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


def _setting(default: Any, info: SettingInfo) -> Any:
    return field(default=default, metadata={"info": info})


_KEPT = SettingInfo()


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference; `info_of(name)` says how each is put to the writer."""

    theme: str = _setting(
        "system", SettingInfo("Theme", "System follows the computer’s light or dark.", THEMES)
    )
    editor_font: str = _setting(
        "", SettingInfo("Writing face", "The face of the Markdown source; empty for Standfirst’s.")
    )
    editor_size: int = _setting(14, SettingInfo("Writing size", "In points.", least=8, most=40))
    measure: int = _setting(
        68, SettingInfo("Measure", "Characters in a line of the source.", least=40, most=140)
    )
    language: str = _setting(
        "en", SettingInfo("Language of new articles", "A code such as en, fr or ar.")
    )
    author: str = _setting("", SettingInfo("Your byline", "Put on new articles."))
    sign_versions: bool = _setting(
        True,
        SettingInfo(
            "Sign versions",
            "Your byline, or without one the name of your account, stands in the history.",
        ),
    )
    export_folder: str = _setting(
        "", SettingInfo("Export folder", "Offered first when pages are exported.")
    )
    site_name: str = _setting("", SettingInfo("Name of your site", "Stands in exported pages."))
    site_address: str = _setting(
        "",
        SettingInfo(
            "Address of your site",
            "Such as https://example.org/news/. Exported pages then say where they will be.",
        ),
    )
    backup_folder: str = _setting(
        "", SettingInfo("Backup folder", "Best on another disk; empty for Standfirst’s own.")
    )
    typography: bool = _setting(
        True,
        SettingInfo(
            "Typographic marks", "Quotation marks of the article’s language, dashes and ellipses."
        ),
    )
    pairs: bool = _setting(
        True, SettingInfo("Pairs", "Brackets and quotation marks close themselves.")
    )
    lit: str = _setting("paragraph", SettingInfo("Lit in focus mode", "The rest is dimmed.", LIT))
    typewriter: str = _setting(
        "focus",
        SettingInfo("Typewriter line", "The line being written stays at mid height.", TYPEWRITER),
    )
    check_links: bool = _setting(
        False,
        SettingInfo(
            "Check web links",
            "Asks each site linked from your articles, about once a month, whether the page is "
            "still there. The page Web links shows which. Off, nothing is contacted unasked.",
        ),
    )
    keep_picture_metadata: bool = _setting(
        False,
        SettingInfo(
            "Keep what cameras write",
            "Place, time and device stay in pictures you add. Off, they are taken out.",
        ),
    )
    scroll_together: bool = _setting(True, _KEPT)
    check_spelling: bool = _setting(True, _KEPT)
    spelling_languages: tuple[str, ...] = _setting((), _KEPT)
    list_order: str = _setting("updated", SettingInfo(choices=tuple(Order)))
    list_reverse: bool = _setting(False, _KEPT)
    list_grouping: str = _setting("none", SettingInfo(choices=tuple(Grouping)))
    layout: str = _setting("", _KEPT)
    last_library: str = _setting("", _KEPT)
    last_article: str = _setting("", _KEPT)
    last_cursor: int = _setting(0, _KEPT)
    rescued: str = _setting("", _KEPT)
    recent_libraries: tuple[str, ...] = _setting((), _KEPT)
    shortcuts: Mapping[str, str] = field(default_factory=dict, metadata={"info": _KEPT})

    def with_library(self, path: Path) -> Settings:
        """The same settings with `path` as the last library and first of the recent ones."""
        name = str(path)
        others = tuple(other for other in self.recent_libraries if other != name)
        recent = (name, *others)[:RECENT_LIMIT]
        return replace(self, last_library=name, recent_libraries=recent)

    def without_library(self, path: Path) -> Settings:
        """The same settings with `path` off the recent libraries."""
        kept = tuple(other for other in self.recent_libraries if other != str(path))
        return replace(self, recent_libraries=kept)


def info_of(name: str) -> SettingInfo:
    """How the preference `name` is put to the writer. Raises KeyError for an unknown name."""
    found = {row.name: row for row in fields(Settings)}[name].metadata["info"]
    assert isinstance(found, SettingInfo)
    return found


def from_table(table: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Settings read from TOML, and the names of values left at their default as unusable.

    Unknown names are passed over: a later Standfirst may have written them.
    """
    values: dict[str, Any] = {}
    unusable: list[str] = []
    for row in fields(Settings):
        if row.name not in table:
            continue
        value = _usable(row.name, table[row.name])
        if value is None:
            unusable.append(row.name)
        else:
            values[row.name] = value
    return Settings(**values), tuple(unusable)


def _usable(name: str, value: object) -> object | None:
    """`value` in the preference's own type, or None where it can't be used."""
    info = info_of(name)
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        return value if isinstance(value, bool) else None
    if isinstance(default, int):
        return _number_within(info, value)
    if isinstance(default, str):
        allowed = isinstance(value, str) and (not info.choices or value in info.choices)
        return value if allowed else None
    if isinstance(default, tuple):
        return tuple(value) if isinstance(value, list) and _all_text(value) else None
    return dict(value) if isinstance(value, dict) and _all_text(value.values()) else None


def _number_within(info: SettingInfo, value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    least = value if info.least is None else info.least
    most = value if info.most is None else info.most
    return value if least <= value <= most else None


def _all_text(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _as_table(settings: Settings) -> dict[str, object]:
    """Only what differs from the defaults, so that better defaults reach old files."""
    plain = Settings()
    table: dict[str, object] = {}
    for row in fields(Settings):
        value = getattr(settings, row.name)
        if value == getattr(plain, row.name):
            continue
        table[row.name] = list(value) if isinstance(value, tuple) else value
    return table


class SettingsStore(QObject):
    """The settings in force, kept in one file; a file that can't be read is put aside."""

    changed = Signal(object)
    """The new Settings."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.problem = ""
        """In plain words, what went wrong with the file last; empty when nothing did."""
        self.value = self._load()

    def set(self, **changes: object) -> None:
        """Changes preferences by name, keeps them in the file and tells everybody."""
        self.put(replace(self.value, **changes))  # type: ignore[arg-type]

    def put(self, settings: Settings) -> None:
        """Takes all of `settings`, keeps them in the file and tells everybody."""
        if settings == self.value:
            return
        self.value = settings
        self._save()
        self.changed.emit(settings)

    def _load(self) -> Settings:
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings()
        except (OSError, UnicodeDecodeError) as error:
            return self._put_aside(str(error))
        try:
            settings, unusable = from_table(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            return self._put_aside(str(error))
        if unusable:
            self.problem = (
                f"The settings file has values that can’t be used ({', '.join(unusable)}); "
                "the defaults stand for them."
            )
        return settings

    def _put_aside(self, reason: str) -> Settings:
        aside = self._path.with_name(self._path.name + ".bad")
        self.problem = (
            f"The settings file could not be read ({reason}). "
            f"It is kept as {aside.name} and the defaults are used."
        )
        try:
            self._path.replace(aside)
        except OSError as error:
            self.problem = (
                f"The settings file could not be read ({reason}) nor put aside ({error}); "
                "the defaults are used."
            )
        return Settings()

    def _save(self) -> None:
        # Not needed before the first change, so not before the first paint.
        import tomli_w

        self.problem = ""
        data = tomli_w.dumps(_as_table(self.value)).encode("utf-8")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            self.problem = f"The settings could not be kept: {error}."
            return
        file = QSaveFile(str(self._path))
        written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data)
        file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
        if not (written and file.commit()):
            self.problem = f"The settings could not be kept: {file.errorString()}."
