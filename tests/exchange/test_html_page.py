"""A page is whole, says what schema.org and readers want, and carries nothing it must not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from db.records import Dateline, Direction, TagKind
from editor.exchange.addresses import PageOptions, web_address
from editor.exchange.html_page import fragment, page
from editor.exchange.package import Package, PackageRelated, PackageTag
from editor.exchange.page_facts import Author, authors_of, clip
from tests.exchange.packages import HOSTILE, MARKER, RICH, packages, with_body

SITE = PageOptions(site_name="Northland Press", base_url="https://example.org/world")


class Elements(HTMLParser):
    """Every start tag with its attributes, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))

    def named(self, tag):
        return [attributes for name, attributes in self.all if name == tag]


def article(**fields: object) -> Package:
    return replace(RICH, article=replace(RICH.article, **fields))


def structured(html: str) -> dict:
    found = re.findall(r'<script type="application/ld\+json">\n(.*?)\n</script>', html, re.S)
    assert len(found) == 1
    return json.loads(found[0])


def meta(html: str) -> dict[str, str]:
    return {
        attributes.get("name") or attributes["property"]: attributes["content"]
        for attributes in Elements(html).named("meta")
        if "content" in attributes
    }


def test_the_page_names_its_language_and_direction():
    html = page(article(language="ar", headline="وادي", body="ماء"))
    assert html.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl"')
    assert Elements(page(article(direction=Direction.LTR))).named("article")[0]["dir"] == "ltr"


def test_headline_standfirst_byline_and_times_stand_in_the_header():
    header = page(RICH).split("<header>")[1].split("</header>")[0]
    assert "<h1>Northland and Esteria to hold first talks in 11 months</h1>" in header
    assert 'role="doc-subtitle">Officials confirm' in header
    assert '<address class="byline">By Ann Vale and Bo Quist in Port Calder' in header
    assert '<time datetime="2025-01-02T10:00:00Z">2 January 2025, 10:00 UTC</time>' in header
    assert 'Updated <time datetime="2025-01-02T11:30:00Z">' in header


def test_the_dateline_stands_before_the_lede():
    assert (
        '<p><span class="dateline">PORT CALDER, Jan 2 (Northland Press) —</span> The two '
        in page(RICH)
    )


def test_a_dateline_has_the_comma_of_its_language():
    html = page(article(language="ar", dateline=Dateline("وادي", "8 نوفمبر")))
    assert "وادي، 8 نوفمبر —" in html


def test_times_are_marked_as_english_in_copy_that_is_not():
    assert '<p class="times"><span lang="en" dir="ltr"><time' in page(article(language="ar"))


def test_a_dateline_before_a_heading_has_a_paragraph_of_its_own():
    html = page(article(body="## Heading\n\nText", dateline=Dateline("ORRAN")))
    assert '<p><span class="dateline">ORRAN —</span></p>' in html


def test_each_second_level_heading_opens_a_section_it_names():
    elements = Elements(page(RICH))
    sections = [one for one in elements.named("section") if "aria-labelledby" in one]
    labels = [one["aria-labelledby"] for one in sections]
    assert labels == ["upcoming-talks", "a-question-of-trust"]
    assert [attributes.get("id") for attributes in elements.named("h2")][:2] == labels


def test_cross_links_go_to_the_pages_beside_or_on_the_site():
    assert 'href="harbour-truce.html"' in page(RICH)
    assert 'href="https://example.org/world/harbour-truce.html"' in page(RICH, SITE)


def test_tags_link_with_rel_tag():
    tags = [one for one in Elements(page(RICH)).named("a") if one.get("rel") == "tag"]
    assert [one["href"] for one in tags][:2] == ["tag/world", "tag/port-calder"]
    assert len(tags) == 6


def test_related_stories_are_links_where_they_can_be_reached():
    aside = page(RICH).split("<aside")[1].split("</aside>")[0]
    assert '<a href="harbour-truce.html">The harbour truce, explained</a>' in aside
    assert '<a href="https://example.org/min">Minutes of the council</a>' in aside
    assert '<li data-kind="background">Orran: what the islanders want</li>' in aside


def test_no_address_is_claimed_without_a_site():
    html = page(RICH)
    assert "canonical" not in html
    assert "og:url" not in html
    assert "mainEntityOfPage" not in html


def test_the_address_is_named_where_there_is_a_site():
    html = page(RICH, SITE)
    address = "https://example.org/world/northland-esteria-talks.html"
    assert f'<link rel="canonical" href="{address}">' in html
    assert meta(html)["og:url"] == address
    assert structured(html)["mainEntityOfPage"] == address
    assert meta(html)["og:site_name"] == "Northland Press"


def test_structured_data_puts_each_tag_where_its_kind_belongs():
    data = structured(page(RICH, SITE))
    assert data["@type"] == "NewsArticle"
    assert data["articleSection"] == "World"
    assert data["contentLocation"] == [{"@type": "Place", "name": "Port Calder"}]
    assert [(one["@type"], one["name"]) for one in data["mentions"]] == [
        ("Organization", "Council of the Sound (CS)"),
        ("Person", "Ida Brandt"),
    ]
    assert data["mentions"][1]["sameAs"] == "https://www.wikidata.org/wiki/Q42"
    assert data["about"][0]["sameAs"].endswith("/mediatopic/20000056")
    assert data["about"][1] == {"@type": "Event", "name": "Sound Summit"}
    assert data["keywords"] == [tag.label for tag in RICH.tags if tag.kind is not TagKind.INTERNAL]
    assert data["author"] == [
        {"@type": "Person", "name": "Ann Vale"},
        {"@type": "Person", "name": "Bo Quist"},
        {"@type": "Organization", "name": "Northland Press"},
    ]
    assert data["dateline"] == "PORT CALDER, Jan 2 (Northland Press)"
    assert data["wordCount"] > 40
    assert data["inLanguage"] == "en-GB"


def test_the_section_tag_is_the_section_where_the_story_names_none():
    assert structured(page(article(section="")))["articleSection"] == "World"


def test_an_unpublished_story_has_no_publication_time():
    html = page(article(published=None))
    assert "datePublished" not in html
    assert "published_time" not in html
    assert structured(html)["dateModified"] == "2025-01-02T11:30:00Z"


def test_the_description_is_the_standfirst_or_the_lede_cut_at_a_word():
    assert meta(page(RICH))["description"] == RICH.article.standfirst
    html = page(
        article(
            standfirst="",
            body="## First\n\n**Ten** [words](https://a.b)[^1]" + " x" * 99 + "\n\n[^1]: N",
        )
    )
    description = meta(html)["description"]
    assert description.startswith("Ten words x x")
    assert len(description) <= 160
    assert description.endswith(" x…")


def test_a_clipped_text_never_exceeds_its_limit():
    assert clip("a " * 50, 9) == "a a a a…"
    assert clip("a" * 50, 9) == "a" * 8 + "…"
    assert clip("short") == "short"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Vale", ["Ann Vale"]),
        ("By Ann Vale, Bo Quist and Cy Roe", ["Ann Vale", "Bo Quist", "Cy Roe"]),
        ("BY ANN VALE in PORT CALDER", ["ANN VALE"]),
        ("Ann Vale & Bo Sandberg", ["Ann Vale", "Bo Sandberg"]),
        ("بقلم سلمى الراوندي", ["سلمى الراوندي"]),
        ("", []),
    ],
)
def test_a_byline_names_its_authors(byline, names):
    authors = authors_of(replace(RICH.article, byline=byline), "")
    assert [author.name for author in authors] == names


def test_the_agency_of_the_dateline_is_no_person():
    authors = authors_of(replace(RICH.article, byline="By A. Vale, northland press"), "")
    assert authors[1] == Author("northland press", is_organisation=True)


def test_a_story_without_anything_is_still_a_page():
    html = page(
        Package(replace(RICH.article, headline="", standfirst="", body="", kicker="", slug=""))
    )
    assert "<title>Untitled</title>" in html


def test_the_page_loads_nothing_from_elsewhere():
    elements = Elements(page(RICH, SITE))
    assert not [one for one in elements.all if one[1].get("src")]
    assert {one["rel"] for one in elements.named("link")} == {"canonical"}
    assert not re.search(r"url\(|@import", page(RICH).split("<style>")[1].split("</style>")[0])


def test_the_fragment_is_one_article_with_no_style_and_no_script():
    html = fragment(RICH)
    assert html.startswith("<article ") and html.endswith("</article>\n")
    assert not {"script", "style", "html", "meta"} & {name for name, _ in Elements(html).all}


def harmless(html: str) -> None:
    elements = Elements(html)
    scripts = elements.named("script")
    assert all(one == {"type": "application/ld+json"} for one in scripts)
    assert len(scripts) <= 1
    assert not {"iframe", "object", "embed", "form"} & {name for name, _ in elements.all}
    for _, attributes in elements.all:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src", "cite"):
            address = (attributes.get(name) or "").strip().casefold()
            assert not address.startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.parametrize("options", [PageOptions(), SITE])
def test_hostile_copy_comes_out_harmless(options):
    for html in (page(HOSTILE, options), fragment(HOSTILE, options)):
        harmless(html)
        assert MARKER not in html
        assert html.count("</article>") == 1


def test_hostile_copy_stays_words_in_structured_data():
    html = page(HOSTILE)
    script = html.split('<script type="application/ld+json">\n')[1].split("\n</script>")[0]
    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script)["headline"].startswith("Headline </script><script>")
    assert "sameAs" not in script


@settings(max_examples=60, deadline=None)
@given(packages)
def test_any_package_makes_a_harmless_page(package):
    html = page(package, SITE)
    harmless(html)
    structured(html)
    html.encode("utf-8")


def test_characters_no_page_may_hold_are_gone():
    html = page(article(headline="a\x00b\x0bc\ufffed\ud800e", body="x\x07y"))
    assert "<h1>a b c d\ufffde</h1>" in html
    assert re.search("x ?y", html)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a b?c=[d]#e#f", "https://example.org/a%20b?c=%5Bd%5D#e%23f"),
        ("http://example.org/100%", "http://example.org/100%25"),
        (" https://example.org ", "https://example.org"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://[bad", ""),
        ("ftp://example.org", ""),
        ('https://a"b.org/', ""),
        ("//example.org", ""),
    ],
)
def test_only_web_addresses_are_linked(url, address):
    assert web_address(url) == address


def test_a_site_that_is_no_web_address_is_refused():
    with pytest.raises(ValueError, match="no web address"):
        PageOptions(base_url="example.org")


def test_a_broken_related_address_is_plain_text():
    package = replace(RICH, related=(PackageRelated("Gone", url="javascript:alert(1)"),))
    assert '<li data-kind="see also">Gone</li>' in page(package)


def test_twenty_thousand_brackets_make_a_page_within_seconds():
    assert "[[[[" in page(with_body("[" * 20_000))


def test_an_embargoed_page_does_not_speak_of_its_embargo():
    html = page(article(embargo="2030-01-02T10:00:00+01:00"))
    assert "embargo" not in html.casefold()
    assert "2030" not in html


def test_a_tag_without_a_slug_gets_one_from_its_label():
    package = replace(RICH, tags=(PackageTag("Sea grass"),))
    assert 'href="tag/sea-grass"' in page(package)
