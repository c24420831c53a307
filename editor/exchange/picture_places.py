"""Pictures beside an exported page or Markdown file: where each lies, what the page says of it,
and how the files are written and found again; the page around them is left to the formats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote

from db.records import picture_hash
from editor.exchange import pictures
from editor.exchange.files import FileError, read_bytes, safe_name, write_atomic
from editor.exchange.package import Package, PackagePicture
from editor.text.pictures import PictureTarget, reference, renamed

_PREFIX = 16
"""Digits of the hash in a file's name: enough that no two pictures of a story share them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that goes with a page: its place from the page's folder, and its bytes."""

    folder: str
    name: str
    content: bytes


def address_of(picture: PackagePicture, package: Package) -> str:
    """Where a page finds the picture: `SLUG-pictures/HASHPREFIX.ext`, relative, as in a URL."""
    return quote(f"{_folder(package)}/{_name(picture)}")


def targets_of(package: Package) -> dict[str, PictureTarget]:
    """What each picture of the package is to a page, by how the body names it."""
    return {
        reference(picture.hash): PictureTarget(
            slug=picture.hash,
            headline=picture.alt,
            url=address_of(picture, package),
            width=picture.width,
            height=picture.height,
            caption=picture.caption,
            credit=picture.credit,
        )
        for picture in package.pictures
        if picture.content
    }


def beside(package: Package, page: str) -> tuple[Beside, ...]:
    """The files a page needs beside it: the pictures it names, and no others."""
    return tuple(
        Beside(_folder(package), _name(picture), picture.content)
        for picture in package.pictures
        if picture.content and address_of(picture, package) in page
    )


def write_beside(folder: Path, files: Iterable[Beside]) -> None:
    """Write the files of a page that goes into `folder`.

    A file that is there already with the same bytes is left; one with others is never replaced.
    Raises FileError.
    """
    for file in files:
        place = folder / file.folder
        path = place / file.name
        _make_folder(place)
        if path.is_file() and read_bytes(path, limit=pictures.SIZE_LIMIT * 2) == file.content:
            continue
        if path.exists() or path.is_symlink():
            raise FileError(
                f"There is another file called “{file.name}” in {place}, and it was left as it is. "
                "Move it away, or export into another folder."
            )
        write_atomic(path, file.content, overwrite=False)


def with_pictures(package: Package, folder: Path | None) -> Package:
    """The package with the pictures its file names, read from beside the file in `folder`; None
    where the copy came without a file.

    They are taken in as any picture is; where that, or somebody else, has changed one, the body
    follows. What can't be read is said in the notes.
    """
    found: list[PackagePicture] = []
    notes: list[str] = []
    hashes: dict[str, str] = {}
    for picture in package.pictures:
        try:
            read = picture if picture.content else _read(picture, folder)
        except FileError as error:
            notes.append(f"A picture could not be brought along. {error}")
            read = picture
        hashes[picture.hash] = read.hash
        found.append(read)
    body = renamed(package.article.body, lambda name: hashes.get(name, name))
    return replace(
        package,
        article=replace(package.article, body=body),
        pictures=tuple(found),
        notes=(*package.notes, *notes),
    )


def _read(picture: PackagePicture, folder: Path | None) -> PackagePicture:
    if folder is None:
        raise FileError("Pictures come with a file only: import it from where it lies.")
    path = folder / unquote(picture.file)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        raise FileError(f"“{path.name}” does not lie beside the file that names it.")
    taken = pictures.read(read_bytes(path, limit=pictures.SIZE_LIMIT), path.name)
    return replace(
        picture,
        hash=picture_hash(taken.content),
        media_type=taken.media_type,
        width=taken.width,
        height=taken.height,
        content=taken.content,
    )


def _folder(package: Package) -> str:
    return f"{safe_name(package.article.slug or package.article.headline)}-pictures"


def _name(picture: PackagePicture) -> str:
    return f"{picture.hash[:_PREFIX]}{pictures.MEDIA_TYPES.get(picture.media_type, '')}"


def _make_folder(place: Path) -> None:
    try:
        place.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise FileError(
            f"The folder {place.parent} doesn't exist. Make it, or choose another."
        ) from error
    except OSError as error:
        raise FileError(f"{place} can't be used as a folder: {error.strerror}.") from error
