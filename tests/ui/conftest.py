"""The real window over a real library, with everything behind it but the preview's web page."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app.paths import find_paths
from editor.app.reporting import Reporting
from editor.app.settings import SettingsStore
from editor.ui.assembly import Assembly
from editor.ui.theme import Theme

# Fixtures are found by their names in this module.
from tests.desk_fixtures import add_article, ask, desk, library_path, run  # noqa: F401
from tests.ui.pane_fixtures import kept_settings, opened, paper, parts, writing  # noqa: F401


@pytest.fixture
def make_assembly(qtbot):
    """Builds windows; `close` of each is seen to."""
    made = []

    def make(**settings) -> Assembly:
        paths = find_paths()
        store = SettingsStore(paths.settings)
        if settings:
            store.set(**settings)
        theme = Theme("paper")
        theme.apply()
        assembly = Assembly(paths, store, theme, Reporting(paths, "test"))
        assembly.layout.restore(store.value.layout)
        assembly.window.show()
        made.append(assembly)
        return assembly

    yield make
    for assembly in made:
        assembly.close()
        assembly.window.leave()
        assembly.window.deleteLater()
        assembly.deleteLater()


@pytest.fixture
def assembly(qtbot, make_assembly, tmp_path: Path) -> Assembly:
    """A window over a new, empty library."""
    assembly = make_assembly()
    with qtbot.waitSignal(assembly.desk.opened):
        assembly.session.begin(tmp_path / "desk.standfirst")
    return assembly


@pytest.fixture
def sample(qtbot, assembly) -> Assembly:
    """A window over the sample desk, its wire copy open."""
    assembly.actions.action("open-sample").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None, timeout=20_000)
    return assembly
