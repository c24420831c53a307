"""What the chunks of a page have to agree on: definitions, the partners of HTML tags, anchors, and
the notes and their numbers. Tells which chunks a change makes stale; drawing them is `engine`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from editor.text.chunk_pages import Definitions, Drawn, Looks
from editor.text.crosslinks import LinkTarget
from editor.text.engine_parts import Part, set_depths
from editor.text.inline_html import ABBREVIATIONS_LIMIT, Notes
from editor.text.raw_html import paired
from editor.text.render import abbreviations_of, references_of
from editor.text.slugs import UniqueNames
from editor.text.tree import notes_by_label

NO_LOOKS = Looks()


class Agreement:
    """Over the parts of one body, which are handed in, in order, each time."""

    def __init__(self, targets: Mapping[str, LinkTarget | None]) -> None:
        self.definitions = Definitions()
        self.targets: dict[str, LinkTarget | None] = {}
        """Every slug that was looked for, None where there is no article of that name."""
        self.notes_stale = False
        """Whether the notes at the end have to be drawn again."""
        self._notes_asked = self._references_changed = True
        self.set_targets((), targets)

    def begin(self, parts: Sequence[Part]) -> None:
        """All is new."""
        self.definitions.notes.clear()
        self.notes_stale = False
        self._notes_asked = self._references_changed = True
        self._define(parts)
        self._pair(parts)
        self._name(parts)

    def replaced(
        self, parts: Sequence[Part], first: int, old: Sequence[Part], new: Sequence[Part]
    ) -> None:
        """Parts have made way for `new`, which stand at `first` now."""
        for part in old:
            if part.drawn is not None:
                self._references_changed |= bool(part.drawn.referred)
                self._notes_asked |= bool(part.drawn.notes)
        if any(part.defines for part in (*old, *new)):
            self._define(parts)
        if any(part.tags for part in (*old, *new)):
            self._pair(parts)
        elif any(part.deep for part in old) or (first and parts[first - 1].deep):
            set_depths(parts)
        if _wanted(old) == _wanted(new):
            _hand_on_anchors(old, new)
        else:
            self._name(parts)

    def drawn(self, now: Drawn, before: Drawn | None) -> None:
        """A part has been drawn again."""
        self._references_changed |= now.referred != (before.referred if before else ())
        self._notes_asked |= now.notes != (before.notes if before else ())

    def set_targets(self, parts: Iterable[Part], targets: Mapping[str, LinkTarget | None]) -> None:
        """What cross-links point at; what is not there is as it was."""
        changed = {
            slug
            for slug, target in targets.items()
            if slug not in self.targets or self.targets[slug] != target
        }
        self.targets.update(targets)
        for slug in changed:
            target = targets[slug]
            if target is None:
                self.definitions.targets.pop(slug, None)
            else:
                self.definitions.targets[slug] = target
        if changed:
            _age(part for part in parts if looks(part).targets & changed)
            # Notes are few, and which slugs they hold is not known here.
            self.notes_stale = True

    def collect_notes(self, parts: Sequence[Part]) -> bool:
        """Know the notes there are; whether any came or went, so that what asked for it is stale
        now."""
        if not self._notes_asked:
            return False
        self._notes_asked = False
        texts = notes_by_label(
            note for part in parts if part.drawn is not None for note in part.drawn.notes
        )
        known = self.definitions.notes
        if list(known.items()) == list(texts.items()):
            return False
        changed = known.keys() ^ texts.keys()
        known.clear()
        known.update(texts)
        self.notes_stale = True
        self._references_changed = True
        _age(part for part in parts if looks(part).notes & changed)
        return bool(changed)

    def number(self, parts: Sequence[Part]) -> None:
        """Number the notes in the order they are referred to."""
        if not self._references_changed:
            return
        self._references_changed = False
        notes = Notes(self.definitions.notes)
        for part in parts:
            if part.drawn is None or not part.drawn.referred:
                continue
            numbers = tuple(notes.refer(label) for label in part.drawn.referred)
            if numbers != part.numbers:
                part.numbers = numbers
                self._unresolve(parts, part)
        self.notes_stale = True

    def _define(self, parts: Sequence[Part]) -> None:
        """Collect references and abbreviations; what has looked up a changed one is stale."""
        blocks = [block for part in parts if part.defines for block in part.cut.blocks]
        known = self.definitions
        references = references_of(blocks)
        abbreviations = dict(islice(abbreviations_of(blocks).items(), ABBREVIATIONS_LIMIT))
        changed = _unequal(known.references, references)
        words = _unequal(known.abbreviations, abbreviations)
        known.references.clear()
        known.references.update(references)
        known.abbreviations = abbreviations
        if changed or words:
            _age(
                part
                for part in parts
                if looks(part).references & changed or (words and part.may_say(words))
            )
            self.notes_stale = True

    def _pair(self, parts: Sequence[Part]) -> None:
        """Tell which HTML tags have their partners, in whatever chunk."""
        tagged = [part for part in parts if part.tags]
        verdicts = iter(paired([tag for part in tagged for tag in part.tags]))
        for part in tagged:
            now = tuple(islice(verdicts, len(part.tags)))
            if now != part.verdicts:
                part.verdicts = now
                part.stale = True
        set_depths(parts)

    def _name(self, parts: Sequence[Part]) -> None:
        """Give each heading an anchor of its own."""
        names = UniqueNames()
        for part in parts:
            if part.wanted:
                anchors = tuple(names.claim(name) for name in part.wanted)
                if anchors != part.anchors:
                    part.anchors = anchors
                    self._unresolve(parts, part)

    def _unresolve(self, parts: Sequence[Part], part: Part) -> None:
        """Have the values of a part's marks put in anew, wherever its HTML is."""
        part.unresolved = True
        if part.follows:
            for leader in parts:
                leader.unresolved |= not leader.follows and len(leader.marked) > 1
        self.notes_stale |= any(part.drawn.kept for part in [part] if part.drawn is not None)


def looks(part: Part) -> Looks:
    """What a part has looked up, as far as it is drawn."""
    return NO_LOOKS if part.drawn is None else part.drawn.looks


def _unequal(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    """The keys that are not in both with the same value."""
    return {key for key in old.keys() | new.keys() if key not in old or key not in new} | {
        key for key in old.keys() & new.keys() if old[key] != new[key]
    }


def _wanted(parts: Iterable[Part]) -> list[str]:
    return [name for part in parts for name in part.wanted]


def _hand_on_anchors(old: Iterable[Part], new: Iterable[Part]) -> None:
    """Give the headings of new parts the anchors the same ones had before."""
    anchors = iter([name for part in old for name in part.anchors])
    for part in new:
        part.anchors = tuple(islice(anchors, len(part.wanted)))


def referring(parts: Iterable[Part]) -> list[Drawn]:
    """What refers to notes, in order."""
    return [part.drawn for part in parts if part.drawn is not None and part.drawn.referred]


def _age(parts: Iterable[Part]) -> None:
    for part in parts:
        part.stale = True
