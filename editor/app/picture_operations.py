"""Operations on the pictures of a library; which files are taken is told by the exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from db.errors import Invalid
from db.records import Picture
from editor.app.outcome import Outcome, Performer
from editor.exchange import pictures
from editor.exchange.files import FileError


class PictureOperations(Performer):
    """What a writer does to pictures."""

    def add_picture(
        self, data: bytes, name: str = "", *, keep_metadata: bool = False
    ) -> Outcome[Picture]:
        """Take a picture file into the library; the picture that is there already, if it is.

        Without `keep_metadata` only its pixels are kept, and which way up they are. The text that
        shows it is undone in its editor, so the outcome has no undo step. Raises Invalid for what
        is no picture that can be kept.
        """
        try:
            taken = pictures.read(data, name, keep_metadata=keep_metadata)
        except FileError as error:
            raise Invalid(str(error)) from error
        outcome = self._do(
            "Add picture",
            lambda: self.library.pictures.add(
                taken.content, taken.media_type, taken.width, taken.height
            ),
        )
        return replace(outcome, undo=None)

    def set_picture_details(self, picture: str, details: Mapping[str, str]) -> Outcome[Picture]:
        """Say something else of a picture, by PICTURE_DETAILS: in every story that shows it.
        Raises Invalid, NotFound."""
        return self._do(
            "Change picture details",
            lambda: self.library.pictures.set_details(picture, details),
        )

    def remove_unused_pictures(self) -> Outcome[int]:
        """Take the pictures out that no story and no version of one shows; gives how many went.
        There is no undo."""

        def work() -> int:
            unused = self.library.pictures.unused()
            for picture in unused:
                self.library.pictures.remove(picture.hash)
            return len(unused)

        return self._do("Remove unused pictures", work)
