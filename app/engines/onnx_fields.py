"""Just enough of protobuf to find, drop and add whole fields of an ONNX file, without the package `onnx` (150 MB).

Used by piper_durations.py and piper_halves.py while a voice loads, on its thread. Pure.

The format: https://protobuf.dev/programming-guides/encoding, the numbers of the fields: onnx.proto3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

MODEL_GRAPH = 7
GRAPH_NODE, GRAPH_NAME, GRAPH_WEIGHT, GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_VALUE = 1, 2, 5, 11, 12, 13
NODE_INPUT, NODE_OUTPUT, NODE_NAME = 1, 2, 3
WEIGHT_NAME = 8
VALUE_NAME, VALUE_TYPE = 1, 2
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


class Field(NamedTuple):
    """One field: data[start:end] is all of it, data[at:end] its content. `number`: 0 where that is no bytes, but a
    figure: nothing to look for here."""

    number: int
    start: int
    at: int
    end: int


def fields(data: bytes, at: int, end: int) -> Iterator[Field]:
    """The fields of the message data[at:end], in order. Raises ValueError, IndexError for what is none."""
    while at < end:
        start = at
        key, at = _varint(data, at)
        kind = key & 7
        length = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(kind, 0)
        if kind == _BYTES:
            length, at = _varint(data, at)
        elif kind == _VARINT:
            _, at = _varint(data, at)
        elif not length:
            raise ValueError(f"no field begins at byte {at}")
        yield Field(key >> 3 if kind == _BYTES else 0, start, at, at + length)
        at += length


def contents(data: bytes, at: int, end: int, wanted: int) -> list[bytes]:
    """What the fields number `wanted` of the message data[at:end] hold."""
    return [data[found.at : found.end] for found in fields(data, at, end) if found.number == wanted]


def field(number: int, content: bytes) -> bytes:
    """One field of bytes."""
    return opening(number, len(content)) + content


def opening(number: int, length: int) -> bytes:
    """What stands before the `length` bytes of one field."""
    return _as_varint(number << 3 | _BYTES) + _as_varint(length)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if byte < 0x80:
            return value, at


def _as_varint(value: int) -> bytes:
    return bytes([value & 0x7F | 0x80]) + _as_varint(value >> 7) if value > 0x7F else bytes([value])


FLOATS = field(VALUE_TYPE, field(1, b"\x08\x01"))
"""A tensor of float32, of any shape: the type of a graph's input or output."""
