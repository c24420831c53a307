"""The page of tags, by what a writer presses in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from db.records import TagKind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

TREE = (
    ("World", TagKind.SECTION, ""),
    ("Northern Union (NU)", TagKind.ORGANISATION, "World"),
    ("NU", TagKind.ORGANISATION, "World"),
    ("Ferries", TagKind.TOPIC, ""),
    ("Ferry", TagKind.TOPIC, ""),
    ("Harbours", TagKind.TOPIC, ""),
    ("Port Calder", TagKind.PLACE, ""),
)
ON = (("Ferries", "NU"), ("Ferries", "Ferry"), ("Ferry", "World"), ("Harbours",))


@pytest.fixture
def done(qtbot, assembly):
    """Runs an operation to its end and gives its value."""

    def run(work):
        values = []
        assembly.desk.do(work, values.append)
        qtbot.waitUntil(lambda: bool(values))
        return values[0]

    return run


@pytest.fixture
def asked(qtbot, assembly):
    """Asks a question to its end and gives the answer."""

    def ask(question):
        values = []
        assembly.desk.ask(question, values.append)
        qtbot.waitUntil(lambda: bool(values))
        return values[0]

    return ask


@pytest.fixture
def library(done):
    """Tags with parents, on four stories."""

    def make(label, kind, parent):
        def work(operations):
            under = operations.tag_called(parent) if parent else None
            return operations.new_tag(label, kind, under.id if under else None)

        return done(work)

    tags = {label: make(label, kind, parent) for label, kind, parent in TREE}
    for labels in ON:
        article = done(lambda operations: operations.new_article())
        done(lambda o, article=article, labels=labels: o.add_tags(article.id, labels))
    return tags


@pytest.fixture
def page(qtbot, assembly, library):
    """The page over these tags, the keyboard in the tree."""
    assembly.actions.action("tags").trigger()
    page = assembly.window.findChild(QWidget, "page-tags")
    qtbot.waitUntil(lambda: page._model.found == len(TREE))
    return page


def child(page, kind, name):
    return page.findChild(kind, name)


def tree(page):
    return child(page, QWidget, "tagTree")


def listed(page):
    """The labels as they stand, those below others set in."""
    model, rows = page._model, []

    def go(parent, depth):
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            rows.append("  " * depth + index.data())
            go(index, depth + 1)

    go(tree(page).rootIndex(), 0)
    return rows


def stand_on(page, label):
    entry = next(one for one in page._model._entries if one.tag.label == label)
    tree(page).go_to(entry.tag.id)


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def told(page):
    return child(page, QLabel, "tagActImpact").text()


def answer(qtbot, page, words):
    """Types an answer into the strip in place of what is there."""
    line = child(page, QLineEdit, "tagActLine")
    line.selectAll()
    qtbot.keyClicks(line, words)
    return line


def labels_of(asked):
    return {tag.label for tag in asked(lambda operations: operations.all_tags())}


def test_tags_stand_below_their_parents_with_what_is_known_of_them(page):
    assert listed(page) == [
        "Ferries", "Ferry", "Harbours", "Port Calder", "World", "  Northern Union (NU)", "  NU",
    ]  # fmt: skip
    stand_on(page, "NU")
    assert child(page, QLabel, "tagDetailName").text() == "NU"
    assert child(page, QLabel, "tagDetailUses").text().startswith("On 1 article\n")
    assert child(page, QPushButton, "tagDetailUnder").text() == "World"
    assert child(page, QToolButton, "tags-1").text() == "Never used · 2"
    assert child(page, QToolButton, "tags-2").text() == "Used once · 3"


def test_the_filter_narrows_by_label_alias_and_id_and_keeps_what_stands_above(qtbot, page, done):
    tag = page._model.entry_of(next(e.tag.id for e in page._model._entries if e.tag.label == "NU"))
    done(lambda o: o.add_tag_alias(tag.tag.id, "Nordunion"))
    done(lambda o: o.set_tag_details(tag.tag.id, external_id="medtop:7"))
    line = child(page, QLineEdit, "tagsFilter")
    for words in ("nordun", "MEDTOP:7"):
        qtbot.waitUntil(lambda: page._model.entry_of(tag.tag.id).tag.external_id == "medtop:7")
        line.setText(words)
        assert listed(page) == ["World", "  NU"]
        assert page._model.found == 1
    press(qtbot, line, Qt.Key.Key_Escape)
    assert len(listed(page)) == len(TREE)


def test_a_kind_alone_narrows_too_and_the_most_used_come_first_where_asked(page):
    kinds, orders = child(page, QComboBox, "tagsKind"), child(page, QComboBox, "tagsOrder")
    orders.setCurrentText("Most used")
    assert listed(page)[:3] == ["Ferries", "Ferry", "Harbours"]
    kinds.setCurrentText("Topic")
    assert listed(page) == ["Ferries", "Ferry", "Harbours"]


def test_a_rename_tells_what_it_touches_and_undo_takes_it_back(qtbot, page, asked, assembly):
    stand_on(page, "Ferries")
    press(qtbot, tree(page), Qt.Key.Key_F2)
    line = answer(qtbot, page, "Boats")
    qtbot.waitUntil(lambda: told(page) == "On 2 articles; “Ferries” stays as an alias.")
    press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Boats" in listed(page))
    assert page._tree.current.tag.aliases == ("Ferries",)
    assembly.desk.undo()
    qtbot.waitUntil(lambda: "Ferries" in listed(page))
    assert "Boats" not in labels_of(asked)


def test_a_rename_onto_a_tag_that_is_there_offers_the_merge(qtbot, page, asked):
    stand_on(page, "Ferry")
    press(qtbot, tree(page), Qt.Key.Key_F2)
    line = answer(qtbot, page, "ferries")
    go = child(page, QPushButton, "tagActGo")
    qtbot.waitUntil(lambda: go.text() == "Merge into “Ferries”")
    assert told(page) == (
        "There is such a tag already. 2 articles, 1 carries both; “Ferry” stays as an alias."
    )
    press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ferry" not in listed(page))
    qtbot.waitUntil(lambda: page._tree.current.tag.label == "Ferries")
    assert page._tree.current.use.articles == 3


def test_several_tags_are_merged_into_the_one_stood_on(qtbot, page, assembly):
    stand_on(page, "Harbours")
    shift = Qt.KeyboardModifier.ShiftModifier
    press(qtbot, tree(page), Qt.Key.Key_Up, shift)
    press(qtbot, tree(page), Qt.Key.Key_Up, shift)
    assert child(page, QLabel, "tagDetailName").text() == "3 tags"
    press(qtbot, tree(page), Qt.Key.Key_M)
    line = child(page, QLineEdit, "tagActLine")
    assert line.text() == "Ferries"
    qtbot.waitUntil(lambda: told(page).startswith("3 articles, 1 carries several"))
    press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Harbours" not in listed(page))
    assert assembly.desk.undo_text == "Merge 2 tags into “Ferries”"
    assembly.desk.undo()
    qtbot.waitUntil(lambda: len(listed(page)) == len(TREE))


def test_enter_before_it_is_told_does_it_when_it_is(qtbot, page):
    stand_on(page, "Ferry")
    press(qtbot, tree(page), Qt.Key.Key_M)
    line = answer(qtbot, page, "Harbours")
    press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ferry" not in listed(page))


def test_a_tag_nobody_knows_can_not_be_merged_into(qtbot, page):
    stand_on(page, "Ferry")
    press(qtbot, tree(page), Qt.Key.Key_M)
    line = answer(qtbot, page, "Trams")
    qtbot.waitUntil(lambda: told(page) == "No tag is called “Trams”.")
    press(qtbot, line, Qt.Key.Key_Return)
    assert not child(page, QPushButton, "tagActGo").isEnabled()
    press(qtbot, line, Qt.Key.Key_Escape)
    assert child(page, QWidget, "tagAct").isHidden()
    assert "Ferry" in listed(page)


def test_tags_are_put_under_another_by_key_and_never_under_themselves(qtbot, page):
    stand_on(page, "Port Calder")
    press(qtbot, tree(page), Qt.Key.Key_P)
    line = answer(qtbot, page, "NU")
    qtbot.waitUntil(lambda: told(page) == "Under World › NU. No article changes.")
    press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "    Port Calder" in listed(page))
    stand_on(page, "World")
    press(qtbot, tree(page), Qt.Key.Key_P)
    answer(qtbot, page, "Port Calder")
    qtbot.waitUntil(lambda: told(page) == "“Port Calder” stands below “World” itself.")


def test_a_tag_dropped_on_another_stands_below_it_and_dropped_beside_all_at_the_top(qtbot, page):
    model = page._model
    ids = {entry.tag.label: entry.tag.id for entry in model._entries}
    data = model.mimeData([model.index_of(ids["NU"])])
    move = Qt.DropAction.MoveAction
    assert not model.dropMimeData(data, move, -1, 0, model.index_of(ids["Harbours"]))
    qtbot.waitUntil(lambda: listed(page)[2:4] == ["Harbours", "  NU"])
    model.dropMimeData(data, move, -1, -1, tree(page).rootIndex())
    qtbot.waitUntil(lambda: "NU" in listed(page))


def test_the_kind_of_several_is_changed_at_once(qtbot, page, asked):
    stand_on(page, "Ferries")
    press(qtbot, tree(page), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, tree(page), Qt.Key.Key_K)
    kinds = child(page, QComboBox, "tagActKind")
    kinds.setCurrentText("Event")
    qtbot.waitUntil(lambda: told(page) == "On 3 articles, and in every export of them.")
    press(qtbot, kinds, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._tree.current.tag.kind is TagKind.EVENT)
    tags = asked(lambda operations: operations.all_tags())
    assert {tag.label for tag in tags if tag.kind is TagKind.EVENT} == {"Ferries", "Ferry"}


def test_deleting_says_what_goes_and_one_undo_brings_it_all_back(qtbot, page, assembly):
    stand_on(page, "World")
    press(qtbot, tree(page), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: told(page) == "Taken off 1 article; 2 tags below move up.")
    press(qtbot, child(page, QPushButton, "tagActGo"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "World" not in listed(page))
    assert "NU" in listed(page)
    assembly.desk.undo()
    qtbot.waitUntil(lambda: "  NU" in listed(page))


def test_all_tags_never_used_are_deleted_at_once(qtbot, page):
    child(page, QToolButton, "tags-1").click()
    assert listed(page) == ["Northern Union (NU)", "Port Calder"]
    press(qtbot, tree(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, tree(page), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: told(page) == "On no article.")
    press(qtbot, child(page, QPushButton, "tagActGo"), Qt.Key.Key_Return)
    nothing = child(page, QLabel, "tagsNothing")
    qtbot.waitUntil(nothing.isVisible)
    assert nothing.text() == "Every tag is on an article."
    assert child(page, QToolButton, "tags-0").text() == "All · 5"


def test_a_new_tag_is_made_below_the_one_stood_on_and_stood_on_itself(qtbot, page):
    stand_on(page, "Harbours")
    press(qtbot, tree(page), Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    line = answer(qtbot, page, "Quays")
    qtbot.waitUntil(lambda: told(page).startswith("A new topic under “Harbours”."))
    press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "  Quays" in listed(page))
    assert page._tree.current.tag.label == "Quays"


def test_details_are_changed_in_place(qtbot, page, asked):
    stand_on(page, "Ferries")
    colours = child(page, QComboBox, "tagDetailColour")
    colours.setCurrentText("Teal")
    colours.activated.emit(colours.currentIndex())
    external = child(page, QLineEdit, "tagDetailExternalId")
    external.setText("medtop:20000344")
    press(qtbot, external, Qt.Key.Key_Return)
    names = child(page, QLineEdit, "tagAddName")
    names.setText("Steamers")
    press(qtbot, names, Qt.Key.Key_Return)
    note = child(page, QPlainTextEdit, "tagDetailNote")
    note.setFocus()
    note.setPlainText("Boats to a timetable.")
    tree(page).setFocus()

    def stored():
        tag = page._tree.current.tag
        return tag.colour, tag.external_id, tag.aliases, tag.note

    wanted = ("#0f5c66", "medtop:20000344", ("Steamers",), "Boats to a timetable.")
    qtbot.waitUntil(lambda: stored() == wanted)
    aliases = child(page, QListWidget, "tagNames")
    aliases.setCurrentRow(0)
    press(qtbot, aliases, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored()[2] == ())


def test_an_external_id_another_tag_has_is_refused_in_words(qtbot, page, done):
    ids = {entry.tag.label: entry.tag.id for entry in page._model._entries}
    done(lambda o: o.set_tag_details(ids["Ferry"], external_id="medtop:1"))
    stand_on(page, "Ferries")
    external = child(page, QLineEdit, "tagDetailExternalId")
    external.setText("medtop:1")
    press(qtbot, external, Qt.Key.Key_Return)
    refusal = child(page, QLabel, "tagDetailRefusal")
    qtbot.waitUntil(refusal.isVisible)
    assert "“Ferry” has the external id medtop:1 already" in refusal.text()
    assert external.text() == ""


def test_enter_lists_the_articles_of_a_tag(qtbot, page, assembly):
    stand_on(page, "Ferries")
    press(qtbot, tree(page), Qt.Key.Key_Return)
    assert assembly.library.query == 'tag:"Ferries"'
    qtbot.waitUntil(lambda: assembly.parts.models.articles.rowCount() == 2)


def test_a_label_with_quotation_marks_is_looked_for_by_its_slug(qtbot, page, assembly, done):
    ids = {entry.tag.label: entry.tag.id for entry in page._model._entries}
    done(lambda o: o.rename_tag(ids["Ferries"], 'The "Gannet"'))
    qtbot.waitUntil(lambda: 'The "Gannet"' in listed(page))
    stand_on(page, 'The "Gannet"')
    press(qtbot, tree(page), Qt.Key.Key_Return)
    assert assembly.library.query == 'tag:"the-gannet"'
    qtbot.waitUntil(lambda: assembly.parts.models.articles.rowCount() == 2)


def test_what_is_unfolded_and_chosen_stays_so_when_tags_change(qtbot, page, done):
    view, model = tree(page), page._model
    ids = {entry.tag.label: entry.tag.id for entry in model._entries}
    stand_on(page, "World")
    assert not view.isExpanded(model.index_of(ids["World"]))
    press(qtbot, view, Qt.Key.Key_Right)
    stand_on(page, "Ferry")
    press(qtbot, view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    done(lambda o: o.rename_tag(ids["Port Calder"], "Old Port"))
    qtbot.waitUntil(lambda: "Old Port" in listed(page))
    assert view.isExpanded(model.index_of(ids["World"]))
    assert [entry.tag.label for entry in view.chosen] == ["Ferry", "Harbours"]


@pytest.fixture
def near(qtbot, page):
    child(page, QToolButton, "tags-3").click()
    pairs = child(page, QListWidget, "nearPairs")
    qtbot.waitUntil(lambda: pairs.count() == 2)
    qtbot.waitUntil(child(page, QPushButton, "nearKeepFirst").isEnabled)
    return pairs


def pairs_of(near):
    return [near.item(row).text() for row in range(near.count())]


def test_near_tags_come_with_their_reason_and_what_either_way_would_touch(page, near):
    assert pairs_of(near) == ["Ferries, Ferry", "NU, Northern Union (NU)"]
    assert near.item(0).toolTip() == "“Ferries” and “Ferry” are singular and plural of one."
    assert child(page, QToolButton, "tags-3").text() == "Near-duplicates · 2"
    assert child(page, QLabel, "nearImpact").text() == (
        "1: 2 articles, 1 carries both; “Ferry” stays as an alias.\n"
        "2: 2 articles, 1 carries both; “Ferries” stays as an alias."
    )


def test_one_key_merges_a_pair_and_another_keeps_both(qtbot, page, near, asked, assembly):
    press(qtbot, near, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: pairs_of(near) == ["NU, Northern Union (NU)"])
    qtbot.waitUntil(lambda: "Ferries" not in labels_of(asked))
    press(qtbot, near, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: assembly.desk.undo_text == "Keep tags apart")
    hygiene = asked(lambda operations: operations.tag_hygiene())
    assert (len(hygiene.near), len(hygiene.apart)) == (0, 1)
    assert child(page, QLabel, "nearNothing").text() == "No two tags look like one."


def test_tags_kept_apart_can_be_looked_at_and_told_as_near_again(qtbot, page, near, asked):
    press(qtbot, near, Qt.Key.Key_A)
    apart = child(page, QAbstractButton, "nearApart")
    qtbot.waitUntil(apart.isEnabled, timeout=10_000)
    apart.setChecked(True)
    assert pairs_of(near) == ["Ferries, Ferry"]
    press(qtbot, near, Qt.Key.Key_A)
    apart.setChecked(False)
    qtbot.waitUntil(lambda: near.count() == 2, timeout=10_000)


TERMS = b"id,label,parent\nmedtop:1,ferries,\nmedtop:2,harbours,\nmedtop:3,tides,\n"


@pytest.fixture
def vocabulary(qtbot, page, tmp_path):
    """A vocabulary loaded from a file, two of its terms called like tags."""
    path = tmp_path / "Shore.csv"
    path.write_bytes(TERMS)
    child(page, QToolButton, "tags-4").click()
    view = page._vocabularies
    qtbot.waitUntil(child(page, QLabel, "vocabulariesNothing").isVisible)
    view.load_file(path)
    qtbot.waitUntil(lambda: child(page, QWidget, "termMatches").model().rowCount() == 2)
    return view


def test_a_vocabulary_is_loaded_and_its_terms_adopted_where_ticked(
    qtbot, page, vocabulary, asked, assembly
):
    matches = child(page, QWidget, "termMatches")
    matches.selectRow(1)
    press(qtbot, matches, Qt.Key.Key_Space)
    adopt = child(page, QPushButton, "termsAdopt")
    assert adopt.text() == "Give 1 tag the id of the term"
    adopt.click()
    qtbot.waitUntil(lambda: matches.model().rowCount() == 1)
    tags = asked(lambda operations: operations.all_tags())
    assert {tag.label: tag.external_id for tag in tags if tag.external_id} == {
        "Ferries": "medtop:1"
    }
    assembly.desk.undo()
    qtbot.waitUntil(lambda: matches.model().rowCount() == 2)


def test_a_file_that_is_none_says_in_which_line(qtbot, page, vocabulary, tmp_path):
    path = tmp_path / "broken.json"
    path.write_text('{\n "terms": [\n')
    vocabulary.load_file(path)
    refusal = child(page, QLabel, "vocabularyRefusal")
    qtbot.waitUntil(refusal.isVisible)
    assert "line" in refusal.text()
    vocabulary.load_file(tmp_path / "not there.csv")
    qtbot.waitUntil(lambda: "not there.csv" in refusal.text())


def test_deleting_a_vocabulary_says_what_goes_first(qtbot, page, vocabulary):
    press(qtbot, child(page, QListWidget, "vocabularies"), Qt.Key.Key_Delete)
    qtbot.waitUntil(
        lambda: told(page) == "3 terms are offered no more. Tags keep their external ids."
    )
    press(qtbot, child(page, QPushButton, "tagActGo"), Qt.Key.Key_Return)
    qtbot.waitUntil(child(page, QLabel, "vocabulariesNothing").isVisible)


def test_every_control_of_the_page_has_a_name(page, near, vocabulary):
    for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QListWidget):
        for widget in page.findChildren(kind):
            if not isinstance(widget.parent(), QComboBox | QLineEdit):
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named or widget.objectName().startswith("qt_"), widget.objectName()
