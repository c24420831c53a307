"""Renders the real window with the sample desk into pictures, to be looked at and shown."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
IMAGES = ROOT / "docs" / "images"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium's sandbox refuses to run as root; nothing from outside is ever loaded here.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QPoint, Qt  # noqa: E402
from PySide6.QtGui import QPainter, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QListView,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)

from db.library import Library  # noqa: E402
from db.records import Article, Related, SavedSearch  # noqa: E402
from db.web_link_records import LinkHealth, LinkState  # noqa: E402
from editor.app.operations import Operations, Outcome  # noqa: E402
from editor.app.paths import HOME_VARIABLE, find_paths  # noqa: E402
from editor.app.reporting import Reporting  # noqa: E402
from editor.app.save_state import SaveKind  # noqa: E402
from editor.app.settings import SettingsStore  # noqa: E402
from editor.ui.assembly import Assembly  # noqa: E402
from editor.ui.start import prepare_platform  # noqa: E402
from editor.ui.theme import Theme  # noqa: E402

from docs import tag_scenes  # noqa: E402  # isort: skip

Step = Callable[["Stage"], None]
_LIMIT_SECONDS = 30
_SETTLED_MS = 700
_ASKED = "2026-03-02T12:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the size of the window, the theme, and what is done before it."""

    name: str
    steps: tuple[Step, ...] = ()
    size: tuple[int, int] = (1440, 900)
    theme: str = "paper"
    article: str = "ridge-talks"
    scale: str = "1"
    sample: bool = True


class Stage:
    """The window with the sample desk open, and what a photographer needs to do with it."""

    def __init__(self, library: Path, shot: Shot, *, newest: bool = False) -> None:
        paths = find_paths()
        settings = SettingsStore(paths.settings)
        settings.set(theme=shot.theme)
        self.theme = Theme(shot.theme)
        self.theme.apply()
        self.reporting = Reporting(paths, "screenshots")
        self.assembly = Assembly(paths, settings, self.theme, self.reporting)
        self.window = self.assembly.window
        self.window.resize(*shot.size)
        self.assembly.layout.restore("")
        self.window.show()
        self.window.activateWindow()
        self.assembly.session.begin(library)
        self.assembly.preview.start()
        self.until(lambda: self.assembly.desk.is_open)
        if newest:
            self.until(lambda: bool(self.assembly.preview.blocks))
        elif shot.sample:
            self.open(shot.article)
        self.settle()

    def open(self, slug: str) -> None:
        """Opens the article with that slug and waits for its preview."""
        assembly = self.assembly
        assembly.desk.ask(
            lambda operations: operations.by_slug(slug).id, assembly.open_article.open
        )
        self.until(
            lambda: (
                assembly.open_article.article is not None
                and assembly.open_article.article.slug == slug
                and bool(assembly.preview.blocks)
                and assembly.parts.analysis.latest is not None
                and assembly.parts.analysis.latest.article_id == assembly.open_article.article.id
            )
        )

    def run(self, action_id: str) -> None:
        """Does what the menu row does."""
        self.assembly.actions.action(action_id).trigger()
        self.settle(150)

    def type(self, text: str) -> None:
        """Types into what has the focus."""
        widget = QApplication.focusWidget() or self.window
        QTest.keyClicks(widget, text)
        self.settle()

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """Presses a key in what has the focus."""
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.settle(150)

    def until(self, condition: Callable[[], bool]) -> None:
        """Waits for a condition; raises TimeoutError after half a minute."""
        deadline = time.monotonic() + _LIMIT_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not get there")
            QTest.qWait(20)

    def settle(self, milliseconds: int = _SETTLED_MS) -> None:
        """Lets the window come to rest."""
        QTest.qWait(milliseconds)

    def picture(self) -> QPixmap:
        """The window as it stands, with the dialogs above it."""
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in _above(self.window):
            corner = (self.window.rect().center() - dialog.rect().center()) * 1.0
            if dialog.windowType() is Qt.WindowType.Popup:
                corner = self.window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(corner, dialog.grab())
        painter.end()
        return picture

    def close(self) -> None:
        """Ends the window with everything behind it."""
        for dialog in _above(self.window):
            dialog.close()
        self.assembly.close()
        self.reporting.close()
        self.window.leave()
        self.settle(50)


def _above(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget is not window
        and widget.isVisible()
        and widget.windowType() in (Qt.WindowType.Dialog, Qt.WindowType.Popup)
    ]


def _action(action_id: str) -> Step:
    return lambda stage: stage.run(action_id)


def _typing(text: str) -> Step:
    return lambda stage: stage.type(text)


def _review(stage: Stage) -> None:
    copy = (ROOT / "resources" / "samples" / "wire-copy.txt").read_text("utf-8")
    QApplication.clipboard().setText(copy)
    stage.run("paste-wire")
    stage.until(lambda: stage.assembly.review.reviewing)
    stage.settle()
    stage.press(Qt.Key.Key_Down, 6)


def _to_words(words: str) -> Step:
    def go(stage: Stage) -> None:
        source = stage.assembly.writing.source
        middle = source.document().characterCount() // 2
        source.go_to_position(source.document().find(words, middle).selectionStart())
        source.setFocus()

    return go


_FERRY = "port-calder-keeps-its-night-ferry"


def _picture(stage: Stage) -> None:
    source = stage.assembly.writing.source
    source.go_to_position(source.document().find("](picture:").selectionStart())
    stage.run("picture-details")
    stage.until(stage.assembly.writing.picture_strip.isVisible)


def _find_choices(stage: Stage) -> None:
    bar = stage.assembly.writing.find_bar
    bar.findChild(QToolButton, "findRegex").click()
    stage.settle(1500)
    more = bar.findChild(QToolButton, "findMore")
    more.menu().popup(more.mapToGlobal(QPoint(0, -140)))


def _still_to_come(stage: Stage) -> None:
    source = stage.assembly.writing.source
    source.go_to_position(0)
    source.insertPlainText("The fare is TK crowns a head. Nobody at the TK would say more.\n\n")
    stage.settle(1500)


def _table(stage: Stage) -> None:
    source = stage.assembly.writing.source
    source.setFocus()
    source.go_to_position(0)
    source.insertPlainText("\n\n")
    source.go_to_position(0)
    stage.assembly.commands.text.table()
    stage.press(Qt.Key.Key_Return)
    for words in ("Crossing", "Minutes", "Fare", "Port Calder", "14", "TK"):
        stage.type(words)
        stage.press(Qt.Key.Key_Tab)


def _library_finds(stage: Stage) -> None:
    stage.run("replace-library")
    stage.type("ridge")
    stage.press(Qt.Key.Key_Tab)
    stage.type("pass")
    stage.press(Qt.Key.Key_Return)
    stage.until(stage.window.findChild(QPushButton, "libraryReplaceGo").isEnabled)
    stage.press(Qt.Key.Key_Down, 3)
    stage.press(Qt.Key.Key_Space)


def _library_replaced(stage: Stage) -> None:
    stage.window.findChild(QPushButton, "libraryReplaceGo").click()
    stage.until(stage.window.findChild(QListView, "libraryReport").isVisible)


def _web_links(stage: Stage) -> None:
    """Two stories link to the web; answers are put in, for nobody is asked for a picture."""
    site, far = "http://port-calder.example", "https://estates.example"
    bodies = (
        f"The [timetable]({site}/ferries) and [the tide tables]({site}/tides) are public.",
        f"Its [report]({far}/ridge/report.pdf) and <{site}/ferries> disagree.",
        f"A [map]({far}/maps/tarn-ridge) of 1911, and <http://wadi.example/water>.",
    )
    desk = stage.assembly.desk
    stored: list[object] = []
    for number, body in enumerate(bodies):
        headline = ("Timetables nobody reads", "What the report leaves out", "Old maps")[number]
        desk.do(partial(_stored_with_links, headline=headline, body=body), stored.append)
    answers = (
        LinkHealth(f"{site}/ferries", LinkState.MOVED, _ASKED, 301,
                   "https://port-calder.example/timetables/ferries",
                   "It has moved to https://port-calder.example/timetables/ferries for good."),
        LinkHealth(f"{site}/tides", LinkState.WORKS, _ASKED, 200, None, "It works."),
        LinkHealth(f"{far}/ridge/report.pdf", LinkState.GONE, _ASKED, 404, None,
                   "The site says there is no such page."),
        LinkHealth("http://wadi.example/water", LinkState.UNREACHABLE, _ASKED, None, None,
                   "There is no such site."),
    )  # fmt: skip
    desk.do(lambda operations: operations.record_link_health(answers), stored.append)
    stage.until(lambda: len(stored) == len(bodies) + 1)
    stage.run("web-links")
    stage.press(Qt.Key.Key_Down, 2)


def _loose_ends(stage: Stage) -> None:
    """A story links to two that are not there, and has been waiting for the one that is open."""
    stored: list[object] = []
    body = "See [[ridge-survey|the survey]] and [[night-ferry-fares]]."
    work = partial(_stored_with_links, headline="What the council was told", body=body)
    stage.assembly.desk.do(work, stored.append)
    stage.until(lambda: bool(stored))
    stage.run("loose-ends")
    page = stage.window.findChild(QListWidget, "looseEnds")
    stage.until(lambda: page.count() > 0)


def _waited_for(stage: Stage) -> None:
    stored: list[Article] = []
    work = partial(_stored_with_links, headline="The survey of the ridge", body="It is wrong.")
    stage.assembly.desk.do(work, stored.append)
    stage.until(lambda: bool(stored))
    related = Related("Northland and Esteria agree to draft a ridge treaty!")
    stage.assembly.desk.do(lambda operations: operations.add_related(stored[0].id, related))
    stage.open("why-the-tarn-ridge-matters")
    stage.open("ridge-talks")
    stage.settle(2_500)


def _stored_with_links(operations: Operations, *, headline: str, body: str) -> Outcome[Article]:
    article = operations.new_article().value
    return operations.save(article.id, {"headline": headline, "body": body})


def _searches_kept(stage: Stage) -> None:
    """Saved searches, a pinned article, and the list grouped."""
    for name, query in (
        ("On the ridge", "ridge"),
        ("Copy to be read", 'status:submitted OR status:"copy edit"'),
        ("Broken links", "links:broken"),
    ):
        stage.assembly.desk.do(partial(_search_kept, name=name, query=query))
    stage.assembly.desk.do(
        lambda operations: operations.pin([operations.by_slug("ridge-talks").id])
    )
    stage.run("group-status")
    model = stage.assembly.parts.models.articles
    stage.until(lambda: bool(model.shown.groups and model.shown.pinned))
    stage.settle()


def _search_kept(operations: Operations, *, name: str, query: str) -> Outcome[SavedSearch]:
    return operations.save_search(name, query)


def _several(stage: Stage) -> None:
    """Four articles selected."""
    stage.assembly.library.focus_list()
    listed = stage.assembly.library.list
    listed.setCurrentIndex(listed.model().index(0, 0))
    for _ in range(3):
        QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def _looked_for(stage: Stage) -> None:
    stage.run("search-library")
    stage.type("council OR tag:")


def _dock(dock_id: str) -> Shot:
    return Shot(f"dock-{dock_id}", (lambda stage: stage.assembly.layout.show_dock(dock_id),))


def _dock_shown(dock_id: str) -> Step:
    return lambda stage: stage.assembly.layout.show_dock(dock_id)


def _written_on(stage: Stage) -> None:
    """Two writers: one keeps a version and adds to it, one changes headline, words and order."""
    article, settings = stage.assembly.open_article, stage.assembly.settings
    settings.set(author="Ines Varga")
    article.put_in({"body": f"{article.text()}\n\nThe talks go on in spring."})
    article.save_now(name="As it went to the desk")
    stage.until(lambda: article.state.kind is SaveKind.SAVED)
    stage.settle(200)
    settings.set(author="Bo Lindgard")
    texts = article.texts()
    first, second, third, *rest = texts["body"].split("\n\n")
    changed = second.replace("the ", "that ", 2)
    body = "\n\n".join((changed, "Nobody had asked the ferrymen.", third, first, *rest[1:]))
    article.put_in({**texts, "headline": f"{texts['headline']}, at last", "body": body})
    article.save_now()
    stage.until(lambda: article.state.kind is SaveKind.SAVED)


def _compared(stage: Stage) -> None:
    stage.run("compare-last")
    stage.until(lambda: stage.assembly.history.comparing)


def _clash(stage: Stage) -> None:
    """Somebody else stores another headline and another first paragraph."""
    desk, article = stage.assembly.desk, stage.assembly.open_article
    assert desk.path is not None and article.article is not None
    texts = article.texts()
    library = Library.open(desk.path)
    other = Operations(library)
    stored = other.article(article.article.id)
    other.save(
        stored.id,
        {
            "headline": "Ridge treaty to be drafted",
            "body": stored.body.replace("nineteen years", "nearly twenty years"),
        },
    )
    library.close()
    body = texts["body"].replace("nineteen years", "a generation")
    article.put_in({**texts, "headline": "Neighbours agree to draft a treaty", "body": body})
    article.save_now()
    stage.until(lambda: article.state.kind is SaveKind.STALE)
    stage.assembly.merge.begin()
    stage.until(lambda: stage.assembly.merge.merging)


def _looked_into(stage: Stage) -> None:
    stage.until(lambda: stage.window.findChild(QListWidget, "backupArticles").count() > 0)


def _backed_up(stage: Stage) -> None:
    made: list[object] = []
    stage.assembly.backing_up.made.connect(made.append)
    stage.run("back-up")
    stage.until(lambda: bool(made))


def _side_by_side(stage: Stage) -> None:
    stage.press(Qt.Key.Key_S)


def _dialog(action_id: str) -> Shot:
    return Shot(f"dialog-{action_id}", (_action(action_id),))


SHOTS: tuple[Shot, ...] = (
    Shot("window-paper"),
    Shot("window-night", theme="night"),
    Shot("window-contrast", theme="contrast"),
    Shot("window-small", size=(1024, 700)),
    Shot("window-200-percent", size=(1440, 900), scale="2"),
    Shot("window-right-to-left", article="wadi-al-sanawbar-water"),
    Shot("window-empty", sample=False),
    Shot("window-focus", (_action("focus-mode"),)),
    Shot("window-write", (_action("preview-cycle"),)),
    Shot("window-preview", (_action("preview-cycle"), _action("preview-cycle"))),
    Shot("review-paper", (_review,)),
    Shot("review-night", (_review,), theme="night"),
    _dock("outline"),
    _dock("tags"),
    _dock("links"),
    _dock("story"),
    Shot("dock-history", (_written_on, _dock_shown("history"))),
    Shot("dock-history-night", (_written_on, _dock_shown("history")), theme="night"),
    Shot("comparison", (_written_on, _dock_shown("history"), _compared)),
    Shot("comparison-side-by-side", (_written_on, _compared, _side_by_side)),
    Shot("merge", (_clash,)),
    Shot("comparison-night", (_written_on, _compared), theme="night"),
    Shot("dock-story-night", (lambda s: s.assembly.layout.show_dock("story"),), theme="night"),
    Shot("library-grouped", (_searches_kept,)),
    Shot("library-selected", (_searches_kept, _several), size=(1024, 700)),
    Shot("library-search", (_searches_kept, _looked_for)),
    Shot("library-night", (_searches_kept, _several, _looked_for), theme="night"),
    Shot("search-language", (_action("search-language"),)),
    Shot("find", (_action("replace"), _typing("ridge"))),
    Shot("find-choices", (_action("replace"), _typing("(ridge"), _find_choices)),
    Shot("find-night", (_action("replace"), _typing("ridge")), theme="night"),
    Shot("replace-library", (_library_finds,)),
    Shot("replace-library-night", (_library_finds,), theme="night", size=(1024, 700)),
    Shot("replaced-in-library", (_library_finds, _library_replaced)),
    Shot("web-links", (_web_links,)),
    Shot("loose-ends", (_loose_ends,)),
    Shot("waited-for", (_waited_for,)),
    Shot("web-links-night", (_web_links,), theme="night", size=(1024, 700)),
    Shot("tags", (tag_scenes.with_tags, tag_scenes.manager)),
    Shot("tags-merging", (tag_scenes.with_tags, tag_scenes.merging)),
    Shot("tags-night", (tag_scenes.with_tags, tag_scenes.merging), theme="night", size=(1024, 700)),
    Shot("tags-near", (tag_scenes.with_tags, tag_scenes.near)),
    Shot("tags-near-small", (tag_scenes.with_tags, tag_scenes.near), size=(1024, 700)),
    Shot("tags-vocabulary", (tag_scenes.with_tags, tag_scenes.vocabulary)),
    Shot(
        "tags-vocabulary-night",
        (tag_scenes.with_tags, tag_scenes.vocabulary),
        theme="night",
        size=(1024, 700),
    ),
    Shot("tags-ticking", (tag_scenes.with_tags, tag_scenes.ticking)),
    Shot("focus-sentence", (_action("focus-mode"), _action("lit-sentence"), _to_words("council"))),
    Shot("focus-night", (_action("focus-mode"), _to_words("council")), theme="night"),
    Shot("still-to-come", (_still_to_come, _action("go-to-tk"))),
    Shot("table", (_table,)),
    Shot("picture", (_picture,), article=_FERRY),
    Shot("picture-night", (_picture,), theme="night", article=_FERRY),
    Shot("palette", (_action("palette"), _typing("he"))),
    Shot("go-to-article", (_action("go-to-article"), _typing("ri"))),
    Shot("dialog-backups", (_backed_up, _action("backups"), _looked_into)),
    Shot("dialog-backups-night", (_backed_up, _action("backups"), _looked_into), theme="night"),
    _dialog("export"),
    _dialog("preferences"),
    _dialog("shortcuts"),
    _dialog("manual"),
    _dialog("report"),
    _dialog("about"),
    Shot("dialog-preferences-night", (_action("preferences"),), theme="night"),
    Shot("save-version", (_action("save-version"),)),
)


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        yield Path(folder)


def take(shot: Shot, target: Path, library: Path | None, *, newest: bool = False) -> None:
    """Takes one picture in this process; `library` None makes a sample desk for it."""
    with _home() as home:
        prepare_platform()
        application = QApplication.instance() or QApplication(sys.argv[:1])
        if library is None:
            library = home / "desk.standfirst"
            if shot.sample:
                _command("sample", str(library))
        stage = Stage(library, shot, newest=newest)
        for step in shot.steps:
            step(stage)
        stage.settle()
        target.parent.mkdir(parents=True, exist_ok=True)
        if not stage.picture().save(str(target)):
            raise OSError(f"{target} can't be written")
        stage.close()
        del application


def _command(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments], check=True, stdout=subprocess.DEVNULL
    )


def main() -> int:
    """Takes the pictures asked for, each in a process of its own: one fault spoils one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to take (all when none is named)")
    parser.add_argument("--out", type=Path, default=IMAGES, help="folder for the pictures")
    parser.add_argument("--library", type=Path, help="show this library, not a new sample desk")
    parser.add_argument("--newest", action="store_true", help="show its newest article")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    shots = [shot for shot in SHOTS if not options.names or shot.name in options.names]
    if options.here:
        target = options.out / f"{shots[0].name}.png"
        take(shots[0], target, options.library, newest=options.newest)
        return 0
    failed = 0
    for shot in shots:
        command = [sys.executable, __file__, shot.name, "--here", "--out", str(options.out)]
        if options.library:
            command += ["--library", str(options.library.resolve())]
        if options.newest:
            command.append("--newest")
        environment = {**os.environ, "QT_SCALE_FACTOR": shot.scale}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        failed += run.returncode != 0
        said = run.stderr.strip().splitlines()[-1:] if run.returncode else []
        print(options.out / f"{shot.name}.png", *said, sep="  ", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
