"""A sound card made of air: a private PulseAudio with one speaker and one microphone, for tests of the real thing.

PortAudio reads ALSA's settings once, when it starts: so what is tested runs as a child process with `env`. The server
lives in a folder of its own and is stopped by its own process id; no sound server of the machine is touched. Needs
pulseaudio, pulseaudio-utils and libasound2-plugins. Runs as root too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import Clip, Samples
from app.audio.resample import resampled

RATE_HZ = 48_000
INSTALL = "apt install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
_PROGRAMS = ("pulseaudio", "pactl", "pacat", "parec")
_ALSA_CONF = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse hint { show on description "virtual default" } }
ctl.!default { type pulse }
pcm.va_speaker { type pulse device "va_speaker" hint { show on description "VA speaker" } }
pcm.va_mic { type pulse device "va_mic" hint { show on description "VA mic" } }
"""
# norewinds=1: without it half the samples vanish
_PULSE_SCRIPT = """
load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1
load-module module-null-sink norewinds=1 sink_name=va_speaker rate=48000 channels=2
load-module module-null-sink norewinds=1 sink_name=va_mic_feed rate=48000 channels=1
load-module module-remap-source master=va_mic_feed.monitor source_name=va_mic
set-default-sink va_speaker
set-default-source va_mic
"""


@dataclass(frozen=True)
class Tape:
    """What went through the sound card: both clips begin at the same moment, and have RATE_HZ."""

    speaker: Clip
    """What the app said."""
    mic: Clip
    """What the app could hear."""
    started_s: float
    """time.monotonic() of their first samples."""


class VirtualAudio:
    """One running sound card. Made by `virtual_audio()`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {
            "XDG_RUNTIME_DIR": f"{folder}/run",
            "PULSE_RUNTIME_PATH": f"{folder}/run/pulse",
            "PULSE_STATE_PATH": f"{folder}/state",
            "PULSE_COOKIE": f"{folder}/cookie",
            "PULSE_SERVER": f"unix:{folder}/native",
            "ALSA_CONFIG_PATH": f"{folder}/asound.conf",
        }
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Also what a test calls to plug the card in again after `stop`."""
        (self.folder / "run" / "pulse").mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.folder / "state").mkdir(exist_ok=True)
        (self.folder / "asound.conf").write_text(_ALSA_CONF)
        (self.folder / "card.pa").write_text(_PULSE_SCRIPT.format(folder=self.folder))
        switches = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no"]
        switches += ["--high-priority=no", f"--log-target=file:{self.folder}/log", "-F", f"{self.folder}/card.pa"]
        self._server = subprocess.Popen(["pulseaudio", *switches], env=self.env, stderr=subprocess.DEVNULL)
        deadline_s = time.monotonic() + 20
        while self._asked("info").returncode != 0:
            if self._server.poll() is not None or time.monotonic() > deadline_s:
                raise RuntimeError(f"pulseaudio did not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Also what a test calls to pull the card out. Safe to call twice."""
        if self._server is not None:
            self._server.kill()
            self._server.wait(10)
            self._server = None

    def play(self, clip: Clip) -> None:
        """Speak into the microphone; returns when the last sample has gone in."""
        data = resampled(clip, RATE_HZ).samples.astype("<f4").tobytes()
        # a long buffer: no gap in it on a busy machine
        command = ["pacat", "--playback", "--device=va_mic_feed", "--latency-msec=500", *_raw(1)]
        subprocess.run(command, env=self.env, input=data, check=True, timeout=clip.duration_s + 20)

    @contextmanager
    def recording(self) -> Iterator[list[Tape]]:
        """Records both sides while inside; afterwards the list holds the one Tape."""
        tapes: list[Tape] = []
        with ExitStack() as stack:
            speaker = stack.enter_context(_Recorder("va_speaker.monitor", self.env))
            mic = stack.enter_context(_Recorder("va_mic_feed.monitor", self.env))
            yield tapes
        started_s = max(speaker.started_s, mic.started_s)
        tapes.append(Tape(speaker.since(started_s), mic.since(started_s), started_s))

    @contextmanager
    def loudspeaker(self, delay_ms: int = 60) -> Iterator[None]:
        """While inside, the microphone hears the speaker, as loud as it plays: a real echo."""
        loop = ["load-module", "module-loopback", "source=va_speaker.monitor", "sink=va_mic_feed", "adjust_time=0"]
        done = self._asked(*loop, f"latency_msec={delay_ms}")
        assert done.returncode == 0, done.stderr
        try:
            yield
        finally:
            self._asked("unload-module", done.stdout.decode().strip())

    @contextmanager
    def room(self, way: Clip, level_db: float = 0.0) -> Iterator[None]:
        """While inside, the microphone hears the speaker through a room. `way`: its impulse response."""
        response = resampled(way, RATE_HZ).samples * np.float32(10 ** (level_db / 20) * way.rate_hz / RATE_HZ)
        with _Recorder("va_speaker.monitor", self.env) as ear:
            command = ["pacat", "--playback", "--device=va_mic_feed", "--latency-msec=60", *_raw(1)]
            mouth = subprocess.Popen(command, env=self.env, stdin=subprocess.PIPE)
            is_over = threading.Event()
            thread = threading.Thread(target=_convolve, args=(ear, mouth, response, is_over), name="room")
            thread.start()
            try:
                yield
            finally:
                is_over.set()
                thread.join(10)
                mouth.terminate()
                mouth.wait(10)

    def _asked(self, *question: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["pactl", *question], env=self.env, capture_output=True, timeout=20)


class _Recorder:
    """One `parec`, read as it comes: the arrival times tell when its first sample was made.

    Both null sinks run on the system's clock, so sample k was made at start + k / rate; a piece arrives late, never
    early, so the smallest (arrival - position) over all pieces is the start, plus a latency that both sides share.
    """

    def __init__(self, source: str, env: dict[str, str]) -> None:
        command = ["parec", f"--device={source}", "--latency-msec=20", *_raw(1)]
        self._process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
        self._data = bytearray()
        self._is_running = threading.Event()
        self._reader = threading.Thread(target=self._read, name=f"tape {source}")
        self.started_s = float("inf")

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 65_536):
            self._data += piece
            self.started_s = min(self.started_s, time.monotonic() - len(self._data) / 4 / RATE_HZ)
            self._is_running.set()

    def since(self, started_s: float) -> Clip:
        samples: Samples = np.frombuffer(bytes(self._data[: len(self._data) // 4 * 4]), "<f4").astype(np.float32)
        return Clip(samples[round((started_s - self.started_s) * RATE_HZ) :], RATE_HZ)

    def taken(self, from_byte: int) -> Samples:
        """What has come since that byte."""
        whole = len(self._data) // 4 * 4
        return np.frombuffer(bytes(self._data[from_byte:whole]), "<f4").astype(np.float32)

    def __enter__(self) -> _Recorder:
        self._reader.start()
        assert self._is_running.wait(20), "parec records nothing"
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(0.1)  # what was played just now is still on its way to the tape
        self._process.terminate()
        self._reader.join(10)
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()


def _convolve(ear: _Recorder, mouth: subprocess.Popen[bytes], response: Samples, is_over: threading.Event) -> None:
    """The room: what comes from the speaker goes on into the microphone, block by block, by overlap and add."""
    step = RATE_HZ // 50
    size = 1 << (len(response) + step).bit_length()
    spectrum = np.fft.rfft(response, size)
    coming = np.zeros(size)
    at = len(ear.taken(0)) * 4
    assert mouth.stdin is not None
    while not is_over.wait(0.005):
        come = ear.taken(at)
        for block in come[: len(come) // step * step].reshape(-1, step):
            at += 4 * step
            coming += np.fft.irfft(np.fft.rfft(block, size) * spectrum, size)
            mouth.stdin.write(coming[:step].astype("<f4").tobytes())
            coming = np.concatenate([coming[step:], np.zeros(step)])
        mouth.stdin.flush()
    mouth.stdin.close()


def _raw(channels: int) -> list[str]:
    return ["--raw", "--format=float32le", f"--rate={RATE_HZ}", f"--channels={channels}"]


def missing_programs() -> list[str]:
    """What the sound card needs and this machine does not have."""
    return [program for program in _PROGRAMS if shutil.which(program) is None]


@contextmanager
def virtual_audio() -> Iterator[VirtualAudio]:
    """A running sound card. Raises RuntimeError, saying what to install, where it cannot be made."""
    if missing := missing_programs():
        raise RuntimeError(f"{', '.join(missing)} missing: {INSTALL}")
    folder = Path(tempfile.mkdtemp(prefix="va-"))  # not tmp_path: a socket's path holds 107 bytes
    card = VirtualAudio(folder)
    try:
        card.start()
        yield card
    finally:
        card.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def sound_card() -> Iterator[VirtualAudio]:
    """One virtual sound card per test module; skips, saying what to install, where it cannot be made."""
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} missing: {INSTALL}")
    with virtual_audio() as card:
        yield card
