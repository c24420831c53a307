"""Pictures pasted, dropped and chosen: where they go in the text, how they are undone, and how the
strip asks what to say of them."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from db.records import picture_hash
from editor.app.picturing import Arrived
from editor.exchange import pictures
from editor.text.pictures import markdown
from tests.exchange import picture_files
from tests.exchange.picture_files import SECRETS, drawn

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def writing(qtbot, assembly):
    """A window with a new article, the cursor in its text."""
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assembly.window.activateWindow()
    assembly.writing.source.setFocus()
    qtbot.waitUntil(assembly.writing.source.hasFocus)
    return assembly


def kept(assembly, qtbot, question):
    values = []
    assembly.desk.ask(question, values.append)
    qtbot.waitUntil(lambda: bool(values))
    return values[0]


def paste(qtbot, assembly, **parts):
    data = QMimeData()
    for name, part in parts.items():
        getattr(data, f"set{name[0].upper()}{name[1:]}")(part)
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(assembly.writing.source, Qt.Key.Key_V, CTRL)


def text(assembly):
    return assembly.writing.source.text()


def drop(source, data):
    """Drop data at the end of the first line, as a file manager does."""
    point = QPointF(source.viewport().width() - 5, source.cursorRect().center().y())
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    for event in (
        QDragEnterEvent(point.toPoint(), *how),
        QDragMoveEvent(point.toPoint(), *how),
        QDropEvent(point, *how),
    ):
        QApplication.sendEvent(source.viewport(), event)


def wait_for_picture(qtbot, assembly):
    qtbot.waitUntil(lambda: "picture:" in text(assembly), timeout=20_000)
    return text(assembly).partition("picture:")[2][:32]


def test_an_image_is_pasted_as_a_paragraph_and_undone_as_one(writing, qtbot):
    source = writing.writing.source
    qtbot.keyClicks(source, "The ferry sailed.")
    paste(qtbot, writing, imageData=QImage.fromData(drawn("png")))
    name = wait_for_picture(qtbot, writing)
    assert text(writing) == f"The ferry sailed.\n\n{markdown(name)}"
    assert source.textCursor().atEnd()
    assert kept(writing, qtbot, lambda o: o.picture(name)).width == 40
    qtbot.keyClick(source, Qt.Key.Key_Z, CTRL)
    assert text(writing) == "The ferry sailed."
    assert writing.desk.undo_text == "New article"


def test_a_copied_table_with_a_picture_of_itself_is_pasted_as_words(writing, qtbot):
    data = QMimeData()
    data.setText("Ferries\t12")
    data.setImageData(QImage.fromData(drawn("png")))
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(writing.writing.source, Qt.Key.Key_V, CTRL)
    assert text(writing) == "Ferries\t12"


def test_what_a_browser_copies_keeps_its_bytes_and_loses_its_secrets(writing, qtbot):
    data = QMimeData()
    data.setData("image/jpeg", picture_files.jpeg(6))
    data.setHtml('<img src="https://example.org/ferry.jpg">')
    data.setImageData(QImage.fromData(drawn("png")))
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(writing.writing.source, Qt.Key.Key_V, CTRL)
    name = wait_for_picture(qtbot, writing)
    media_type, content = kept(writing, qtbot, lambda o: o.picture_file(name))
    assert media_type == "image/jpeg"
    assert content == pictures.read(picture_files.jpeg(6)).content
    assert not [words for words in SECRETS if words in content]
    assert "example.org" not in text(writing)


def test_the_writer_may_keep_what_cameras_write(writing, qtbot, tmp_path):
    writing.settings.set(keep_picture_metadata=True)
    (tmp_path / "ferry.jpg").write_bytes(picture_files.jpeg())
    writing.pictures.insert_files([tmp_path / "ferry.jpg"])
    name = wait_for_picture(qtbot, writing)
    assert SECRETS[0] in kept(writing, qtbot, lambda o: o.picture_file(name))[1]


def test_dropped_pictures_go_where_they_are_dropped_in_their_order(writing, qtbot, tmp_path):
    source = writing.writing.source
    source.setPlainText("First words.\n\nLast words.")
    names = []
    for kind in ("png", "jpg"):
        (tmp_path / f"{kind}.{kind}").write_bytes(drawn(kind))
        names.append(picture_hash(pictures.read(drawn(kind)).content))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{kind}.{kind}")) for kind in ("png", "jpg")])
    drop(source, data)
    wait_for_picture(qtbot, writing)
    shown = "\n\n".join(markdown(name) for name in names)
    assert text(writing) == f"First words.\n\n{shown}\n\nLast words."
    source.undo()
    assert text(writing) == "First words.\n\nLast words."


def test_one_bad_file_stops_no_other_and_is_told(writing, qtbot, tmp_path):
    (tmp_path / "drawing.svg").write_bytes(b"<svg/>")
    (tmp_path / "ferry.png").write_bytes(drawn("png"))
    writing.pictures.insert_files([tmp_path / "drawing.svg", tmp_path / "ferry.png"])
    wait_for_picture(qtbot, writing)
    words = writing.window.notices.words("pictures")
    assert "“drawing.svg”" in words
    assert "SVG" in words


def test_a_picture_that_comes_late_goes_into_no_other_article(writing, qtbot, tmp_path):
    name = insert(qtbot, writing, tmp_path)
    put_in = writing.pictures._inserter()
    first = writing.open_article.article.id
    writing.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: writing.open_article.article.id != first)
    put_in(Arrived((kept(writing, qtbot, lambda o: o.picture(name)),)))
    assert text(writing) == ""


def strip_of(assembly):
    return assembly.writing.picture_strip


def insert(qtbot, assembly, tmp_path):
    (tmp_path / "ferry.png").write_bytes(drawn("png"))
    assembly.pictures.insert_files([tmp_path / "ferry.png"])
    name = wait_for_picture(qtbot, assembly)
    qtbot.waitUntil(lambda: strip_of(assembly).isVisible())
    return name


def test_the_strip_asks_quietly_and_is_reached_and_left_by_keys(writing, qtbot, tmp_path):
    name = insert(qtbot, writing, tmp_path)
    strip, source = strip_of(writing), writing.writing.source
    assert source.hasFocus()
    assert strip._flag.text() == "Not said in words yet"
    qtbot.keyClick(source, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(strip.has_focus)
    assert QApplication.focusWidget().accessibleName() == "Caption"
    for words in ("The ferry at dawn", "A ferry before a quay", "Ines Varga", "Ours until May"):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert strip._flag.text() == ""
    assert QApplication.focusWidget().objectName() == "pictureDone"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(source.hasFocus)
    assert not strip.isVisible()
    qtbot.waitUntil(lambda: writing.desk.undo_text == "Change picture details")
    picture = kept(writing, qtbot, lambda o: o.picture(name))
    assert (picture.caption, picture.alt) == ("The ferry at dawn", "A ferry before a quay")
    assert (picture.credit, picture.rights) == ("Ines Varga", "Ours until May")
    with qtbot.waitSignal(writing.desk.changed):
        writing.desk.undo()
    assert kept(writing, qtbot, lambda o: o.picture(name)).caption == ""


def test_esc_drops_what_was_typed(writing, qtbot, tmp_path):
    insert(qtbot, writing, tmp_path)
    strip = strip_of(writing)
    strip.take_focus()
    qtbot.keyClicks(QApplication.focusWidget(), "Nonsense")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(writing.writing.source.hasFocus)
    writing.desk.flush()
    assert writing.desk.undo_text == "New article"


def test_the_strip_goes_when_the_writer_writes_on(writing, qtbot, tmp_path):
    insert(qtbot, writing, tmp_path)
    qtbot.keyClick(writing.writing.source, Qt.Key.Key_Return)
    assert not strip_of(writing).isVisible()


def test_words_in_the_text_are_shown_first_and_changed_there_too(writing, qtbot, tmp_path):
    name = insert(qtbot, writing, tmp_path)
    source = writing.writing.source
    source.setPlainText(markdown(name, "As the text has it"))
    writing.actions.action("picture-details").trigger()
    strip = strip_of(writing)
    qtbot.waitUntil(strip.has_focus)
    field = strip._fields["alt"]
    assert field.text() == "As the text has it"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "A ferry")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(writing) == markdown(name, "A ferry"))
    source.undo()
    assert text(writing) == markdown(name, "As the text has it")


def test_without_a_picture_at_the_cursor_the_writer_is_told(writing, qtbot):
    writing.actions.action("picture-details").trigger()
    assert not strip_of(writing).isVisible()


def offer(assembly, words):
    buttons = assembly.window.notices.findChildren(QPushButton)
    return next(one for one in buttons if one.text() == words)


def asked(qtbot, assembly):
    """What is told when unused pictures are to be removed."""
    assembly.actions.action("remove-unused-pictures").trigger()
    notices = assembly.window.notices
    qtbot.waitUntil(lambda: bool(notices.words("unused pictures")))
    return notices.words("unused pictures")


@pytest.fixture
def unused(writing, qtbot):
    """A library with a picture that is in no story."""
    data = drawn("PNG")
    writing.desk.do(lambda operations: operations.add_picture(data, "spare.png"))
    qtbot.waitUntil(lambda: len(kept(writing, qtbot, lambda one: one.unused_pictures())) == 1)
    return writing


def test_unused_pictures_are_counted_before_they_go_and_kept_by_default(unused, qtbot):
    assert asked(qtbot, unused).startswith("1 picture (0.1 MB) is in no story")
    assert QApplication.focusWidget() is offer(unused, "Keep them")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert len(kept(unused, qtbot, lambda one: one.unused_pictures())) == 1


def test_unused_pictures_go_when_the_writer_says_so(unused, qtbot):
    asked(qtbot, unused)
    offer(unused, "Remove for ever").click()
    qtbot.waitUntil(lambda: not kept(unused, qtbot, lambda one: one.unused_pictures()))
    unused.actions.action("remove-unused-pictures").trigger()
    toast = unused.window.toast
    qtbot.waitUntil(lambda: toast.accessibleName().startswith("Every picture"))


def test_unused_pictures_of_one_library_are_not_removed_from_the_next(unused, qtbot, tmp_path):
    asked(qtbot, unused)
    with qtbot.waitSignal(unused.desk.opened):
        unused.commands.library.open(tmp_path / "other.standfirst", create=True)
    assert unused.window.notices.words("unused pictures") == ""


def test_a_picture_the_library_gives_after_the_end_starts_no_thread(writing, qtbot, tmp_path):
    name = insert(qtbot, writing, tmp_path)
    shown = []
    picturing = writing.pictures._picturing
    picturing.thumbnail(name, 40, shown.append)
    picturing.close()
    given = []
    writing.desk.ask(lambda operations: operations.picture_file(name), given.append)
    qtbot.waitUntil(lambda: bool(given))
    assert not any(thread.name == "pictures" for thread in threading.enumerate())
    assert shown == []
