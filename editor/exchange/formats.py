"""The registry of formats: which ways an article goes out and comes in, and which importer a file
wants; a new format is one module and one row here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from editor.exchange.addresses import MARKDOWN_SUFFIX, PAGE_SUFFIX, PageOptions
from editor.exchange.files import FileError, decode
from editor.exchange.format_types import Exporter, Importer
from editor.exchange.package import Package

# The window shows these rows in its menus before its first paint. So each format is imported when
# it is used: Python-Markdown and ruamel.yaml alone would cost a tenth of a second.

_MARKDOWN_SUFFIXES = (MARKDOWN_SUFFIX, ".markdown", ".mdown", ".mkd")
_TEXT_SUFFIXES = (".txt", ".text", ".wire", ".copy", "")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NO_COPY = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
"""How PDF, Word (new, RTF, old) and picture files begin."""


def _page(package: Package, options: PageOptions) -> str:
    from editor.exchange import html_page

    return html_page.page(package, options)


def _fragment(package: Package, options: PageOptions) -> str:
    from editor.exchange import html_page

    return html_page.fragment(package, options)


def _markdown(package: Package, options: PageOptions) -> str:
    """Markdown has no pages around it, so it has no options either."""
    from editor.exchange import markdown_file

    return markdown_file.export(package)


def _parse_markdown(data: bytes, name: str) -> Package:
    from editor.exchange import markdown_file

    return replace(markdown_file.parse(decode(data)), source=data)


def _is_markdown(name: str, data: bytes) -> bool:
    if PurePath(name).suffix.casefold() in _MARKDOWN_SUFFIXES:
        return True
    if not data.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        return False
    from editor.exchange import front_matter, markdown_file

    return markdown_file.has_header(decode(data[: front_matter.HEADER_LIMIT + 1024]))


def _parse_wire(data: bytes, name: str) -> Package:
    from editor.exchange import wire

    return wire.to_package(wire.read(data), date.today())


def _is_text(name: str, data: bytes) -> bool:
    """Any plain text is taken for wire copy; a web page is not plain."""
    return PurePath(name).suffix.casefold() not in (".html", ".htm", ".xhtml", ".xml")


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("html", "Web page", PAGE_SUFFIX, _page),
    Exporter("fragment", "HTML for a content system", ".fragment.html", _fragment),
    Exporter("markdown", "Markdown", MARKDOWN_SUFFIX, _markdown),
)

IMPORTERS: tuple[Importer, ...] = (
    Importer("markdown", "Markdown", _MARKDOWN_SUFFIXES, _is_markdown, _parse_markdown),
    Importer("wire", "Wire copy", _TEXT_SUFFIXES, _is_text, _parse_wire),
)


def exporter_for(format_id: str) -> Exporter:
    """The exporter of that id. Raises FileError, naming those there are."""
    for exporter in EXPORTERS:
        if exporter.id == format_id:
            return exporter
    known = ", ".join(exporter.id for exporter in EXPORTERS)
    raise FileError(f"There is no format “{format_id}”. Choose one of: {known}.")


def importer_for(name: str, data: bytes, as_id: str | None = None) -> Importer:
    """The importer for a file, by `as_id` if given, else the first that recognises it.

    `name` may be empty, as with the clipboard. Raises FileError where nothing can read the file.
    """
    if data.startswith(_NO_COPY) or (b"\0" in data and not data.startswith(_UTF_16)):
        raise FileError(f"{_called(name)} holds no plain text. Save it as text and try again.")
    for importer in IMPORTERS:
        if importer.id == as_id or (as_id is None and importer.recognises(name, data)):
            return importer
    if as_id is None:
        raise FileError(f"{_called(name)} is neither wire copy nor Markdown.")
    known = ", ".join(importer.id for importer in IMPORTERS)
    raise FileError(f"There is no format “{as_id}”. Choose one of: {known}.")


def _called(name: str) -> str:
    return f"“{name}”" if name else "What was pasted"
