"""Reading queries: any text is one, what is wrong is told, times are the writer's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.query import LONGEST, MOST_PARTS, Query, read
from db.query_fields import FIELDS
from db.query_parts import Between, Either, Every, Filter, Not, Part, Words, words_of

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # A Wednesday.


def asked(text: str) -> Part | None:
    found = read(text, NOW)
    assert found.problems == ()
    return found.part


def word(text: str, *, begun: bool = False) -> Words:
    return Words(text, begun=begun)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", None),
        ('* " -- ', None),
        ("ferry", word("ferry", begun=True)),
        ("ferry talks", Every((word("ferry"), word("talks", begun=True)))),
        ('"ferry talks"', Words("ferry talks", whole=True)),
        ('"ferry tal', word("ferry tal", begun=True)),
        ("“ferry talks” now", Every((Words("ferry talks", whole=True), word("now", begun=True)))),
        ("-ferry", Not(word("ferry"))),
        ("NOT ferry", Not(word("ferry"))),
        ("well-known", word("well-known", begun=True)),
        ("a OR b", Either((word("a"), word("b", begun=True)))),
        ("a OR b c", Every((Either((word("a"), word("b"))), word("c", begun=True)))),
        ("a AND b", Every((word("a"), word("b", begun=True)))),
        ("(a b) OR c", Either((Every((word("a"), word("b"))), word("c", begun=True)))),
        ("-(a OR b)", Not(Either((word("a"), word("b"))))),
        ("or", word("or", begun=True)),
        ('tag:"European Union (EU)"', Filter("tag", "European Union (EU)")),
        ("-tag:Harbour", Not(Filter("tag", "Harbour"))),
        ("TAG:Harbour", Filter("tag", "Harbour")),
        ("status:in-progress", Filter("status", "in progress")),
        ("status:sub", Filter("status", "submitted")),
        ("kind:org", Filter("kind", "organisation")),
        ("by:torv", Words("torv", begun=True, column="byline")),
        ('by:"Ana Torvik"', Words("Ana Torvik", whole=True, column="byline")),
        ("pinned:no", Not(Filter("pinned", "yes"))),
        ("is:pinned", Filter("pinned", "yes")),
        ("links:broken", Filter("links", "broken")),
        ("words:>800", Between("words", 801, None)),
        ("words:<=800", Between("words", None, 801)),
        ("words:1,200", Between("words", 1200, 1201)),
        ("words:300..500", Between("words", 300, 501)),
        ("ferry tag:x", Every((word("ferry", begun=True), Filter("tag", "x")))),
        ("http://port.example", word("http://port.example", begun=True)),
        ("10:30", word("10:30", begun=True)),
    ],
)
def test_a_text_is_read_as(text: str, part: Part | None) -> None:
    assert asked(text) == part


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("before:2026-03-01", None, (2026, 3, 1)),
        ("after:2026-03-01", (2026, 3, 1), None),
        ("after:2025", (2025, 1, 1), None),
        ("before:yesterday", None, (2026, 3, 3)),
        ("updated:2026-02", (2026, 2, 1), (2026, 3, 1)),
        ("updated:2026", (2026, 1, 1), (2027, 1, 1)),
        ("updated:today", (2026, 3, 4), (2026, 3, 5)),
        ("updated:Monday", (2026, 3, 2), (2026, 3, 3)),
        ("updated:thursday", (2026, 2, 26), (2026, 2, 27)),
        ("updated:2025..2026-01", (2025, 1, 1), (2026, 2, 1)),
        ("updated:..2025", None, (2026, 1, 1)),
        ("updated:>2026-01", (2026, 2, 1), None),
        ("updated:<=2026-01", None, (2026, 2, 1)),
    ],
)
def test_times_begin_where_the_writer_is(
    text: str, low: tuple[int, ...] | None, high: tuple[int, ...] | None
) -> None:
    part = asked(text)
    assert isinstance(part, Between) and part.column == "updated"
    assert (part.low, part.high) == (moment(low), moment(high))


def moment(day: tuple[int, ...] | None) -> str | None:
    if day is None:
        return None
    local = datetime(*day).astimezone(UTC)  # type: ignore[arg-type]
    return local.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_an_age_counts_from_now() -> None:
    assert asked("updated:7d") == Between("updated", "2026-02-25T12:00:00.000Z", None)
    assert asked("created:2h") == Between("created", "2026-03-04T10:00:00.000Z", None)


@pytest.mark.parametrize(
    ("text", "says", "words"),
    [
        ("before:soon", "“before:” wants a date, such as 2026-03-01", ["before soon"]),
        ("updated:2026-02-31", "“updated:” wants a time", ["updated 2026-02-31"]),
        ("words:many", "“words:” wants a number", ["words many"]),
        ("status:gone", "“status:” wants a status: draft, in progress", ["status gone"]),
        ("status:s", "“status:” wants a status", ["status s"]),
        ("links:odd", "“links:” wants broken", ["links odd"]),
        ("ferry tag:", "“tag:” wants a tag, such as tag:Harbour", ["ferry"]),
        ("ferry OR", "OR wants something on both sides", ["ferry"]),
        ("OR ferry", "OR wants something on both sides", ["ferry"]),
        ("(ferry talks", "A “(” has no “)”", ["ferry", "talks"]),
        ("ferry) talks", "A “)” stands where nothing was opened", ["ferry", "talks"]),
    ],
)
def test_what_is_wrong_is_told_and_looked_for_as_words(
    text: str, says: str, words: list[str]
) -> None:
    found = read(text, NOW)
    assert [part.text for part in words_of(found.part)] == words
    assert found.problems[0].startswith(says)


def test_every_field_explains_itself() -> None:
    for name in FIELDS:
        (problem,) = read(f"{name}:", NOW).problems
        assert problem.startswith(f"“{name}:” wants ") and problem.endswith(".")


def test_a_query_has_an_end() -> None:
    long = read("word " * 1000, NOW)
    assert len(list(words_of(long.part))) == MOST_PARTS
    assert any("first 64 words" in problem for problem in long.problems)
    assert any(f"{LONGEST:,} characters" in problem for problem in long.problems)


PIECES = st.sampled_from(
    ['"', "“", "(", ")", "-", " ", "OR", "AND", "NOT", "a", "ferry", ":", "..", ">", "7d", "2026"]
    + [f"{name}:" for name in FIELDS]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join))
def test_any_text_is_read(text: str) -> None:
    found = read(text, NOW)
    assert isinstance(found, Query)
    assert all(problem.endswith(".") for problem in found.problems)


@pytest.mark.parametrize(
    "text", ["(" * 5000, ")" * 5000, "-(" * 3000 + "a", "OR " * 900, "a:" * 900]
)
def test_depth_is_no_danger(text: str) -> None:
    read(text, NOW)
