"""What the rows of `actions` run: one object a menu, together in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only for their names: `actions` is imported before the window is built.
    from editor.ui.commands.article import ArticleCommands
    from editor.ui.commands.backups import BackupCommands
    from editor.ui.commands.export import ExportCommands
    from editor.ui.commands.files import FileCommands
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


@dataclass(slots=True)
class Commands:
    """Everything a command may call."""

    files: FileCommands
    export: ExportCommands
    library: LibraryCommands
    listing: ListingCommands
    selection: SelectionCommands
    backups: BackupCommands
    spike: SpikeCommands
    article: ArticleCommands
    text: TextCommands
    sections: SectionCommands
    pictures: PictureCommands
    spelling: SpellingCommands
    go: GoCommands
    view: ViewCommands
    help: HelpCommands
