"""What a command is, and the actions of a window by id; which there are is left to `actions`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from db.records import Status, View

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Situation:
    """What the window is at, as far as commands ask: what may be done, never how."""

    library: bool = False
    writable: bool = False
    article: bool = False
    status: Status | None = None
    reviewing: bool = False
    comparing: bool = False
    exported: bool = False
    undo: str = ""
    redo: str = ""
    theme: str = "system"
    preview: str = "both"
    focus_mode: bool = False
    lit: str = "paragraph"
    typewriter: str = "focus"
    scroll_together: bool = True
    spelling: bool = True
    docks: frozenset[str] = frozenset()
    page: str = ""
    recent: bool = False
    selected: int = 0
    view: View = View.ALL
    searching: bool = False
    order: str = "updated"
    turned: bool = False
    grouping: str = "none"

    @property
    def editing(self) -> bool:
        """An article is open, may be changed, and is what the window shows."""
        return self.article and self.writable and not self.reviewing

    @property
    def storing(self) -> bool:
        """The library can take a new article."""
        return self.library and self.writable


def always(_: Situation) -> bool:
    """For commands that can be given at any time."""
    return True


@dataclass(frozen=True)
class ActionSpec(Generic[C]):
    """One command, run on commands of type C.

    `menu` is its place (`Format/Heading`); `key` a portable key sequence or nothing; `icon` a
    name of `icons.icon` or nothing; `gap` sets a line above it in the menu; `checked_when`
    makes it a command that is on or off; `words_when` gives words that follow the situation.
    """

    id: str
    words: str
    menu: str
    run: Callable[[C], None]
    key: str = ""
    icon: str = ""
    enabled_when: Callable[[Situation], bool] = always
    checked_when: Callable[[Situation], bool] | None = None
    words_when: Callable[[Situation], str] | None = None
    gap: bool = False


class ActionSet(QObject):
    """The QActions of a window, by id. `rebound` tells that keys have changed."""

    rebound = Signal()

    def __init__(
        self,
        specs: Iterable[ActionSpec[Any]],
        make: Callable[[ActionSpec[Any], QObject], QAction],
        commands: object,
        shortcuts: Mapping[str, str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.specs = tuple(specs)
        self._commands = commands
        self._situation = Situation()
        self._actions = {spec.id: self._made(make, spec) for spec in self.specs}
        self.bind(shortcuts)
        self.update(self._situation)

    def action(self, action_id: str) -> QAction:
        """The action of that id. Raises KeyError."""
        return self._actions[action_id]

    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of the table."""
        return tuple(self._actions.values())

    def bind(self, shortcuts: Mapping[str, str]) -> None:
        """Sets every key: the writer's own where there is one, the table's otherwise."""
        for spec in self.specs:
            key = shortcuts.get(spec.id, spec.key)
            self._actions[spec.id].setShortcut(QKeySequence(key))
        self.rebound.emit()

    def update(self, situation: Situation) -> None:
        """Enables, checks and words every action for the situation."""
        self._situation = situation
        for spec in self.specs:
            self._show(spec)

    def _show(self, spec: ActionSpec[Any]) -> None:
        action = self._actions[spec.id]
        action.setEnabled(spec.enabled_when(self._situation))
        if spec.checked_when:
            action.setChecked(spec.checked_when(self._situation))
        if spec.words_when:
            action.setText(spec.words_when(self._situation))

    def _made(
        self, make: Callable[[ActionSpec[Any], QObject], QAction], spec: ActionSpec[Any]
    ) -> QAction:
        action = make(spec, self)
        action.triggered.connect(lambda _=False: self._run(spec))
        return action

    def _run(self, spec: ActionSpec[Any]) -> None:
        spec.run(self._commands)
        # Qt has ticked the action by itself; whether it is on is for the situation to say.
        self._show(spec)
