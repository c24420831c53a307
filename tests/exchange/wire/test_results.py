"""What becomes of a reading: JSON, a package, changes by hand, and the odd details of each."""

from __future__ import annotations

import pytest

from db.records import TagKind
from editor.exchange.wire import Kind, looks_like_wire, read, to_json, to_package
from editor.exchange.wire.language import language_of
from editor.exchange.wire.suggesting import suggested_headline
from editor.exchange.wire.tag_kinds import kind, package_tag

LEDE = "The towns of Oran and Kell, old rivals, have agreed to share the cost of a sea wall."
COPY = f"""EMBARGO: 06:00 GMT, 4 June 2024

COASTAL-DEFENCES/NEGOTIATIONS

By Ana Velic

ORAN, Northland, June 4 (Example) - {LEDE}

"It was time," said Mayor Ilse Varn of Oran, who had asked for talks in Northland for years.

What comes next

Engineers meet in May. They will *not* bring [plans](x).

READ: How the old wall fell

They will bring spades.

(Reporting by Ana Velic; Editing by Jo Quill)

Timeline: A century of floods

Kell votes on wall https://news.example/kell

- World
- Northland
- Armenia
- Coastal Union (CU)
- Ilse Varn
- Floods
"""


def test_a_package_has_everything_and_the_raw_copy() -> None:
    package = to_package(read(COPY.encode()))
    article = package.article
    assert article.headline == ""
    assert article.byline == "Ana Velic"
    assert (article.dateline.place, article.dateline.date) == ("ORAN, Northland", "June 4")
    assert article.dateline.source == "Example"
    assert article.embargo == "2024-06-04T06:00+00:00"
    assert article.section == "World"
    assert article.slugline == "" and "COASTAL-DEFENCES/NEGOTIATIONS" in article.ednote
    assert "(Reporting by Ana Velic; Editing by Jo Quill)" in article.ednote
    assert "## What comes next\n" in article.body
    assert "\\*not\\* bring \\[plans](x)" in article.body
    assert package.source == COPY.encode()
    assert package.suggested_headline.startswith("Towns of Oran and Kell have agreed")


def test_kinds_of_tags_are_guessed() -> None:
    tags = to_package(read(COPY.encode())).tags
    assert [(tag.label, tag.kind) for tag in tags] == [
        ("World", TagKind.SECTION), ("Northland", TagKind.PLACE), ("Armenia", TagKind.PLACE),
        ("Coastal Union (CU)", TagKind.ORGANISATION), ("Ilse Varn", TagKind.PERSON),
        ("Floods", TagKind.TOPIC),
    ]  # fmt: skip
    assert tags[3].aliases == ("CU",)


def test_related_stories_keep_addresses_and_order() -> None:
    related = to_package(read(COPY.encode())).related
    assert [(each.title, each.url) for each in related] == [
        ("How the old wall fell", None),
        ("Timeline: A century of floods", None),
        ("Kell votes on wall", "https://news.example/kell"),
    ]
    assert related[1].kind.value == "timeline"


@pytest.mark.parametrize(
    ("label", "copy", "expected"),
    [
        ("Politics", "", TagKind.SECTION),
        ("Yerevan", "", TagKind.PLACE),
        ("Oran", "The wall in Oran fell.", TagKind.PLACE),
        ("University of Kell", "", TagKind.ORGANISATION),
        ("Jo Quill", '"No," Jo Quill said.', TagKind.PERSON),
        ("Sea Walls", "Sea walls fall.", TagKind.TOPIC),
        ("Coast Summit 2024", "", TagKind.EVENT),
        ("United Kingdom (UK)", "", TagKind.PLACE),
    ],
)
def test_a_tag_is_told_by_its_words_and_its_story(label: str, copy: str, expected: TagKind) -> None:
    assert kind(label, copy) is expected


def test_only_abbreviations_become_aliases() -> None:
    assert package_tag("Kell (Esteria)", "").aliases == ()
    assert package_tag("Coastal Union (CU)", "").aliases == ("CU",)


def test_json_has_what_was_promised() -> None:
    story = to_json(read(COPY.encode()))
    assert set(story) == {
        "headline", "standfirst", "slugline", "byline", "dateline", "embargoes", "editor_notes",
        "signoffs", "sections", "paragraphs", "pull_quotes", "captions", "related",
        "inline_related", "tags", "body", "unaccounted_words", "guesses",
    }  # fmt: skip
    assert story["slugline"] == "COASTAL-DEFENCES/NEGOTIATIONS"
    assert story["paragraphs"][0] == LEDE
    heading = next(each for each in story["guesses"] if each["kind"] == "heading")
    assert heading["line"] == 11
    assert set(heading) == {"line", "kind", "confidence", "reason", "text"}


def test_a_displaced_headline_goes_back_to_the_body() -> None:
    reading = read(f"Sea wall agreed\n\n{LEDE}\n\nWhat comes next\n\nEngineers meet in May.\n")
    changed = reading.changed(2, Kind.HEADLINE)
    assert changed.story.headline == "What comes next"
    assert changed.story.paragraphs[0] == "Sea wall agreed"
    assert changed.unaccounted == ()


def test_a_dateline_made_a_paragraph_again_runs_on_as_it_did() -> None:
    reading = read(f"ORAN, June 4 (Example) - {LEDE}\n\nEngineers meet in May.\n")
    assert reading.pieces[0].kind is Kind.DATELINE
    changed = reading.changed(0, Kind.PARAGRAPH)
    assert changed.story.dateline is None
    assert changed.story.paragraphs[0] == f"ORAN, June 4 (Example) - {LEDE}"


def test_a_number_no_piece_has_is_refused() -> None:
    with pytest.raises(IndexError):
        read("Words.").changed(1, Kind.TAG)


def test_a_list_that_does_not_count_from_one_keeps_its_numbers() -> None:
    story = read(f"{LEDE}\n\n3. Survey the wall.\n\n4. Mend the wall.\n").story
    assert "3\\. Survey the wall.\n\n4\\. Mend the wall." in story.body


def test_nested_bullets_stay_nested() -> None:
    story = read(f"{LEDE}\n\n- First the wall.\n    - Its stones.\n- Then the gate.\n").story
    assert "- First the wall.\n    - Its stones.\n- Then the gate." in story.body


@pytest.mark.parametrize(
    ("lede", "expected"),
    [
        (
            "The council agreed on Monday to mend the wall.",
            "Council agreed on Monday to mend the wall",
        ),
        ("It will be mended in May, the mayor said on Monday.", "It will be mended in May"),
        ("", ""),
    ],
)
def test_a_working_headline_comes_from_the_lede(lede: str, expected: str) -> None:
    assert suggested_headline([lede]) == expected


def test_a_working_headline_is_short_and_has_no_loose_end() -> None:
    suggested = suggested_headline(["Word and of the " * 40 + "."])
    assert len(suggested) <= 90
    assert not suggested.endswith(("the", "of", "and"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEDE, "en"), ("", "en"), ("12345", "en"),
        ("Le maire de la ville est dans la salle avec les pompiers et le préfet.", "fr"),
        ("Der Rat hat sich mit dem Plan für die Mauer nicht befasst.", "de"),
        ("El alcalde no se presentó en la sala con los bomberos.", "es"),
        ("Նավահանգիստը փակ կմնա մինչև ուրբաթ։", "hy"), ("الميناء مغلق حتى الجمعة.", "ar"),
        ("बंदरगाह शुक्रवार तक बंद रहेगा।", "hi"), ("港は金曜まで閉鎖される。", "ja"),
        ("Порт закрыт до пятницы.", "ru"),
    ],
)  # fmt: skip
def test_the_language_is_guessed_coarsely(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_source_of_a_web_page_is_no_wire_copy_and_says_so() -> None:
    page = f"<p>{LEDE}</p>\n<p>Engineers meet in <b>May</b>, the mayor said.</p>\n"
    assert not looks_like_wire(page)
    assert any("web page" in note for note in to_package(read(page)).notes)
    assert not any("web page" in note for note in to_package(read(COPY)).notes)


def test_a_file_of_more_lines_than_a_story_has_is_kept_as_plain_paragraphs() -> None:
    reading = read("Ana Velic\n" * 30_001)
    assert reading.plain
    assert len(reading.pieces) == 30_001


def test_wire_copy_is_told_from_markdown() -> None:
    assert looks_like_wire(COPY)
    assert looks_like_wire(f"{LEDE}\n\nEngineers meet in May, the mayor said.\n")
    assert not looks_like_wire("# A heading\n\nSome words of a note.\n")
    assert not looks_like_wire("---\ntitle: x\n---\n\nWords.\n")
    assert not looks_like_wire("milk\nbread\n")


def test_stray_bytes_in_utf8_are_read_as_cp1252() -> None:
    reading = read("« Été » à Orée\n\nfin d’été ".encode() + b"\x97 demain")
    assert reading.encoding == "utf-8"
    assert reading.pieces[-1].text == "fin d’été — demain"


def test_copy_that_is_empty_makes_an_empty_story() -> None:
    for nothing in (b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\u200b\u00ad"):
        assert read(nothing).pieces == ()
        assert to_package(read(nothing)).article.body == ""


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        (LEDE + " ") * 12000,
        (LEDE + "\n\n") * 5000,
        LEDE + "\n\n" + "- World\n" * 20000,
        "[" * 20000 + "(" * 20000 + "*" * 20000,
        'PORT CALDER (AP) - "' * 5000,
        LEDE + "\n\nTags: " + "World, " * 20000,
    ],
    ids=["one line", "paragraphs", "bullets", "brackets", "datelines", "tags"],
)
def test_large_copy_is_read_in_linear_time(text: str) -> None:
    to_json(read(text))
