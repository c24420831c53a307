"""A library in a temporary folder, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.library import Library
from db.records import Article, Facts, OutgoingLink


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **stretch: float) -> None:
        self.now += timedelta(**stretch)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "desk.standfirst", create=True, clock=clock)
    yield opened
    opened.close()


Add = Callable[..., Article]


@pytest.fixture
def add(library: Library, clock: Clock) -> Add:
    """Add an article, a second after the one before."""

    def add(headline: str = "", body: str = "", *links: str, **fields: object) -> Article:
        clock.forward(seconds=1)
        facts = Facts(body, len(body.split()), tuple(map(OutgoingLink, links)))
        with library.operation("Add an article"):
            return library.articles.add(
                Article(headline=headline, body=body, **fields),  # type: ignore[arg-type]
                facts,
            )

    return add
