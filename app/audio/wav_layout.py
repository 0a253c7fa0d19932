"""Where the samples of a WAV file are, and how they are written: the chunk walk alone, no audio.

Called by wav.py on whatever thread reads the file. Formats: Microsoft RIFF WAVE with fmt codes 1 (PCM), 3 (IEEE float)
and 0xFFFE (extensible: the code is in the first two bytes of the GUID); RF64 (EBU Tech 3306) as RIFF.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from app.errors import BadAudioFile

STREAMED_FROM_BYTES = 0x7FFFF000
"""A data size of 0, or of this and more, was written by a program that did not know the length (sox and espeak-ng
write 0x7FFFF000, ffmpeg 0xFFFFFFFF, gstreamer 0): the data then ends with the file."""

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_WIDTHS_BYTES = {_PCM: (1, 2, 3, 4), _FLOAT: (4, 8)}
_RATES_HZ = range(100, 1_000_001)
_CONVERT = "Convert it to plain PCM first, for example: ffmpeg -i IN -c:a pcm_s16le OUT.wav"
_AGAIN = "Record or copy the file again."


@dataclass(frozen=True)
class WavLayout:
    """`frames` times `channels` interleaved little-endian samples, `width_bytes` each, from `start_bytes` on."""

    rate_hz: int
    channels: int
    width_bytes: int
    is_float: bool
    start_bytes: int
    frames: int

    @property
    def frame_bytes(self) -> int:
        return self.channels * self.width_bytes


@dataclass(frozen=True)
class _Format:
    rate_hz: int
    channels: int
    width_bytes: int
    is_float: bool


def find_samples(file: BinaryIO, size_bytes: int, name: str) -> WavLayout:
    """Walk the chunks up to the samples. Raises BadAudioFile, whose message starts with `name`."""
    if size_bytes == 0:
        raise BadAudioFile(f"{name} is empty.", "Give a WAV file with sound in it.")
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
        raise BadAudioFile(f"{name} is not a WAV file.", _CONVERT)
    form: _Format | None = None
    while len(chunk := file.read(8)) == 8:
        kind, length = struct.unpack("<4sI", chunk)
        if kind == b"data":
            return _layout(form, length, file.tell(), size_bytes, name)
        if kind == b"fmt ":
            form = _format(file.read(min(length, 64)), name)
            length -= min(length, 64)
        file.seek(length + length % 2, 1)
    raise BadAudioFile(f"{name} is cut off: it ends before its sound begins.", _AGAIN)


def _layout(form: _Format | None, length: int, start_bytes: int, size_bytes: int, name: str) -> WavLayout:
    if form is None:
        raise BadAudioFile(f"{name} is corrupt: it does not say how its sound is written.", _AGAIN)
    here_bytes = size_bytes - start_bytes
    if length == 0 or length >= STREAMED_FROM_BYTES:
        length = here_bytes
    if length > here_bytes:
        raise BadAudioFile(f"{name} is cut off: {here_bytes} of {length} bytes of sound are there.", _AGAIN)
    frames = length // (form.channels * form.width_bytes)
    if frames == 0:
        raise BadAudioFile(f"{name} holds no sound.", "Give a WAV file with sound in it.")
    return WavLayout(form.rate_hz, form.channels, form.width_bytes, form.is_float, start_bytes, frames)


def _format(fields: bytes, name: str) -> _Format:
    if len(fields) < 16:
        raise BadAudioFile(f"{name} is corrupt: its format header is too short.", _AGAIN)
    code, channels, rate_hz, _, align_bytes, bits = struct.unpack_from("<HHIIHH", fields)
    if code == _EXTENSIBLE and len(fields) >= 26:
        code = struct.unpack_from("<H", fields, 24)[0]
    if code not in _WIDTHS_BYTES:
        raise BadAudioFile(f"{name} is compressed in a way Earpiece does not read (format {code}).", _CONVERT)
    if channels == 0 or rate_hz not in _RATES_HZ:
        raise BadAudioFile(f"{name} is corrupt: {channels} channels at {rate_hz} Hz.", _AGAIN)
    # 20 bits in a container of 3 bytes, 24 in 4: samples are left-justified, so the container is what counts
    width_bytes = align_bytes // channels if align_bytes and align_bytes % channels == 0 else (bits + 7) // 8
    if width_bytes not in _WIDTHS_BYTES[code]:
        raise BadAudioFile(f"{name} has samples of {bits} bits, which Earpiece does not read.", _CONVERT)
    return _Format(rate_hz, channels, width_bytes, code == _FLOAT)
