"""`tray`, and `earpiece` without a command: the desktop app.

The icon comes first; everything that is not Qt is imported, built and started on a thread of its own. A second start on
the same home shows the first one's window.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, TextIO

from app.commands.again import Again
from app.errors import BadSettings, HomeBusy, WeightsMissing
from app.home import Home, is_usual

if TYPE_CHECKING:
    from app.commands.tray_ear import EarlyEar
    from app.commands.window_doors import HouseConversation
    from app.events import Published
    from app.house import House
    from app.household import Estate
    from app.plan import Plan
    from app.runtime.push_to_talk import PushToTalk
    from app.ui.doors import Front


def add_arguments(to: argparse.ArgumentParser) -> None:
    del to  # the options that stand everywhere are all it has


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """Until the user quits. Raises CannotStart: no display, no weights, settings broken."""
    from app.household import Estate

    plan = _plan(args, home)
    again = Again()
    estate = Estate(plan, wants_first_run=_is_new(args, plan))
    with ExitStack() as stack:
        try:
            stack.enter_context(home.own())
        except HomeBusy:
            return _show_the_first(home, err)
        from app.commands.tray_ear import EarlyEar

        ear = EarlyEar(plan.settings)
        stack.callback(ear.close)
        from app.ui.app import run as run_ui

        code = run_ui(
            lambda front: _start(plan, front, again, estate, ear), companion=plan.persona.name, household=estate.doors
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


def _start(plan: Plan, front: Front, again: Again, estate: Estate, ear: EarlyEar) -> HouseConversation:
    """On its own thread, when the icon can be seen: build and start everything that is not Qt."""
    ear.open()
    from app.commands.window_doors import HouseConversation
    from app.log import log_to
    from app.surroundings import watch_surroundings

    _be_known(plan)
    with ExitStack() as stack:  # whatever fails on the way closes what was started
        stack.enter_context(log_to(plan.home.log_path))
        house = _build(plan, ear)
        stack.callback(house.close)
        house.session.subscribe(_Mutes(house).keep)
        house.open_microphone()
        key = _add_key(house)
        watch_surroundings(house, front.veil)
        house.start()
        estate.attach(house, front)
        _go_public(house, front, stack)
        return HouseConversation(house, key, again.by(front.quit), stack.pop_all())


def _be_known(plan: Plan) -> None:
    """To the desktop, before its portal is asked for a key. A home that was named leaves no trace beside itself."""
    from app.household.launcher import usual_launcher

    if is_usual(plan.home):
        usual_launcher(os.environ, sys.platform).install()


def _build(plan: Plan, ear: EarlyEar) -> House:
    from app import wiring
    from app.audio.speaker import Speaker

    house = wiring.build(plan, ear.clock, hears_itself=True)
    _lock_in_sight(house)
    speaker = Speaker(plan.settings.speaker or None, ear.clock.now_s)
    wiring.add_devices(house, ear.microphone, speaker)
    house.marks |= ear.marks
    return house


def _lock_in_sight(house: House) -> None:
    """The window shows the recovery key, so the keyring may lock the usual folder (contract)."""
    from app.memory.store import SqliteTranscriptStore

    assert isinstance(house.store, SqliteTranscriptStore)
    house.store.keys.locks = is_usual(house.plan.home) and house.plan.settings.keyring


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
