"""Pictures are kept once, described, and told from those nobody shows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import Invalid, NotFound
from db.library import Library
from db.records import Article, Facts, JournalEntry, Picture, Reason
from db.salvage import salvage

from .conftest import Clock
from .test_db_salvage import overwrite, pages_of

FERRY = b"the bytes of a picture of a ferry"
QUAY = b"the bytes of a picture of a quay" * 5000


def kept(library: Library, content: bytes = FERRY, **details: str) -> Picture:
    with library.operation("Add picture"):
        return library.pictures.add(content, "image/png", 640, 480, details)


def shown(library: Library, *pictures: Picture) -> Article:
    names = tuple(picture.hash for picture in pictures)
    body = " ".join(f"![](picture:{name})" for name in names)
    with library.operation("Add article"):
        return library.articles.add(
            Article(headline="Ferry", body=body), Facts(body, 1, pictures=names)
        )


def test_a_picture_is_kept_under_the_hash_of_its_bytes(library: Library) -> None:
    picture = kept(library, credit="Ines Varga")
    assert picture.hash == hashlib.sha256(FERRY).hexdigest()[:32]
    assert library.pictures.content(picture.hash) == FERRY
    assert library.pictures.get(picture.hash) == picture
    assert (picture.width, picture.height, picture.size) == (640, 480, len(FERRY))


def test_the_same_picture_is_kept_once_and_what_is_said_of_it_stays(library: Library) -> None:
    first = kept(library, credit="Ines Varga")
    again = kept(library, credit="Somebody else", caption="The ferry")
    assert again == replace(first, caption="The ferry")
    count = library._connection.number("SELECT count(*) FROM picture_contents")
    assert count == 1


def test_bringing_a_picture_in_is_not_undone_by_itself(library: Library) -> None:
    with library.operation("Add picture") as operation:
        picture = library.pictures.add(FERRY, "image/png", 1, 1, {"caption": "The ferry"})
    assert operation.undo is None
    assert operation.changes.pictures == {picture.hash}


def test_other_details_are_undone_and_redone_as_one(library: Library) -> None:
    picture = kept(library, caption="The fery")
    with library.operation("Picture details") as operation:
        library.pictures.set_details(picture.hash, {"caption": "The ferry", "alt": "A  ship\n"})
    assert library.pictures.get(picture.hash).alt == "A ship"
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    assert library.pictures.get(picture.hash) == picture
    assert undone.changes.pictures == {picture.hash}
    assert undone.undo is not None
    library.undo(undone.undo)
    assert library.pictures.get(picture.hash).caption == "The ferry"


def test_details_that_no_picture_has_are_refused(library: Library) -> None:
    picture = kept(library)
    with library.operation("Details"), pytest.raises(Invalid):
        library.pictures.set_details(picture.hash, {"size": "1"})
    with library.operation("Details"), pytest.raises(NotFound):
        library.pictures.set_details("0" * 32, {"caption": "Nothing"})


def test_the_pictures_of_an_article_come_in_the_order_of_its_text(library: Library) -> None:
    ferry, quay = kept(library), kept(library, QUAY)
    article = shown(library, quay, ferry)
    assert library.pictures.of(article.id) == (quay, ferry)
    with library.operation("Save"):
        library.articles.save(
            article.id, 1, {"body": "none"}, Facts("none", 1), reason=Reason.AUTOSAVE
        )
    assert library.pictures.of(article.id) == ()


def test_a_body_may_show_a_picture_that_is_not_there(library: Library) -> None:
    article = shown(library, Picture("0" * 32, "image/png", 1, 1, 1))
    assert library.pictures.of(article.id) == ()
    assert library.check() == ()


def test_only_what_no_text_and_no_version_shows_is_unused(library: Library) -> None:
    ferry, quay = kept(library), kept(library, QUAY)
    written = kept(library, b"in the running text")
    loose = kept(library, b"nowhere")
    article = shown(library, ferry, quay)
    library.journal.write(
        JournalEntry(article.id, 1, {"body": f"![](picture:{written.hash})"}, 0, "2026-03-02")
    )
    with library.operation("Save"):
        body = f"![](picture:{ferry.hash})"
        library.articles.save(article.id, 1, {"body": body}, Facts(body, 1, pictures=(ferry.hash,)))
    assert library.pictures.unused() == (loose,)
    with library.operation("Tidy"):
        library.pictures.remove(loose.hash)
    assert library.pictures.unused() == ()
    with pytest.raises(NotFound):
        library.pictures.content(loose.hash)


def test_an_article_that_comes_back_brings_its_pictures_back(library: Library) -> None:
    ferry = kept(library)
    with library.operation("Add article") as added:
        article = library.articles.add(
            Article(headline="Ferry", body="x"), Facts("x", 1, pictures=(ferry.hash,))
        )
    assert added.undo is not None
    gone = library.undo(added.undo)
    assert library.pictures.of(article.id) == ()
    assert gone.undo is not None
    library.undo(gone.undo)
    assert library.pictures.of(article.id) == (ferry,)


def test_a_salvage_keeps_whole_pictures_and_tells_of_damaged_ones(
    library: Library, clock: Clock, tmp_path: Path
) -> None:
    ferry, quay = kept(library, caption="The ferry"), kept(library, QUAY)
    shown(library, ferry, quay)
    with library.operation("Damage"):
        library._connection.change(
            "UPDATE picture_contents SET content = ? WHERE hash = ?", (QUAY[:-1], quay.hash)
        )
    library.close()
    overwrite(library.path, pages_of(library.path, "tags")[0])
    new = tmp_path / "saved.standfirst"
    report = salvage(library.path, new, lambda body: Facts(body, 1))
    saved = Library.open(new)
    assert saved.pictures.known((ferry.hash, quay.hash)) == {ferry.hash: ferry}
    assert saved.pictures.content(ferry.hash) == FERRY
    assert any("picture" in line for line in report.lost)
    saved.close()
