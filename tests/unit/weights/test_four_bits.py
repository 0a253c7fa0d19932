"""Weights in four bits: each form is read as its block says, and each weight rounded to the nearest of sixteen."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from app.weights.four_bits import BLOCK_BYTES, bytes_of, can_be_read, four_bit_bytes, in_four_bits

Q5_0, Q8_0, Q4_K, Q6_K = 6, 8, 12, 14
BLOCK = {Q5_0: (32, 22), Q8_0: (32, 34), Q4_K: (256, 144), Q6_K: (256, 210)}


def half(data: bytes, at: int) -> float:
    (value,) = struct.unpack_from("<e", data, at)
    return float(value)


def q5_0(b: bytes) -> list[float]:
    (fifths,) = struct.unpack_from("<I", b, 2)
    low = [b[6 + j] & 15 for j in range(16)] + [b[6 + j] >> 4 for j in range(16)]
    return [half(b, 0) * ((one | (fifths >> j & 1) << 4) - 16) for j, one in enumerate(low)]


def q8_0(b: bytes) -> list[float]:
    return [half(b, 0) * one for one in struct.unpack_from("<32b", b, 2)]


def q4_k(b: bytes) -> list[float]:
    scales, found = b[4:16], []
    for run in range(8):
        if run < 4:
            scale, least = scales[run] & 63, scales[run + 4] & 63
        else:
            scale = scales[run + 4] & 15 | scales[run - 4] >> 6 << 4
            least = scales[run + 4] >> 4 | scales[run] >> 6 << 4
        pair = b[16 + run // 2 * 32 :][:32]
        steps = [one >> 4 if run % 2 else one & 15 for one in pair]
        found += [half(b, 0) * scale * step - half(b, 2) * least for step in steps]
    return found


def q6_k(b: bytes) -> list[float]:
    scales, found = struct.unpack_from("<16b", b, 192), [0.0] * 256
    for n in range(2):
        for j in range(32):
            high = b[128 + 32 * n + j]
            for quarter in range(4):
                low = b[64 * n + j + 32 * (quarter % 2)]
                step = (low >> 4 if quarter > 1 else low & 15) | (high >> 2 * quarter & 3) << 4
                scale = scales[8 * n + 2 * quarter + j // 16]
                found[128 * n + 32 * quarter + j] = half(b, 208) * scale * (step - 32)
    return found


def back(made: bytes) -> list[float]:
    low = [[one & 15 for one in made[at + 2 : at + 18]] for at in range(0, len(made), BLOCK_BYTES)]
    high = [[one >> 4 for one in made[at + 2 : at + 18]] for at in range(0, len(made), BLOCK_BYTES)]
    steps = [a + b for a, b in zip(low, high, strict=True)]
    return [half(made, n * BLOCK_BYTES) * (step - 8) for n, run in enumerate(steps) for step in run]


@pytest.mark.parametrize(("kind", "read"), [(Q5_0, q5_0), (Q8_0, q8_0), (Q4_K, q4_k), (Q6_K, q6_k)])
def test_every_weight_is_the_nearest_step_of_what_its_block_says(kind: int, read: object) -> None:
    assert callable(read)
    weights, size = BLOCK[kind]
    chance = np.random.default_rng(kind)
    data = b""
    for _ in range(4):
        block = bytearray(chance.integers(0, 256, size, np.uint8).tobytes())
        for at in {Q5_0: (0,), Q8_0: (0,), Q4_K: (0, 2), Q6_K: (208,)}[kind]:
            struct.pack_into("<e", block, at, float(chance.uniform(0.001, 0.01)))
        data += bytes(block)
    was = np.array([one for n in range(4) for one in read(data[n * size : (n + 1) * size])]).reshape(-1, 32)
    made = in_four_bits(data, kind)
    assert len(made) == four_bit_bytes(4 * weights)
    found = np.array(back(made)).reshape(-1, 32)
    step = np.abs(was).max(axis=1, keepdims=True) / 8
    off = np.abs(found - was)
    assert (off <= 1.01 * step).all()  # the largest of the other sign is one step short
    assert (off <= 0.51 * step).mean() > 0.95
    assert bytes_of(4 * weights, kind) == len(data)


def test_nothing_but_zeros_stays_zeros() -> None:
    assert back(in_four_bits(bytes(34), Q8_0)) == [0.0] * 32


def test_what_it_cannot_read() -> None:
    assert not can_be_read(0)
    assert not can_be_read(24)
