"""Mentions: a name is found where a link can be made of it, and the link shows the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.contexts import Context
from editor.text.crosslinks import find
from editor.text.mentions import first_words, link_edit, mentioned, namings
from editor.text.plain import plain_text

NAMES = ("Port Calder", "Port Calder council", "EU")


def found(body: str, *names: str) -> list[str]:
    return [body[one.start : one.end] for one in namings(body, names or NAMES)]


def test_a_name_is_found_with_its_sentence() -> None:
    body = "Nobody came. The mayor of **Port Calder** spoke first. Then rain."
    (naming,) = namings(body, NAMES)
    assert naming.context == Context("The mayor of ", "Port Calder", " spoke first.")


def test_the_longer_of_two_names_counts() -> None:
    assert found("The Port Calder council met.") == ["Port Calder council"]


@pytest.mark.parametrize(
    "body",
    [
        "In `Port Calder` only.",
        "    Port Calder",
        "```\nPort Calder\n```",
        "See [Port Calder](https://calder.example/).",
        "See [the Port Calder page][one].\n\n[one]: https://calder.example/",
        "See [[calder|Port Calder]].",
        "![Port Calder](picture:0123)",
        "## Port Calder",
        "| Port Calder | b |\n|---|---|\n| c | d |",
        "<p>Port Calder</p>",
        'By <a href="https://calder.example/">Port Calder</a>.',
        "https://calder.example/Port-Calder",
        "Newport Calder and Port Calderside.",
        "**Port** Calder",
        "[Port Calder]",
    ],
)
def test_a_name_is_not_found_where_no_link_can_be(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("PORT CALDER woke.", "PORT CALDER"),
        ("In port-calder, later.", "port-calder"),
        ("In Port\nCalder, later.", "Port\nCalder"),
        ("- item of Port Calder", "Port Calder"),
        ("> *Port Calder* said", "Port Calder"),
        ("See [[x|words]] in Port Calder.", "Port Calder"),
    ],
)
def test_case_and_punctuation_between_words_do_not_count(body: str, words: str) -> None:
    assert found(body) == [words]


def test_initials_are_meant_in_capitals_only() -> None:
    assert found("The eu and the EU.") == ["EU"]


def test_a_name_without_blanks_is_found_inside_a_run() -> None:
    assert found("市長は北港市議会で話した。", "北港市議会") == ["北港市議会"]
    assert found("EU의 결정", "EU") == ["EU"]


def test_apostrophes_are_alike() -> None:
    assert found("The crews’ offer", "Crews' offer") == ["crews’ offer"]


def test_a_name_without_letters_finds_nothing() -> None:
    assert found("Some … text", "…", "") == []


def test_a_text_full_of_names_in_code_takes_no_long_time() -> None:
    assert found("`Port Calder` " * 20_000) == []


def test_the_edit_makes_a_link_that_shows_the_words() -> None:
    body = "In Port\nCalder, later."
    edit = link_edit(body, 3, 14, "Port\nCalder", "calder")
    assert edit is not None
    assert edit.apply(body) == "In [[calder|Port Calder]], later."


@pytest.mark.parametrize(("start", "end"), [(0, 11), (3, 13), (30, 41), (3, 3)])
def test_words_that_moved_give_no_edit(start: int, end: int) -> None:
    assert link_edit("In Port Calder, later.", start, end, "Port Calder", "calder") is None


def test_words_in_code_give_no_edit() -> None:
    assert link_edit("In `Port Calder`.", 4, 15, "Port Calder", "calder") is None


BODIES = st.lists(
    st.sampled_from(
        ["Port Calder", "port calder", "EU", " ", ", ", "\n", "\n\n", "**", "*", "`", "[", "](x)",
         "[[a|b]]", "> ", "- ", "# ", "|", "<a>", "</a>", "\\", "word", "~~", "![", "    "]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(BODIES)
def test_every_mention_can_be_made_a_link_and_no_other_link_goes(body: str) -> None:
    before = find(body)
    for naming in namings(body, NAMES):
        words = body[naming.start : naming.end]
        edit = link_edit(body, naming.start, naming.end, words, "calder")
        assert edit is not None
        after = edit.apply(body)
        assert len(find(after)) == len(before) + 1
        assert " ".join(plain_text(after).split()) == " ".join(plain_text(body).split())


def test_headlines_that_stand_in_a_text_are_found() -> None:
    plain = "The Port Calder council met, as “ferry crews” end—strike."
    headlines = ["port calder", "ferry crews end strike", "council", "ferry crew", "calder council"]
    assert mentioned(plain, headlines) == [
        "port calder",
        "ferry crews end strike",
        "calder council",
    ]
    assert first_words(plain) >= {"port", "calder", "ferry", "crews", "end—strike"}
