"""Words the library spells its own way, for all of it or for one article; which words are right
besides is left to the dictionaries."""

from __future__ import annotations

import unicodedata

from db.connection import Connection
from db.errors import Invalid, NotFound
from db.names import tidy


class WordStore:
    """The word list of one library, and the words passed over in single articles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[str, ...]:
        """The library's words, in the order of their letters."""
        return self._read("SELECT word FROM words ORDER BY word")

    def passed_over_in(self, article_id: str) -> tuple[str, ...]:
        """The words passed over in this article; none for an article that isn't there."""
        return self._read(
            "SELECT word FROM article_words WHERE article = ? ORDER BY word", article_id
        )

    def add(self, word: str) -> None:
        """Make a word right in the whole library; once is enough. Raises Invalid."""
        word = _word(word)
        if word not in self._read("SELECT word FROM words WHERE word = ?", word):
            self._connection.insert("words", {"word": word})

    def remove(self, word: str) -> None:
        """Take a word off the library's list, if it is there."""
        self._connection.change("DELETE FROM words WHERE word = ?", (_word(word),))

    def pass_over(self, article_id: str, word: str) -> None:
        """Leave a word alone in one article; once is enough. Raises Invalid, NotFound."""
        word = _word(word)
        if not self._connection.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
            raise NotFound("There is no such article in this library. Choose one from the list.")
        if word not in self.passed_over_in(article_id):
            self._connection.insert("article_words", {"article": article_id, "word": word})

    def heed(self, article_id: str, word: str) -> None:
        """Pass a word over in an article no more, if it was."""
        self._connection.change(
            "DELETE FROM article_words WHERE article = ? AND word = ?", (article_id, _word(word))
        )

    def _read(self, sql: str, *parameters: str) -> tuple[str, ...]:
        return tuple(row["word"] for row in self._connection.rows(sql, parameters))


def _word(text: str) -> str:
    word = unicodedata.normalize("NFC", tidy(text))
    if not word or " " in word:
        raise Invalid("A word list takes one word at a time. Choose a single word.")
    return word
