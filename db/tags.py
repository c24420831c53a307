"""Changing tags: making, renaming, merging and describing them, their order on articles; what a
kind means in an export is left to the exporters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence

from db.connection import Connection
from db.errors import Invalid, NotFound, TagExists
from db.names import folded, storable, tag_slug, tidy
from db.progress import Progress, untold
from db.records import Tag, TagKind
from db.tag_links import TagLinks
from db.tag_questions import TagQuestions

_COLOUR = re.compile(r"#[0-9a-f]{6}")


class TagStore(TagQuestions):
    """Every tag of one library."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._links = TagLinks(connection)

    def ensure(
        self,
        label: str,
        kind: TagKind | None = None,
        aliases: Iterable[str] = (),
        external_id: str = "",
    ) -> Tag:
        """The tag of that label, alias or external id, or else a new one (a topic, if `kind` is
        None). A tag that is found is left as it is. Raises Invalid for an empty label."""
        return self.get(self.ensure_id(label, kind, aliases, external_id))

    def ensure_id(
        self,
        label: str,
        kind: TagKind | None = None,
        aliases: Iterable[str] = (),
        external_id: str = "",
    ) -> str:
        """The id of the tag that `ensure` gives, without counting what it is used for."""
        label = _label(label)
        external_id = storable(external_id).strip()
        owner = self._owner(folded(label)) or self._owner_of_external_id(external_id)
        if owner is not None:
            return owner
        tag_id = uuid.uuid4().hex
        self._connection.insert(
            "tags",
            {
                "id": tag_id,
                "label": label,
                "folded": folded(label),
                "slug": self._free_slug(label, tag_id),
                "kind": TagKind(kind or TagKind.TOPIC),
                "parent": None,
                "colour": "",
                "note": "",
                "external_id": external_id,
            },
        )
        for alias in aliases:
            if tidy(alias) and self._owner(folded(alias)) is None:
                self._insert_alias(tag_id, alias)
        return tag_id

    def set_for(self, article_id: str, tag_ids: Sequence[str]) -> None:
        """Make these the tags of an article, in this order; one given twice stands where it was
        first. Raises NotFound for an unknown article or tag."""
        if not self._connection.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
            raise NotFound("There is no such article in this library. Choose one from the list.")
        after = {tag: position for position, tag in enumerate(dict.fromkeys(tag_ids))}
        before = {
            row["tag"]: row["position"]
            for row in self._connection.rows(
                "SELECT tag, position FROM article_tags WHERE article = ?", (article_id,)
            )
        }
        for tag in before.keys() - after.keys():
            self._links.remove((article_id,), tag)
        for tag, position in after.items():
            if tag not in before:
                self._must_exist(tag)
                self._connection.insert(
                    "article_tags", {"article": article_id, "tag": tag, "position": position}
                )
            elif before[tag] != position:
                self._connection.change(
                    "UPDATE article_tags SET position = ? WHERE article = ? AND tag = ?",
                    (position, article_id, tag),
                )

    def put_on(
        self, article_ids: Sequence[str], tag_id: str, progress: Progress = untold
    ) -> frozenset[str]:
        """Put a tag last on each of these articles that hasn't got it; those it was put on.

        Articles that are gone are passed over. `progress` counts articles. Raises NotFound for an
        unknown tag.
        """
        self._must_exist(tag_id)
        return self._links.put_on(article_ids, tag_id, progress)

    def take_off(
        self, article_ids: Sequence[str], tag_id: str, progress: Progress = untold
    ) -> frozenset[str]:
        """Take a tag off these articles; those that had it. `progress` counts articles."""
        return self._links.remove(article_ids, tag_id, progress)

    def rename(self, tag_id: str, label: str) -> Tag:
        """Give a tag another label, and the slug that goes with it; the old label stays as an
        alias.

        Raises NotFound, Invalid for an empty label, TagExists if another tag has that label or
        alias: merging is on offer then.
        """
        label = _label(label)
        self._must_be_free(tag_id, label)
        before = self.get(tag_id).label
        if label == before:
            return self.get(tag_id)
        self.remove_alias(tag_id, label)
        self._update(tag_id, label=label, folded=folded(label), slug=self._free_slug(label, tag_id))
        self._keep_as_alias(tag_id, before)
        return self.get(tag_id)

    def merge(self, tag_ids: str | Sequence[str], into_id: str, progress: Progress = untold) -> Tag:
        """Make one tag of two or more; the tag that stays.

        Each article that had any has `into_id` where the first of them stood. The labels and
        aliases of the tags that go become aliases, their children go over, and what the tag that
        stays lacks of colour, note and external id it takes from them. `progress` counts links.
        Raises NotFound, or Invalid for a tag and itself.
        """
        asked = (tag_ids,) if isinstance(tag_ids, str) else tuple(dict.fromkeys(tag_ids))
        self._must_exist(into_id)
        if into_id in asked:
            raise Invalid("A tag can't be merged into itself. Choose another tag.")
        for tag_id in asked:
            self._must_exist(tag_id)
        self._links.hand_over(asked, into_id, progress)
        for tag_id in asked:
            self._take_in(self.get(tag_id), into_id)
        return self.get(into_id)

    def set_kind(self, tag_id: str, kind: TagKind) -> Tag:
        """Say what a tag names. Raises NotFound."""
        if self.get(tag_id).kind != kind:
            self._update(tag_id, kind=TagKind(kind))
        return self.get(tag_id)

    def set_details(
        self,
        tag_id: str,
        *,
        colour: str | None = None,
        note: str | None = None,
        external_id: str | None = None,
    ) -> Tag:
        """Set what is given: a colour (#RRGGBB or none), a note, an external id.

        Raises NotFound, Invalid for what is no colour, TagExists if another tag has that id.
        """
        tag = self.get(tag_id)
        given = {
            "colour": None if colour is None else _colour(colour),
            "note": None if note is None else storable(note).strip(),
            "external_id": None if external_id is None else tidy(external_id),
        }
        owner = self._owner_of_external_id(given["external_id"] or "")
        if owner is not None and owner != tag_id:
            raise TagExists(
                f"“{self.get(owner).label}” has the external id {given['external_id']} already. "
                "Merge the two, or choose another id.",
                owner,
            )
        changed = {
            name: value
            for name, value in given.items()
            if value is not None and value != getattr(tag, name)
        }
        if changed:
            self._update(tag_id, **changed)
        return self.get(tag_id)

    def add_alias(self, tag_id: str, alias: str) -> Tag:
        """Let another name lead to a tag. Raises NotFound, Invalid for an empty name, TagExists
        if another tag has it."""
        alias = _label(alias)
        self._must_be_free(tag_id, alias)
        if self._owner(folded(alias)) is None:
            self._insert_alias(tag_id, alias)
        return self.get(tag_id)

    def remove_alias(self, tag_id: str, alias: str) -> Tag:
        """Let a name lead to a tag no more, if it does. Raises NotFound."""
        self._must_exist(tag_id)
        self._connection.change(
            "DELETE FROM tag_aliases WHERE tag = ? AND folded = ?", (tag_id, folded(alias))
        )
        return self.get(tag_id)

    def set_parent(self, tag_id: str, parent: str | None) -> Tag:
        """Put a tag under another, or under none. Raises NotFound, or Invalid on a ring."""
        tag = self.get(tag_id)
        if parent is not None:
            self._must_exist(parent)
        if parent is not None and tag_id in (parent, *self._ancestors(parent)):
            raise Invalid(
                f"“{tag.label}” can't stand under itself. Choose a tag that is not below it."
            )
        if tag.parent != parent:
            self._update(tag_id, parent=parent)
        return self.get(tag_id)

    def delete(self, tag_ids: str | Sequence[str], progress: Progress = untold) -> None:
        """Remove tags from the library and from every article; the tags under one stand where it
        stood. `progress` counts links. Raises NotFound."""
        asked = (tag_ids,) if isinstance(tag_ids, str) else tuple(dict.fromkeys(tag_ids))
        for tag_id in asked:
            self._must_exist(tag_id)
        self._links.take_off(asked, progress)
        for tag_id in asked:
            self._connection.change(
                """UPDATE tags SET parent = (SELECT parent FROM tags WHERE id = :gone)
                WHERE parent = :gone""",
                {"gone": tag_id},
            )
            self._connection.change("DELETE FROM tags WHERE id = ?", (tag_id,))

    def _take_in(self, gone: Tag, into_id: str) -> None:
        """All of a tag that is merged, save its articles."""
        stays = self.get(into_id)
        if gone.id in self._ancestors(stays.id):
            self._update(stays.id, parent=gone.parent)
        self._connection.change(
            "UPDATE tags SET parent = ? WHERE parent = ? AND id <> ?",
            (stays.id, gone.id, stays.id),
        )
        self._connection.change("UPDATE tag_aliases SET tag = ? WHERE tag = ?", (stays.id, gone.id))
        self._connection.change("DELETE FROM tags WHERE id = ?", (gone.id,))
        self._keep_as_alias(stays.id, gone.label)
        lacking = {
            name: getattr(gone, name)
            for name in ("colour", "note", "external_id")
            if getattr(gone, name) and not getattr(stays, name)
        }
        if lacking:
            self._update(stays.id, **lacking)

    def _must_be_free(self, tag_id: str, label: str) -> None:
        self._must_exist(tag_id)
        owner = self._owner(folded(label))
        if owner is not None and owner != tag_id:
            raise TagExists(
                f"There is a tag called “{label}” already. Merge the two, or choose another name.",
                owner,
            )

    def _free_slug(self, label: str, tag_id: str) -> str:
        base = tag_slug(label)
        slug, number = base, 2
        while self._connection.rows(
            "SELECT 1 FROM tags WHERE slug = ? AND id <> ?", (slug, tag_id)
        ):
            slug, number = f"{base}-{number}", number + 1
        return slug

    def _keep_as_alias(self, tag_id: str, label: str) -> None:
        """Let a label of before lead to a tag, unless something is called so by now."""
        if self._owner(folded(label)) is None:
            self._insert_alias(tag_id, label)

    def _insert_alias(self, tag_id: str, alias: str) -> None:
        self._connection.insert(
            "tag_aliases", {"folded": folded(alias), "alias": tidy(alias), "tag": tag_id}
        )

    def _update(self, tag_id: str, **values: object) -> None:
        setting = ", ".join(f"{column} = ?" for column in values)
        self._connection.change(
            f"UPDATE tags SET {setting} WHERE id = ?", (*values.values(), tag_id)
        )

    def _ancestors(self, tag_id: str) -> tuple[str, ...]:
        rows = self._connection.rows(
            """WITH RECURSIVE above (id) AS (SELECT parent FROM tags WHERE id = ?
                UNION SELECT parent FROM tags JOIN above USING (id))
            SELECT id FROM above WHERE id IS NOT NULL""",
            (tag_id,),
        )
        return tuple(row["id"] for row in rows)


def _label(text: str) -> str:
    label = tidy(text)
    if not label:
        raise Invalid("A tag needs a label. Type a word or two.")
    return label


def _colour(text: str) -> str:
    colour = text.strip().casefold()
    if colour and not _COLOUR.fullmatch(colour):
        raise Invalid(f"“{text}” is no colour. Give six figures after a #, such as #2b6cb0.")
    return colour
