"""What the links of a memory do on the page Talk: keep, edit, forget, and lead to where it was said. Main thread.

Forgetting takes two clicks, as on the page Memory: the links are small, stand side by side, and nothing brings it back.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot

from app.memory.protocol import Remembered
from app.ui.answers import Answers
from app.ui.bridge import Bridge
from app.ui.doors import MemoryShelf
from app.ui.edit_memory import EditMemory
from app.ui.memory_detail import SURE_MS
from app.ui.page import Page
from app.ui.rests_on import RestsOn
from app.ui.transcript import Transcript

SURE = ("forget for good", "no")


class MemoryLinks:
    """`page`: the parent of the dialog; it leads to where something was said."""

    def __init__(self, bridge: Bridge, transcript: Transcript, rests_on: RestsOn, page: Page) -> None:
        self._bridge = bridge
        self._transcript = transcript
        self._rests_on = rests_on
        self._page = page
        self._answers = Answers(page)
        self._asked = ""
        """The memory whose links ask whether it is meant."""
        self._before: tuple[str, ...] = ()
        self._unsure = QTimer(page, singleShot=True, interval=SURE_MS)
        self._unsure.timeout.connect(self._calm)

    def follow(self, name: str, memory: str, text: str, links: tuple[str, ...]) -> None:
        """The link `name` of the memory with this id was chosen; it says `text`, and offers `links`."""
        self._calm()
        shelf = None if self._bridge.conversation is None else self._bridge.conversation.memories
        if shelf is None or name == "no":
            return
        settle = self._transcript.settle_memory
        match name:
            case "keep":
                shelf.pin(memory, is_pinned=True, answer=self._answers.to(lambda _: settle(memory, "")))
            case "where":
                shelf.place(memory, self._answers.to(self._lead))
            case "edit":
                self._edit(shelf, memory, text)
            case "forget":
                self._asked, self._before = memory, links
                self._transcript.offer(memory, SURE)
                self._unsure.start()
            case "forget for good":
                shelf.forget(memory, self._answers.to(lambda _: settle(memory, "", is_gone=True)))

    def unfold(self, name: str, row: int) -> None:
        """ "show" or "hide" of the line at `row`."""
        self._rests_on.fold(row, is_open=name == "show")

    def _lead(self, place: tuple[str, str] | None) -> None:
        if place is not None:
            self._page.line_wanted.emit(*place)

    def _edit(self, shelf: MemoryShelf, memory: str, text: str) -> None:
        changed = EditMemory.ask(text, self._page)

        def edited(new: Remembered | None) -> None:
            if new is not None:
                self._transcript.settle_memory(memory, new.text, becomes=new.id)

        if changed and changed != text:
            shelf.edit(memory, changed, self._answers.to(edited))

    @Slot()
    def _calm(self) -> None:
        """Nobody meant it; or another link was chosen."""
        self._unsure.stop()
        if self._asked:
            self._transcript.offer(self._asked, self._before)
        self._asked = ""
