"""Commands on what the library lists: views, order, groups, and the searches that are kept."""

from __future__ import annotations

from db.records import Grouping, Order, SavedSearch, View
from editor.app.desk import Desk
from editor.app.models.article_list import ArticleListModel
from editor.app.settings import Settings, SettingsStore
from editor.ui.layout import WindowLayout
from editor.ui.library_pane import LibraryPane
from editor.ui.prompt_bar import PromptBar


class ListingCommands:
    """Order and groups are remembered; what is kept in the library can be undone."""

    def __init__(
        self,
        desk: Desk,
        model: ArticleListModel,
        library: LibraryPane,
        layout: WindowLayout,
        settings: SettingsStore,
        prompt: PromptBar,
    ) -> None:
        self._desk = desk
        self._model = model
        self._library = library
        self._layout = layout
        self._settings = settings
        self._prompt = prompt
        settings.changed.connect(self._arrange)
        self._arrange(settings.value)
        library.search_saved.connect(self.save_search)
        saved = library.saved
        saved.name_wanted.connect(self.rename)
        saved.query_wanted.connect(self.take_query)
        saved.move_wanted.connect(self.move)
        saved.removal_wanted.connect(self.delete)

    def show(self, view: View) -> None:
        """All articles, the pinned or the spiked ones."""
        self._layout.show_dock("library")
        self._library.show_view(view)
        self._library.focus_list()

    def sort_by(self, order: Order) -> None:
        """Sorts the list, from now on."""
        self._settings.set(list_order=order.value)

    def turn_round(self) -> None:
        """Lists the other way round, or again as usual."""
        self._settings.set(list_reverse=not self._settings.value.list_reverse)

    def group_by(self, grouping: Grouping) -> None:
        """Divides the list, from now on."""
        self._settings.set(list_grouping=grouping.value)

    def choose_order(self) -> None:
        """The menu of orders and groups."""
        self._layout.show_dock("library")
        self._library.show_sorting()

    def explain_search(self) -> None:
        """What may be typed into the search line."""
        self._layout.show_dock("library")
        self._library.focus_search()
        self._library.show_search_help()

    def save_search(self) -> None:
        """Keeps what is in the search line, under a name that is asked for."""
        query = self._library.query.strip()
        if self._desk.read_only:
            return
        self._prompt.ask(
            "Name this search",
            query,
            "Save search",
            lambda name: self._desk.do(
                lambda operations: operations.save_search(name, query), what="Save search"
            ),
        )

    def rename(self, search: SavedSearch) -> None:
        """Asks for another name."""
        self._prompt.ask(
            "Name of the search",
            search.query,
            "Rename",
            lambda name: self._change(search, name, search.query),
            search.name,
        )

    def take_query(self, search: SavedSearch) -> None:
        """Lets a saved search look for what is in the search line; one that was called as what
        it looked for is so again."""
        query = self._library.query
        name = "" if search.name == search.query else search.name
        self._change(search, name, query)

    def move(self, search: SavedSearch, to_index: int) -> None:
        """Gives a saved search another place among them."""
        self._desk.do(
            lambda operations: operations.move_search(search.id, to_index),
            what="Move saved search",
        )

    def delete(self, search: SavedSearch) -> None:
        """Keeps a search no more."""
        self._desk.do(
            lambda operations: operations.delete_search(search.id), what="Delete saved search"
        )

    def _change(self, search: SavedSearch, name: str, query: str) -> None:
        self._desk.do(
            lambda operations: operations.change_search(search.id, name, query),
            what="Change saved search",
        )

    def _arrange(self, settings: Settings) -> None:
        self._model.arrange(
            Order(settings.list_order),
            Grouping(settings.list_grouping),
            reverse=settings.list_reverse,
        )
