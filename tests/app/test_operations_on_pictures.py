"""Operations on pictures: taking them in, what is said of them, and those nobody shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import Invalid, NotFound
from editor.app.operations import Operations
from editor.exchange.package import Package
from editor.text.pictures import PictureTarget, markdown, reference
from tests.app.desks import operations_in
from tests.exchange import picture_files
from tests.exchange.picture_files import SECRETS, drawn


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def test_a_picture_is_taken_in_without_its_secrets_and_without_an_undo_step(
    desk: Operations,
) -> None:
    outcome = desk.add_picture(picture_files.jpeg(6), "ferry.jpg")
    media_type, content = desk.picture_file(outcome.value.hash)
    assert outcome.undo is None
    assert media_type == "image/jpeg"
    assert not [words for words in SECRETS if words in content]
    assert desk.picture(outcome.value.hash) == outcome.value
    kept = desk.add_picture(picture_files.jpeg(6), keep_metadata=True).value
    assert SECRETS[0] in desk.picture_file(kept.hash)[1]


def test_what_is_no_picture_is_refused_in_plain_words(desk: Operations) -> None:
    with pytest.raises(Invalid, match=r"“drawing\.svg” is a drawing in SVG"):
        desk.add_picture(b"<svg/>", "drawing.svg")
    with pytest.raises(NotFound):
        desk.picture("0" * 32)


def test_a_body_s_pictures_are_targets_beside_its_cross_links(desk: Operations) -> None:
    picture = desk.add_picture(drawn("png")).value
    details = {"caption": "The ferry", "alt": "A ship", "rights": "Ours until May"}
    desk.set_picture_details(picture.hash, details)
    article = desk.new_article().value
    names = (reference(picture.hash), reference("0" * 32), article.slug)
    found = desk.link_targets(names)
    assert found[reference(picture.hash)] == PictureTarget(
        picture.hash, "A ship", width=40, height=24, caption="The ferry"
    )
    assert set(found) == {reference(picture.hash), article.slug}


def test_a_package_carries_the_pictures_of_its_body_and_no_rights(
    desk: Operations, tmp_path: Path
) -> None:
    picture = desk.add_picture(drawn("png")).value
    desk.set_picture_details(picture.hash, {"caption": "The ferry", "rights": "Ours until May"})
    article = desk.new_article().value
    desk.save(article.id, {"headline": "Ferry", "body": markdown(picture.hash)})
    package = desk.package(article.id)
    assert [one.content for one in package.pictures] == [drawn("png")]
    assert "Ours until May" not in repr(package)
    (tmp_path / "other").mkdir()
    with operations_in(tmp_path / "other") as other:
        arrived = other.add_package(package).value
        brought = other.library.pictures.of(arrived.id)
        assert [replace(one, created="") for one in brought] == [
            replace(picture, caption="The ferry", created="")
        ]


def test_a_package_that_only_names_a_picture_brings_none(desk: Operations) -> None:
    named = Package(desk.new_article().value)
    assert desk.add_package(named).value


def test_pictures_nobody_shows_are_told_and_removed(desk: Operations) -> None:
    shown, unused = desk.add_picture(drawn("png")).value, desk.add_picture(drawn("jpg")).value
    article = desk.new_article().value
    desk.save(article.id, {"body": markdown(shown.hash)})
    assert desk.unused_pictures() == (unused,)
    outcome = desk.remove_unused_pictures()
    assert outcome.value == 1
    assert outcome.undo is None
    assert desk.unused_pictures() == ()


def test_deleting_a_story_for_ever_takes_the_pictures_only_it_showed(
    desk: Operations, tmp_path: Path
) -> None:
    alone, earlier, shared, loose = (
        desk.add_picture(drawn("png", width, 10)).value.hash for width in (30, 31, 32, 33)
    )
    keeps = desk.new_article().value
    desk.save(keeps.id, {"body": markdown(shared)})
    goes = desk.new_article().value
    desk.save(goes.id, {"body": markdown(earlier)}, name="kept")
    desk.save(goes.id, {"body": f"{markdown(alone)} {markdown(shared)}"})
    desk.spike(goes.id)
    desk.delete_for_ever([goes.id])
    assert set(desk.library.pictures.known((alone, earlier, shared, loose))) == {shared, loose}
    assert drawn("png", 30, 10) not in (tmp_path / "desk.standfirst").read_bytes()
