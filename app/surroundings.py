"""What a run on real devices learns of the machine around it: who else records, sleep, lock and session switch.

Beside wiring, and like it the only place that knows these concrete classes. Called by `tray` and `talk` before the
house starts. Where the desktop does not tell of something, it is not followed, and that is no error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress

from app import effects
from app.audio.captures import PulseCaptures
from app.audio.sound_server import PulseNews
from app.desktop_life.full_screen import is_full_screen
from app.facts import CaptureChanged, VoiceTuned
from app.house import House
from app.runtime.captures import CaptureWatch
from app.runtime.machine_life import MachineLife
from app.runtime.server_watch import ServerNews, ServerWatch
from app.settings_file import SettingsFile
from app.wiring.company import keep_company

REST_S = 2.0
"""The machine goes to sleep in five seconds whether we are ready or not."""


def _nobody(_is_on: bool) -> None:
    """There is no window."""


def watch_surroundings(house: House, veil: Callable[[bool], None] = _nobody) -> None:
    """`veil`: told when what was said should be hidden, and when it may be seen again."""
    _keep_tuning(house)
    _watch_sound_server(house)
    keep_company(house, _is_screen_free)
    if sys.platform == "linux":
        _watch_life(house, veil)


def _is_screen_free() -> bool:
    """Whoever watches a film is not spoken to. On X11; elsewhere no desktop tells."""
    return not (sys.platform == "linux" and is_full_screen(os.environ.get("DISPLAY", "")))


def _keep_tuning(house: House) -> None:
    """What the user says about the voice is written down, on the keeper's thread, and what the settings page says is
    told to the conversation. A run on a sound file leaves no trace."""
    file, speak_at = SettingsFile(house.plan.home.settings_path), house.follow["voice.speed"]

    def tune_and_keep(order: effects.TuneVoice) -> None:
        house.tune(order)
        house.keeper.ask(lambda: file.set("voice.speed", order.speed))
        house.keeper.ask(lambda: file.set("voice.loudness_db", order.loudness_db))

    def follow(speed: float) -> None:
        speak_at(speed)
        house.session.post(VoiceTuned(speed=speed))

    house.desks[effects.TuneVoice] = tune_and_keep
    house.follow["voice.speed"] = follow


def _watch_sound_server(house: House) -> None:
    """Who else records? And which devices are there?"""
    captures = CaptureWatch(PulseCaptures(), lambda program: house.session.post(CaptureChanged(program)))
    is_open = house.plan.settings.mode == "open"

    def tell(news: frozenset[ServerNews]) -> None:
        if is_open and "streams" in news:
            captures.look()
        if "devices" in news:
            house.look_again()

    watch = ServerWatch(PulseNews(), tell)
    house.at_start(watch.start)
    for part in (captures, watch):
        house.at_close(part.close)


def _watch_life(house: House, veil: Callable[[bool], None]) -> None:
    from app.desktop_life.linux import DesktopLife

    def rest() -> None:
        """First what was ordered before, then the streams."""
        house.work.wait_idle(REST_S / 2)
        with suppress(TooLate):
            house.rest().result(REST_S / 2)

    life = DesktopLife(MachineLife(house.session.post, rest, veil).follow)
    house.at_start(life.start)
    house.at_close(life.close)
