"""Pictures travel with every export; Markdown brings the same pictures and body back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Article, picture_hash
from editor.exchange import markdown_file, pictures
from editor.exchange.addresses import PageOptions
from editor.exchange.export_notes import export_notes
from editor.exchange.files import FileError, decode
from editor.exchange.formats import exporter_for
from editor.exchange.moments import read_moment
from editor.exchange.package import Package, PackagePicture
from editor.exchange.picture_places import address_of, with_pictures, write_beside
from editor.text.pictures import markdown, reference
from tests.exchange import picture_files
from tests.exchange.picture_files import SECRETS
from tests.text.copy import bodies


def packed(data: bytes, **details: str) -> PackagePicture:
    taken = pictures.read(data)
    return PackagePicture(
        picture_hash(taken.content),
        taken.media_type,
        taken.width,
        taken.height,
        content=taken.content,
        **details,  # type: ignore[arg-type]
    )


FERRY = packed(
    picture_files.jpeg(6), caption="The <ferry> at dawn", credit="Ines Varga", alt='A "ferry"'
)
QUAY = packed(picture_files.png())
SITE = PageOptions("Northland Press", "https://example.org/news/")


def story(body: str, *shown: PackagePicture) -> Package:
    return Package(
        Article(headline="Ferry", slug="ferry-sails", body=body), pictures=shown or (FERRY, QUAY)
    )


BOTH = story(f"Words.\n\n{markdown(FERRY.hash)}\n\nMore {markdown(QUAY.hash, 'The quay')} words.")


def exported(package: Package, folder: Path, format_id: str = "html", **how: PageOptions) -> Path:
    exporter = exporter_for(format_id)
    data, files = exporter.export(package, how.get("options"))
    write_beside(folder, files)
    path = folder / exporter.file_name(package)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("format_id", ["html", "fragment", "markdown"])
def test_every_picture_a_file_names_lies_beside_it_whole(format_id: str, tmp_path: Path) -> None:
    text = exported(BOTH, tmp_path, format_id).read_text("utf-8")
    named = re.findall(r"ferry-sails-pictures/[0-9a-f]{16}\.(?:jpg|png)", text)
    assert set(named) == {address_of(FERRY, BOTH), address_of(QUAY, BOTH)}
    assert (tmp_path / address_of(FERRY, BOTH)).read_bytes() == FERRY.content
    assert (tmp_path / address_of(QUAY, BOTH)).read_bytes() == QUAY.content
    for file in tmp_path.rglob("*.*"):
        assert not [words for words in SECRETS if words in file.read_bytes()]


def test_a_page_says_caption_credit_and_size(tmp_path: Path) -> None:
    page = exported(BOTH, tmp_path).read_text("utf-8")
    assert (
        f'<figure><img src="{address_of(FERRY, BOTH)}" alt="A &quot;ferry&quot;" width="24" '
        'height="40" loading="lazy"><figcaption>The &lt;ferry&gt; at dawn '
        '<span class="credit">Photo: Ines Varga</span></figcaption></figure>'
    ) in page
    assert 'alt="The quay"' in page
    assert "picture:" not in page
    assert "og:image" not in page


def test_a_page_of_a_site_offers_its_first_picture_to_link_cards(tmp_path: Path) -> None:
    page = exported(BOTH, tmp_path, options=SITE).read_text("utf-8")
    address = f"https://example.org/news/{address_of(FERRY, BOTH)}"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta property="og:image:width" content="24">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    found = re.search(r'<script type="application/ld\+json">\n(.*)\n</script>', page)
    assert found
    assert json.loads(found[1])["image"] == {
        "@type": "ImageObject",
        "url": address,
        "width": 24,
        "height": 40,
        "caption": "The <ferry> at dawn",
        "creditText": "Photo: Ines Varga",
    }


def test_a_picture_no_reader_sees_stays_at_the_desk(tmp_path: Path) -> None:
    hidden = story(f"Words. <!-- {markdown(FERRY.hash)} --> `{markdown(QUAY.hash)}`")
    exported(hidden, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["ferry-sails.html"]


def test_a_picture_that_is_not_there_leaves_readers_its_words(tmp_path: Path) -> None:
    gone = Package(
        Article(slug="s", body=f"{markdown('0' * 32)}\n\n{markdown('1' * 32, 'A ship')}")
    )
    page = exported(gone, tmp_path, "fragment").read_text("utf-8")
    assert "<p>A ship</p>" in page
    assert "issing" not in page
    assert "<p></p>" not in page


def test_an_export_again_leaves_pictures_and_never_replaces_another_file(tmp_path: Path) -> None:
    exported(BOTH, tmp_path)
    place = tmp_path / address_of(FERRY, BOTH)
    before = place.stat().st_mtime_ns
    exported(BOTH, tmp_path)
    assert place.stat().st_mtime_ns == before
    place.write_bytes(b"somebody else's")
    with pytest.raises(FileError, match="left as it is"):
        exported(BOTH, tmp_path)
    assert place.read_bytes() == b"somebody else's"


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "ferry-sails-pictures").write_text("no folder")
    with pytest.raises(FileError, match="can't be used as a folder"):
        exported(BOTH, tmp_path)


def test_the_writer_is_told_of_pictures_without_words_and_of_missing_ones() -> None:
    now = read_moment("2026-03-02T09:30:00Z")
    assert now
    silent = story(f"{markdown(QUAY.hash)} {markdown('0' * 32)} {markdown(FERRY.hash)}")
    assert export_notes(silent, now) == (
        "One picture has no words yet for readers who can’t see.",
        "One picture is not in the library and didn’t go out.",
    )
    assert export_notes(BOTH, now) == ()


# Markdown, out and in.


def back(path: Path) -> Package:
    return with_pictures(markdown_file.parse(decode(path.read_bytes())), path.parent)


PIECES = st.sampled_from(
    (
        markdown(FERRY.hash), markdown(QUAY.hash, "A [quay]"), reference(FERRY.hash),
        f"[link]({reference(QUAY.hash)})", f"[x]: {reference(FERRY.hash)}", "[[ferry]]",
        address_of(FERRY, BOTH), f"![]({address_of(FERRY, BOTH)})", "`", "\n\n", "<!-- ", "](",
        markdown("0" * 32),
    )
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, bodies()), max_size=8))
def test_markdown_brings_the_same_pictures_and_the_same_body_back(pieces: list[str]) -> None:
    package = story(" ".join(pieces))
    with TemporaryDirectory() as folder:
        again = back(exported(package, Path(folder), "markdown"))
    assert again.article.body == package.article.body
    sent = {one.hash: one for one in package.pictures}
    for picture in again.pictures:
        assert replace(picture, file="") == sent[picture.hash]
    assert not [note for note in again.notes if "icture" in note]


def test_a_picture_edited_elsewhere_comes_back_as_another(tmp_path: Path) -> None:
    path = exported(BOTH, tmp_path, "markdown")
    (tmp_path / address_of(FERRY, BOTH)).write_bytes(picture_files.jpeg(1))
    again = back(path)
    assert again.pictures[0].hash == packed(picture_files.jpeg(1)).hash
    assert markdown(again.pictures[0].hash) in again.article.body
    assert again.pictures[0].caption == FERRY.caption
    assert not [words for words in SECRETS if words in again.pictures[0].content]


def test_a_picture_that_did_not_come_along_is_told(tmp_path: Path) -> None:
    path = exported(BOTH, tmp_path, "markdown")
    (tmp_path / address_of(FERRY, BOTH)).unlink()
    again = back(path)
    assert again.article.body == BOTH.article.body
    assert any("A picture could not be brought along" in note for note in again.notes)


@pytest.mark.parametrize("file", ["../secret.png", "/etc/hostname", "inside/link.png", "a\0b"])
def test_a_file_cannot_fetch_what_lies_elsewhere(file: str, tmp_path: Path) -> None:
    folder = tmp_path / "post"
    (folder / "inside").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(picture_files.png())
    (folder / "inside" / "link.png").symlink_to(tmp_path / "secret.png")
    package = Package(Article(body="x"), pictures=(PackagePicture("0" * 32, file=file),))
    again = with_pictures(package, folder)
    assert again.pictures[0].content == b""
    assert again.notes
