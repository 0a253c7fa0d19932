"""The head of a GGUF file: what is said about the model, and where its tensors lie. Enough to write it anew.

Called by trimmed.py on the main thread. Pure. The format: github.com/ggml-org/ggml, docs/gguf.md (versions 2 and 3).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ALIGNMENT_BYTES = 32
_MAGIC = 0x46554747
_TEXT, _ARRAY = 8, 9
_FIGURES = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}


@dataclass(frozen=True)
class Items:
    """An array: what kind its items are of, and the items."""

    kind: int
    values: list[Any]


@dataclass
class Field:
    """`kind`: the format's number for the type of `value`; texts stay bytes."""

    key: str
    kind: int
    value: Any


@dataclass
class Tensor:
    """`offset_bytes`: from the beginning of the data. `sizes`: the row's length first."""

    name: str
    sizes: list[int]
    kind: int
    offset_bytes: int


@dataclass
class Head:
    """`data_at`: where the first tensor may lie in the file, in bytes."""

    version: int
    fields: list[Field]
    tensors: list[Tensor]
    data_at: int

    def field(self, key: str) -> Any:
        """The value of `key`; None when the file does not say."""
        return next((field.value for field in self.fields if field.key == key), None)


def read_head(data: memoryview) -> Head:
    """`data`: the file from its first byte. Raises ValueError for what is no GGUF, or one of another alignment."""
    try:
        return _Reader(data).head()
    except (struct.error, KeyError, UnicodeDecodeError) as error:
        raise ValueError(f"not a GGUF file: {error}") from error


def head_bytes(head: Head) -> bytes:
    """The file up to its data, padded."""
    parts = [struct.pack("<IIQQ", _MAGIC, head.version, len(head.tensors), len(head.fields))]
    for field in head.fields:
        parts += [_text(field.key.encode()), struct.pack("<I", field.kind), _value(field.kind, field.value)]
    for tensor in head.tensors:
        parts += [_text(tensor.name.encode()), struct.pack("<I", len(tensor.sizes))]
        parts += [_figures("<Q", tensor.sizes), struct.pack("<IQ", tensor.kind, tensor.offset_bytes)]
    written = b"".join(parts)
    return written + bytes(-len(written) % ALIGNMENT_BYTES)


class _Reader:
    """Reads one value after the other."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def head(self) -> Head:
        magic, version, tensors, fields = (self._figure(code) for code in ("<I", "<I", "<Q", "<Q"))
        if magic != _MAGIC or version not in (2, 3):
            raise ValueError("not a GGUF file of version 2 or 3")
        said = [self._field() for _ in range(fields)]
        lying = [self._tensor() for _ in range(tensors)]
        head = Head(version, said, lying, -(-self._at // ALIGNMENT_BYTES) * ALIGNMENT_BYTES)
        if head.field("general.alignment") not in (None, ALIGNMENT_BYTES):
            raise ValueError("a GGUF file of an unusual alignment")
        return head

    def _field(self) -> Field:
        key, kind = self._text().decode(), self._figure("<I")
        return Field(key, kind, self._value(kind))

    def _tensor(self) -> Tensor:
        name = self._text().decode()
        sizes = [self._figure("<Q") for _ in range(self._figure("<I"))]
        return Tensor(name, sizes, self._figure("<I"), self._figure("<Q"))

    def _value(self, kind: int) -> Any:
        if kind == _TEXT:
            return self._text()
        if kind == _ARRAY:
            of, count = self._figure("<I"), self._figure("<Q")
            return Items(of, [self._value(of) for _ in range(count)])
        return self._figure(_FIGURES[kind])

    def _text(self) -> bytes:
        begin = self._at + 8
        self._at = begin + self._figure("<Q")
        if self._at > len(self._data):
            raise ValueError("a GGUF file that was cut off")
        return bytes(self._data[begin : self._at])

    def _figure(self, code: str) -> Any:
        (figure,) = struct.unpack_from(code, self._data, self._at)
        self._at += struct.calcsize(code)
        return figure


def _value(kind: int, value: Any) -> bytes:
    if kind == _TEXT:
        return _text(value)
    if kind == _ARRAY:
        return struct.pack("<IQ", value.kind, len(value.values)) + b"".join(
            _value(value.kind, one) for one in value.values
        )
    return struct.pack(_FIGURES[kind], value)


def _text(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def _figures(code: str, figures: Iterable[int]) -> bytes:
    return b"".join(struct.pack(code, figure) for figure in figures)
