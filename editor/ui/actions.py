"""Every command of the window, one row each: menus, keys and the palette are made from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from db.records import STATUS_MOVES, Status
from editor.ui.action_set import ActionSpec, Situation
from editor.ui.commands import Commands
from editor.ui.docks.registry import DOCKS
from editor.ui.icons import icon
from editor.ui.list_actions import LIST, SELECTED

Spec = ActionSpec[Commands]


def _library(now: Situation) -> bool:
    return now.library


def _storing(now: Situation) -> bool:
    return now.storing


def _article(now: Situation) -> bool:
    return now.article and not now.reviewing


def _editing(now: Situation) -> bool:
    return now.editing


def _undo_words(now: Situation) -> str:
    return f"Undo “{now.undo}”" if now.undo else "Undo last change in the library"


def _redo_words(now: Situation) -> str:
    return f"Redo “{now.redo}”" if now.redo else "Redo last change in the library"


_FILE = (
    Spec("new-article", "New article", "File", lambda c: c.files.new_article(),
         "Ctrl+N", "new-article", _storing),
    Spec("paste-wire", "Paste wire copy", "File", lambda c: c.files.paste_wire(),
         "Ctrl+Alt+V", "wire", _storing),
    Spec("import", "Import…", "File", lambda c: c.files.choose_imports(),
         "Ctrl+Shift+I", "import", _storing),
    Spec("open-library", "Open library…", "File", lambda c: c.library.choose(),
         "Ctrl+O", "library", gap=True),
    Spec("open-recent", "Open recent library…", "File", lambda c: c.library.choose_recent(),
         "", "clock", lambda now: now.recent),
    Spec("new-library", "New library…", "File", lambda c: c.library.choose_new(),
         "", "new-library"),
    Spec("open-sample", "Open the sample desk", "File", lambda c: c.library.open_sample(),
         "", "desk"),
    Spec("back-up", "Back up now", "File", lambda c: c.backups.make_now(), "", "save",
         _library, gap=True),
    Spec("backups", "Backups…", "File", lambda c: c.backups.browse(), "", "restore", _library),
    Spec("remove-unused-pictures", "Remove unused pictures…", "File",
         lambda c: c.pictures.remove_unused(), "", "remove", _storing),
    Spec("save-version", "Save version…", "File", lambda c: c.article.save_version(),
         "Ctrl+S", "version", _editing, gap=True),
    Spec("export", "Export…", "File", lambda c: c.export.export(),
         "Ctrl+E", "export", _article, gap=True),
    Spec("export-again", "Export again", "File", lambda c: c.export.export_again(),
         "Ctrl+Shift+E", "export", lambda now: _article(now) and now.exported),
    Spec("copy-html", "Copy as HTML", "File", lambda c: c.export.copy_html(),
         "Ctrl+Shift+C", "code", _article),
    Spec("quit", "Quit", "File", lambda c: c.view.quit(), "Ctrl+Q", "quit", gap=True),
)  # fmt: skip

_EDIT = (
    Spec("undo", "Undo", "Edit", lambda c: c.text.undo(), "Ctrl+Z", "undo"),
    Spec("redo", "Redo", "Edit", lambda c: c.text.redo(), "Ctrl+Shift+Z", "redo"),
    Spec("undo-library", "Undo last change in the library", "Edit",
         lambda c: c.library.undo(), "Ctrl+Alt+Z", "undo",
         lambda now: bool(now.undo), words_when=_undo_words),
    Spec("redo-library", "Redo last change in the library", "Edit",
         lambda c: c.library.redo(), "Ctrl+Alt+Shift+Z", "redo",
         lambda now: bool(now.redo), words_when=_redo_words),
    Spec("cut", "Cut", "Edit", lambda c: c.text.cut(), "Ctrl+X", "cut", gap=True),
    Spec("copy", "Copy", "Edit", lambda c: c.text.copy(), "Ctrl+C", "copy"),
    Spec("paste", "Paste", "Edit", lambda c: c.text.paste(), "Ctrl+V", "paste"),
    Spec("paste-plain", "Paste as plain text", "Edit", lambda c: c.text.paste_plain(),
         "Ctrl+Shift+V", "plain"),
    Spec("select-all", "Select all", "Edit", lambda c: c.text.select_all(),
         "Ctrl+A", "select-all"),
    Spec("find", "Find…", "Edit", lambda c: c.text.find(),
         "Ctrl+F", "search", _article, gap=True),
    Spec("replace", "Find and replace…", "Edit", lambda c: c.text.replace(),
         "Ctrl+H", "replace", _editing),
    Spec("find-next", "Find next", "Edit", lambda c: c.text.find_next(),
         "F3", "next", _article),
    Spec("find-previous", "Find previous", "Edit", lambda c: c.text.find_previous(),
         "Shift+F3", "previous", _article),
    Spec("replace-library", "Replace in the library…", "Edit",
         lambda c: c.view.toggle_page("replace"), "Ctrl+Alt+H", "replace", _library,
         checked_when=lambda now: now.page == "replace"),
    Spec("search-library", "Search the library", "Edit", lambda c: c.go.search_library(),
         "Ctrl+Shift+F", "search", _library),
    Spec("spelling-suggestions", "Spelling suggestions", "Edit/Spelling",
         lambda c: c.spelling.suggestions(), "Ctrl+.", "write", _editing),
    Spec("next-misspelling", "Next misspelling", "Edit/Spelling",
         lambda c: c.spelling.next(), "F7", "next", _article),
    Spec("known-words", "Words added or ignored…", "Edit/Spelling",
         lambda c: c.spelling.known_words(), "", "select-all", _editing),
    Spec("check-spelling", "Check spelling while writing", "Edit/Spelling",
         lambda c: c.spelling.toggle(), "", "check", checked_when=lambda now: now.spelling,
         gap=True),
    Spec("spelling-languages", "Spelling languages…", "Edit/Spelling",
         lambda c: c.spelling.languages(), "", "web"),
    Spec("preferences", "Preferences…", "Edit", lambda c: c.help.preferences(),
         "Ctrl+,", "settings", gap=True),
)  # fmt: skip


def _heading(level: int) -> Spec:
    return Spec(
        f"heading-{level}", f"Heading {level}", "Format/Heading",
        lambda c: c.text.heading(level), f"Ctrl+{level}", "heading", _editing,
    )  # fmt: skip


_FORMAT = (
    Spec("bold", "Bold", "Format", lambda c: c.text.bold(), "Ctrl+B", "bold", _editing),
    Spec("italic", "Italic", "Format", lambda c: c.text.italic(),
         "Ctrl+I", "italic", _editing),
    Spec("strikethrough", "Strikethrough", "Format", lambda c: c.text.strikethrough(),
         "Ctrl+Shift+X", "strike", _editing),
    Spec("code", "Code", "Format", lambda c: c.text.code(), "Ctrl+Shift+M", "code", _editing),
    Spec("link", "Link…", "Format", lambda c: c.text.link(), "Ctrl+K", "link", _editing),
    Spec("cross-link", "Cross-link to an article…", "Format",
         lambda c: c.go.cross_link(), "Ctrl+Shift+K", "cross-link", _editing),
    Spec("quote", "Quote", "Format", lambda c: c.text.quote(),
         "Ctrl+Shift+.", "quote", _editing, gap=True),
    Spec("bullets", "Bulleted list", "Format", lambda c: c.text.bullets(),
         "Ctrl+Shift+8", "bullets", _editing),
    Spec("numbers", "Numbered list", "Format", lambda c: c.text.numbers(),
         "Ctrl+Shift+7", "numbers", _editing),
    Spec("tasks", "Task list", "Format", lambda c: c.text.tasks(),
         "Ctrl+Shift+9", "check", _editing),
    Spec("tick", "Tick off", "Format", lambda c: c.text.tick(),
         "Ctrl+Return", "check", _editing),
    *(_heading(level) for level in range(1, 7)),
    Spec("table", "Table…", "Format", lambda c: c.text.table(),
         "Ctrl+Shift+G", "table", _editing, gap=True),
    Spec("footnote", "Footnote", "Format", lambda c: c.text.footnote(),
         "Ctrl+Alt+F", "footnote", _editing),
    Spec("insert-picture", "Picture…", "Format", lambda c: c.pictures.insert(),
         "Ctrl+Alt+P", "picture", _editing),
    Spec("picture-details", "Picture details…", "Format", lambda c: c.pictures.details(),
         "Ctrl+Alt+Return", "picture", _editing),
    Spec("move-up", "Move paragraph up", "Format", lambda c: c.text.move_up(),
         "Alt+Up", "up", _editing, gap=True),
    Spec("move-down", "Move paragraph down", "Format", lambda c: c.text.move_down(),
         "Alt+Down", "down", _editing),
)  # fmt: skip


def _section(doing: str, words: str, key: str, icon: str, *, gap: bool = False) -> Spec:
    return Spec(
        f"section-{doing}", words, "Format/Section", lambda c: c.sections.do_here(doing),
        key, icon, _editing, gap=gap,
    )  # fmt: skip


def _fold_to(level: int) -> Spec:
    return Spec(
        f"fold-to-{level}", f"Fold to level {level}", "Format/Section",
        lambda c: c.sections.fold_to(level), f"Alt+{level}", "outline", _article,
    )  # fmt: skip


_SECTION = (
    _section("promote", "Promote section", "Alt+Left", "previous"),
    _section("demote", "Demote section", "Alt+Right", "next"),
    _section("up", "Move section up", "Alt+Shift+Up", "up"),
    _section("down", "Move section down", "Alt+Shift+Down", "down"),
    Spec("section-rename", "Rename section…", "Format/Section",
         lambda c: c.sections.rename_here(), "F2", "write", _editing, gap=True),
    _section("merge", "Merge with the section before", "", "section"),
    _section("split", "Split off into a new article", "", "new-article"),
    _section("past", "Move past dates to “Earlier”", "", "calendar"),
    Spec("fold", "Fold section", "Format/Section", lambda c: c.sections.fold_here(),
         "Alt+Shift+Left", "chevron-right", _article, gap=True),
    Spec("unfold", "Unfold section", "Format/Section", lambda c: c.sections.unfold_here(),
         "Alt+Shift+Right", "chevron-down", _article),
    *(_fold_to(level) for level in range(2, 5)),
    Spec("unfold-all", "Unfold everything", "Format/Section",
         lambda c: c.sections.unfold_all(), "Alt+0", "chevron-down", _article),
)  # fmt: skip


def _may_move(status: Status) -> Callable[[Situation], bool]:
    def allowed(now: Situation) -> bool:
        return now.editing and now.status is not None and status in STATUS_MOVES.get(now.status, ())

    return allowed


def _status(status: Status) -> Spec:
    return Spec(
        f"status-{status.value.replace(' ', '-')}", status.value.capitalize(), "Article/Status",
        lambda c: c.article.move_to(status), "", "next", _may_move(status),
        checked_when=lambda now: now.status is status,
    )  # fmt: skip


_ARTICLE = (
    *(_status(status) for status in STATUS_MOVES),
    Spec("add-tag", "Add tag", "Article", lambda c: c.view.add_tag(),
         "Ctrl+T", "tag", _editing, gap=True),
    Spec("add-related", "Add related story", "Article", lambda c: c.view.add_related(),
         "Ctrl+R", "related", _editing),
    Spec("compare-last", "What has changed…", "Article", lambda c: c.article.compare_last(),
         "Ctrl+Shift+D", "clock", lambda now: now.article and (now.comparing or not now.reviewing),
         gap=True),
    Spec("spike", "Spike", "Article", lambda c: c.selection.spike_open(), "Ctrl+Shift+Backspace",
         "spike", lambda now: now.editing and now.status is not Status.SPIKED, gap=True),
    Spec("restore", "Restore from the spike", "Article", lambda c: c.article.restore(), "",
         "restore", lambda now: now.editing and now.status is Status.SPIKED),
    Spec("delete-for-ever", "Delete for ever…", "Article", lambda c: c.spike.delete_for_ever(),
         "", "remove", lambda now: now.editing and now.status is Status.SPIKED),
    Spec("duplicate", "Duplicate", "Article", lambda c: c.selection.duplicate(), "", "copy",
         lambda now: now.editing or (now.storing and now.selected == 1), gap=True),
    Spec("empty-spike", "Empty the spike…", "Article", lambda c: c.spike.empty(), "", "remove",
         _storing),
)  # fmt: skip

_LIBRARY = (
    Spec("tags", "Tags", "Library", lambda c: c.view.toggle_page("tags"),
         "Ctrl+Alt+G", "tag", _library, checked_when=lambda now: now.page == "tags"),
    *LIST,
    Spec("loose-ends", "Loose ends", "Library", lambda c: c.view.toggle_page("loose-ends"),
         "Ctrl+Alt+E", "links", _library, checked_when=lambda now: now.page == "loose-ends"),
    Spec("web-links", "Web links", "Library", lambda c: c.view.toggle_page("web-links"),
         "Ctrl+Alt+W", "web", _library, checked_when=lambda now: now.page == "web-links"),
)  # fmt: skip

_GO = (
    Spec("go-to-article", "Go to article…", "Go", lambda c: c.go.to_article(),
         "Ctrl+P", "article", _library),
    Spec("palette", "Command palette…", "Go", lambda c: c.go.palette(),
         "Ctrl+Shift+P", "search"),
    Spec("next-section", "Next section", "Go", lambda c: c.go.next_section(),
         "Alt+PgDown", "down", _article, gap=True),
    Spec("previous-section", "Previous section", "Go", lambda c: c.go.previous_section(),
         "Alt+PgUp", "up", _article),
    Spec("open-link", "Open the link at the cursor", "Go", lambda c: c.go.open_link(),
         "Alt+Return", "link", _article),
    Spec("next-tk", "Next TK", "Go", lambda c: c.go.next_marker(),
         "F4", "next", _article),
    Spec("go-to-tk", "Go to TK…", "Go", lambda c: c.go.to_marker(),
         "Shift+F4", "search", _article),
    Spec("next-article", "Next article", "Go", lambda c: c.go.next_article(),
         "Ctrl+PgDown", "next", _library, gap=True),
    Spec("previous-article", "Previous article", "Go", lambda c: c.go.previous_article(),
         "Ctrl+PgUp", "previous", _library),
    Spec("go-to-headline", "Go to headline", "Go", lambda c: c.go.to_headline(),
         "Ctrl+Shift+H", "heading", _article, gap=True),
    Spec("go-to-text", "Go to text", "Go", lambda c: c.go.to_text(),
         "Ctrl+Shift+T", "write", _article),
    Spec("next-pane", "Next pane", "Go", lambda c: c.view.next_pane(), "F6", "layout"),
    Spec("previous-pane", "Previous pane", "Go", lambda c: c.view.previous_pane(),
         "Shift+F6", "layout"),
)  # fmt: skip


def _dock(number: int, dock_id: str, label: str, icon: str) -> Spec:
    return Spec(
        f"dock-{dock_id}", label, "View/Panels", lambda c: c.view.toggle_dock(dock_id),
        f"Ctrl+Alt+{number}", icon, checked_when=lambda now: dock_id in now.docks,
    )  # fmt: skip


def _theme(choice: str, words: str) -> Spec:
    return Spec(
        f"theme-{choice}", words, "View/Theme", lambda c: c.view.use_theme(choice), "", "theme",
        checked_when=lambda now: now.theme == choice,
    )  # fmt: skip


def _lit(choice: str, words: str) -> Spec:
    return Spec(
        f"lit-{choice}", words, "View/Lit in focus mode", lambda c: c.view.light(choice), "",
        "focus", checked_when=lambda now: now.lit == choice,
    )  # fmt: skip


def _typewriter(choice: str, words: str) -> Spec:
    return Spec(
        f"typewriter-{choice}", words, "View/Typewriter line",
        lambda c: c.view.hold_line(choice), "", "write",
        checked_when=lambda now: now.typewriter == choice,
    )  # fmt: skip


_VIEW = (
    Spec("preview-cycle", "Write, preview or both", "View",
         lambda c: c.view.cycle_preview(), "F9", "preview"),
    Spec("scroll-together", "Scroll preview and source together", "View",
         lambda c: c.view.toggle_scrolling(), "", "links",
         checked_when=lambda now: now.scroll_together),
    Spec("focus-mode", "Focus mode", "View", lambda c: c.view.toggle_focus_mode(),
         "F11", "focus", _article, checked_when=lambda now: now.focus_mode),
    _lit("paragraph", "The paragraph"),
    _lit("sentence", "The sentence"),
    _lit("everything", "Everything"),
    _typewriter("focus", "In focus mode"),
    _typewriter("always", "Always"),
    _typewriter("never", "Never"),
    _dock(0, "library", "Library", "library"),
    *(_dock(number, dock.id, dock.label, dock.icon) for number, dock in enumerate(DOCKS, 1)),
    _theme("system", "As the system"),
    _theme("paper", "Paper"),
    _theme("night", "Night desk"),
    _theme("contrast", "High contrast"),
    Spec("zoom-in", "Larger text", "View", lambda c: c.view.zoom(1),
         "Ctrl+=", "zoom-in", gap=True),
    Spec("zoom-out", "Smaller text", "View", lambda c: c.view.zoom(-1),
         "Ctrl+-", "zoom-out"),
    Spec("zoom-reset", "Text at its usual size", "View", lambda c: c.view.zoom_reset(),
         "Ctrl+0", "plain"),
    Spec("restore-layout", "Restore the layout", "View",
         lambda c: c.view.restore_layout(), "Ctrl+Alt+L", "layout", gap=True),
)  # fmt: skip

_HELP = (
    Spec("manual", "Manual", "Help", lambda c: c.help.manual(), "F1", "manual"),
    Spec("search-language", "What can be searched for", "Help",
         lambda c: c.listing.explain_search(), "", "search", _library),
    Spec("shortcuts", "Keyboard shortcuts…", "Help", lambda c: c.help.shortcuts(),
         "Ctrl+/", "keyboard"),
    Spec("report", "Report a problem…", "Help", lambda c: c.help.report(),
         "", "report", gap=True),
    Spec("about", "About Standfirst", "Help", lambda c: c.help.about(), "", "info"),
)  # fmt: skip

ACTIONS: tuple[Spec, ...] = (
    *_FILE, *_EDIT, *_FORMAT, *_SECTION, *_ARTICLE, *SELECTED, *_LIBRARY, *_GO, *_VIEW, *_HELP,
)  # fmt: skip


def make_action(spec: Spec, parent: QObject) -> QAction:
    """The QAction of a row, before it has its key and runs anything."""
    action = QAction(spec.words, parent)
    action.setObjectName(spec.id)
    action.setData(spec.menu.rpartition("/")[2])
    action.setCheckable(spec.checked_when is not None)
    if spec.icon:
        action.setIcon(icon(spec.icon))
        action.setIconVisibleInMenu(False)
    return action
