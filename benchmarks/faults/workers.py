"""What the processes do that are killed: each kind of work goes on for ever and writes down, after
the library has acknowledged something, what it was told is kept."""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.errors import Stale, Unavailable
from db.library import Library
from db.records import Article, JournalEntry
from db.restoring import restore_library
from db.shelf import BackupShelf
from editor.app.operations import Operations
from editor.app.writing_fields import texts_of
from editor.exchange.package import Package, PackageTag

JOURNAL_AFTER = 0.4
"""Seconds from the first key that isn't on disk to the writing of the journal."""

WORDS = ("ferry", "harbour", "council", "talks", "quay", "late", "crew", "strike", "nobody")


class Acknowledged:
    """A file of lines that outlives its writer, whatever becomes of it."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def __call__(self, *what: object) -> None:
        os.write(self._descriptor, json.dumps(what).encode() + b"\n")


Work = Callable[[Path, Acknowledged, random.Random], None]


def opened(path: Path) -> Operations:
    return Operations(Library.open(path))


def only_article(operations: Operations) -> Article:
    (number,) = operations.search(limit=1)
    (summary,) = operations.summaries([number])
    return operations.article(summary.id)


def type_text(path: Path, told: Acknowledged, chance: random.Random) -> None:
    """Types word by word; the journal now and then, a version at longer pauses."""
    operations = opened(path)
    article = only_article(operations)
    text, waiting_since, saved = article.body, None, time.monotonic()
    told("ready")
    while True:
        text += chance.choice(WORDS) + " "
        told("key", len(text), text[-20:], time.monotonic())
        waiting_since = waiting_since or time.monotonic()
        time.sleep(chance.random() * 0.01)
        if time.monotonic() - saved > 1:
            article = operations.save(article.id, {"body": text}).value
            operations.clear_journal(article.id)
            saved, waiting_since = time.monotonic(), None
        elif time.monotonic() - waiting_since > JOURNAL_AFTER:
            entry = JournalEntry(article.id, article.version, {"body": text}, len(text), "2026")
            operations.write_journal(entry)
            waiting_since = None


def save_versions(path: Path, told: Acknowledged, chance: random.Random) -> None:
    operations = opened(path)
    article = only_article(operations)
    told("ready")
    for number in range(10**9):
        body = f"Save {number}. " + " ".join(chance.choices(WORDS, k=chance.randrange(4000)))
        name = f"named {number}" if number % 3 == 0 else None
        article = operations.save(article.id, {"body": body}, name=name).value
        told("saved", article.version, body[:40], len(body), name)


def merge_tags(path: Path, told: Acknowledged, chance: random.Random) -> None:
    operations = opened(path)
    ids = operations.library.articles.all_ids()
    told("ready")
    for number in range(10**9):
        gone, stays = f"Tag {number}", f"Tag {number + 1}"
        for article_id in chance.sample(ids, min(3, len(ids))):
            operations.add_tag(article_id, gone)
            operations.add_tag(article_id, stays)
            told("tagged", article_id, gone)
        found = operations.library.tags.find(gone), operations.library.tags.find(stays)
        if found[0] is not None and found[1] is not None and found[0].id != found[1].id:
            operations.merge_tags(found[0].id, found[1].id)
            told("merged", gone, stays)


def import_stories(path: Path, told: Acknowledged, chance: random.Random) -> None:
    operations = opened(path)
    told("ready")
    for number in range(10**9):
        body = " ".join(chance.choices(WORDS, k=chance.randrange(3000)))
        tags = (PackageTag(f"about {chance.choice(WORDS)}"), PackageTag(f"t{number}"))
        story = Package(Article(headline=f"Story {number}", body=body), tags=tags)
        article = operations.add_package(story).value
        told("imported", article.id, len(body), [tag.label for tag in tags])


def back_up(path: Path, told: Acknowledged, chance: random.Random) -> None:
    operations = opened(path)
    shelf = BackupShelf(path.parent / "backups", path)
    now = datetime(2026, 3, 2, tzinfo=UTC)
    told("ready")
    for number in range(10**9):
        now += timedelta(hours=1)
        backup = shelf.make(operations.library, now)
        told("backed up", str(backup.path))
        target = path.parent / f"restored {number}.standfirst"
        restore_library(backup.path, target)
        told("restored", str(target))
        article = only_article(operations)
        operations.save(article.id, {"body": article.body + chance.choice(WORDS)})


def migrate(path: Path, told: Acknowledged, chance: random.Random) -> None:
    """Opens a library of an older version; only the once."""
    told("ready")
    library = Library.open(path)
    told("migrated")
    library.close()
    time.sleep(60)


def delete_for_ever(path: Path, told: Acknowledged, chance: random.Random) -> None:
    operations = opened(path)
    told("ready")
    for number in range(10**9):
        body = " ".join(chance.choices(WORDS, k=2000))
        story = Package(Article(headline=f"Gone {number}", body=body))
        article = operations.add_package(story).value
        operations.spike(article.id)
        told("deleting", article.id)
        operations.delete_for_ever([article.id])
        told("deleted", article.id)


def hold_lock(path: Path, told: Acknowledged, chance: random.Random) -> None:
    """Keeps the library locked for a while, again and again."""
    library = Library.open(path)
    while True:
        with library.operation("Hold"):
            told("holding")
            time.sleep(chance.random() * 0.08)
        time.sleep(chance.random() * 0.01)


def write_together(path: Path, told: Acknowledged, chance: random.Random) -> None:
    """Puts in, rewords and takes out paragraphs of the one article, merging with the other."""
    operations = opened(path)
    article = only_article(operations)
    told("ready")
    number = 0
    while True:
        time.sleep(chance.random() * 0.02)
        number += 1
        mark = f"p{os.getpid()}x{number}."
        base = texts_of(article)
        mine = {"body": _edited(article.body, mark, chance)}
        told("takes out", _MARK.findall(article.body), _MARK.findall(mine["body"]))
        try:
            article = operations.save(article.id, mine).value
        except Stale:
            article = _merged(operations, article, base, mine)
        except Unavailable:
            article = operations.article(article.id)
            continue
        told("wrote", mark)


def _edited(body: str, mark: str, chance: random.Random) -> str:
    paragraphs = body.split("\n\n")
    at = chance.randrange(len(paragraphs) + 1)
    if len(paragraphs) > 40:
        del paragraphs[chance.randrange(len(paragraphs))]
    elif paragraphs and chance.random() < 0.4:
        at = min(at, len(paragraphs) - 1)
        paragraphs[at] += f" {chance.choice(WORDS)}"
    return "\n\n".join([*paragraphs[:at], f"{mark} {chance.choice(WORDS)}", *paragraphs[at:]])


def _merged(
    operations: Operations, article: Article, base: dict[str, str], mine: dict[str, str]
) -> Article:
    while True:
        merging = operations.merging(article.id, base, mine)
        texts = {name: merged.text() for name, merged in merging.fields.items()}
        try:
            return operations.save_merged(merging, mine, texts).value
        except Stale:
            continue


_MARK = re.compile(r"p\d+x\d+\.")

WORK: dict[str, Work] = {
    "typing": type_text,
    "saving": save_versions,
    "merging tags": merge_tags,
    "importing": import_stories,
    "backing up": back_up,
    "migrating": migrate,
    "deleting for ever": delete_for_ever,
    "holding the lock": hold_lock,
    "writing together": write_together,
}
