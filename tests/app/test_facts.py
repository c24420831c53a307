"""The facts of a body as it is written: the same, however they were arrived at."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from db.records import Facts, OutgoingLink
from editor.app.facts import RunningFacts, facts_of
from editor.text.outline import outline
from editor.text.plain import plain_text
from tests.text.hostile import DEFINITIONS, HTML, STRUCTURE

_SCRAPS = (*STRUCTURE, *HTML, *DEFINITIONS, "", "", "the ferry", "<https://calder.example/boats>")


@given(st.integers(0, 2**32))
def test_facts_kept_up_with_edits_are_those_of_the_whole_body(seed: int) -> None:
    chance = random.Random(seed)
    running, body = RunningFacts(), _lines(chance, 20)
    for _ in range(8):
        before, body = body, _edited(chance, body)
        facts = running.of("\n".join(body), "\n".join(before))
        assert facts == facts_of("\n".join(body), "\n".join(before))
        assert facts.plain == plain_text("\n".join(body))
        assert facts.anchors == tuple(section.anchor for section in outline("\n".join(body)))


@given(st.integers(0, 2**32))
def test_a_body_read_ahead_is_known_only_when_it_is_read_to_the_end(seed: int) -> None:
    chance = random.Random(seed)
    running, (first, ahead) = RunningFacts(), ("\n".join(_lines(chance, 20)) for _ in range(2))
    running.of(first)
    steps = running.read_ahead(ahead)
    for _ in range(chance.randint(0, 6)):
        next(steps, None)
    assert running.of(first + "\n", first) == facts_of(first + "\n", first)
    for _ in steps:
        pass
    edited = "\n".join(_edited(chance, ahead.split("\n")))
    assert running.of(edited, ahead) == facts_of(edited, ahead)


def test_facts_of_another_article_owe_nothing_to_the_last_one() -> None:
    running = RunningFacts()
    running.of("# Boats\n\n[a]: https://calder.example/\n\nSee [a] and [[port-calder]].")
    assert running.of("See [a].\n\n# Boats") == facts_of("See [a].\n\n# Boats")


def test_a_definition_further_down_turns_words_into_a_link() -> None:
    running = RunningFacts()
    assert running.of("See [a].\n\nMore.").web_links == ()
    found = running.of("See [a].\n\nMore.\n\n[a]: https://calder.example/", "See [a].\n\nMore.")
    assert found.web_links == ("https://calder.example/",)


def test_an_empty_body_has_no_facts_but_may_have_had_sections() -> None:
    facts = facts_of("", "# Boats\n\n[[port-calder#pier|the pier]]")
    assert facts == Facts(anchors_before=("boats",))
    link = OutgoingLink("port-calder", "pier", "the pier")
    assert facts_of("[[port-calder#pier|the pier]]").cross_links == (link,)


def _lines(chance: random.Random, most: int) -> list[str]:
    return [chance.choice(_SCRAPS) for _ in range(chance.randint(0, most))]


def _edited(chance: random.Random, lines: list[str]) -> list[str]:
    first = chance.randint(0, len(lines))
    last = min(first + chance.randint(0, 3), len(lines))
    return [*lines[:first], *_lines(chance, 3), *lines[last:]]
