"""`tray`, and `earpiece` without a command: the desktop app.

The icon comes first; everything that is not Qt is imported, built and started on a thread of its own. A second start on
the same home shows the first one's window.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TextIO

from app.errors import BadSettings, HomeBusy, WeightsMissing
from app.home import Home

if TYPE_CHECKING:
    from app.events import Published
    from app.facts import Command
    from app.house import House
    from app.household import Estate
    from app.memory.protocol import Episode
    from app.plan import Plan
    from app.runtime.push_to_talk import PushToTalk
    from app.runtime.memory_shelf import MemoryShelf
    from app.runtime.shelf import Shelf
    from app.settings import Settings, Value
    from app.ui.doors import Front


def add_arguments(to: argparse.ArgumentParser) -> None:
    del to  # the options that stand everywhere are all it has


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """Until the user quits. Raises CannotStart: no display, no weights, settings broken."""
    from app.household import Estate

    plan = _plan(args, home)
    again = _Again()
    estate = Estate(plan, wants_first_run=_is_new(args, plan))
    with ExitStack() as stack:
        try:
            stack.enter_context(home.own())
        except HomeBusy:
            return _show_the_first(home, err)
        from app.ui.app import run as run_ui

        code = run_ui(
            lambda front: _start(plan, front, again, estate), companion=plan.persona.name, household=estate.doors
        )
    estate.close()
    if estate.after == "wipe":
        from app.commands import wipe

        return wipe.run(argparse.Namespace(weights=False, yes=True), home, out, err)
    if estate.after == "again":
        again.with_the_same()
    again.go()
    return code


def _plan(args: argparse.Namespace, home: Home) -> Plan:
    """With the profile of this machine; while that has not arrived yet, with the light one."""
    from app.plan import make_plan
    from app.weights.profiles import LIGHT

    try:
        return make_plan(args, home, seed=None)
    except WeightsMissing as missing:
        if args.profile or os.environ.get("EARPIECE_PROFILE"):
            raise
        try:
            return make_plan(argparse.Namespace(**{**vars(args), "profile": LIGHT}), home, seed=None)
        except WeightsMissing:
            raise missing from None


def _is_new(args: argparse.Namespace, plan: Plan) -> bool:
    """Nobody has met this companion here, or the first run was not finished."""
    if args.no_first_run or os.environ.get("EARPIECE_FIRST_RUN") == "0":
        return False
    wish = plan.settings.first_run
    return wish == "again" or (wish == "new" and not plan.home.database_path.exists())


def _show_the_first(home: Home, err: TextIO) -> int:
    from app.runtime.socket import request

    code = request(home, ["ctl", "show"], io.StringIO(), err)
    if code is None:
        raise HomeBusy("Earpiece is already starting on this home.", "Wait a moment, then try again.")
    return code


def _start(plan: Plan, front: Front, again: _Again, estate: Estate) -> _Conversation:
    """On its own thread, when the icon can be seen: build and start everything that is not Qt."""
    from app.log import log_to
    from app.surroundings import watch_surroundings

    with ExitStack() as stack:  # whatever fails on the way closes what was started
        stack.enter_context(log_to(plan.home.log_path))
        house = _build(plan)
        stack.callback(house.close)
        house.session.subscribe(_Mutes(house).keep)
        house.open_microphone()
        key = _add_key(house)
        watch_surroundings(house, front.veil)
        estate.attach(house, front)
        house.start()
        _go_public(house, front, stack)
        return _Conversation(house, key, again.by(front.quit), stack.pop_all())


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


def _add_key(house: House) -> PushToTalk:
    """The push-to-talk key of this desktop. Without one everything else works; `words` says why."""
    from app.chord import chord_from
    from app.keys.choose import NoWay, key_for
    from app.runtime.hold import Hold
    from app.runtime.push_to_talk import PushToTalk

    settings = house.plan.settings
    try:
        chord = chord_from(settings.key) if settings.key.strip() else None
        key = key_for(chord, os.environ, sys.platform)
    except BadSettings as error:
        key = NoWay(str(error))
    hold = Hold("toggle" if settings.key_style == "toggle" else "hold")
    made = PushToTalk(key, hold, house.session.post)
    house.at_start(made.start)
    house.at_close(made.close)
    return made


def _go_public(house: House, front: Front, stack: ExitStack) -> None:
    """Answer other processes; note when the icon came, for `bench idle`."""
    from app.owner import Owner

    stack.enter_context(Owner(house, leave=front.quit, show=front.show).at_home())
    if front.visible_at_s is not None:
        house.marks["tray"] = front.visible_at_s


class _Again:
    """Starts the app once more, in the place of this process, when everything is closed."""

    def __init__(self) -> None:
        self._quit: Callable[[], None] = lambda: None
        self._argv: list[str] | None = None

    def by(self, quit_: Callable[[], None]) -> _Again:
        self._quit = quit_
        return self

    def start_with(self, companion: str) -> None:
        """Quit, and come back with this companion, whoever the command line named."""
        self._argv = [*_without(sys.orig_argv, "--companion"), "--companion", companion]
        self._quit()

    def with_the_same(self) -> None:
        """The app has quit already; it comes back as it was called."""
        self._argv = list(sys.orig_argv)

    def go(self) -> None:
        """Does not return if somebody wanted it."""
        if self._argv is not None:
            os.execv(sys.executable, self._argv)


def _without(argv: Sequence[str], option: str) -> list[str]:
    """`argv` without an option and its value, however they are written."""
    kept = [part for part in argv if not part.startswith(f"{option}=")]
    while option in kept:
        at = kept.index(option)
        del kept[at : at + 2]
    return kept


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

    def __init__(self, house: House, key: PushToTalk, again: _Again, stack: ExitStack) -> None:
        self._house = house
        self._again = again
        self._key = key
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

    @property
    def settings(self) -> Settings:
        return self._house.plan.settings

    def keep(self, key: str, value: Value) -> None:
        from app.settings_file import SettingsFile

        self._house.keeper.ask(partial(SettingsFile(self._house.plan.home.settings_path).set, key, value))

    @property
    def companion(self) -> str:
        return self._house.plan.companion

    def choose_companion(self, companion: str) -> None:
        self.keep("conversation.companion", companion)
        self._again.start_with(companion)

    def companions(self) -> Sequence[tuple[str, str]]:
        from app.engines.persona_files import load_persona, persona_names

        folder = self._house.plan.home.companions_folder
        return [(name, load_persona(name, folder).name) for name in persona_names(folder)]

    def level_db(self) -> float:
        return self._house.level_db()

    def key_words(self) -> str:
        return self._key.words

    def close(self) -> None:
        self._stack.close()
