"""Where Hunspell dictionaries are on this computer, which ones a language needs, and how one the
writer brings is taken in; reading them is left to the spelling process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from editor.exchange.files import FileError, read_bytes, write_atomic

ENGINE = "hunspell"
"""The module that reads dictionaries; it comes with one for American English."""

MOST_VARIANTS = 3
"""Dictionaries read for a language whose region is not said: each takes some megabytes."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A `.dic` file with the `.aff` file of the same name beside it; `code` reads `en_GB`, and
    `aliases` are other codes that lead to the same file."""

    code: str
    folder: Path
    aliases: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        return _split(self.code)[1]

    @property
    def varieties(self) -> frozenset[tuple[str, str]]:
        """The languages and regions it is for; a region may be empty."""
        return frozenset(map(_split, (self.code, *self.aliases)))


def has_engine() -> bool:
    """False where there is nothing to read dictionaries with: on Intel Macs."""
    return find_spec(ENGINE) is not None


def folders(own: Path) -> tuple[Path, ...]:
    """Where dictionaries may be, the writer's own folder first, the engine's last."""
    found = [own, *_system_folders()]
    spec = find_spec(ENGINE)
    if spec is not None and spec.origin:
        found.append(Path(spec.origin).parent / "dictionaries")
    return tuple(dict.fromkeys(found))


def installed(places: Iterable[Path]) -> tuple[Dictionary, ...]:
    """Every dictionary in these folders, by code; the first folder that has a code wins, and a
    file that several codes lead to counts once, under its own name."""
    by_code: dict[str, Dictionary] = {}
    for folder in places:
        for code in _codes_in(folder):
            by_code.setdefault(code, Dictionary(code, folder))
    by_file: dict[Path, list[Dictionary]] = {}
    for code in sorted(by_code):
        file = (by_code[code].folder / f"{code}.dic").resolve()
        by_file.setdefault(file, []).append(by_code[code])
    found = (_under_one_name(file.stem, many) for file, many in by_file.items())
    return tuple(sorted(found, key=lambda one: one.code))


def _under_one_name(own: str, many: Sequence[Dictionary]) -> Dictionary:
    """The one of these with its file's own name, or else the first, with all codes."""
    chosen = next((one for one in many if one.code == own), many[0])
    return replace(chosen, aliases=tuple(one.code for one in many if one is not chosen))


def for_language(
    language: str, available: Iterable[Dictionary], preferred_region: str = ""
) -> tuple[Dictionary, ...]:
    """The dictionaries that judge a language: with a region its own and no other; without one,
    all variants up to MOST_VARIANTS, the preferred region's first. Empty where there are none."""
    wanted, region = _split(language)
    every = tuple(available)
    if region:
        exact = [one for one in every if (wanted, region) in one.varieties]
        return tuple((exact or [one for one in every if (wanted, "") in one.varieties])[:1])
    variants = [one for one in every if wanted in {language for language, _ in one.varieties}]
    variants.sort(key=lambda one: (one.region != preferred_region, bool(one.region), one.code))
    return tuple(variants[:MOST_VARIANTS])


def take_in(chosen: Path, own: Path) -> str:
    """Copies a dictionary, chosen by either of its two files, into the writer's own folder; its
    code. Raises FileError where a file is missing or can't be read or written."""
    pair = (chosen.with_suffix(".aff"), chosen.with_suffix(".dic"))
    missing = [file.name for file in pair if not file.is_file()]
    if missing:
        raise FileError(
            f"A dictionary is two files, {pair[1].name} and {pair[0].name}; "
            f"there is no {missing[0]} in {chosen.parent}."
        )
    data = [read_bytes(file) for file in pair]
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise FileError(f"The folder {own} can’t be made: {error.strerror}.") from error
    for file, content in zip(pair, data, strict=True):
        write_atomic(own / file.name, content, overwrite=True)
    return chosen.stem


def _split(code: str) -> tuple[str, str]:
    """Language and region: `en-GB` and `en_GB` as `("en", "GB")`, `fr` as `("fr", "")`."""
    language, *rest = code.replace("-", "_").split("_")
    regions = [part.upper() for part in rest if len(part) in (2, 3)]
    return language.lower(), regions[0] if regions else ""


def _codes_in(folder: Path) -> Iterator[str]:
    try:
        names = {entry.name for entry in os.scandir(folder)}
    except OSError:
        return
    for name in sorted(names):
        code = name.removesuffix(".dic")
        # Hyphenation patterns have the same endings.
        if code != name and f"{code}.aff" in names and not code.startswith("hyph_"):
            yield code


def _system_folders() -> Iterator[Path]:
    for folder in os.environ.get("DICPATH", "").split(os.pathsep):
        if folder:
            yield Path(folder)
    home = Path.home()
    if sys.platform == "darwin":
        yield home / "Library" / "Spelling"
        yield Path("/Library/Spelling")
        return
    if sys.platform == "win32":
        yield Path(os.environ.get("APPDATA", home)) / "hunspell"
        return
    yield Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "hunspell"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in (*shared.split(":"), "/usr/share"):
        for name in ("hunspell", "myspell", "myspell/dicts"):
            yield Path(folder) / name
