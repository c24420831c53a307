"""Render processes that misbehave, as the tests want them: each takes a request (a text) and does
what the text says."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection


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
