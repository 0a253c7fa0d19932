"""`tray`, and `earpiece` without a command: the desktop app.

The icon comes first; everything that is not Qt is imported, built and started on a thread of its own. A second start on
the same home shows the first one's window.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TextIO

from app.errors import HomeBusy
from app.home import Home

if TYPE_CHECKING:
    from app.events import Published
    from app.facts import Command
    from app.house import House
    from app.memory.protocol import Episode
    from app.plan import Plan
    from app.runtime.push_to_talk import PushToTalk
    from app.runtime.memory_shelf import MemoryShelf
    from app.runtime.shelf import Shelf
    from app.settings import Settings, Value
    from app.ui.doors import Front


def add_arguments(to: argparse.ArgumentParser) -> None:
    del to  # the options that stand everywhere are all it has


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - as every command
    """Until the user quits. Raises CannotStart: no display, no weights, settings broken."""
    from app.plan import make_plan

    plan = make_plan(args, home, seed=None)
    with ExitStack() as stack:
        try:
            stack.enter_context(home.own())
        except HomeBusy:
            return _show_the_first(home, err)
        from app.ui.app import run as run_ui

        return run_ui(lambda front: _start(plan, front), companion=plan.persona.name)


def _show_the_first(home: Home, err: TextIO) -> int:
    from app.runtime.socket import request

    code = request(home, ["ctl", "show"], io.StringIO(), err)
    if code is None:
        raise HomeBusy("Earpiece is already starting on this home.", "Wait a moment, then try again.")
    return code


def _start(plan: Plan, front: Front) -> _Conversation:
    """On its own thread, when the icon can be seen: build and start everything that is not Qt."""
    from app.log import log_to

    with ExitStack() as stack:  # whatever fails on the way closes what was started
        stack.enter_context(log_to(plan.home.log_path))
        house = _build(plan)
        stack.callback(house.close)
        house.session.subscribe(_Mutes(house).keep)
        house.open_microphone()
        house.start()
        _go_public(house, front, stack)
        return _Conversation(house, stack.pop_all())


def _build(plan: Plan) -> House:
    from app import wiring
    from app.audio.microphone import Microphone
    from app.audio.speaker import Speaker
    from app.runtime.clock import RealClock

    clock = RealClock()
    house = wiring.build(plan, clock, hears_itself=True)
    microphone = Microphone(plan.settings.microphone or None, clock.now_s)
    speaker = Speaker(plan.settings.speaker or None, clock.now_s)
    wiring.add_devices(house, microphone, speaker)
    return house


def _go_public(house: House, front: Front, stack: ExitStack) -> None:
    """Answer other processes; note when the icon came, for `bench idle`."""
    from app.owner import Owner

    stack.enter_context(Owner(house, leave=front.quit, show=front.show).at_home())
    if front.visible_at_s is not None:
        house.marks["tray"] = front.visible_at_s


class _Mutes:
    """Writes the two mutes into the settings, so that they are true after a restart too."""

    def __init__(self, house: House) -> None:
        self._house = house
        settings = house.plan.settings
        self._kept = {"microphone.muted": settings.microphone_muted, "voice.muted": settings.voice_muted}

    def keep(self, event: Published) -> None:
        """On the session thread: the file is written on the keeper's."""
        from app.events import StateChanged
        from app.settings_file import SettingsFile

        if not isinstance(event, StateChanged):
            return
        now = {"microphone.muted": event.mic_muted, "voice.muted": event.voice_muted}
        file = SettingsFile(self._house.plan.home.settings_path)
        for key, value in now.items():
            if self._kept[key] != value:
                self._house.keeper.ask(partial(file.set, key, value))
        self._kept = now


def _shelf(house: House) -> Shelf:
    """The window's reads of the transcript."""
    from app.commands.transcript import write_export
    from app.memory.reading import SqliteTranscriptReader
    from app.memory.store import SqliteTranscriptStore
    from app.memory.withdrawal import SqliteWithdrawal
    from app.runtime.shelf import Shelf

    assert isinstance(house.store, SqliteTranscriptStore)
    reader, withdrawal = SqliteTranscriptReader(house.store), SqliteWithdrawal(house.store)
    return Shelf(house.keeper, reader, withdrawal, house.plan.self_id, _forgotten(house), write_export)


def _memories(house: House) -> MemoryShelf:
    """The window's page Memory."""
    from app.memory.memories import SqliteMemories
    from app.memory.store import SqliteTranscriptStore
    from app.runtime.memory_shelf import MemoryShelf

    assert isinstance(house.store, SqliteTranscriptStore)
    memories = SqliteMemories(house.store)
    return MemoryShelf(house.keeper, memories, house.plan.self_id, house.plan.wall.now, _forgotten(house))


def _forgotten(house: House) -> Callable[[tuple[str, ...]], None]:
    """What is gone from the disk goes from the running conversation too."""
    from app.facts import MemoriesForgotten

    return lambda ids: house.session.post(MemoriesForgotten(ids))


class _Conversation:
    """The running house, as the user interface sees it."""

    def __init__(self, house: House, stack: ExitStack) -> None:
        self._house = house
        self._stack = stack
        self.shelf = _shelf(house)
        self.memories = _memories(house)

    def post(self, command: Command) -> None:
        self._house.session.post(command)

    def subscribe(self, listen: Callable[[Published], None]) -> Callable[[], None]:
        return self._house.session.subscribe(listen)

    def fetch_today(self, answer: Callable[[Sequence[Episode]], None]) -> None:
        day = f"{self.now():%Y-%m-%d}"
        asked = self._house.keeper.ask(lambda: self._house.store.of_day(day, self._house.plan.self_id))
        asked.add_done_callback(lambda done: None if done.exception() else answer(done.result()))

    def now(self) -> datetime:
        return self._house.plan.wall.now()

    def close(self) -> None:
        self._stack.close()
