"""Tells the preview what it shows: the copy from the analysis, what stands around it from the
article, its tags and its related stories."""

from __future__ import annotations

from PySide6.QtCore import QObject

from db.records import Dateline, TagKind
from editor.app.analysis import AnalysisResult
from editor.ui.parts import Parts
from editor.ui.preview_pane import PreviewPane
from editor.ui.preview_script import PreviewStory


class PreviewFeed(QObject):
    """Between the open article and the preview pane."""

    def __init__(self, parts: Parts, preview: PreviewPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = parts.open_article
        self._models = parts.models
        self._preview = preview
        self._direction = "ltr"
        parts.analysis.analysed.connect(self._analysed)
        self._open.loaded.connect(lambda _article: self._show_story())
        self._open.field_edited.connect(lambda _name: self._show_story())
        self._open.field_loaded.connect(lambda _name, _text: self._show_story())
        self._open.article_changed.connect(lambda _article: self._show_story())
        self._open.closed.connect(preview.clear)
        self._desk = parts.desk
        preview.picture_wanted.connect(self._find_picture)
        for model in (self._models.tags, self._models.related):
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                signal.connect(self._show_story)
            model.rowsMoved.connect(self._show_story)
            model.dataChanged.connect(self._show_story)

    def _analysed(self, result: AnalysisResult) -> None:
        self._preview.show_result(result)
        if result.direction != self._direction:
            self._direction = result.direction
            self._show_story()

    def _find_picture(self, picture: str) -> None:
        self._desk.ask(
            lambda operations: operations.picture_file(picture),
            lambda found: self._preview.give_picture(picture, *found),
            lambda _error: self._preview.refuse_picture(picture),
        )

    def _show_story(self, *_: object) -> None:
        article = self._open.article
        if article is not None:
            self._preview.show_story(self._story(article.language))

    def _story(self, language: str) -> PreviewStory:
        field = self._open.field
        return PreviewStory(
            kicker=field("kicker"),
            headline=field("headline"),
            standfirst=field("standfirst"),
            byline=field("byline"),
            dateline=Dateline(
                field("dateline_place"), field("dateline_date"), field("dateline_source")
            ),
            language=language,
            direction=self._direction,
            tags=tuple(
                tag.label for tag in self._models.tags.items if tag.kind is not TagKind.INTERNAL
            ),
            related=self._models.related.items,
        )
