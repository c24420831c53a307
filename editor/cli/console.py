"""Standard input and output for the commands: UTF-8 whatever the locale, harmless to a terminal,
progress where somebody is watching; what is said is left to the commands."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from pathlib import Path
from typing import IO, TypeVar

import click

from db.errors import NotFound
from db.library import Library
from db.records import Article
from editor.app.operations import Operations

T = TypeVar("T")

# Opening a file tells better than click whether it can be read, so click isn't to look.
file_path = click.Path(path_type=Path, readable=False)
library_argument = click.argument("library", type=file_path)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SLUGS_COMPARED = 2_000


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale; half a surrogate pair goes out as its escape, which in
    JSON is still the same text."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def silence(stream: IO[str]) -> None:
    """Send what is still to be flushed nowhere: whoever was reading has gone."""
    with suppress(OSError, ValueError):  # a stream of no file has nothing left to flush
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def say(text: str = "") -> None:
    """Print a line of plain text, without anything in it that could command a terminal."""
    click.echo(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text))


def complain(text: str) -> None:
    """Print one line on standard error."""
    one_line = " ".join(text.split())
    click.echo(f"standfirst: {_CONTROLS.sub('', one_line)}", err=True)


def say_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def followed(items: Sequence[T], label: str) -> Iterator[T]:
    """`items`, with a progress bar on standard error where that is a terminal."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


@contextmanager
def operations_on(
    path: Path, *, create: bool = False, read_only: bool = False
) -> Iterator[Operations]:
    """The operations of the library at `path`, closed at the end. Raises LibraryError."""
    library = Library.open(path, create=create, read_only=read_only)
    try:
        yield Operations(library)
    finally:
        library.close()


def article_called(operations: Operations, slug: str) -> Article:
    """The article with this slug, present or past. Raises NotFound, naming those near it."""
    try:
        return operations.by_slug(slug)
    except NotFound as error:
        near = " or ".join(f"“{one}”" for one in _slugs_near(operations, slug))
        hint = f" Did you mean {near}?" if near else ""
        raise NotFound(f"The library has no article with the slug “{slug}”.{hint}") from error


def _slugs_near(operations: Operations, slug: str) -> list[str]:
    """At most three: mistyped ones first, then those that have the word in them."""
    newest = operations.summaries(operations.search(limit=_SLUGS_COMPARED))
    mistyped = get_close_matches(slug, [summary.slug for summary in newest])
    within = [summary.slug for summary in operations.by_headline(slug, 3)] if slug else []
    return list(dict.fromkeys([*mistyped, *within]))[:3]


def counted(number: int, one: str, many: str = "") -> str:
    """`1 tag`, `2 tags`, `no tags`."""
    if number == 1:
        return f"1 {one}"
    return f"{number or 'no'} {many or one + 's'}"


def shortened(text: str, limit: int = 90) -> str:
    """`text` cut to `limit` characters, with an ellipsis where it was."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
