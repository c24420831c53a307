"""Render processes that misbehave, as the tests want them: each takes a request (a text) and does
what the text says."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection

from editor.app.render_worker import ending_with_parent


def obedient(connection: Connection) -> None:
    """`hang` hangs, `die` dies, `pid` gives the process's number; all else comes back."""
    connection.send("ready")
    try:
        while True:
            request = connection.recv()
            if request == "hang":
                time.sleep(600)
            if request == "die":
                os._exit(3)
            connection.send(os.getpid() if request == "pid" else request)
    except (EOFError, OSError):
        return


def never_ready(connection: Connection) -> None:
    """Dies before it could say anything."""
    os._exit(4)


def busy_for_ever(connection: Connection) -> None:
    """Says its number, then works without an end, as a render would that goes wrong."""
    connection.send("ready")
    connection.recv()
    print(os.getpid(), flush=True)
    with ending_with_parent():
        while True:
            pass
