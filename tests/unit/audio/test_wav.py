"""Any PCM or float WAV in, 16-bit out; what is not one gets a line that says so."""

from __future__ import annotations

import io
import os
import signal
import stat
import struct
import subprocess
import sys
import tracemalloc
import wave
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from app.audio.wav import WavWriter, open_wav, read_wav
from app.errors import BadAudioFile, DiskFull

PCM, FLOAT, EXTENSIBLE, MU_LAW = 1, 3, 0xFFFE, 7
TONE = (0.5 * np.sin(np.arange(4_410) * 0.05)).astype(np.float64)


def encoded(samples: npt.NDArray[np.float64], bits: int, code: int) -> bytes:
    """[-1, 1] as the bytes of a WAV's data chunk."""
    if code == FLOAT:
        return samples.astype(f"<f{bits // 8}").tobytes()
    if bits == 8:
        return np.rint(samples * 127 + 128).astype(np.uint8).tobytes()
    whole = np.rint(samples * (2 ** (bits - 1) - 1)).astype("<i4")
    if bits == 24:
        return whole.astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
    return whole.astype(f"<i{bits // 8}").tobytes()


def wav_bytes(
    data: bytes,
    *,
    bits: int = 16,
    code: int = PCM,
    channels: int = 1,
    rate_hz: int = 44_100,
    data_bytes: int | None = None,
    riff_bytes: int | None = None,
    before: bytes = b"",
    after: bytes = b"",
    magic: bytes = b"RIFF",
) -> bytes:
    """A WAV file, honest unless told otherwise."""
    align = channels * bits // 8
    form = struct.pack("<HHIIHH", code, channels, rate_hz, rate_hz * align, align, bits)
    if code == EXTENSIBLE:
        form += struct.pack("<HHIH14s", 22, bits, 0, PCM, b"\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71")
    size = len(data) if data_bytes is None else data_bytes
    body = before + b"fmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", size) + data + after
    return magic + struct.pack("<I", 4 + len(body) if riff_bytes is None else riff_bytes) + b"WAVE" + body


def put(folder: Path, content: bytes) -> Path:
    path = folder / "in.wav"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("bits", "code", "off"), [(8, PCM, 8e-3), (16, PCM, 4e-5), (24, PCM, 1e-6), (32, PCM, 1e-6),
                                                   (32, FLOAT, 1e-7), (64, FLOAT, 1e-7), (16, EXTENSIBLE, 4e-5),
                                                   (24, EXTENSIBLE, 1e-6)])  # fmt: skip
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_sample_format_is_read_as_mono_float(
    bits: int, code: int, off: float, channels: int, tmp_path: Path
) -> None:
    gains = np.linspace(0.2, 1.0, channels)
    path = put(tmp_path, wav_bytes(encoded(np.outer(TONE, gains).ravel(), bits, code), bits=bits, code=code,
                                   channels=channels))  # fmt: skip
    clip = read_wav(path)
    assert clip.rate_hz == 44_100
    assert clip.samples.dtype == np.float32
    assert clip.samples.shape == TONE.shape
    assert np.abs(clip.samples - TONE * gains.mean()).max() <= off


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 48_000, 96_000, 192_000])
def test_any_rate_is_kept(rate_hz: int, tmp_path: Path) -> None:
    with open_wav(put(tmp_path, wav_bytes(encoded(TONE, 16, PCM), rate_hz=rate_hz))) as reader:
        assert reader.rate_hz == rate_hz
        assert reader.duration_s == pytest.approx(4_410 / rate_hz)


def test_20_bits_in_three_bytes_are_left_justified(tmp_path: Path) -> None:
    whole = wav_bytes(encoded(TONE, 24, PCM), bits=24)
    path = put(tmp_path, whole.replace(struct.pack("<HH", 3, 24), struct.pack("<HH", 3, 20), 1))
    assert np.abs(read_wav(path).samples - TONE).max() < 1e-6


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (wav_bytes(encoded(TONE, 16, PCM), before=b"bext" + struct.pack("<I", 5) + b"abcde\0"), "an odd chunk before"),
        (wav_bytes(encoded(TONE, 16, PCM), after=b"LIST" + struct.pack("<I", 4) + b"INFO"), "a chunk behind"),
        (wav_bytes(encoded(TONE, 16, PCM), riff_bytes=0, data_bytes=0), "streamed by gstreamer"),
        (wav_bytes(encoded(TONE, 16, PCM), riff_bytes=0xFFFFFFFF, data_bytes=0xFFFFFFFF), "streamed by ffmpeg"),
        (wav_bytes(encoded(TONE, 16, PCM), riff_bytes=0x7FFFF024, data_bytes=0x7FFFF000), "streamed by sox"),
        (wav_bytes(encoded(TONE, 16, PCM), riff_bytes=0), "a RIFF size of 0"),
        (wav_bytes(encoded(TONE, 16, PCM), magic=b"RF64", data_bytes=0xFFFFFFFF), "RF64"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_other_programs_write(content: bytes, why: str, tmp_path: Path) -> None:
    assert np.abs(read_wav(put(tmp_path, content)).samples[:4_410] - TONE).max() < 4e-5


def test_an_odd_byte_at_the_end_is_left_out(tmp_path: Path) -> None:
    assert len(read_wav(put(tmp_path, wav_bytes(encoded(TONE, 16, PCM) + b"x"))).samples) == 4_410


def test_floats_that_are_no_sound_become_bounded(tmp_path: Path) -> None:
    wild = np.array([np.nan, np.inf, -np.inf, 3.0, -0.25])
    path = put(tmp_path, wav_bytes(wild.astype("<f4").tobytes(), bits=32, code=FLOAT))
    assert read_wav(path).samples.tolist() == [0.0, 1.0, -1.0, 1.0, -0.25]


def test_a_twentieth_of_a_second_works(tmp_path: Path) -> None:
    clip = read_wav(put(tmp_path, wav_bytes(encoded(TONE[:800], 16, PCM), rate_hz=16_000)))
    assert clip.duration_s == pytest.approx(0.05)


GOOD = wav_bytes(encoded(TONE, 16, PCM))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (wav_bytes(b""), "holds no sound"),
        (wav_bytes(b"", riff_bytes=0xFFFFFFFF, data_bytes=0xFFFFFFFF), "holds no sound"),
        (b"RIFF", "not a WAV file"),
        (b"ID3\x04" + bytes(500), "not a WAV file"),
        (np.random.default_rng(3).bytes(2_000), "not a WAV file"),
        (GOOD[:20], "corrupt"),
        (GOOD[:36], "cut off"),
        (GOOD[:-1], "cut off"),
        (GOOD[:500], "cut off"),
        (GOOD[:12] + GOOD[36:], "corrupt"),
        (wav_bytes(encoded(TONE, 16, PCM), channels=0), "corrupt"),
        (wav_bytes(encoded(TONE, 16, PCM), rate_hz=0), "corrupt"),
        (GOOD[:16] + struct.pack("<I", 4) + GOOD[20:24] + GOOD[36:], "corrupt"),
        (wav_bytes(encoded(TONE, 8, PCM), bits=8, code=MU_LAW), "compressed"),
        (wav_bytes(encoded(TONE, 64, FLOAT), bits=64), "64 bits"),
    ],
    ids=range(16),
)
def test_what_is_no_sound_file_is_said_in_one_line(content: bytes, says: str, tmp_path: Path) -> None:
    path = put(tmp_path, content)
    with pytest.raises(BadAudioFile, match=says) as caught:
        read_wav(path)
    assert "\n" not in str(caught.value)
    assert str(path) in caught.value.what
    assert caught.value.fix.endswith((".", "OUT.wav"))
    assert caught.value.exit_code == 2


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadAudioFile, match="does not exist"):
        read_wav(tmp_path / "none.wav")
    with pytest.raises(BadAudioFile, match="is not a file"):
        read_wav(tmp_path)
    with pytest.raises(BadAudioFile, match="cannot be read"):
        read_wav(put(tmp_path, GOOD) / "inside.wav")


def test_a_file_that_shrinks_while_it_is_read_is_said(tmp_path: Path) -> None:
    path = put(tmp_path, wav_bytes(bytes(2 * 500_000)))
    with open_wav(path) as reader:
        blocks = reader.blocks(100_000)
        next(blocks)
        os.truncate(path, 150_000)
        with pytest.raises(BadAudioFile, match="shorter"):
            list(blocks)


def test_blocks_are_the_file_in_order_and_can_be_read_again(tmp_path: Path) -> None:
    with open_wav(put(tmp_path, GOOD)) as reader:
        blocks = list(reader.blocks(1_000))
        assert [len(block) for block in blocks] == [1_000] * 4 + [410]
        assert np.abs(np.concatenate(blocks) - TONE).max() < 4e-5
        assert len(next(reader.blocks(10))) == 10


def test_an_hour_is_read_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((2, 2, 16_000, 0, "NONE", ""))
        for _ in range(60):
            out.writeframes(bytes(4 * 16_000 * 60))
    tracemalloc.start()
    with open_wav(path) as reader:
        read = sum(len(block) for block in reader.blocks(16_000))
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == 3_600 * 16_000
    assert peak_bytes < 2_000_000


def test_what_is_written_is_read_back_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    path.touch(0o644)
    with WavWriter(path, 24_000) as writer:
        for block in np.array_split(TONE.astype(np.float32), 7):
            writer.write(block)
        writer.write(np.array([2.0, -2.0], np.float32))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    clip = read_wav(path)
    assert clip.rate_hz == 24_000
    assert np.abs(clip.samples[:-2] - TONE).max() < 1e-4
    assert clip.samples[-2:].tolist() == pytest.approx([1.0, -1.0], abs=1e-4)
    with wave.open(str(path)) as other:
        assert (other.getnchannels(), other.getsampwidth(), other.getnframes()) == (1, 2, 4_412)


def test_nothing_written_is_still_a_wav_file(tmp_path: Path) -> None:
    WavWriter(tmp_path / "out.wav", 24_000).close()
    with wave.open(str(tmp_path / "out.wav")) as other:
        assert other.getnframes() == 0


def test_after_a_kill_the_file_plays_up_to_its_last_second(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    code = (
        "import os, signal, numpy as np, pathlib, sys\n"
        "from app.audio.wav import WavWriter\n"
        "writer = WavWriter(pathlib.Path(sys.argv[1]), 24_000)\n"
        "for _ in range(250): writer.write(np.full(240, 0.5, np.float32))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    clip = read_wav(path)
    assert clip.duration_s >= 1.5
    assert np.abs(clip.samples - 0.5).max() < 1e-3


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "out.wav", tmp_path):
        with pytest.raises(BadAudioFile, match="cannot be written"):
            WavWriter(path, 24_000)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_said() -> None:
    with pytest.raises(DiskFull):
        WavWriter(Path("/dev/full"), 24_000)


def test_a_device_keeps_its_permissions() -> None:
    before = Path(os.devnull).stat().st_mode
    with WavWriter(Path(os.devnull), 24_000) as writer:
        writer.write(np.zeros(10, np.float32))
    assert Path(os.devnull).stat().st_mode == before


def test_any_bytes_are_read_or_refused(tmp_path: Path) -> None:
    """Flips and cuts in a good file: never anything but a Clip or a BadAudioFile."""
    random = np.random.default_rng(7)
    for _ in range(400):
        content = bytearray(GOOD[: random.integers(0, 200)] if random.random() < 0.3 else GOOD[:300])
        for at in random.integers(0, max(1, min(len(content), 60)), 3):
            if len(content):
                content[at] = random.integers(0, 256)
        path = put(tmp_path, bytes(content))
        with suppress(BadAudioFile):
            assert np.abs(read_wav(path).samples).max() <= 1.0


def test_the_helper_writes_what_the_standard_library_reads() -> None:
    with wave.open(io.BytesIO(GOOD)) as other:
        assert other.getnframes() == 4_410
