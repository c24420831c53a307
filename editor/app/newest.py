"""Questions of which only the newest counts, such as one for each key of a search: those before it
are passed over or broken off; what thread they run on is left to the desk."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from db.errors import Interrupted

if TYPE_CHECKING:
    from editor.app.operations import Operations

T = TypeVar("T")


class Newest:
    """Knows the newest question of each channel, and the one that is under way."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._newest: dict[str, int] = {}
        self._under_way: tuple[str, Operations] | None = None

    def begin(self, channel: str) -> int:
        """A number for a new question; one of its channel that is under way is broken off."""
        with self._lock:
            number = self._newest.get(channel, 0) + 1
            self._newest[channel] = number
            # Under the lock, so that no other channel's question is under way by then.
            if self._under_way is not None and self._under_way[0] == channel:
                self._under_way[1].interrupt()
            return number

    def is_newest(self, channel: str, number: int) -> bool:
        """Whether nothing has been asked on the channel since."""
        return self._newest.get(channel) == number

    def answer(
        self,
        channel: str,
        number: int,
        question: Callable[[Operations], T],
        operations: Operations,
    ) -> T:
        """The answer to a question, on the thread that answers. Raises Interrupted where a newer
        one has been asked before it was ready."""
        with self._lock:
            if not self.is_newest(channel, number):
                raise Interrupted("Something newer was asked for.")
            self._under_way = (channel, operations)
        try:
            return question(operations)
        finally:
            with self._lock:
                self._under_way = None
                operations.go_on()
