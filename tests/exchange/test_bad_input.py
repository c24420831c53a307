"""Bad input: whatever is in a file or its name, it is read or refused in words, in good time, and
can be stored; nothing crashes and nothing hangs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Invalid
from db.records import Article
from editor.app.facts import facts_of
from editor.app.operations import Operations
from editor.exchange.addresses import PageOptions
from editor.exchange.files import FileError, decode, safe_name, whole_characters
from editor.exchange.formats import EXPORTERS, IMPORTERS, importer_for
from editor.exchange.markdown_file import parse
from editor.exchange.package import Package
from editor.exchange.paste import Changes, is_rich, paste
from tests.app.desks import operations_in

PATIENCE = 60
"""Seconds for ten million characters; what takes so long is read off the window's thread."""

SCRIPTS = "Aéжאعक一あ한ไԱქཀ\U0001f6a2\u200d\u202e\u0301\ufeff\ufffe\u2028"
NASTY = (
    "---", "---\n", "headline: ", "tags: [a, b", "tags:\n- no\n- 1:30\n", "&a [*a, *a]", "<<: *a",
    "!!python/object:os.system", "\0", "\x1b[31m", "\x08", "\r", "\r\n", "\x85", "\u2028", "[[",
    "]]", "[[a|b#c]]", "![](", "](javascript:x)", "<script>", "</", "<!--", "&#0;", "&#xD800;",
    "```", "~~~", "    ", "\t", "> > > ", "- - - ", "1. ", "| a | b |\n|---|", "[^1]", "[^1]: ",
    "*[A]: ", "{: #a .b}", "'; DROP TABLE articles;--", '" OR 1=1', "ENDS", "By Ines Varga",
    "PORT CALDER, March 2 (NNA) - ", "EMBARGOED UNTIL ", "READ MORE: ", "Tags: ", "###", "***",
    "\ud800", SCRIPTS, "%00", "../..", "~",
)  # fmt: skip

nasty_text = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), max_size=30).map("".join)
some_bytes = st.binary(max_size=300) | nasty_text.map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
names = st.sampled_from(["", "a.md", "a.txt", "a", "a.wire", "A.MARKDOWN", "a.html", "é\ud800.md"])


def imported(name: str, data: bytes, as_id: str | None = None) -> Package | None:
    """The package a file makes, or None where it is refused in words."""
    try:
        return importer_for(name, data, as_id).parse(data, name)
    except FileError as error:
        assert str(error)
        return None


@settings(max_examples=150)
@given(names, some_bytes, st.sampled_from([None, *(importer.id for importer in IMPORTERS)]))
def test_any_file_is_read_or_refused(name: str, data: bytes, as_id: str | None) -> None:
    imported(name, data, as_id)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operations]:
    with operations_in(tmp_path_factory.mktemp("bad")) as operations:
        yield operations


@settings(max_examples=60)
@given(names, some_bytes)
def test_what_is_read_can_be_stored_searched_and_exported(
    desk: Operations, name: str, data: bytes
) -> None:
    package = imported(name, data)
    if package is None:
        return
    article = desk.add_package(package).value
    assert article.body == whole_characters(package.article.body)
    desk.search(article.body[:200])
    out = desk.package(article.id)
    for exporter in EXPORTERS:
        exporter.make(out, PageOptions())


@given(nasty_text)
def test_a_text_typed_or_pasted_is_stored_to_the_character(desk: Operations, text: str) -> None:
    article = desk.new_article().value
    saved = desk.save(article.id, {"body": text, "headline": text[:80]}, name="kept").value
    assert saved.body == whole_characters(text)
    newest = desk.versions(article.id)[0].number
    assert desk.version(article.id, newest).article.body == saved.body


MARKUP = (
    "<p>", "</p>", "<b>", "</i>", "<ul><li>", "</ol>", "<table><tr><td>", "</table>", "<br>",
    "<pre>",
    "<a href='javascript:x'>", "<a href=\"#_ftn1\">", "<img src=x onerror=y>", "<span style='mso-",
    "<del>", "<ins>", "<h7>", "<o:p>", "<!--[if", "<![CDATA[", "<style>p{", "<script>", "<svg><p>",
    "<template>", "&lt", "&#xD800;", "&#0;", "&#1114112;", "\0", "<\0b>", "Version:0.9\r\n",
    "<!--StartFragment-->", "\ud800", SCRIPTS, "word ", "*", "[", "`", "\u00a0", "\r\n",
)  # fmt: skip
nasty_html = st.lists(st.sampled_from(MARKUP) | st.text(max_size=12), max_size=40).map("".join)


@settings(max_examples=150)
@given(nasty_html, st.sampled_from(Changes))
def test_any_html_can_be_pasted_stored_and_exported(
    desk: Operations, html: str, changes: Changes
) -> None:
    is_rich(html)
    body = paste(html, changes=changes).markdown
    article = desk.new_article().value
    assert desk.save(article.id, {"body": body}).value.body == whole_characters(body)
    out = desk.package(article.id)
    for exporter in EXPORTERS:
        exporter.make(out, PageOptions())


@given(nasty_text, nasty_text)
def test_any_label_makes_a_tag_and_is_found_as_it_was_written(
    desk: Operations, label: str, other: str
) -> None:
    article = desk.new_article().value
    before = len(desk.search())
    for text in (label, other):
        try:
            desk.add_tag(article.id, text)
        except Invalid as error:
            assert str(error)
            continue
        found = desk.library.tags.find(text)
        assert found is not None and found in desk.tags_of(article.id)
    desk.complete_tags(label)
    desk.search(f"tag:{label}")
    assert len(desk.search()) == before


def test_a_letter_of_every_block_of_unicode_goes_in_and_comes_out(desk: Operations) -> None:
    letters = [chr(code) for code in range(0x21, 0x110000, 0x70) if not 0xD800 <= code < 0xE000]
    body = "\n\n".join(f"A {letter} word." for letter in letters)
    article = desk.add_package(Package(Article(headline="".join(letters[:400]), body=body))).value
    assert article.body == whole_characters(body)
    out = desk.package(article.id)
    made = {exporter.id: exporter.make(out, PageOptions()) for exporter in EXPORTERS}
    assert parse(made["markdown"].decode()).article.body == article.body
    assert desk.library.check() == ()


@given(nasty_text)
def test_any_text_makes_a_file_name(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    name = safe_name(text)
    assert name
    assert "/" not in name
    assert name not in (".", "..")
    path = tmp_path_factory.getbasetemp() / f"{name}.md"
    path.write_text("copy")
    path.unlink()


LONG = 10_000_000
LINES = {
    "letters": b"a" * LONG,
    "words": b"word " * (LONG // 5),
    "brackets": b"[" * (LONG // 10),
    "no text": bytes(range(1, 9)) * (LONG // 8),
    "header": b"---\nheadline: " + b"x" * LONG,
    "deep header": b"---\na: " + b"[" * 60_000 + b"\n---\nText",
}


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("what", LINES)
@pytest.mark.parametrize("as_id", [importer.id for importer in IMPORTERS])
def test_ten_million_characters_on_one_line_end_in_good_time(what: str, as_id: str) -> None:
    imported("a", LINES[what], as_id)


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("what", LINES)
def test_ten_million_characters_of_html_are_pasted_in_good_time(what: str) -> None:
    paste(LINES[what].decode("latin-1"))


@pytest.mark.timeout(PATIENCE / 2)
@pytest.mark.parametrize("what", LINES)
def test_two_hundred_thousand_characters_of_html_are_pasted_at_once(what: str) -> None:
    facts_of(paste(LINES[what][:200_000].decode("latin-1")).markdown)


@pytest.mark.timeout(PATIENCE / 2)
@pytest.mark.parametrize("as_id", [importer.id for importer in IMPORTERS])
@pytest.mark.parametrize("what", LINES)
def test_two_hundred_thousand_characters_on_one_line_end_at_once(what: str, as_id: str) -> None:
    package = imported("a", LINES[what][:200_000], as_id)
    if package is not None:
        facts_of(package.article.body)


def test_bytes_of_every_kind_are_decoded(tmp_path: Path) -> None:
    for data in (b"\xff\xfe", b"\xfe\xff\x00", b"\xef\xbb\xbf", bytes(range(256)), b"\x80" * 9):
        assert isinstance(decode(data), str)
