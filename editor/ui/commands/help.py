"""Commands about Standfirst itself: preferences, keys, the manual, reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from editor.app.settings import SettingsStore
from editor.ui.action_set import ActionSet


class HelpCommands:
    """Dialogs are imported when they are asked for: none is needed at the start."""

    def __init__(
        self,
        window: QWidget,
        settings: SettingsStore,
        actions: Callable[[], ActionSet],
        log: Path,
    ) -> None:
        self._window = window
        self._settings = settings
        self._actions = actions
        self._log = log

    def preferences(self) -> None:
        """The preferences, which are in force as soon as they are changed."""
        from editor.ui.dialogs.preferences import PreferencesDialog

        self._show(PreferencesDialog(self._settings, self._window))

    def shortcuts(self) -> None:
        """Every command with its key, to look up and to change."""
        from editor.ui.dialogs.shortcuts import ShortcutsDialog

        self._show(ShortcutsDialog(self._actions(), self._settings, self._window))

    def manual(self) -> None:
        """The manual that came with Standfirst."""
        from editor.ui.dialogs.manual import ManualDialog

        self._show(ManualDialog(self._window))

    def report(self) -> None:
        """What to send when something went wrong; nothing is sent from here."""
        from editor.ui.dialogs.report import ReportDialog, report_words

        self._show(ReportDialog("", report_words(self._log), self._log, self._window))

    def tell_crash(self, report: str) -> None:
        """Something nobody expected has happened; the text is safe."""
        from editor.ui.dialogs.report import ReportDialog

        happened = "Something went wrong inside Standfirst. Your text is safe."
        self._show(ReportDialog(happened, report, self._log, self._window))

    def about(self) -> None:
        """Which Standfirst this is."""
        from editor.ui.dialogs.about import AboutDialog

        self._show(AboutDialog(self._window))

    def _show(self, dialog: QDialog) -> None:
        dialog.show()
