"""Text that neither the library nor its journal takes, written to a file of its own wherever there
is room; when to is left to the window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from db.records import Article
from editor.app.paths import Paths
from editor.app.writing_fields import values_for
from editor.exchange.files import FileError, encode, free_name, safe_name, write_atomic
from editor.exchange.markdown_file import export
from editor.exchange.package import Package

FOLDER = "Rescued"


def places(paths: Paths) -> tuple[Path, ...]:
    """Folders to try, the best first: most likely they are on more than one disk."""
    elsewhere = "Standfirst rescued"
    return (
        paths.data / FOLDER,
        Path.home() / elsewhere,
        Path(tempfile.gettempdir()) / elsewhere,
    )


def rescue(
    article: Article, texts: Mapping[str, str], folders: Iterable[Path], now: datetime
) -> Path:
    """Write `texts`, by the journal's field names, as a Markdown file that can be imported; only
    the writer may read it. Raises FileError where none of `folders` takes it."""
    values: dict[str, Any] = values_for(texts, texts)
    data = encode(export(Package(replace(article, **values))))
    name = safe_name(texts.get("headline", "") or article.slug)
    why: FileError | None = None
    for folder in folders:
        try:
            return _written(folder / f"{name} {now:%Y-%m-%d %H.%M}.md", data)
        except FileError as error:
            why = why or error
    raise why or FileError("There is no folder to write the text to.")


def _written(path: Path, data: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = free_name(path)
    except OSError as error:
        raise FileError(f"{path.parent} can’t be made: {error.strerror}.") from error
    write_atomic(path, data, overwrite=False)
    path.chmod(0o600)
    return path
