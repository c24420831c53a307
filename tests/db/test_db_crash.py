"""A program killed while it writes: the library stays sound and keeps what it acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.library import Library
from db.records import Article, Facts

WRITER = """
import sys
from pathlib import Path
from db.library import Library
from db.records import Article, Facts, JournalEntry

library = Library.open(Path(sys.argv[1]))
article = library.articles.get(sys.argv[2])
while True:
    body = f"line {article.version} " * 400
    with library.operation("Save"):
        article = library.articles.save(article.id, article.version, {"body": body}, Facts(body))
    with library.operation("Tag"):
        tag = library.tags.ensure(f"Tag {article.version}")
        library.tags.set_for(article.id, [tag.id])
    time = f"{article.version:09}"
    library.journal.write(JournalEntry(article.id, article.version, {"body": body}, 0, time))
    print(article.version, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("acknowledged", [1, 7, 30])
def test_a_killed_writer_leaves_every_acknowledged_write(
    library: Library, acknowledged: int
) -> None:
    with library.operation("Add"):
        article = library.articles.add(Article(headline="Ferry"), Facts())
    library.close()
    path = library.path
    last = killed_after(acknowledged, path, article.id)
    again = Library.open(path)
    found = again.articles.get(article.id)
    assert found.version >= last
    assert found.body == f"line {found.version - 1} " * 400
    assert again.journal.pending()[0].base_version >= last
    assert again.tags.find(f"Tag {last}") is not None
    assert again.check() == ()
    again.close()


def killed_after(acknowledged: int, path: Path, article_id: str) -> int:
    """Kill a writer after so many acknowledged rounds; the last version it said it stored."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), article_id],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    return int([line for line in said if line.endswith("\n")][-1])
