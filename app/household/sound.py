"""Devices and the room test, for the window.

Asked on the main thread, answered on the household's; what opens a device runs on the devices thread of the running
conversation, because PortAudio is started again there, with every stream closed.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from app.errors import EarpieceError, Failed
from app.events import Published, StateChanged
from app.household.kept import Kept
from app.ui.household import RoomWords, SoundDevice, SoundDevices

if TYPE_CHECKING:
    from app.audio.portaudio import Device
    from app.commands.room_test import RoomReport
    from app.house import House

T = TypeVar("T")

LOOK_S = 0.25
MUTE_S = 1.5
"""The microphone is closed by then, or the test goes on without waiting."""


class RunningSound:
    """`house`: None until the conversation runs; then there is nothing to measure yet."""

    def __init__(self, kept: Kept, pool: Executor) -> None:
        self._kept = kept
        self._pool = pool
        self._is_closed = False
        self.house: House | None = None

    def close(self) -> None:
        """A test under way is not waited for."""
        self._is_closed = True

    def devices(self, answer: Callable[[SoundDevices], None]) -> None:
        self._pool.submit(lambda: answer(_devices()))

    def test_room(self, answer: Callable[[RoomWords], None]) -> None:
        self._pool.submit(lambda: answer(self._room()))

    def _room(self) -> RoomWords:
        from app.commands.room_test import judged, recorded

        now = self._kept.now
        try:
            with _Quiet(self.house):
                record = self._on_devices(lambda: recorded(now.microphone or None, now.speaker or None))
            return _in_words(judged(*record))
        except EarpieceError as error:
            return RoomWords(error.what, (error.fix,), is_well=False)

    def _on_devices(self, record: Callable[[], T]) -> T:
        worker = None
        if self.house is not None:
            worker = next((each for each in self.house.workers if each.stage == "devices"), None)
        if worker is None:
            return record()
        asked = worker.ask(record)
        while not self._is_closed:
            with suppress(TimeoutError):
                return asked.result(LOOK_S)
        raise Failed("The test was stopped.")


class _Quiet:
    """While inside nobody is listened to; the microphone's own switch is put back as it was."""

    def __init__(self, house: House | None) -> None:
        self._house = house
        self._was_muted = True

    def __enter__(self) -> None:
        if self._house is None:
            return
        from app.asking import wait_for
        from app.wishes import MuteMic

        session = self._house.session
        seen: list[bool] = []
        session.subscribe(lambda event: seen.append(event.mic_muted) if isinstance(event, StateChanged) else None)()
        self._was_muted = bool(seen and seen[-1])
        if not self._was_muted:
            wait_for(session, _is_muted, lambda: session.post(MuteMic()), MUTE_S)

    def __exit__(self, *_: object) -> None:
        if self._house is not None and not self._was_muted:
            from app.wishes import UnmuteMic

            self._house.session.post(UnmuteMic())


def _is_muted(event: Published) -> bool:
    return isinstance(event, StateChanged) and event.mic_muted


def _devices() -> SoundDevices:
    from app.audio.portaudio import list_devices

    try:
        found = list_devices()
    except EarpieceError as error:
        return SoundDevices(problem=str(error))
    return SoundDevices(
        tuple(_shown(each, is_default=each.is_default_input) for each in found if each.inputs),
        tuple(_shown(each, is_default=each.is_default_output) for each in found if each.outputs),
    )


def _shown(device: Device, *, is_default: bool) -> SoundDevice:
    return SoundDevice(device.label, is_default)


def _in_words(report: RoomReport) -> RoomWords:
    figures = [f"background noise {report.noise_dbfs:.0f} dBFS"]
    if report.delay_ms is not None and report.attenuation_db is not None:
        how = "softer" if report.attenuation_db >= 0 else "louder"
        figures.append(f"my voice comes back {report.delay_ms:.0f} ms later, {abs(report.attenuation_db):.0f} dB {how}")
    if report.cancelled_db is not None:
        figures.append(f"of that I take away {report.cancelled_db:.0f} dB")
    return RoomWords(report.mode, () if report.is_deaf else tuple(figures), is_well=not report.is_deaf)
