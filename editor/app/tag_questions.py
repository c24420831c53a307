"""What is asked about tags: their uses, what an act would touch, which want looking at and which a
text suggests; the acts are left to `tag_operations`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.records import Tag
from db.tag_records import Hygiene, Impact, NearTags, TagSuggestion, TagUse
from editor.app.outcome import Performer
from editor.later import later
from editor.text.plain import plain_text

if TYPE_CHECKING:
    from editor.text import label_finding, near_labels
    from editor.text.label_finding import LabelFinder
else:
    # These load when tags are looked for in a text or looked over, not with the library.
    label_finding = later("editor.text.label_finding")
    near_labels = later("editor.text.near_labels")


class TagQuestions(Performer):
    """Reads of one library's tags; nothing here writes."""

    _finder: tuple[tuple[tuple[str, str], ...], LabelFinder] | None = None

    def complete_tags(
        self, text: str, beside: Sequence[str] = (), limit: int = 12
    ) -> tuple[Tag, ...]:
        """Tags that have `text` in their label or an alias, the likeliest first: those that begin
        with it, those most used with the tags `beside` (ids, left out), the most used."""
        return self.library.tags.complete(text, limit, beside)

    def tag_called(self, name: str) -> Tag | None:
        """The tag of that label, or else alias, whatever the case."""
        return self.library.tags.named(name)

    def tag_path(self, tag_id: str) -> tuple[Tag, ...]:
        """A tag with those above it, the topmost first. Raises NotFound."""
        path = [self.library.tags.get(tag_id)]
        known = {tag_id}
        # Another program may have put tags in a ring.
        while (parent := path[0].parent) is not None and parent not in known:
            known.add(parent)
            path.insert(0, self.library.tags.get(parent))
        return tuple(path)

    def suggest_tags(self, article_id: str) -> tuple[TagSuggestion, ...]:
        """Tags the article hasn't got whose label or alias is in its stored text as whole words,
        the most frequent first. Raises NotFound."""
        article = self.library.articles.get(article_id)
        text = "\n\n".join((article.headline, article.standfirst, article.body))
        present = {tag.id for tag in self.library.tags.of(article_id)}
        return tuple(one for one in self.tags_in(text) if one.tag.id not in present)

    def tags_in(self, body: str) -> tuple[TagSuggestion, ...]:
        """Tags whose label or alias is in a body (Markdown), the most frequent first."""
        found = self._label_finder().find(plain_text(body))
        tags = {tag.id: tag for tag in self.library.tags.these(one.key for one in found)}
        return tuple(TagSuggestion(tags[one.key], one.words, one.count) for one in found)

    def _label_finder(self) -> LabelFinder:
        names = self.library.tags.names()
        if self._finder is None or self._finder[0] != names:
            self._finder = names, label_finding.LabelFinder(names)
        return self._finder[1]

    def tag_uses(self) -> dict[str, TagUse]:
        """How much each tag is used, first and last, by its id."""
        return self.library.tag_uses.all()

    def merge_impact(self, tag_ids: str | Sequence[str], into_id: str) -> Impact:
        """What merging these tags into that one would touch."""
        asked = (tag_ids,) if isinstance(tag_ids, str) else tag_ids
        return self.library.tag_uses.of_merging(asked, into_id)

    def delete_impact(self, tag_ids: Sequence[str]) -> Impact:
        """What deleting these tags would touch."""
        return self.library.tag_uses.of_deleting(tag_ids)

    def rename_impact(self, tag_id: str, label: str) -> Impact:
        """What renaming a tag would touch; `clash` is the tag that is called so already."""
        return self.library.tag_uses.of_renaming(tag_id, label)

    def tag_hygiene(self) -> Hygiene:
        """Tags never used, used once, and pairs that may be one. Takes a second for thousands."""
        hygiene, tags = self.library.tag_hygiene, {tag.id: tag for tag in self.all_tags()}
        pairs = [
            NearTags(tags[near.one], tags[near.other], near.reason)
            for near in near_labels.near_labels(self.library.tags.names())
        ]
        kept = hygiene.apart()
        return Hygiene(
            never_used=tuple(tags[one] for one in hygiene.never_used()),
            used_once=tuple(tags[one] for one in hygiene.used_once()),
            near=tuple(pair for pair in pairs if _ids(pair) not in kept),
            apart=tuple(pair for pair in pairs if _ids(pair) in kept),
        )


def _ids(pair: NearTags) -> frozenset[str]:
    return frozenset((pair.one.id, pair.other.id))
