"""Which words of a line are looked up in dictionaries, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.words import (
    RunningWords,
    front_matter_lines,
    in_the_manner_of,
    looked_up,
    parts,
    stems,
    words,
)


def found(line: str, **where: bool) -> list[str]:
    return [word.text for word in words(line, **where)]


@pytest.mark.parametrize(
    ("line", "judged"),
    [
        ("The premier said", ["The", "premier", "said"]),
        ("a **bold** _move_ ~~gone~~", ["bold", "move", "gone"]),
        ("## Heading ## {#own-name .wide}", ["Heading"]),
        ("> - [x] a quoted task", ["quoted", "task"]),
        ("see `kode` and ``a`kode`` now", ["see", "and", "now"]),
        ('[words](https://site.example/adress "titel")', ["words", "titel"]),
        ("[words](<an adress>) ![pictur](a_(b).png)", ["words", "pictur"]),
        ("[words][adress] and [^nott]", ["words", "and"]),
        ("[^nott]: Its text", ["Its", "text"]),
        ('[adress]: https://site.example "Its titel"', ["Its", "titel"]),
        ("*[HTML]: Hypertext", ["Hypertext"]),
        ("[[harbour-voot]] and [[voot|these words]]", ["and", "these", "words"]),
        ("[[voot#pairt|words]] [[voot#pairt]]", ["words"]),
        ('<span class="wyde">text</span> <br/> &nbsp; <!-- nott -->', ["text"]),
        ("write ada@post.example or @adarenn about #portcalder", ["write", "or", "about"]),
        ("at www.site.example/pth, orran.org and https://x.example/pth.", ["at", "and"]),
        ("<https://site.example/pth> <mailto:ada@post.example>", []),
        ("NATO, MPs, the UN's and NGOs", ["the", "and"]),
        ("PARLIAMENT sat", ["PARLIAMENT", "sat"]),
        ("the 1990s, COVID-19, 3rd and 12km", ["the", "and"]),
        ("a snake_case_name", []),
        ("and/or", ["and", "or"]),
        ("    indented code", []),
        ("\tindented code", []),
        ("    - a nested item", ["nested", "item"]),
        (r"5 \* five \[sic\]", ["five", "sic"]),
    ],
)
def test_prose_is_judged_and_nothing_else(line, judged):
    assert found(line) == judged


def test_nothing_in_a_fence_or_in_front_matter_is_judged():
    assert found("teh kode", in_code=True) == []


@pytest.mark.parametrize(
    ("line", "judged"),
    [
        ("it’s a well‑known co-operation", ["it's", "well-known", "co-operation"]),
        ("the boats’ ‘rest’ – ‘tis", ["the", "boats", "rest", "tis"]),
        ("rock'n'roll -dash- 'quoted'", ["rock'n'roll", "dash", "quoted"]),
        ("l’été d’Esteria", ["l'été", "d'Esteria"]),
        ("nai\u0308ve co\u00adoperate", ["naïve", "cooperate"]),
        ("ինչո՞ւ հայերեն", ["ինչու", "հայերեն"]),
        ("كـــتاب", ["كتاب"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("Ελλάδα и Россия", ["Ελλάδα", "Россия"]),
        ("漢字と English ภาษาไทย", ["English"]),
    ],
)
def test_words_of_any_script_with_their_apostrophes_and_hyphens(line, judged):
    assert found(line) == judged


@given(st.text(alphabet=st.sampled_from("ab'’-_*`[](){}<>@#&.:/ é\u0301ա՞😀漢\\|1A"), max_size=80))
def test_every_word_stands_where_it_is_said_to(line):
    last = 0
    for word in words(line):
        assert last <= word.start < word.end <= len(line)
        assert word.text == looked_up(line[word.start : word.end])
        last = word.end


@given(st.lists(st.sampled_from(["ferry", "l'été", "well-known", "Orran", "ինչու"]), max_size=20))
def test_plain_prose_is_judged_word_by_word(prose):
    assert found(" ".join(prose)) == prose


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["[", "`", "`a``b```c", "<a", "a-", "a_", "a.", "[a](b", "[[a|", "a@", "&a", "](("]
)
def test_hostile_lines_are_read_in_no_time(piece):
    line = (piece * 200_000)[:200_000]
    assert sum(1 for _ in words(line)) <= 200_000


def test_a_line_as_long_as_an_article_is_left_alone():
    assert found("teh " * 10_000) == []


def test_a_word_is_also_what_is_left_of_it():
    assert stems("Esteria's") == ("Esteria's", "Esteria")
    assert stems("d'Esteria") == ("d'Esteria", "Esteria")
    assert stems("don't") == ("don't",)
    assert stems("ferry") == ("ferry",)


def test_a_word_with_hyphens_has_parts_and_acronyms_are_none_to_judge():
    assert parts("UN-backed") == ("backed",)
    assert parts("ferry") == ("ferry",)


def test_a_suggestion_takes_the_apostrophe_of_the_word_it_replaces():
    assert in_the_manner_of("dont’s", "don't") == "don’t"
    assert in_the_manner_of("dont's", "don't") == "don't"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\nheadline: A\n---\nText", 3),
        ("---\nheadline: A\n...\nText", 3),
        ("---\n\nText\n---", 0),
        ("Text\n---\nmore\n---", 0),
        ("---\nnever closed", 0),
        ("", 0),
    ],
)
def test_front_matter_is_what_stands_between_two_rules_at_the_very_top(text, lines):
    assert front_matter_lines(iter(text.split("\n"))) == lines


PIECES = st.lists(
    st.sampled_from(
        [" ", "  ", "word", "s", "'s", "’", "-", "port", "orran.org", "@", "_", "`", "[", "]", "(",
         ")", "\\", "\t", "NATO", "12", "Ÿ", "é", "e\u0301", "\u00ad", "字", "ไทย", "😀", "www."]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(PIECES, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), PIECES), max_size=6))
def test_words_followed_from_edit_to_edit_are_those_found_anew(line, edits):
    running = RunningWords()
    assert running.of(line) == list(words(line))
    for start, length, put_in in edits:
        line = line[:start] + put_in + line[start + length :]
        assert running.of(line) == list(words(line))
    assert running.of(line, in_code=True) == []
    assert running.of(line) == list(words(line))
