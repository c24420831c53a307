"""A Markdown file gives back the article it was made of, and reads those of other tools."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from db.records import INDEFINITE, Article, Dateline, Status, TagKind
from editor.exchange.files import decode, encode
from editor.exchange.front_matter import FrontMatterError
from editor.exchange.markdown_file import export, parse
from editor.exchange.package import Package, PackageRelated, PackageTag
from editor.text.crosslinks import LinkTarget
from tests.exchange.packages import RICH, bodies, packages, with_body


def exported_part(package: Package) -> Package:
    """What a Markdown file is meant to carry of a package."""
    article = package.article
    kept = Article(
        headline=article.headline,
        standfirst=article.standfirst,
        kicker=article.kicker,
        slug=article.slug,
        slugline=article.slugline,
        byline=article.byline,
        dateline=article.dateline,
        language=article.language,
        direction=article.direction,
        section=article.section,
        body=article.body,
        target_words=article.target_words,
        embargo=article.embargo,
        published=article.published,
    )
    public = tuple(tag for tag in package.tags if tag.kind is not TagKind.INTERNAL)
    return Package(kept, public, package.related)


@settings(max_examples=150, deadline=None)
@given(packages)
def test_a_package_exported_and_imported_is_the_same(package):
    assert parse(decode(encode(export(package)))) == exported_part(package)


@settings(max_examples=250, deadline=None)
@given(bodies)
def test_every_body_comes_back_exactly(body):
    package = with_body(body)
    targets = {**package.targets, "old-name": LinkTarget("harbour-truce", "Truce")}
    assert parse(export(replace(package, targets=targets))).article.body == body


@settings(max_examples=100, deadline=None)
@given(packages)
def test_other_yaml_parsers_read_the_same_words(package):
    header = export(package).removeprefix("---\n").split("\n---\n")[0]
    read = YAML(typ="safe", pure=True).load(header)
    assert read["headline"] == package.article.headline
    assert [str(label) for label in read.get("tags", [])] == [tag.label for tag in package.tags]
    assert all(isinstance(label, str) for label in read.get("tags", []))


def test_the_rich_package_comes_back():
    assert parse(export(RICH)) == exported_part(RICH)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n",
        "---",
        "---\nkey: value\n---\n",
        "a\n",
        "a\n\n\n",
        "  a  ",
        "...",
        "\ufeffa",
        "\x85",
    ],
)
def test_bodies_at_the_edges_come_back(body):
    assert parse(export(with_body(body))).article.body == body


def test_cross_links_go_out_as_links_of_markdown():
    out = export(RICH).split("\n---\n", 1)[1]
    assert "[The \\*harbour\\* truce](harbour-truce.md)" in out
    assert "](harbour-truce.md#terms)" in out
    assert "[[" not in out


def test_a_cross_link_to_nothing_goes_out_as_its_words():
    out = export(RICH).split("\n---\n", 1)[1]
    assert "\nThe fishing grounds are left out." in out


def test_a_link_that_was_never_a_cross_link_stays_one():
    body = "[the truce](harbour-truce.md) then [[harbour-truce|the truce]]"
    package = with_body(body)
    assert parse(export(package)).article.body == body


def test_cross_links_come_back_in_a_text_that_grew_elsewhere():
    text = export(RICH).replace("## Upcoming talks", "A new paragraph.\n\n## Upcoming talks")
    body = parse(text).article.body
    assert "[[harbour-truce]]" in body
    assert "A new paragraph." in body


def test_a_cross_link_whose_place_is_not_sure_stays_a_link_and_is_told():
    text = export(with_body("[the truce](harbour-truce.md) and [[harbour-truce|the truce]]"))
    package = parse(text.replace("[the truce](harbour-truce.md) and", "And"))
    assert package.article.body == "And [the truce](harbour-truce.md)"
    assert any("stay ordinary links" in note for note in package.notes)


def test_lone_surrogates_become_replacement_characters_everywhere():
    package = with_body("a\ud800b")
    package = replace(package, article=replace(package.article, headline="x\udc00y"))
    article = parse(decode(encode(export(package)))).article
    assert (article.headline, article.body) == ("x\ufffdy", "a\ufffdb")


@given(st.sampled_from("\x00\x01\x07\x0b\x1b\x7f\x80\x85\x9f\u2028\ufffe"))
def test_control_characters_in_a_headline_come_back(character):
    package = replace(RICH, article=replace(RICH.article, headline=f"a{character}b"))
    assert parse(export(package)).article.headline == f"a{character}b"


def test_a_file_converted_to_windows_line_ends_is_the_same_article():
    assert parse(export(RICH).replace("\n", "\r\n")) == exported_part(RICH)


def test_front_matter_of_a_site_generator_makes_an_article():
    package = parse(
        dedent("""\
        ---
        layout: post
        title: "Ferry: the night boat stays"
        date: 2024-05-06 07:08:09 +0200
        author: [Ann Vale, Bo Quist, Cy Roe]
        description: Councillors vote
        tags: [ferries, NO, 1:30]
        categories: [News]
        lang: en_GB
        image: boat.jpg
        ---
        The boat stays.
        """)
    )
    article = package.article
    assert article.headline == "Ferry: the night boat stays"
    assert article.standfirst == "Councillors vote"
    assert article.byline == "By Ann Vale, Bo Quist and Cy Roe"
    assert article.published == "2024-05-06T05:08:09Z"
    assert article.language == "en-GB"
    assert article.section == "News"
    assert article.body == "The boat stays."
    assert [tag.label for tag in package.tags] == ["ferries", "NO", "1:30", "News"]
    assert package.tags[-1].kind is TagKind.SECTION
    assert package.notes == ("These lines of the header have no place in an article: image.",)


def test_tags_in_one_line_are_split_at_commas():
    assert [tag.label for tag in parse("---\ntags: a, b c\n---\n").tags] == ["a", "b c"]


def test_tags_with_their_kind_in_place_are_read():
    package = parse("---\ntags:\n  - {label: Orran, kind: place, aliases: [The Islands]}\n---\n")
    assert package.tags == (PackageTag("Orran", TagKind.PLACE, ("The Islands",)),)


@pytest.mark.parametrize("text", ["# Ferry stays\n\nText", "\nFerry stays\n=====\nText"])
def test_a_first_heading_is_the_headline_where_there_is_no_header(text):
    article = parse(text).article
    assert (article.headline, article.body) == ("Ferry stays", "Text")


def test_a_text_with_neither_header_nor_heading_is_all_body():
    assert parse("Just text\r\n\r\nmore").article == Article(body="Just text\n\nmore")


def test_a_paragraph_between_rules_is_no_header():
    assert parse("---\nnot a header\n---\nText").article.body == "---\nnot a header\n---\nText"


def test_fields_of_the_desk_are_read_though_never_written():
    article = parse("---\nheadline: A\nnotes: n\nednote: e\nstatus: copy edit\n---\n").article
    assert (article.notes, article.ednote, article.status) == ("n", "e", Status.COPY_EDIT)


def test_an_embargo_that_can_not_be_read_holds():
    package = parse("---\nheadline: A\nembargo: tomorrow noon\n---\n")
    assert package.article.embargo == INDEFINITE
    assert "held until you lift it" in package.notes[0]


def test_a_dateline_in_one_line_is_its_place():
    assert parse("---\ndateline: ORRAN\n---\n").article.dateline == Dateline("ORRAN")


def test_related_stories_may_be_titles_or_addresses():
    related = parse("---\nrelated: [The truce, 'https://example.org/x']\n---\n").related
    assert related == (
        PackageRelated("The truce"),
        PackageRelated("https://example.org/x", url="https://example.org/x"),
    )


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("headline: [1", "line 3"),
        ("headline: a: b", "line 2"),
        ("a: &x 1\nb: *x", "line 3: a header can't repeat"),
        ("a: 1\na: 2", "line 3: “a” is there twice"),
        ("a: " + "[" * 60 + "]" * 60, "nested deeper than 50"),
        ("a: \x07", "line 2"),
        ('a: "\\UFFFFFFFF"', "line 2"),
    ],
)
def test_a_broken_header_is_refused_with_its_line(header, words):
    with pytest.raises(FrontMatterError, match=words):
        parse(f"---\n{header}\n---\nbody")


def test_a_header_longer_than_the_limit_is_refused():
    with pytest.raises(FrontMatterError, match="64 KB"):
        parse(f"---\na: {'x' * 70_000}\n---\nbody")
