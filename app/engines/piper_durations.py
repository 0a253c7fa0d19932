"""Piper's model knows how long each phoneme lasts, but does not tell: make that an output of its graph.

Called by piper_tts.py while it loads. piper's own way needs the package `onnx` (150 MB) at run time. But a file in
protobuf's format may simply go on: a message that comes twice is merged, and of a repeated field the second one's
entries are added. So some twenty bytes behind the file declare one more output.

The format: https://protobuf.dev/programming-guides/encoding, the numbers of the fields: onnx.proto3.
"""

from __future__ import annotations

from collections.abc import Iterator

_MODEL_GRAPH = 7
_GRAPH_NODE = 1
_GRAPH_OUTPUT = 12
_NODE_OUTPUT = 2
_VALUE_NAME = 1
_IS_CEIL = b"\x22\x04Ceil"
"""A node's field 4, its operator. VITS rounds the durations up once, in frames, and nothing else."""
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


def with_durations(model: bytes) -> bytes:
    """The same model with the frames per phoneme id, float32 (1, 1, ids), as its last output.

    As it was when it is not built like that. Raises ValueError, IndexError for what is no model.
    """
    names = {name for name in _durations(model) if len(name) < 120}  # one byte holds its length then
    if len(names) != 1:
        return model
    return model + _message(_MODEL_GRAPH, _message(_GRAPH_OUTPUT, _message(_VALUE_NAME, names.pop())))


def _durations(model: bytes) -> Iterator[bytes]:
    """The names of what the rounding nodes give."""
    for start, end in _fields(model, 0, len(model), _MODEL_GRAPH):
        for node, node_end in _fields(model, start, end, _GRAPH_NODE):
            if model.find(_IS_CEIL, node, node_end) >= 0:
                for name, name_end in _fields(model, node, node_end, _NODE_OUTPUT):
                    yield model[name:name_end]


def _fields(data: bytes, at: int, end: int, wanted: int) -> Iterator[tuple[int, int]]:
    """Begin and end of every field number `wanted` of the message data[at:end]."""
    while at < end:
        key, at = _varint(data, at)
        kind = key & 7
        length = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(kind, 0)
        if kind == _BYTES:
            length, at = _varint(data, at)
        elif kind == _VARINT:
            _, at = _varint(data, at)
        elif not length:
            raise ValueError(f"no field begins at byte {at}")
        if key >> 3 == wanted and kind == _BYTES:
            yield at, at + length
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if byte < 0x80:
            return value, at


def _message(field: int, content: bytes) -> bytes:
    """One field of at most 127 bytes."""
    return bytes([field << 3 | _BYTES, len(content)]) + content
