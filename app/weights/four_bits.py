"""A tensor's weights written anew in four bits (q4_0), the form that llama.cpp reads fastest on processors.

Files of "four bits" are mixtures: of a 0.5 B most weights have five (its rows are too short for the K forms), a few
have six or eight. llama.cpp lays only some forms out for eight rows at a time, and what the user waits for is a dozen
tokens read at once. Each weight is worked out as llama.cpp does (ggml-quants.c, blocks of 32 or 256) and rounded to
sixteen steps of its 32 neighbours' largest. Only products and sums of float32, one after the other: the same bytes
everywhere.

Called by trimmed.py on the main thread. Pure.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Weights = npt.NDArray[np.float32]

Q4_0, _Q5_0, _Q8_0, _Q4_K, _Q6_K = 2, 6, 8, 12, 14
"""The format's numbers."""
_BLOCK, _LARGE_BLOCK = 32, 256
BLOCK_BYTES = 18
"""Of 32 weights in four bits: their step as float16, then two to a byte."""


def can_be_read(kind: int) -> bool:
    return kind in _READ


def four_bit_bytes(weights: int) -> int:
    """The size of so many weights (whole blocks of 32)."""
    return weights // _BLOCK * BLOCK_BYTES


def in_four_bits(data: memoryview | bytes, kind: int) -> bytes:
    """`data`: whole blocks of `kind` (see can_be_read)."""
    _, size_bytes, read = _READ[kind]
    blocks = np.frombuffer(data, np.uint8).reshape(-1, size_bytes)
    return _written(read(blocks).reshape(-1, _BLOCK)).tobytes()


def bytes_of(weights: int, kind: int) -> int:
    """What so many weights (whole blocks) take in `kind`."""
    return weights // _READ[kind][0] * _READ[kind][1]


def _written(weights: Weights) -> Bytes:
    """float32 (n, 32) -> uint8 (n, 18)."""
    farthest = np.take_along_axis(weights, np.abs(weights).argmax(axis=1)[:, None], axis=1)
    step = farthest / np.float32(-8)
    inverse = np.divide(np.float32(1), step, out=np.zeros_like(step), where=step != 0)
    steps = np.minimum((weights * inverse + np.float32(8.5)).astype(np.uint8), 15)
    packed = steps[:, : _BLOCK // 2] | (steps[:, _BLOCK // 2 :] << 4)
    return np.concatenate([step.astype("<f2").view(np.uint8), packed], axis=1)


def _scale(blocks: Bytes, at: int) -> Weights:
    """The float16 at byte `at` of each block: float32 (n, 1)."""
    return np.ascontiguousarray(blocks[:, at : at + 2]).view("<f2").astype(np.float32)


def _of_q5_0(blocks: Bytes) -> Weights:
    low = np.concatenate([blocks[:, 6:] & 15, blocks[:, 6:] >> 4], axis=1)
    fifth = np.unpackbits(blocks[:, 2:6], axis=1, bitorder="little")
    found: Weights = _scale(blocks, 0) * ((low | (fifth << 4)).astype(np.float32) - 16)
    return found


def _of_q8_0(blocks: Bytes) -> Weights:
    return _scale(blocks, 0) * blocks[:, 2:].view(np.int8).astype(np.float32)


def _of_q4_k(blocks: Bytes) -> Weights:
    """Eight runs of 32, each with a scale and a least of six bits, packed into twelve bytes."""
    packed, quarters = blocks[:, 4:16], blocks[:, 16:].reshape(-1, 4, 32)
    first, second, third = packed[:, :4], packed[:, 4:8], packed[:, 8:]
    scales = np.concatenate([first & 63, (third & 15) | ((first >> 6) << 4)], axis=1).astype(np.float32)
    least = np.concatenate([second & 63, (third >> 4) | ((second >> 6) << 4)], axis=1).astype(np.float32)
    steps = np.stack([quarters & 15, quarters >> 4], axis=2).reshape(-1, 8, 32).astype(np.float32)
    found: Weights = (_scale(blocks, 0) * scales)[:, :, None] * steps - (_scale(blocks, 2) * least)[:, :, None]
    return found


def _of_q6_k(blocks: Bytes) -> Weights:
    """Two halves of 128: four bits of each, two more of each, sixteen scales of eight bits."""
    low, high = blocks[:, :128].reshape(-1, 2, 64), blocks[:, 128:192].reshape(-1, 2, 32)
    scales = blocks[:, 192:208].view(np.int8).astype(np.float32)
    fours = np.concatenate([low & 15, low >> 4], axis=2).reshape(-1, 2, 4, 32)
    twos = np.stack([(high >> shift) & 3 for shift in (0, 2, 4, 6)], axis=2)
    steps = (fours | (twos << 4)).astype(np.float32) - 32
    found: Weights = (_scale(blocks, 208) * scales)[:, :, None] * steps.reshape(-1, 16, 16)
    return found


_READ: dict[int, tuple[int, int, Callable[[Bytes], Weights]]] = {
    _Q5_0: (_BLOCK, 22, _of_q5_0),
    _Q8_0: (_BLOCK, 34, _of_q8_0),
    _Q4_K: (_LARGE_BLOCK, 144, _of_q4_k),
    _Q6_K: (_LARGE_BLOCK, 210, _of_q6_k),
}
"""Weights to a block, its bytes, and who reads it."""
