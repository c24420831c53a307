"""The texts of many articles, read a handful at a time for those who look through them all; what is
looked for is left to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.records import Status
from db.rows import known


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """What readers see of an article, at a version; `number` is its row in the file."""

    number: int
    id: str
    version: int
    status: Status
    language: str
    kicker: str
    headline: str
    standfirst: str
    byline: str
    body: str


class TextStore:
    """The texts of every article of one library that isn't spiked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def numbered(self, numbers: Sequence[int]) -> tuple[ArticleTexts, ...]:
        """The texts of the articles in these rows, in the order asked for; those that are gone or
        spiked are left out. All of them are in memory at once."""
        marks = ", ".join("?" * len(numbers))
        rows = self._connection.rows(
            f"""SELECT number, id, version, status, language, kicker, headline, standfirst,
                byline, body
            FROM articles WHERE number IN ({marks}) AND +status <> 'spiked'""",
            tuple(numbers),
        )
        found = {
            number: ArticleTexts(number, article_id, version, known(Status, status), *texts)
            for number, article_id, version, status, *texts in rows
        }
        return tuple(found[number] for number in numbers if number in found)
