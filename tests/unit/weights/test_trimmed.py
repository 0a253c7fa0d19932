"""A language model with fewer tokens: the same weights, every text still to be said, and nothing fails without it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest

from app.weights.catalog import Catalog, Trimmed, Weight, WeightFile
from app.weights.four_bits import in_four_bits
from app.weights.gguf_head import Field, Head, Items, Tensor, head_bytes, read_head
from app.weights.progress import Progress
from app.weights.pull import Pull
from app.weights.sources import LocalSources
from app.weights.trimmed import trim
from app.weights.weights import Weights

WORDS = [b"a", b"b", b"c", b"ab", b"abc", b"cc", b"<end>", b"[PAD7]"]
KINDS = [1, 1, 1, 1, 1, 1, 3, 5]
ROW_BYTES = 8
ROWS = {"token_embd.weight": 1, "output.weight": 2}
MIDDLE = bytes(range(200, 240))
TEXT, FIGURE, ARRAY, STRINGS = 8, 4, 9, 8


def model(**others: object) -> bytes:
    """Eight tokens; each byte of a row says whose it is. 40 bytes lie between, so that there is padding."""
    said = {
        "tokenizer.ggml.model": Field("", TEXT, b"gpt2"),
        "tokenizer.ggml.tokens": Field("", ARRAY, Items(STRINGS, WORDS)),
        "tokenizer.ggml.token_type": Field("", ARRAY, Items(5, KINDS)),
        "tokenizer.ggml.merges": Field("", ARRAY, Items(STRINGS, [b"a b", b"ab c", b"c c"])),
        "tokenizer.ggml.eos_token_id": Field("", FIGURE, 6),
        "general.rate": Field("", 6, 0.5),
    }
    fields = [replace(field, key=key, value=others.get(key, field.value)) for key, field in said.items()]
    tensors = [
        Tensor("output.weight", [ROW_BYTES, 8], 24, 0),
        Tensor("token_embd.weight", [ROW_BYTES, 8], 24, 64),
        Tensor("blk.0.weight", [40], 24, 128),
    ]
    data = bytes(16 * which + n for which in (2, 1) for n in range(8) for _ in range(ROW_BYTES))
    return head_bytes(Head(3, fields, tensors, 0)) + data + MIDDLE


def trimmed(tmp_path: Path, content: bytes, tokens: int = 4) -> bytes:
    (tmp_path / "whole.gguf").write_bytes(content)
    sha256 = trim(tmp_path / "whole.gguf", tmp_path / "small.gguf", tokens)
    made = (tmp_path / "small.gguf").read_bytes()
    assert hashlib.sha256(made).hexdigest() == sha256
    return made


def test_frequent_tokens_and_marks_stay_with_their_own_rows(tmp_path: Path) -> None:
    made = trimmed(tmp_path, model())
    head = read_head(memoryview(made))
    assert head.field("tokenizer.ggml.tokens").values == [b"a", b"b", b"c", b"ab", b"<end>"]
    assert head.field("tokenizer.ggml.token_type").values == [1, 1, 1, 1, 3]
    assert head.field("tokenizer.ggml.merges").values == [b"a b"]
    assert head.field("tokenizer.ggml.eos_token_id") == 4
    assert head.field("general.rate") == 0.5
    for tensor in head.tensors:
        begin = head.data_at + tensor.offset_bytes
        assert tensor.offset_bytes % 32 == 0
        if tensor.name in ROWS:
            assert tensor.sizes == [ROW_BYTES, 5]
            rows = made[begin : begin + 5 * ROW_BYTES]
            assert rows == bytes(16 * ROWS[tensor.name] + n for n in (0, 1, 2, 3, 6) for _ in range(ROW_BYTES))
        else:
            assert made[begin : begin + len(MIDDLE)] == MIDDLE


def test_all_but_the_rows_by_token_become_four_bits(tmp_path: Path) -> None:
    whole = model()
    head = read_head(memoryview(whole))
    eights, data = Tensor("blk.0.up.weight", [32, 3], 8, 192), bytes([0, 0x3C, 7] + [1] * 31) * 3
    many = head_bytes(Head(3, head.fields, [*head.tensors, eights], 0)) + whole[head.data_at :].ljust(192, b"\0") + data
    made = trimmed(tmp_path, many)
    new = read_head(memoryview(made))
    assert [tensor.kind for tensor in new.tensors] == [24, 24, 24, 2]
    at = new.data_at + new.tensors[-1].offset_bytes
    assert made[at : at + 54] == in_four_bits(data, 8)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot mmap|not a GGUF"), (b"GGUF", "not a GGUF"), (b"RIFF" * 20, "not a GGUF"),
        (model()[:150], "cut off|not a GGUF"),
        (model(**{"tokenizer.ggml.model": b"llama"}), "not numbered"),
        (model(**{"tokenizer.ggml.tokens": Items(STRINGS, WORDS[:3])}), "has few"),
    ],
)  # fmt: skip
def test_what_is_built_otherwise_is_left_alone(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        trimmed(tmp_path, content)
    assert not (tmp_path / "small.gguf").exists()


def pulled(tmp_path: Path, *, sha256: str = "", tokens: int = 4, size_bytes: int = 1) -> tuple[Weights, str]:
    """A weight pulled out of a folder, as `models pull --from`."""
    content = model()
    (tmp_path / "from" / "lm").mkdir(parents=True)
    (tmp_path / "from" / "lm" / "lm.gguf").write_bytes(content)
    right = hashlib.sha256(trimmed(tmp_path, content, 4)).hexdigest()
    file = WeightFile("lm.gguf", len(content), hashlib.sha256(content).hexdigest())
    entry = Trimmed("lm.4.gguf", size_bytes, sha256 or right, tokens)
    weight = Weight("lm", "language-model", "", "", ("en",), "", (file,), (), entry)
    weights, said = Weights(Catalog({"lm": weight}, {}), tmp_path / "models"), io.StringIO()
    Pull(weights, Progress(said), LocalSources(tmp_path / "from")).pull(["lm"])
    Pull(weights, Progress(said), LocalSources(tmp_path / "from")).pull(["lm"])
    return weights, said.getvalue()


def test_a_pull_makes_it_once_and_a_changed_one_is_not_used(tmp_path: Path) -> None:
    weights, said = pulled(tmp_path)
    made = weights.trimmed("lm")
    assert made == tmp_path / "models" / "lm" / "trimmed" / "lm.4.gguf"
    assert said.count("made smaller") == 1
    made.write_bytes(b"something else")
    assert weights.trimmed("lm") is None
    made.unlink()
    assert weights.trimmed("lm") is None


@pytest.mark.parametrize(
    ("entry", "said"),
    [({"sha256": "0" * 64}, "came out wrong"), ({"tokens": 9}, "could be made"), ({"size_bytes": 1 << 60}, "no room")],
)
def test_without_it_the_whole_one_is_used(tmp_path: Path, entry: dict[str, object], said: str) -> None:
    weights, told = pulled(tmp_path, **entry)  # type: ignore[arg-type]
    assert said in told
    assert weights.trimmed("lm") is None
    assert weights.state("lm") == "ready"
