"""The window's doors to a running house: what it is given, fitted to session, keeper and store (app/ui/doors.py).

Made by tray.py on the thread that starts everything; used on the main thread, and nothing here but `close` blocks it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from app.commands.window_selves import HouseSelves

if TYPE_CHECKING:
    from app.commands.again import Again
    from app.events import Published
    from app.house import House
    from app.memory.protocol import Episode
    from app.runtime.push_to_talk import PushToTalk
    from app.settings import Value
    from app.ui import doors
    from app.ui.selves_doors import SelvesShelf
    from app.wishes import Command


def _shelf(house: House) -> doors.Shelf:
    """The window's reads of the transcript."""
    from app.commands.transcript import write_export
    from app.memory.reading import SqliteTranscriptReader
    from app.memory.store import SqliteTranscriptStore
    from app.memory.withdrawal import SqliteWithdrawal
    from app.runtime.shelf import Shelf

    assert isinstance(house.store, SqliteTranscriptStore)
    reader, withdrawal = SqliteTranscriptReader(house.store), SqliteWithdrawal(house.store)
    return Shelf(house.keeper, reader, withdrawal, lambda: house.selves[""], _forgotten(house), write_export)


def _memories(house: House) -> doors.MemoryShelf:
    """The window's page Memory."""
    from app.memory.memories import SqliteMemories
    from app.memory.store import SqliteTranscriptStore
    from app.runtime.memory_shelf import MemoryShelf

    assert isinstance(house.store, SqliteTranscriptStore)
    memories = SqliteMemories(house.store)
    return MemoryShelf(house.keeper, memories, lambda: house.selves[""], house.plan.wall.now, _forgotten(house))


def _forgotten(house: House) -> Callable[[tuple[str, ...]], None]:
    """What is gone from the disk goes from the running conversation too."""
    from app.facts import MemoriesForgotten

    return lambda ids: house.session.post(MemoriesForgotten(ids))


class HouseConversation:
    """The running house, as the user interface sees it."""

    def __init__(self, house: House, key: PushToTalk, again: Again, stack: ExitStack) -> None:
        self._house = house
        self._again = again
        self._key = key
        self._stack = stack
        self.shelf = _shelf(house)
        self.memories = _memories(house)
        self.selves: SelvesShelf = HouseSelves(house, _forgotten(house))
        self.settings = house.plan.settings
        self.companion = house.plan.companion
        self.notice = house.store.notice
        self.recovery_key = house.store.drawn_key

    def post(self, command: Command) -> None:
        self._house.session.post(command)

    def subscribe(self, listen: Callable[[Published], None]) -> Callable[[], None]:
        return self._house.session.subscribe(listen)

    def fetch_today(self, answer: Callable[[Sequence[Episode]], None]) -> None:
        day = f"{self.now():%Y-%m-%d}"
        asked = self._house.keeper.ask(lambda: self._house.store.of_day(day, self._house.selves[""]))
        asked.add_done_callback(lambda done: None if done.exception() else answer(done.result()))

    def now(self) -> datetime:
        return self._house.plan.wall.now()

    def keep(self, key: str, value: Value) -> None:
        from app.settings_file import SettingsFile

        self._house.keeper.ask(partial(SettingsFile(self._house.plan.home.settings_path).set, key, value))

    def choose_companion(self, companion: str) -> None:
        self.keep("conversation.companion", companion)
        self._again.start_with(companion)

    def companions(self) -> Sequence[tuple[str, str]]:
        from app.engines.persona_files import other_personas

        known = other_personas("", self._house.plan.home.companions_folder)
        return [(name, persona.name) for name, persona in known.items()]

    def forget_last(self, minutes: float) -> None:
        from app.memory.forget import Forgetting
        from app.memory.store import SqliteTranscriptStore

        store, since = self._house.store, self.now() - timedelta(minutes=minutes)
        assert isinstance(store, SqliteTranscriptStore)

        def forget() -> None:
            forgetting = Forgetting(store)
            receipt = forgetting.forget(forgetting.since(since))  # whoever was called by name meanwhile
            _forgotten(self._house)(receipt.ids)

        self._house.keeper.ask(forget)

    def level_db(self) -> float:
        return self._house.level_db()

    def played_db(self) -> float:
        return self._house.played_db()

    def key_words(self) -> str:
        return self._key.words

    def close(self) -> None:
        self._stack.close()
