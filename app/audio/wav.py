"""Sound files: any WAV in as mono float32, 16-bit mono out.

Called by `talk --wav`, the benches and the tests; on one thread per reader or writer. Numpy and the standard library
do all of it, so there is no sound-file library to install. An hour is read in blocks: nothing is held twice.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from app.audio.clip import Clip, Samples
from app.audio.wav_layout import WavLayout, find_samples
from app.errors import BadAudioFile
from app.private_file import FULL, disk_full

_READ_SAMPLES = 65_536
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


def read_wav(path: Path) -> Clip:
    """The whole file as mono float32 at its own rate. Raises BadAudioFile."""
    with open_wav(path) as reader:
        samples = np.empty(reader.layout.frames, np.float32)
        at = 0
        for block in reader.blocks(_READ_SAMPLES):
            samples[at : at + len(block)] = block
            at += len(block)
    return Clip(samples, reader.rate_hz)


def open_wav(path: Path) -> WavReader:
    """A reader of a file whose header is sound. Raises BadAudioFile."""
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise BadAudioFile(f"{path} is not a file.", "Give the path of a WAV file.")
        file = path.open("rb")
    except FileNotFoundError:
        raise BadAudioFile(f"{path} does not exist.", "Check the path of the WAV file.") from None
    except OSError as error:
        raise BadAudioFile(f"{path} cannot be read: {error.strerror}.", "Check the file and its permissions.") from None
    try:
        return WavReader(file, find_samples(file, info.st_size, str(path)), str(path))
    except BadAudioFile:
        file.close()
        raise


class WavReader:
    """One open file. Context manager."""

    def __init__(self, file: BinaryIO, layout: WavLayout, name: str) -> None:
        self._file = file
        self._name = name
        self.layout = layout
        self.rate_hz = layout.rate_hz
        self.duration_s = layout.frames / layout.rate_hz

    def blocks(self, n: int) -> Iterator[Samples]:
        """The sound from its start: float32 (n,), mono, [-1, 1], at `rate_hz`; the last block may be shorter.

        Raises BadAudioFile when the file shrinks or fails under our hands.
        """
        self._file.seek(self.layout.start_bytes)
        left = self.layout.frames
        while left > 0:
            wanted_bytes = min(n, left) * self.layout.frame_bytes
            data = self._read(wanted_bytes)
            if len(data) < wanted_bytes:
                raise BadAudioFile(f"{self._name} became shorter while it was read.", "Try again with a whole file.")
            yield _mono(data, self.layout)
            left -= min(n, left)

    def _read(self, wanted_bytes: int) -> bytes:
        try:
            return self._file.read(wanted_bytes)
        except OSError as error:
            raise BadAudioFile(f"{self._name} cannot be read: {error.strerror}.", "Check the disk.") from None

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> WavReader:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _mono(data: bytes, layout: WavLayout) -> Samples:
    wide = _decoded(data, layout)
    if layout.channels == 1:
        return wide
    mixed: Samples = wide.reshape(-1, layout.channels).mean(axis=1, dtype=np.float32)
    return mixed


def _decoded(data: bytes, layout: WavLayout) -> Samples:
    """Bytes as float32 in [-1, 1], still interleaved."""
    width_bytes = layout.width_bytes
    if layout.is_float:
        wide = np.frombuffer(data, f"<f{width_bytes}").astype(np.float32)
        np.nan_to_num(wide, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
        return np.clip(wide, -1.0, 1.0, out=wide)
    if width_bytes == 1:  # 8 bits are unsigned, all others signed
        return (np.frombuffer(data, np.uint8).astype(np.float32) - 128.0) / np.float32(128.0)
    if width_bytes == 3:
        padded = np.zeros((len(data) // 3, 4), np.uint8)
        padded[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        data, width_bytes = padded.tobytes(), 4
    return np.frombuffer(data, f"<i{width_bytes}").astype(np.float32) / np.float32(2.0 ** (8 * width_bytes - 1))


class WavWriter:
    """16-bit mono, readable by its owner alone (0600), written as it comes.

    The sizes in the header are set right once a second of sound and at `close`, without buffering: after a kill -9 the
    file plays, up to its last full second.
    """

    def __init__(self, path: Path, rate_hz: int) -> None:
        """Creates or empties the file. Raises BadAudioFile when it cannot be written, DiskFull."""
        self._path = path
        self._rate_hz = rate_hz
        self._samples = 0
        self._headed_samples = 0
        self._file = _created(path)
        self._put(self._header())

    def write(self, samples: Samples) -> None:
        """samples: float32 (n,), mono; clipped to [-1, 1]. Raises DiskFull."""
        self._put(np.rint(np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes())
        self._samples += len(samples)
        if self._samples - self._headed_samples >= self._rate_hz:
            self._rewrite_header()

    def close(self) -> None:
        """Safe to call twice."""
        if not self._file.closed:
            self._rewrite_header()
            self._file.close()

    def __enter__(self) -> WavWriter:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _rewrite_header(self) -> None:
        self._file.seek(0)
        self._put(self._header())
        self._file.seek(0, os.SEEK_END)
        self._headed_samples = self._samples

    def _header(self) -> bytes:
        data_bytes = min(2 * self._samples, 0xFFFFFFFF - 36)
        head = (b"RIFF", 36 + data_bytes, b"WAVE", b"fmt ", 16, 1, 1, self._rate_hz, 2 * self._rate_hz, 2, 16)
        return _HEADER.pack(*head, b"data", data_bytes)

    def _put(self, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:  # an unbuffered write may take only part
                view = view[self._file.write(view) or 0 :]
        except OSError as error:
            self._file.close()
            if error.errno in FULL:
                raise disk_full(self._path.parent) from None
            raise BadAudioFile(f"{self._path} cannot be written: {error.strerror}.", "Choose another file.") from None


def _created(path: Path) -> BinaryIO:
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise BadAudioFile(f"{path} cannot be written: {error.strerror}.", "Choose another file or folder.") from None
    if stat.S_ISREG(os.fstat(number).st_mode):  # never change the permissions of a device such as /dev/null
        path.chmod(0o600)
    return os.fdopen(number, "wb", buffering=0)
