"""What is done before the pictures of tags: a library with enough of them, and acts half done."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QToolButton

from db.records import TagKind
from editor.app.operations import Operations, Outcome

if TYPE_CHECKING:
    from docs.screenshots import Stage

_TREE = (
    ("World", TagKind.SECTION, "", "#1d4f7c", "medtop:20000100"),
    ("Northern Union (NU)", TagKind.ORGANISATION, "World", "", ""),
    ("NU", TagKind.ORGANISATION, "World", "", ""),
    ("Ridge talks", TagKind.EVENT, "World", "#9c241d", ""),
    ("Transport", TagKind.TOPIC, "", "#2b6440", "medtop:20000337"),
    ("Ferries", TagKind.TOPIC, "Transport", "", "medtop:20000344"),
    ("Ferry", TagKind.TOPIC, "Transport", "", ""),
    ("Harbours", TagKind.TOPIC, "Transport", "", ""),
    ("Night trains", TagKind.TOPIC, "Transport", "", ""),
    ("Fares", TagKind.TOPIC, "Transport", "", ""),
    ("Environment", TagKind.SECTION, "", "#0f5c66", "medtop:06000000"),
    ("Sea grass", TagKind.TOPIC, "Environment", "", ""),
    ("Water levels", TagKind.TOPIC, "Environment", "", ""),
    ("Ines Varga", TagKind.PERSON, "", "", ""),
    ("Inés Varga", TagKind.PERSON, "", "", ""),
    ("For the weekend", TagKind.INTERNAL, "", "#7a5000", ""),
)
_ON_STORIES = ("Ferries", "Ferry", "Harbours", "World", "Transport", "Environment", "Ridge talks")
_TERMS = """id,label,other labels,parent
medtop:20000337,transport,transportation,
medtop:20000344,ferries,ferry boats; passenger ferries,medtop:20000337
medtop:20000361,harbours,ports,medtop:20000337
medtop:06000000,environment,,
medtop:20000424,sea grass,seagrass meadows,medtop:06000000
medtop:20000430,water levels,,medtop:06000000
medtop:20000500,night trains,sleepers,medtop:20000337
"""


def with_tags(stage: Stage) -> None:
    """A library whose tags have parents, kinds, colours, other names and stories."""
    done: list[Any] = []
    for row in _TREE:
        stage.assembly.desk.do(partial(_made, row=row), done.append)
    stage.assembly.desk.do(_put_on_stories, done.append)
    stage.until(lambda: len(done) == len(_TREE) + 1)
    stage.settle(200)


def manager(stage: Stage) -> None:
    """The tags, with one of them stood on."""
    stage.run("tags")
    _stand_on(stage, "Ferries")


def merging(stage: Stage) -> None:
    """What a merge would touch, told before it is done."""
    manager(stage)
    stage.press(Qt.Key.Key_M)
    stage.type("Ferry")


def near(stage: Stage) -> None:
    """Tags that may be one."""
    stage.run("tags")
    stage.window.findChild(QToolButton, "tags-3").click()
    stage.until(lambda: stage.window.findChild(QListWidget, "nearPairs").count() > 0)


def vocabulary(stage: Stage) -> None:
    """A vocabulary with the tags that seem to be its terms."""
    path = Path(str(stage.assembly.desk.path)).parent / "Transport and environment.csv"
    path.write_text(_TERMS, "utf-8")
    done: list[Any] = []
    stage.assembly.desk.do(lambda operations: operations.load_vocabulary_file(path), done.append)
    stage.until(lambda: bool(done))
    stage.run("tags")
    stage.window.findChild(QToolButton, "tags-4").click()
    stage.settle()


def ticking(stage: Stage) -> None:
    """Two tags ticked in the list under the line of the dock."""
    stage.assembly.layout.show_dock("tags")
    stage.settle(2_500)
    stage.type("f")
    stage.until(lambda: QApplication.activePopupWidget() is not None)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space) * 2:
        _press(stage, key)


def _press(stage: Stage, key: Qt.Key) -> None:
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup or stage.window, key)
    stage.settle(150)


def _stand_on(stage: Stage, label: str) -> None:
    stage.settle()
    page: Any = stage.assembly.pages.show("tags")
    stage.until(lambda: page._model.found > 0)
    found = [entry for entry in page._model._entries if entry.tag.label == label]
    page._tree.go_to(found[0].tag.id)


def _made(operations: Operations, row: tuple[str, TagKind, str, str, str]) -> Outcome[Any]:
    label, kind, parent, colour, external_id = row
    under = operations.tag_called(parent) if parent else None
    tag = operations.new_tag(label, kind).value
    if under is not None:
        operations.set_tags_parent([tag.id], under.id)
    for alias in {"Ferries": ("Ferry boats", "Steamers"), "Harbours": ("Ports",)}.get(label, ()):
        operations.add_tag_alias(tag.id, alias)
    if label == "Ferries":
        operations.set_tag_details(tag.id, note="Boats to a timetable; for yachts use Sailing.")
    return operations.set_tag_details(tag.id, colour=colour, external_id=external_id)


def _put_on_stories(operations: Operations) -> Outcome[Any]:
    ids = operations.library.articles.all_ids()
    for number, label in enumerate(_ON_STORIES):
        operations.tag_articles(ids[number % 3 :: 1 + number % 3], (label,))
    return operations.tag_articles(ids[:1], ("Fares",))
