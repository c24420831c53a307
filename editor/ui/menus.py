"""The menu bar, made from the table of commands."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar

from editor.ui.action_set import ActionSet

# The letters under the menus' names, for Alt.
_MNEMONICS = {
    "File": "&File",
    "Edit": "&Edit",
    "Format": "F&ormat",
    "Article": "&Article",
    "Library": "&Library",
    "Go": "&Go",
    "View": "&View",
    "Help": "&Help",
}


def fill(bar: QMenuBar, actions: ActionSet) -> None:
    """Puts every action where its row says, menus in the order they first occur."""
    menus: dict[str, QMenu] = {}
    for spec in actions.specs:
        menu = _menu(bar, menus, spec.menu)
        if spec.gap and menu.actions():
            menu.addSeparator()
        menu.addAction(actions.action(spec.id))


def _menu(bar: QMenuBar, menus: dict[str, QMenu], place: str) -> QMenu:
    if place in menus:
        return menus[place]
    above, _, name = place.rpartition("/")
    if above:
        menu = _menu(bar, menus, above).addMenu(name)
    else:
        menu = bar.addMenu(_MNEMONICS.get(name, name))
    menu.setObjectName(f"menu-{place.replace('/', '-').lower()}")
    menu.menuAction().setObjectName(f"menu-{name.lower()}")
    menus[place] = menu
    return menu
