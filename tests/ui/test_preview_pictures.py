"""The preview shows the library's pictures through its own scheme, and fetches nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtNetwork import QHostAddress, QTcpServer

from db.records import picture_hash
from editor.text.pictures import markdown
from tests.exchange.picture_files import drawn
from tests.ui.test_preview_pane import ask, pane, patch, running  # noqa: F401

pytestmark = pytest.mark.qt_log_ignore(
    "Refused to", "This plugin does not support", "QRhiGles2", "Failed to create", "GBM is not",
    "[Vv]ulkan", "GPUInfo",
)  # fmt: skip

FERRY = drawn("png")
NAME = picture_hash(FERRY)
WIDTHS = "Array.from(document.images).map(i => i.complete ? i.naturalWidth : -1)"


def image(source: str) -> str:
    return f'<p><img src="{source}" alt=""></p>'


def test_a_picture_is_asked_for_once_and_shown(running, qtbot):  # noqa: F811
    wanted = []
    running.picture_wanted.connect(wanted.append)
    patch(running, 0, 0, image(f"library-picture:{NAME}"), image(f"library-picture:{NAME}"))
    qtbot.waitUntil(lambda: bool(wanted), timeout=10_000)
    running.give_picture(NAME, "image/png", FERRY)
    qtbot.waitUntil(lambda: ask(qtbot, running, WIDTHS) == [40, 40], timeout=10_000)
    patch(running, 0, 2, image(f"library-picture:{NAME}"))
    qtbot.waitUntil(lambda: ask(qtbot, running, WIDTHS) == [40], timeout=10_000)
    assert wanted == [NAME]


def test_a_picture_that_is_not_there_leaves_the_page_standing(running, qtbot):  # noqa: F811
    running.picture_wanted.connect(running.refuse_picture)
    with qtbot.waitSignal(running.picture_wanted):
        patch(running, 0, 0, image(f"library-picture:{NAME}"), image("library-picture:../x"))
    qtbot.waitUntil(lambda: ask(qtbot, running, WIDTHS) == [0, 0], timeout=10_000)


def test_nothing_but_pictures_of_the_library_is_fetched(running, qtbot, tmp_path):  # noqa: F811
    server = QTcpServer()
    assert server.listen(QHostAddress.SpecialAddress.LocalHost)
    (tmp_path / "a.png").write_bytes(FERRY)
    addresses = (
        f"http://127.0.0.1:{server.serverPort()}/a.png",
        f"file://{tmp_path}/a.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "library:a.png",
    )
    asked = []
    running.picture_wanted.connect(asked.append)
    frame = f'<iframe src="library-picture:{NAME}"></iframe>'
    sheet = f'<link rel="stylesheet" href="library-picture:{NAME}">'
    patch(running, 0, 0, *map(image, addresses), frame, sheet)
    qtbot.waitUntil(lambda: ask(qtbot, running, WIDTHS) == [0] * len(addresses), timeout=10_000)
    assert not server.hasPendingConnections()
    assert asked == []


@pytest.mark.slow
def test_a_story_shows_its_picture_and_follows_its_details(assembly, qtbot):
    assembly.preview.start()
    held = []
    assembly.desk.do(lambda operations: operations.add_picture(FERRY), held.append)
    qtbot.waitUntil(lambda: bool(held))
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assembly.writing.source.setPlainText(markdown(held[0].hash))
    page = assembly.preview
    qtbot.waitUntil(lambda: "<figure>" in "".join(page.blocks), timeout=20_000)
    qtbot.waitUntil(lambda: page._standing, timeout=20_000)
    qtbot.waitUntil(lambda: ask(qtbot, page, WIDTHS) == [40], timeout=20_000)
    details = {"caption": "The ferry at dawn", "credit": "Ines Varga"}
    assembly.desk.do(lambda operations: operations.set_picture_details(held[0].hash, details))
    qtbot.waitUntil(lambda: "The ferry at dawn" in "".join(page.blocks), timeout=20_000)
    assert "Photo: Ines Varga" in "".join(page.blocks)
    assembly.desk.undo()
    qtbot.waitUntil(lambda: "The ferry at dawn" not in "".join(page.blocks), timeout=20_000)
