"""The parts that panes and docks are built from, over a desk with a real library."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Signal

from editor.app.analysis import Analysis
from editor.app.link_checking import LinkChecking
from editor.app.models.article_list import ArticleListModel
from editor.app.models.outline import OutlineModel
from editor.app.models.related import RelatedModel
from editor.app.models.tags import ArticleTagsModel
from editor.app.open_article import OpenArticle
from editor.app.settings import SettingsStore
from editor.ui.assembly import local_now
from editor.ui.parts import Models, Parts, Traffic
from editor.ui.theme import Theme
from editor.ui.writing_area import WritingArea
from tests.desk_fixtures import PATIENT


class IdleRender(QObject):
    """Stands for the render process where no preview is looked at: it never replies."""

    replied = Signal(object)
    failed = Signal(object, str)

    def request(self, request):
        self.asked = request


@pytest.fixture
def paper(qapp):
    return Theme("paper")


@pytest.fixture
def kept_settings(tmp_path):
    return SettingsStore(tmp_path / "settings.toml")


@pytest.fixture
def writing(qtbot, desk, kept_settings, paper):
    area = WritingArea(desk, kept_settings, paper)
    qtbot.addWidget(area)
    area.resize(820, 700)
    area.show()
    yield area
    area.find_bar.finder.close()


@pytest.fixture
def parts(desk, writing, kept_settings, paper):
    article = OpenArticle(
        desk, writing.source.document(), lambda: datetime.now(UTC), PATIENT, parent=writing
    )
    writing.follow(article)
    analysis = Analysis(desk, article, IdleRender(writing), parent=writing)
    models = Models(
        ArticleListModel(desk, writing),
        OutlineModel(analysis, article, writing),
        ArticleTagsModel(desk, article, writing),
        RelatedModel(desk, article, writing),
    )
    checking = LinkChecking(desk, kept_settings, local_now, writing)
    return Parts(
        desk, article, analysis, kept_settings, paper, models, Traffic(writing), checking, local_now
    )


@pytest.fixture
def opened(qtbot, parts, add_article):
    """Stores an article with these fields and opens it."""

    def open_it(**fields):
        article = add_article(**fields)
        with qtbot.waitSignal(parts.open_article.loaded):
            parts.open_article.open(article.id)
        return article

    return open_it
