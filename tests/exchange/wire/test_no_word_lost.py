"""The proof that no word is lost: generated copy of random parts, and arbitrary text and bytes."""

from __future__ import annotations

import html
import random
from collections import Counter

import markdown
import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.exchange.wire import Kind, Reading, normalise, read, to_json, to_package
from editor.exchange.wire.accounting import words
from tests.exchange.wire.copies import wrapped

SENTENCES = (
    "The council voted on Tuesday to mend the sea wall.",
    '"We can\'t wait," said Ilse Varn, the mayor of Oran.',
    "About 1,200 people (most of them anglers) had signed *the* petition_list.",
    "Le maire a dit : « Nous n'attendrons pas » et il a quitté la salle.",
    "Նավահանգիստը փակ կմնա մինչև ուրբաթ, հայտնեց նախարարությունը։",
    "قالت وزارة الزراعة إن الميناء سيبقى مغلقا حتى يوم الجمعة؟",
    "विशेषज्ञ गुरुवार को गोदामों की जांच करेंगे।",
    "農業省は火曜日、港を金曜日まで閉鎖すると発表した。",
    "See https://example.org/a_b_c and [the map](x) or write to desk@example.org.",
    "A < b && c > d, said <b>nobody</b> & no one; R&amp;D costs 4 * 5 * 6.",
)
LINES = (
    "Sea wall to be mended", "What happens next?", "WHAT COMES NEXT", "10:42", "2 January 2024",
    "By Ana Velic", "Von Ines Brandl",
    "PORT CALDER, Northland, Jan 2 (Reuters) - The wall leaks.", "OPEC - the group - met.",
    "EMBARGOED until 00:01 GMT Monday", "CORRECTED: Fixes day in headline",
    "UPDATE 2-Sea wall to be mended", "OCEAN-WALL/OPENING", "Eds: with photos",
    "READ: The old wall", "MORE: Why walls leak https://example.org/wall", "Related stories",
    "https://example.org/x", "Tags: World, Oran, Wall Board (WB)", "Tags", "#World #Oran",
    "• World", "- Oran", "* Wall Board (WB)", "‣ stop the leak.", "– Nein, sagte er.",
    "1. Survey", "2) Drainage", "(a) third", "ENDS", "-30-", "###", "***", "___", "More follows",
    "(Reporting by Ana Velic; Editing by Jo Quill)", "jh/abc/def",
    "The wall in May. (Photo by Dana Roe/Example Desk)", "Caption: the wall", "Q: Will it last?",
    "A: No", '"It leaks" — Ilse Varn, mayor', '"It leaks."', "— Ilse Varn", "> a quoted line",
    "## Dressed", "**Bold question?**", "- Dashed heading -", "Pull quote: it leaks",
    "Headline: Wall", "Byline: By Jo Quill", "Northland: Ferry crews end strike", "[TOC]",
    "*[WB]: Wall Board", "[^1]: a note", "!!! note", ": defined", "    four spaces in", "a | b",
    "--- | ---", "```", "~~~ py", "# {#x onclick=y}", "\\* star", "\u200f• يمين", "😀", "…",
    "&nbsp;&shy;x&mdash;y", "{: .x }",
)  # fmt: skip

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
parts = st.lists(st.one_of(paragraphs, st.sampled_from(LINES)), max_size=14)


@st.composite
def copy(draw: st.DrawFn) -> bytes:
    """Copy of random parts in a random shape and encoding."""
    chosen = draw(parts)
    shape = draw(st.sampled_from(["spaced", "tight", "wrapped"]))
    if shape == "wrapped":
        chosen = [wrapped(part, draw(st.sampled_from([40, 72]))) for part in chosen]
    text = ("\n" if shape == "tight" else "\n\n").join(chosen)
    if draw(st.booleans()):
        text = "\n".join(f"> {line}" for line in text.split("\n"))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return text.encode(encoding, "ignore")


def went_in(reading: Reading) -> Counter[str]:
    return Counter(word for piece in reading.pieces for word in words(piece.text))


def came_out(reading: Reading) -> Counter[str]:
    """Words of the JSON object, field by field, without the labels."""
    story = to_json(reading)
    texts: list[str] = [
        story[key] or "" for key in ("headline", "standfirst", "slugline", "byline")
    ]
    texts += [part or "" for part in (story["dateline"] or {}).values()]
    for key in (
        "embargoes", "editor_notes", "signoffs", "sections", "paragraphs", "pull_quotes",
        "captions", "tags",
    ):  # fmt: skip
        texts += story[key]
    for each in story["related"] + story["inline_related"]:
        texts += [each["title"], "" if each["url"] == each["title"] else each["url"] or ""]
    return Counter(word for text in texts for word in words(text))


def assert_only_labels_went(reading: Reading) -> None:
    labels = Counter(word for label in reading.story.labels for word in words(label))
    assert went_in(reading) == came_out(reading) + labels
    assert reading.unaccounted == ()


@given(copy())
@settings(max_examples=300, deadline=None)
def test_words_in_less_words_out_are_the_labels(data: bytes) -> None:
    reading = read(data)
    assert not reading.plain
    assert_only_labels_went(reading)


@given(copy(), st.lists(st.tuples(st.integers(0, 200), st.sampled_from(list(Kind))), max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_change_loses_a_word(data: bytes, changes: list[tuple[int, Kind]]) -> None:
    reading = read(data)
    for place, kind in changes:
        if reading.pieces:
            reading = reading.changed(place % len(reading.pieces), kind)
            assert_only_labels_went(reading)


@given(copy())
@settings(max_examples=150, deadline=None)
def test_the_lines_read_have_every_word_of_the_input(data: bytes) -> None:
    text, _ = normalise.decode(data)
    cleaned = normalise.clean(text).replace("\u00ad", "")
    assert went_in(read(data)) == Counter(words(cleaned))


@given(copy())
@settings(max_examples=150, deadline=None)
def test_the_markdown_body_shows_readers_every_word(data: bytes) -> None:
    story = read(data).story
    page = markdown.markdown(
        story.body,
        extensions=["extra", "toc", "admonition", "pymdownx.tilde", "pymdownx.superfences"],
    )
    shown = nh3.clean(page, tags=set(), clean_content_tags=set())
    seen = Counter(words(html.unescape(shown)))
    wanted = Counter(word for text in story.body_texts() for word in words(text))
    numbers = Counter(
        {word: times for word, times in wanted.items() if word.isdigit() or len(word) == 1}
    )
    assert wanted - seen - numbers == Counter()


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_loss(text: str) -> None:
    reading = read(text)
    assert_only_labels_went(reading)
    assert reading.raw == text.encode("utf-8", "surrogatepass")
    to_package(reading)


@given(st.binary())
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_and_kept(data: bytes) -> None:
    reading = read(data)
    assert_only_labels_went(reading)
    assert reading.raw == data
    assert to_package(reading).source == data


@given(copy())
@settings(max_examples=100, deadline=None)
def test_reading_twice_gives_the_same(data: bytes) -> None:
    assert read(data) == read(data)


def test_a_long_random_mix_keeps_every_word() -> None:
    chance = random.Random(7)
    for _ in range(20):
        text = "\n\n".join(chance.choice(SENTENCES + LINES) for _ in range(300))
        assert_only_labels_went(read(text))
