"""A library open for reading only refuses every operation in plain words, and stays as it was."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from db.errors import Unavailable
from db.library import Library
from db.link_records import Mention
from db.records import Related, RelatedKind, Status, TagKind
from db.tag_records import Term
from db.undo import UndoStep
from editor.app.operations import Operations
from editor.app.replace_operations import Replacing
from editor.text.search import Query
from tests.app.desks import operations_in, package
from tests.exchange import picture_files

TERMS = b"id,label\nx:1,Trade\n"
OF_ITS_OWN: dict[str, dict[str, object]] = {
    "add_picture": {"data": picture_files.jpeg(6)},
    "set_related_kind": {"kind": RelatedKind.EARLIER},
}
"""What some operations take for a parameter that others have too."""


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    with operations_in(tmp_path) as desk:
        for headline in ("Ferry talks", "Quay closed"):
            desk.add_package(package(headline, tags=("Trade", "Ferries")))
        desk.load_vocabulary(TERMS, "terms.csv")
        return desk.library.path


@pytest.fixture
def desk(library_path: Path) -> Iterator[Operations]:
    library = Library.open(library_path, read_only=True)
    yield Operations(library)
    library.close()


def writing() -> list[str]:
    """The names of all operations."""
    return [
        name
        for name, method in inspect.getmembers(Operations, inspect.isfunction)
        if not name.startswith("_")
        and str(inspect.signature(method).return_annotation).startswith("Outcome")
    ]


def given(desk: Operations) -> dict[str, object]:
    """Something for every parameter an operation may have."""
    first, second = desk.library.articles.all_ids()
    one, other = (tag.id for tag in desk.all_tags())
    summary = desk.summary(first)
    (vocabulary,) = desk.vocabularies()
    return {
        "alias": "Boats", "answers": (), "article_id": first, "article_ids": (first, second),
        "arrived": (), "backup": desk.library.path, "body": "", "chosen": (), "data": TERMS,
        "details": {}, "kind": TagKind.PLACE, "fields": {"headline": "Other"},
        "headline": "", "into_id": one,
        "label": "Boats", "labels": ("Boats",), "matches": (),
        "mention": Mention(summary, "", "ferry", "", 0, 5, 1, second, "quay-closed"),
        "merging": desk.merging(first, {}, {}), "mine": {}, "name": "terms.csv", "names": ("tags",),
        "new": "https://port.example/new", "number": 1, "old": "https://port.example/",
        "one": one, "other": other, "package": package("New"), "packages": (package("New"),),
        "parent": None, "picture": "0", "query": "ferry", "related": Related("Talks"),
        "related_id": "0", "replacing": Replacing(Query("Ferry"), "Boat"), "search_id": "0",
        "slug": summary.slug, "status": Status.SUBMITTED, "step": UndoStep("Pin", ()),
        "tag_id": one, "tag_ids": (other,), "target_id": second,
        "term": Term("x:1", (("en", "Trade"),)), "texts": {}, "to_index": 0,
        "vocabulary": vocabulary.id, "wanted": ("Boats",), "word": "quay",
    }  # fmt: skip


@pytest.mark.parametrize("name", writing())
def test_every_operation_is_refused_in_plain_words(
    desk: Operations, library_path: Path, tmp_path: Path, name: str
) -> None:
    before = sha256(library_path.read_bytes()).digest()
    (tmp_path / "terms.csv").write_bytes(TERMS)
    values = {**given(desk), "path": tmp_path / "terms.csv", **OF_ITS_OWN.get(name, {})}
    operation = getattr(desk, name)
    wanted = [
        one.name
        for one in inspect.signature(operation).parameters.values()
        if one.default is inspect.Parameter.empty
    ]
    with pytest.raises(Unavailable, match="open for reading only"):
        operation(**{one: values[one] for one in wanted})
    assert sha256(library_path.read_bytes()).digest() == before
