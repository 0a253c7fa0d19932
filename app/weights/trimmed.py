"""A language model made quicker: without the tokens that English hardly needs, and in four bits a weight.

More than half of the vocabulary of a Qwen model are pieces of other scripts, of code and of rare words. For every token
that it writes, it weighs each of them: a third of the work of the 0.5 B, a fifth of the 1.5 B. The most frequent tokens
stay (they are numbered by frequency), and with them what a rare word is spelled with: every text can still be said, in
0.8 to 2.5 % more tokens. Their own weights are the publisher's, byte for byte. All others become four bits
(four_bits.py), and a dozen tokens are read in 0.6 to 0.75 of the time.

Called by pull.py on the main thread, 6 to 30 s. Its result is the same everywhere, so the catalog names its hash.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app import private_file
from app.weights.four_bits import Q4_0, bytes_of, can_be_read, four_bit_bytes, in_four_bits
from app.weights.gguf_head import ALIGNMENT_BYTES, Head, Items, Tensor, head_bytes, read_head

_TOKENS, _KINDS, _MERGES = "tokenizer.ggml.tokens", "tokenizer.ggml.token_type", "tokenizer.ggml.merges"
_CONTROL, _GIVEN = 3, 4
"""Kinds of token that no text becomes by merging: marks of the chat template, words of the publisher."""
_BY_TOKEN = ("token_embd.weight", "output.weight")
"""Tensors with one row for each token."""
_PIECE_BYTES = 1 << 24
_WEIGHTS_AT_ONCE = 1 << 20


def trim(source: Path, target: Path, tokens: int) -> str:
    """Write `target`: `source` with its first `tokens` tokens and its marks. -> its sha256.

    Raises ValueError for what is not built like that, DiskFull, OSError.
    """
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        view = memoryview(data)
        digest = hashlib.sha256()
        try:
            head = read_head(view)
            kept = _kept(head, tokens)
            new, rows = _trimmed(head, kept, len(view))
            private_file.replace_in_pieces(target, _hashed(_pieces(view, head, new, kept, rows), digest.update))
        finally:
            view.release()
    return digest.hexdigest()


def _kept(head: Head, tokens: int) -> list[int]:
    """The numbers of the tokens that stay."""
    words, kinds = head.field(_TOKENS), head.field(_KINDS)
    if head.field("tokenizer.ggml.model") != b"gpt2" or not words or not kinds or len(words.values) <= tokens:
        raise ValueError("a model whose tokens are not numbered by how frequent they are, or that has few")
    return [n for n, kind in enumerate(kinds.values) if n < tokens or kind in (_CONTROL, _GIVEN)]


def _trimmed(head: Head, kept: list[int], size_bytes: int) -> tuple[Head, dict[str, int]]:
    """The new head, and the bytes of a row of the tensors that lose some."""
    number = {old: new for new, old in enumerate(kept)}
    words = head.field(_TOKENS).values
    staying = {words[n] for n in kept}
    fields = []
    for field in head.fields:
        value = field.value
        if field.key in (_TOKENS, _KINDS):
            value = Items(value.kind, [value.values[n] for n in kept])
        elif field.key == _MERGES:
            value = Items(value.kind, [merge for merge in value.values if merge.replace(b" ", b"", 1) in staying])
        elif field.key.startswith("tokenizer.ggml.") and field.key.endswith("_token_id"):
            value = number[value]
        fields.append(replace(field, value=value))
    tensors, rows, offset = [], {}, 0
    for tensor, span_bytes in _spans(head, size_bytes):
        sizes, kind = tensor.sizes, tensor.kind
        if _is_quickened(tensor):
            kind, span_bytes = Q4_0, _padded(four_bit_bytes(sizes[0] * sizes[1]))
        elif tensor.name in _BY_TOKEN:
            rows[tensor.name] = span_bytes // sizes[1]  # there is less padding than there are rows
            sizes, span_bytes = [sizes[0], len(kept)], _padded(rows[tensor.name] * len(kept))
        tensors.append(Tensor(tensor.name, sizes, kind, offset))
        offset += span_bytes
    return Head(head.version, fields, tensors, 0), rows


def _is_quickened(tensor: Tensor) -> bool:
    return len(tensor.sizes) == 2 and tensor.name not in _BY_TOKEN and can_be_read(tensor.kind)


def _spans(head: Head, size_bytes: int) -> Iterator[tuple[Tensor, int]]:
    """Each tensor in the order of the data, with its bytes up to the next."""
    lying = sorted(head.tensors, key=lambda tensor: tensor.offset_bytes)
    ends = [tensor.offset_bytes for tensor in lying[1:]] + [size_bytes - head.data_at]
    for tensor, end in zip(lying, ends, strict=True):
        yield tensor, _padded(end - tensor.offset_bytes)


def _pieces(data: memoryview, head: Head, new: Head, kept: list[int], rows: dict[str, int]) -> Iterator[bytes]:
    yield head_bytes(new)
    for tensor, span_bytes in _spans(head, len(data)):
        begin = head.data_at + tensor.offset_bytes
        if _is_quickened(tensor):
            yield from _quickened(data[begin:], tensor)
        elif tensor.name in rows:
            row_bytes = rows[tensor.name]
            for first, count in _runs(kept):
                at = begin + first * row_bytes
                yield from _slices(data[at : at + count * row_bytes])
            yield bytes(-len(kept) * row_bytes % ALIGNMENT_BYTES)
        else:
            yield from _slices(data[begin : begin + span_bytes])
            yield bytes(max(0, begin + span_bytes - len(data)))


def _quickened(data: memoryview, tensor: Tensor) -> Iterator[bytes]:
    """`data`: from the tensor's first byte on."""
    weights = tensor.sizes[0] * tensor.sizes[1]
    step_bytes = bytes_of(_WEIGHTS_AT_ONCE, tensor.kind)
    own = data[: bytes_of(weights, tensor.kind)]
    for at in range(0, len(own), step_bytes):
        yield in_four_bits(own[at : at + step_bytes], tensor.kind)
    yield bytes(-four_bit_bytes(weights) % ALIGNMENT_BYTES)


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """(first, how many) of neighbours."""
    begin = 0
    for n in range(1, len(numbers) + 1):
        if n == len(numbers) or numbers[n] != numbers[n - 1] + 1:
            yield numbers[begin], n - begin
            begin = n


def _slices(data: memoryview) -> Iterator[bytes]:
    for at in range(0, len(data), _PIECE_BYTES):
        yield bytes(data[at : at + _PIECE_BYTES])


def _hashed(pieces: Iterator[bytes], update: Callable[[bytes], object]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece


def _padded(count: int) -> int:
    return -(-count // ALIGNMENT_BYTES) * ALIGNMENT_BYTES
