"""Operations on the library's word lists; each can be undone as one."""

from __future__ import annotations

from dataclasses import dataclass

from editor.app.outcome import Outcome, Performer


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Words right in the whole library, and those passed over in one article."""

    library: tuple[str, ...] = ()
    article: tuple[str, ...] = ()


class WordOperations(Performer):
    """What a writer does to word lists. Raises Invalid for what is no single word."""

    def known_words(self, article_id: str) -> KnownWords:
        """What the library knows of spelling, as far as it counts in this article."""
        words = self.library.words
        return KnownWords(words.all(), words.passed_over_in(article_id))

    def add_word(self, word: str) -> Outcome[None]:
        """Make a word right in every article."""
        return self._do(
            f"Add “{word}” to the library’s words", lambda: self.library.words.add(word)
        )

    def remove_word(self, word: str) -> Outcome[None]:
        return self._do(
            f"Take “{word}” off the library’s words", lambda: self.library.words.remove(word)
        )

    def pass_over_word(self, article_id: str, word: str) -> Outcome[None]:
        """Leave a word alone in one article. Raises NotFound besides."""
        return self._do(
            f"Ignore “{word}” in this article",
            lambda: self.library.words.pass_over(article_id, word),
        )

    def heed_word(self, article_id: str, word: str) -> Outcome[None]:
        """Leave a word alone in one article no more."""
        return self._do(
            f"Check “{word}” in this article again",
            lambda: self.library.words.heed(article_id, word),
        )
