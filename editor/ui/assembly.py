"""Builds the window and everything behind it, with nothing opened yet and nothing shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from editor.app.analysis import Analysis
from editor.app.background import RenderProcess
from editor.app.backing_up import BackingUp
from editor.app.desk import Desk
from editor.app.exporting import Exporting
from editor.app.importing import Importing
from editor.app.link_checking import LinkChecking
from editor.app.models.article_list import ArticleListModel
from editor.app.models.outline import OutlineModel
from editor.app.models.related import RelatedModel
from editor.app.models.saved_searches import SavedSearchesModel
from editor.app.models.tags import ArticleTagsModel
from editor.app.open_article import OpenArticle
from editor.app.paths import Paths
from editor.app.reporting import Reporting
from editor.app.section_checks import SectionChecks
from editor.app.settings import SettingsStore
from editor.app.writer import writer_of
from editor.ui import list_offers, menus, wiring
from editor.ui.action_set import ActionSet
from editor.ui.actions import ACTIONS, make_action
from editor.ui.article_delegate import ArticleDelegate
from editor.ui.bearings import Bearings
from editor.ui.commands import Commands
from editor.ui.commands.article import ArticleCommands
from editor.ui.commands.backups import BackupCommands
from editor.ui.commands.export import ExportCommands
from editor.ui.commands.files import FileCommands, dropped_files
from editor.ui.commands.go import GoCommands
from editor.ui.commands.help import HelpCommands
from editor.ui.commands.library import LibraryCommands
from editor.ui.commands.listing import ListingCommands
from editor.ui.commands.pictures import PictureCommands
from editor.ui.commands.sections import SectionCommands
from editor.ui.commands.selection import SelectionCommands
from editor.ui.commands.spelling import SpellingCommands
from editor.ui.commands.spike import SpikeCommands
from editor.ui.commands.text import TextCommands
from editor.ui.commands.view import ViewCommands
from editor.ui.docks.registry import DOCKS
from editor.ui.empty_state import EmptyState
from editor.ui.field_keys import FieldKeys
from editor.ui.folding import Folding
from editor.ui.history_desk import HistoryDesk
from editor.ui.layout import WindowLayout
from editor.ui.leaving import Leaving
from editor.ui.library_pane import LibraryPane
from editor.ui.main_window import MainWindow
from editor.ui.merge_desk import MergeDesk
from editor.ui.page_desk import PageDesk
from editor.ui.pages.registry import PAGES
from editor.ui.parts import Models, Parts, Traffic
from editor.ui.picker import Picker
from editor.ui.pictures import PictureDesk
from editor.ui.preview_feed import PreviewFeed
from editor.ui.preview_pane import PreviewPane
from editor.ui.review_desk import ReviewDesk
from editor.ui.salvage_desk import SalvageDesk
from editor.ui.scroll_sync import ScrollSync
from editor.ui.session import Session
from editor.ui.situation import SituationWatch
from editor.ui.spelling_desk import SpellingDesk
from editor.ui.status_bar import StatusBar
from editor.ui.theme import Theme
from editor.ui.waiting_desk import WaitingDesk
from editor.ui.writing_area import WritingArea

Clock = Callable[[], datetime]

_OFFERED = ("new-article", "paste-wire", "open-sample", "open-library", "open-recent")


def local_now() -> datetime:
    """The time, with the zone the writer is in."""
    return datetime.now().astimezone()


class Assembly(QObject):
    """The object graph of one window; `close` ends it all at once, without asking."""

    def __init__(
        self,
        paths: Paths,
        settings: SettingsStore,
        theme: Theme,
        reporting: Reporting,
        clock: Clock = local_now,
    ) -> None:
        super().__init__()
        self.paths = paths
        self.settings = settings
        self.theme = theme
        self.reporting = reporting
        self._clock = clock
        self._build_writing()
        self._build_work_beside()
        self._build_regions()
        self._build_commands()
        self._build_watchers()
        self._take_actions()
        self._wire()

    def close(self) -> None:
        """Ends threads and processes; for an application that is going, and for tests."""
        self.importing.close()
        self.writing.source.pasting.close()
        self.pictures.close()
        self.writing.find_bar.finder.close()
        self.exporting.close()
        self.backing_up.close()
        self.parts.checking.close()
        self.desk.close()
        self.render_process.close()
        self.spelling.close()
        self.preview.close_page()
        # The page has to go before its profile, and no event loop is left to see to it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # Built, each of what stands above it.

    def _build_writing(self) -> None:
        """The library, the window, and the text in it."""
        self.desk = Desk(self.reporting.unexpected, self, lambda: writer_of(self.settings.value))
        self.status = StatusBar(self._clock)
        self.window = MainWindow(self.status)
        self.writing = WritingArea(self.desk, self.settings, self.theme)
        self.open_article = OpenArticle(self.desk, self.writing.source.document(), parent=self)
        self.writing.follow(self.open_article)
        self.spelling = SpellingDesk(
            self.paths, self.settings, self.desk, self.open_article, self.writing,
            self.window.notices, self.theme, self,
        )  # fmt: skip
        self.pictures = PictureDesk(
            self.desk, self.open_article, self.settings, self.writing.source,
            self.writing.picture_strip, self.window.notices, self,
        )  # fmt: skip

    def _build_work_beside(self) -> None:
        """What goes on behind the window, and the parts that docks and pages are made of."""
        self.render_process = RenderProcess(parent=self)
        self.parts = self._make_parts()
        self.importing = Importing(self.desk, self)
        self.exporting = Exporting(self.desk, self)
        self.backing_up = BackingUp(
            self.desk, self.settings, self.paths, self._clock, self.reporting.unexpected, self
        )

    def _build_regions(self) -> None:
        """What the window shows: at its sides, and in the middle in place of the text."""
        window = self.window
        self.preview = PreviewPane(self.theme)
        self.library = LibraryPane(
            self.parts.models.articles, SavedSearchesModel(self.desk, self), self.theme,
            ArticleDelegate(self.theme, self._clock, self),
        )  # fmt: skip
        self.review = ReviewDesk(
            self.theme, window.centre, self.importing, self.open_article, self.writing, self
        )
        self.history = HistoryDesk(
            self.parts, window.centre, self.writing, window.notices, window.prompt,
            window.toast, self._clock, self,
        )  # fmt: skip
        self.merge = MergeDesk(self.parts, window=window, writing=self.writing, parent=self)
        self.layout = self._lay_out()
        self.pages = PageDesk(PAGES, self.parts, window.centre, self._home, self)
        self.picker = Picker(window)

    def _build_commands(self) -> None:
        """What the writer can do, and the sitting that begins and ends."""
        self.commands = self._make_commands()
        self.actions = ActionSet(
            ACTIONS, make_action, self.commands, self.settings.value.shortcuts, self
        )
        self.empty = self._make_empty()
        self.session = self._make_session()

    def _build_watchers(self) -> None:
        """What follows all this by itself."""
        window, parts = self.window, self.parts
        self._feed = PreviewFeed(parts, self.preview, self)
        self._scroll_sync = ScrollSync(
            self.writing.source, self.preview, parts.analysis, self.settings, self
        )
        self.salvage = SalvageDesk(
            self.desk, self.backing_up, window.notices, self.commands.library.open,
            self.commands.backups.browse, window, self,
        )  # fmt: skip
        self._waiting = WaitingDesk(self.desk, self.open_article, window.notices, self)
        self._watch = self._make_watch()
        self._bearings = Bearings(
            window, self.status, self.desk, self.open_article, self.review, self.pages, self
        )

    def _make_parts(self) -> Parts:
        desk, open_article = self.desk, self.open_article
        analysis = Analysis(desk, open_article, self.render_process, parent=self)
        analysis.noted.connect(self.reporting.note)
        return Parts(
            desk=desk,
            open_article=open_article,
            analysis=analysis,
            settings=self.settings,
            theme=self.theme,
            models=Models(
                ArticleListModel(desk, self),
                OutlineModel(analysis, open_article, self),
                ArticleTagsModel(desk, open_article, self),
                RelatedModel(desk, open_article, self),
            ),
            traffic=Traffic(self),
            checking=LinkChecking(desk, self.settings, self._clock, self),
            clock=self._clock,
            # The list is built of these parts and asked long after.
            selected=lambda: self.library.selected_numbers(),
        )

    def _lay_out(self) -> WindowLayout:
        window = self.window
        window.assemble(self.writing, self.preview, self.library)
        window.add_docks((spec, spec.build(self.parts)) for spec in DOCKS)
        return WindowLayout(window.regions(self.writing, self.preview), self)

    def _make_commands(self) -> Commands:
        window, desk, open_article = self.window, self.desk, self.open_article
        export = ExportCommands(
            desk, open_article, self.exporting, self.settings, window.notices, window.toast,
            window, self._look_again,
        )  # fmt: skip
        return Commands(
            files=FileCommands(
                open_article, self.importing, self.settings, self.review,
                window.notices, window,
            ),
            export=export,
            listing=ListingCommands(
                desk, self.parts.models.articles, self.library, self.layout, self.settings,
                window.prompt,
            ),
            selection=SelectionCommands(
                desk, open_article, self.library, export, self.picker, window.notices
            ),
            library=LibraryCommands(
                desk, open_article, self.paths, self.settings, self.picker, window.notices, window
            ),
            backups=self._make_backup_commands(),
            spike=SpikeCommands(
                desk, open_article, self.backing_up, window.notices, window.toast
            ),
            article=ArticleCommands(
                desk, open_article, window.prompt, self._clock, self.history
            ),
            text=TextCommands(self.writing, window.prompt),
            sections=self._make_section_commands(),
            pictures=PictureCommands(
                desk, open_article, self.pictures, window.notices, window.toast, window
            ),
            spelling=SpellingCommands(
                self.writing.source, self.spelling, self.settings, self.picker,
                window.toast, window,
            ),
            go=GoCommands(
                desk, open_article, self.parts.analysis, self.writing, self.library, self.layout,
                self.picker, lambda: self.actions.all(),
            ),
            view=ViewCommands(window, self.layout, self.pages, self.settings),
            help=HelpCommands(window, self.settings, lambda: self.actions, self.paths.log),
        )  # fmt: skip

    def _make_backup_commands(self) -> BackupCommands:
        window = self.window
        return BackupCommands(
            self.desk, self.open_article, self.backing_up, self.history, window.notices,
            window.toast, self.theme, self._clock,
            lambda path: self.commands.library.open(path), window,
        )  # fmt: skip

    def _make_section_commands(self) -> SectionCommands:
        parts, source = self.parts, self.writing.source
        outline = parts.models.outline
        folding = Folding(source, lambda: outline.sections, self.theme)
        self.open_article.loaded.connect(lambda _article: folding.reset())
        checks = SectionChecks(self.desk, self.open_article, parts.analysis, parent=self)
        checks.checked.connect(outline.set_notes)
        return SectionCommands(
            self.desk, self.open_article, outline, source, folding, parts.traffic,
            self.window.toast, lambda: self.layout.show_dock("outline"),
        )  # fmt: skip

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(self.actions.action(action_id) for action_id in _OFFERED)
        self.window.centre.addWidget(empty)
        self.window.centre.setCurrentWidget(empty)
        return empty

    def _make_session(self) -> Session:
        return Session(
            self.desk, self.open_article, self.settings, self.paths, self.window.centre,
            self.writing, self.empty, self.window.notices, self._make_leaving(), self,
        )  # fmt: skip

    def _make_leaving(self) -> Leaving:
        leaving = Leaving(
            self.open_article, self.settings, self.paths, self.window.notices, local_now, self
        )
        leaving.import_wanted.connect(lambda path: self.commands.files.read_files([path]))
        return leaving

    def _make_watch(self) -> SituationWatch:
        return SituationWatch(
            self.desk, self.open_article, self.settings, self.layout, self.review,
            self.history, self.merge, self.pages, self.library,
            lambda: self.commands.export.last is not None, self.actions.update, self,
        )  # fmt: skip

    def _home(self) -> QWidget:
        return self.writing if self.open_article.article is not None else self.empty

    def _look_again(self) -> None:
        self._watch.look()

    def _take_actions(self) -> None:
        menus.fill(self.window.menuBar(), self.actions)
        self.window.take_actions(self.actions.all())
        FieldKeys(self.actions, self)
        list_offers.put(self.actions, self.library)

    def _wire(self) -> None:
        window, parts, notices = self.window, self.parts, self.window.notices
        wiring.join_saving(
            self.open_article, self.status, notices, self.merge.begin, self.history.compare_last
        )
        wiring.join_progress(self.desk, self.exporting, self.status)
        wiring.join_library(self.desk, notices, window.toast, self.history.compare_last)
        wiring.join_article(parts, self.library, self.status, notices)
        wiring.join_analysis(parts, self.writing, self.status, notices)
        wiring.join_traffic(
            parts, self.writing, self.library, self.preview, self.commands.go, window.toast
        )
        wiring.join_pasting(parts.open_article, self.writing.source.pasting, notices, window.toast)
        wiring.join_settings(parts, self.theme, self.actions)
        window.files_dropped.connect(
            lambda data: self.commands.files.read_files(dropped_files(data))
        )
        window.escaped.connect(self.layout.leave_focus_mode)
        window.toast.keep_clear_of(self.writing.picture_strip, self.writing.find_bar, window.prompt)
        self.pages.made.connect(lambda page: window.toast.keep_clear_of(*page.foot))
        self.review.changed.connect(lambda: self.layout.make_room(self.review.reviewing))
        self.layout.changed.connect(
            lambda: self.writing.spotlight.set_focus_mode(self.layout.focus_mode)
        )
        window.close_wanted.connect(lambda: self.session.end(self._keep_layout))
        # Queued: a window that is in the middle of being closed can't be closed again.
        self.session.ended.connect(window.leave, Qt.ConnectionType.QueuedConnection)
        self.reporting.before_the_end(self.open_article.keep_before_the_end)
        self.reporting.crashed.connect(self.commands.help.tell_crash)

    def _keep_layout(self) -> None:
        self.settings.set(layout=self.layout.kept())
