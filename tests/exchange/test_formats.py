"""The registry: every exporter keeps the desk's secrets, and each file finds its importer."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.records import INDEFINITE
from editor.exchange.export_notes import export_notes
from editor.exchange.files import FileError
from editor.exchange.formats import (
    EXPORTERS,
    IMPORTERS,
    exporter_for,
    importer_for,
)
from tests.exchange.packages import HOSTILE, MARKER, RICH

REFERENCE = Path(__file__).parent.parent / "reference"
NOW = datetime(2025, 1, 3, tzinfo=UTC)

every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.id)


@every_exporter
@pytest.mark.parametrize("package", [RICH, HOSTILE], ids=["rich", "hostile"])
def test_no_exporter_lets_out_notes_ednotes_or_internal_tags(exporter, package):
    assert MARKER.encode() not in exporter.make(package)


@every_exporter
def test_every_export_is_utf_8_with_plain_line_ends(exporter):
    text = exporter.make(RICH).decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text


@every_exporter
def test_every_exporter_takes_a_lone_surrogate(exporter):
    package = replace(RICH, article=replace(RICH.article, body="a\ud800", headline="\udc00"))
    assert "a\ufffd" in exporter.make(package).decode("utf-8")


@every_exporter
def test_every_export_is_what_it_was(exporter):
    """`STANDFIRST_RENEW=1 pytest tests/exchange/test_formats.py` writes the expected files anew;
    read the difference before you commit it (tests/reference/README.md)."""
    made = exporter.make(RICH)
    expected = REFERENCE / f"rich{exporter.suffix}"
    if os.environ.get("STANDFIRST_RENEW"):
        expected.write_bytes(made)
    assert made == expected.read_bytes()


def test_ids_and_file_names_of_formats_are_unique():
    assert len({exporter.id for exporter in EXPORTERS}) == len(EXPORTERS)
    assert len({exporter.file_name(RICH) for exporter in EXPORTERS}) == len(EXPORTERS)
    assert len({importer.id for importer in IMPORTERS}) == len(IMPORTERS)


def test_a_file_is_named_after_the_slug():
    assert exporter_for("html").file_name(RICH) == "northland-esteria-talks.html"


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(FileError, match="html, fragment, markdown"):
        exporter_for("docx")
    with pytest.raises(FileError, match="markdown, wire"):
        importer_for("a.txt", b"text", "docx")


@pytest.mark.parametrize(
    ("name", "data", "importer"),
    [
        ("a.md", b"text", "markdown"),
        ("A.MARKDOWN", b"text", "markdown"),
        ("a.txt", b"---\nheadline: A\n---\ntext", "markdown"),
        ("a.txt", b"PORT CALDER - Text.", "wire"),
        ("", b"text", "wire"),
        ("", b"", "wire"),
        ("a.txt", "text".encode("utf-16"), "wire"),
    ],
)
def test_each_file_finds_its_importer(name, data, importer):
    assert importer_for(name, data).id == importer


def test_the_importer_asked_for_is_taken():
    assert importer_for("a.md", b"text", "wire").id == "wire"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF-1.7"), ("a.docx", b"PK\x03\x04"), ("a.txt", b"a\0b"), ("a.html", b"<p>")],
)
def test_what_is_no_copy_is_refused_by_name(name, data):
    with pytest.raises(FileError, match=name):
        importer_for(name, data)


def test_an_imported_file_keeps_its_bytes():
    data = b"---\r\nheadline: A\r\n---\r\ntext\r\n"
    assert importer_for("a.md", data).parse(data, "a.md").source == data


def test_wire_copy_comes_in_through_the_registry():
    data = b"PORT CALDER, Jan 2 (Agency) - The ferries will sail again on Monday, officials said.\n"
    package = importer_for("a.txt", data).parse(data, "a.txt")
    assert package.article.dateline.place == "PORT CALDER"
    assert package.source == data


def test_notes_tell_what_the_writer_should_know_of_an_export():
    notes = " ".join(export_notes(RICH, NOW))
    assert "note to editors was left out" in notes
    assert "Internal tags" in notes
    assert "a-story-nobody-wrote" in notes
    assert "embargo" not in notes


@pytest.mark.parametrize(
    ("embargo", "holds"),
    [
        (None, False),
        (INDEFINITE, True),
        ("2025-01-02T10:00:00Z", False),
        ("2025-01-04T10:00:00+02:00", True),
        ("next week", True),
    ],
)
def test_an_embargo_that_holds_is_told(embargo, holds):
    package = replace(RICH, article=replace(RICH.article, embargo=embargo))
    assert any("under embargo" in note for note in export_notes(package, NOW)) is holds
