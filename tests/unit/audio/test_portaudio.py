"""Finding a device by its name, and keeping native noise from the user. No sound device is needed here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.audio import portaudio
from app.audio.portaudio import Device, Direction, find
from app.errors import NoDevice

ALSA, WASAPI = "ALSA", "WASAPI"


def device(
    index: int, name: str, host_api: str = ALSA, *, inputs: int = 2, outputs: int = 0, default: bool = False
) -> Device:
    return Device(index, name, host_api, inputs, outputs, 48_000, default and inputs > 0, default and outputs > 0)


SHELF = [
    device(0, "Headset Microphone"),
    device(1, "Webcam Microphone", default=True),
    device(2, "Headset Microphone", WASAPI),
    device(3, "Headset", inputs=0, outputs=2),
    device(4, "Monitor", WASAPI, inputs=0, outputs=2, default=True),
    device(5, "Headset", WASAPI, inputs=0, outputs=2),
]


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "list_devices", lambda: SHELF)


@pytest.mark.parametrize(
    ("name", "direction", "index"),
    [
        (None, "input", 1),
        (None, "output", 4),
        ("Webcam Microphone", "input", 1),
        ("headset microphone", "input", 0),  # of two host APIs, the default device's
        ("Headset Microphone, WASAPI", "input", 2),
        ("webcam", "input", 1),  # a part that only one has
        ("Headset", "output", 5),
        ("Headset, ALSA", "output", 3),
    ],
)
def test_a_device_is_found_by_its_name(name: str | None, direction: Direction, index: int) -> None:
    assert find(name, direction).index == index


@pytest.mark.parametrize("name", ["Gramophone", "microphone", "Monitor", ""])
def test_an_unknown_or_ambiguous_name_lists_what_there_is(name: str) -> None:
    with pytest.raises(NoDevice) as caught:
        find(name, "input")
    assert caught.value.what == f"No microphone is called {name!r}."
    assert caught.value.fix == "Choose one of: Headset Microphone; Webcam Microphone."


@pytest.mark.parametrize(("direction", "word"), [("input", "microphone"), ("output", "speaker")])
def test_without_any_device_the_fix_is_said(
    direction: Direction, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "list_devices", list)
    with pytest.raises(NoDevice, match=f"There is no {word}. Connect a {word}"):
        find(None, direction)


def test_without_a_default_the_first_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "list_devices", lambda: [SHELF[0], SHELF[2]])
    assert find(None, "input").index == 0


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


def test_native_noise_is_held_back_and_our_own_lines_are_not() -> None:
    done = run(
        "import os, sys\n"
        "from app.audio.portaudio import native_stderr_filtered\n"
        "with native_stderr_filtered():\n"
        "    os.write(2, b'ALSA lib pcm.c:2721:(snd_pcm_open_noupdate) Unknown PCM\\nours: one\\n')\n"
        "    print('ours: two', file=sys.stderr)\n"
        "    os.write(2, b\"Expression 'ret' failed in 'pa_linux_alsa.c', line: 1\\n\")\n"
        "print('ours: three', file=sys.stderr)\n"
    )
    assert done.stderr == "ours: one\nours: two\nours: three\n"


def test_without_any_standard_error_nothing_breaks() -> None:
    done = run(
        "import os, sys\n"
        "from app.audio.portaudio import native_stderr_filtered\n"
        "os.close(2)\n"
        "sys.stderr = None\n"
        "with native_stderr_filtered(): print('fine')\n"
    )
    assert done.stdout == "fine\n"


def test_a_machine_without_portaudio_gets_the_fix() -> None:
    done = run(
        "import ctypes.util; ctypes.util.find_library = lambda name: None\n"
        "from app.audio.portaudio import list_devices\nfrom app.errors import NoDevice\n"
        "try: list_devices()\nexcept NoDevice as error: print(error)\n"
    )
    assert done.stdout.startswith("PortAudio, the sound library, is not installed.")
    assert "libportaudio2" in done.stdout or not sys.platform.startswith("linux")
    assert done.stderr == ""


def test_importing_our_modules_starts_nothing() -> None:
    done = run("import sys, app.audio.microphone, app.audio.speaker; print('sounddevice' in sys.modules)")
    assert done.stdout == "False\n"
