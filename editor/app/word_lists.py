"""Word lists that stand beside the dictionaries: what a listed word makes right, and the writer's
own list, a plain text file; the library's lists are left to the library."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from editor.exchange.files import FileError, read_bytes, write_atomic
from editor.text.words import looked_up, stems


class WordList:
    """Words that are right. A word in small letters is right with a capital and in capitals too,
    one with a capital only so and in capitals; `'s` and elisions do not count."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = frozenset(looked_up(unicodedata.normalize("NFC", word)) for word in words)
        self._in_capitals = frozenset(word.upper() for word in self._words)

    def accepts(self, text: str) -> bool:
        """Whether the list makes `text`, a word as looked up, right."""
        return any(self._has(form) for form in stems(text))

    def _has(self, form: str) -> bool:
        if form in self._words:
            return True
        if form.isupper():
            return form in self._in_capitals
        return form[:1].lower() + form[1:] in self._words


class PersonalWords:
    """The writer's own words in a UTF-8 file, one a line, which the writer may edit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.words: tuple[str, ...] = ()
        self._seen: tuple[int, int] | None = None

    def refresh(self) -> bool:
        """Reads the file if it has changed; whether it had. Raises FileError."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self.words = tuple(self._read().split())
        self._seen = stamp
        return True

    def add(self, word: str) -> None:
        """Adds a word, once, after those there are. Raises FileError, the file as it was."""
        text = self._read()
        if word not in text.split():
            if text and not text.endswith("\n"):
                text += "\n"
            self._write(f"{text}{word}\n")
        self.refresh()

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _read(self) -> str:
        if not self.path.exists():
            return ""
        try:
            return read_bytes(self.path).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError(
                f"Your word list {self.path} is not UTF-8 text. Save it as UTF-8, one word a line."
            ) from error

    def _write(self, text: str) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FileError(
                f"The folder {self.path.parent} can’t be made: {error.strerror}."
            ) from error
        write_atomic(self.path, text.encode("utf-8"), overwrite=True)
