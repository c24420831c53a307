"""Pictures on their way through a Markdown file: their places in the text become the files beside
it, the header keeps what is said of them; the file around them is left to markdown_file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor.exchange.files import whole_characters
from editor.exchange.front_matter import Writable
from editor.exchange.header_reader import as_text, members
from editor.exchange.link_forms import LinkForm, Swap, swapped
from editor.exchange.package import Package, PackagePicture
from editor.exchange.picture_places import address_of
from editor.exchange.plain_header import Value
from editor.text.pictures import destinations, reference

_HASH = re.compile(r"[0-9a-f]{32}")


def resolve(body: str, package: Package) -> tuple[str, list[Writable]]:
    """`body` with each picture of the package called by its file, and the header's lines."""
    pictures = {one.hash: one for one in package.pictures if one.content}
    body, forms = swapped(
        body,
        (
            Swap(start, end, address_of(pictures[name], package))
            for start, end, name in destinations(body)
            if name in pictures
        ),
    )
    by_name = {reference(name): picture for name, picture in pictures.items()}
    return body, [_line(form, by_name[form.written]) for form in forms]


def read(value: Value) -> Iterator[tuple[LinkForm, PackagePicture]]:
    """The header's lines as forms for `link_forms.restore`, each with its picture, whose bytes
    are still in its file. Lines of other tools are passed over."""
    for line in members(value):
        if not isinstance(line, dict):
            continue
        name, file = as_text(line.get("picture")), as_text(line.get("file"))
        if _HASH.fullmatch(name) and file:
            at = tuple(whole(place) for place in members(line.get("at")))
            picture = PackagePicture(
                hash=name,
                caption=as_text(line.get("caption")),
                credit=as_text(line.get("credit")),
                alt=as_text(line.get("alt")),
                file=file,
            )
            yield LinkForm(file, reference(name), at, whole(line.get("of"))), picture


def whole(value: Value) -> int:
    """A whole number of a header, 0 where it is none."""
    text = as_text(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _line(form: LinkForm, picture: PackagePicture) -> Mapping[str, Writable]:
    details = {"caption": picture.caption, "credit": picture.credit, "alt": picture.alt}
    line: dict[str, Writable] = {"file": form.link, "picture": picture.hash}
    line |= {name: whole_characters(words) for name, words in details.items() if words}
    if form.at:
        line |= {"at": list(form.at), "of": form.of}
    return line
