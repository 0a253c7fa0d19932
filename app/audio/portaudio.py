"""The door to PortAudio: starting it, what devices there are, finding one by its name.

Called on the devices thread and by `devices` and `doctor`. The only module, with microphone.py and speaker.py, that
touches sounddevice; it is imported at the first call, because that starts PortAudio, and because everything typed must
work on a machine without it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.audio import alsa
from app.errors import NoDevice

if TYPE_CHECKING:
    from types import ModuleType

Direction = Literal["input", "output"]
WORDS: dict[Direction, str] = {"input": "microphone", "output": "speaker"}

_RUBBISH = (b"Expression '", b"Cannot connect to server", b"jack server is not", b"JackShm", b"ALSA lib ")
"""How the lines begin that PortAudio and JACK print while they look around; none means anything to the user."""

_stderr_lock = threading.Lock()


@dataclass(frozen=True)
class Device:
    """One sound device of one host API (ALSA, WASAPI, Core Audio, …). `index` holds until PortAudio starts again."""

    index: int
    name: str
    host_api: str
    inputs: int
    outputs: int
    default_rate_hz: int
    is_default_input: bool
    is_default_output: bool

    @property
    def label(self) -> str:
        """What `--mic` and `--speaker` take, unique also where two host APIs show one device."""
        return f"{self.name}, {self.host_api}"

    def has(self, direction: Direction) -> bool:
        return (self.inputs if direction == "input" else self.outputs) > 0

    def is_default(self, direction: Direction) -> bool:
        return self.is_default_input if direction == "input" else self.is_default_output


def library() -> ModuleType:
    """sounddevice, with PortAudio started. Raises NoDevice where it is not installed, or ALSA not in order."""
    if "sounddevice" not in sys.modules:
        # It overrules the buffer that we ask for, and then ALSA's pulse plugin starves: with 20 (ms) and 3 busy
        # programs on 2 cores a stream of 20 ms stopped for good in 4 of 5 runs, one of 100 ms in all (libasound 1.2.8).
        os.environ.pop("PULSE_LATENCY_MSEC", None)
        alsa.prepare()
    try:
        import sounddevice
    except OSError:
        raise NoDevice("PortAudio, the sound library, is not installed.", _install_fix()) from None
    module: ModuleType = sounddevice
    return module


def reinitialise() -> None:
    """Start PortAudio again, so that it sees devices that came and went. All streams must be closed. Raises NoDevice.

    Takes up to seconds; the devices thread only.
    """
    sounddevice = library()
    with native_stderr_filtered():
        try:
            sounddevice._terminate()
            sounddevice._initialize()
        except sounddevice.PortAudioError as error:
            raise NoDevice(f"The sound system does not answer: {error}.", "Check that its server runs.") from None


def list_devices() -> list[Device]:
    """All that PortAudio saw when it started. Raises NoDevice without PortAudio."""
    sounddevice = library()
    with native_stderr_filtered():
        apis = sounddevice.query_hostapis()
        rows = sounddevice.query_devices()
        defaults = _defaults(apis)
    return [
        Device(
            index=row["index"],
            name=row["name"],
            host_api=apis[row["hostapi"]]["name"],
            inputs=row["max_input_channels"],
            outputs=row["max_output_channels"],
            default_rate_hz=round(row["default_samplerate"]),
            is_default_input=row["index"] == defaults[0],
            is_default_output=row["index"] == defaults[1],
        )
        for row in rows
    ]


def find(name: str | None, direction: Direction) -> Device:
    """The device called `name` ("NAME" or "NAME, HOST API"; any case; a unique part will do), or the default (None).

    Raises NoDevice, listing what there is.
    """
    usable = [device for device in list_devices() if device.has(direction)]
    word = WORDS[direction]
    if not usable:
        raise NoDevice(f"There is no {word}.", f"Connect a {word}, then try again; typing works without: earpiece ask.")
    if name is None:
        return next((device for device in usable if device.is_default(direction)), usable[0])
    found = _named(usable, name, direction)
    if found is None:
        known = "; ".join(dict.fromkeys(device.name for device in usable))
        raise NoDevice(f"No {word} is called {name!r}.", f"Choose one of: {known}.")
    return found


def _named(usable: list[Device], name: str, direction: Direction) -> Device | None:
    wanted = name.casefold()
    for matches in (
        [device for device in usable if device.label.casefold() == wanted],
        [device for device in usable if device.name.casefold() == wanted],
        [device for device in usable if wanted in device.label.casefold()],
    ):
        if len({device.name for device in matches}) == 1:
            main_api = next((device.host_api for device in usable if device.is_default(direction)), "")
            return min(matches, key=lambda device: device.host_api != main_api)
    return None


def _defaults(apis: tuple[dict[str, object], ...]) -> tuple[object, object]:
    """Indices of the default input and output: those of the first host API that has one."""

    def first(key: str) -> object:
        return next((api[key] for api in apis if api[key] != -1), -1)

    return first("default_input_device"), first("default_output_device")


def _install_fix() -> str:
    if sys.platform.startswith("linux"):
        return "Install it: sudo apt install libportaudio2"
    return "Run the set-up again: scripts/setup"


@contextmanager
def native_stderr_filtered() -> Iterator[None]:
    """Keep what PortAudio and JACK print from the user; every other line comes out right afterwards.

    They write to file descriptor 2 of the whole process, so it is held only while a call lasts.
    """
    with _stderr_lock, tempfile.TemporaryFile() as caught:
        try:
            real = os.dup(2)
        except OSError:  # no standard error at all (a desktop start)
            yield
            return
        try:
            _flush()
            os.dup2(caught.fileno(), 2)
            yield
        finally:
            _flush()
            os.dup2(real, 2)
            os.close(real)
            caught.seek(0)
            ours = b"".join(line for line in caught if not line.startswith(_RUBBISH))
            if ours:
                os.write(2, ours)


def _flush() -> None:
    if sys.stderr is not None:  # a desktop start on Windows has none
        sys.stderr.flush()
