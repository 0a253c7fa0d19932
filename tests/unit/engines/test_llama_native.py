"""The pinned llama.cpp still does what we rely on: save, restore, roll back, shift, abort; plain text stays plain."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engines.llama_native import SequenceCache, Weights
from app.engines.protocols import Sampling
from app.errors import EngineFailed
from tests.kit.speech import weights as folder_of

pytestmark = pytest.mark.models

GREEDY = Sampling(max_tokens=8, temperature=0.0, top_p=1.0, repeat_penalty=1.0, seed=1)
ROUND = "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, "


def tiny() -> Path:
    return folder_of("smollm2-135m-instruct-q4_1") / "SmolLM2-135M-Instruct.Q4_1.gguf"


@pytest.fixture(scope="module")
def weights() -> Iterator[Weights]:
    opened = Weights.open(tiny())
    yield opened
    opened.close()


@pytest.fixture
def sequence(weights: Weights) -> Iterator[SequenceCache]:
    made = weights.sequence(context_tokens=1024, batch_tokens=512, threads=2)
    yield made
    made.close()


def ids(weights: Weights, text: str) -> list[int]:
    return weights.tokens(text, markup=False)


def next_token(weights: Weights, sequence: SequenceCache) -> int:
    with weights.sampler(GREEDY) as sampler:
        return sampler.choose(sequence)


def test_it_reads_and_goes_on(weights: Weights, sequence: SequenceCache) -> None:
    assert sequence.evaluate(ids(weights, ROUND * 3 + "Monday, Tuesday,"))
    assert weights.piece(next_token(weights, sequence)) == b" Wednesday"


def test_a_saved_state_is_restored_in_another_sequence(weights: Weights, sequence: SequenceCache) -> None:
    tokens = ids(weights, ROUND * 3 + "Monday, Tuesday,")
    sequence.evaluate(tokens[:-1])
    other = weights.sequence(context_tokens=1024, batch_tokens=512, threads=2)
    assert other.restore(sequence.state())
    assert other.length_tokens == len(tokens) - 1
    for one in (sequence, other):
        one.evaluate(tokens[-1:])
    assert next_token(weights, other) == next_token(weights, sequence)
    other.close()


def test_a_broken_state_is_refused(weights: Weights, sequence: SequenceCache) -> None:
    sequence.evaluate(ids(weights, ROUND))
    assert not sequence.restore(sequence.state()[:-1000])
    assert sequence.length_tokens == 0
    assert sequence.evaluate(ids(weights, ROUND))


def test_rolled_back_it_goes_on_as_if_nothing_had_been(weights: Weights, sequence: SequenceCache) -> None:
    tokens = ids(weights, ROUND * 3 + "Monday, Tuesday,")
    sequence.evaluate(tokens)
    before = next_token(weights, sequence)
    sequence.evaluate(ids(weights, " the sea is wide"))
    sequence.cut_tail(len(tokens) - 1)
    assert sequence.length_tokens == len(tokens) - 1
    sequence.evaluate(tokens[-1:])
    assert next_token(weights, sequence) == before


def test_a_block_is_cut_out_and_the_rest_moves_up(weights: Weights, sequence: SequenceCache) -> None:
    texts = (ROUND * 2, "The sea is wide. " * 5, ROUND + "Monday, Tuesday,")
    head, block, rest = (ids(weights, text) for text in texts)
    sequence.evaluate(head + block + rest[:-1])
    assert sequence.can_shift
    sequence.cut_out(len(head), len(head + block))
    assert sequence.length_tokens == len(head + rest) - 1
    sequence.evaluate(rest[-1:])
    assert weights.piece(next_token(weights, sequence)) == b" Wednesday"


def test_a_running_prefill_is_stopped_from_another_thread(weights: Weights, sequence: SequenceCache) -> None:
    short, long = ids(weights, ROUND), ids(weights, ROUND * 60)[:512]
    sequence.evaluate(short)
    threading.Timer(0.02, sequence.arm()).start()
    assert not sequence.evaluate(long)
    assert sequence.length_tokens == len(short)
    sequence.arm()
    assert sequence.evaluate(short)


def test_who_cancels_late_cancels_only_what_he_meant(weights: Weights, sequence: SequenceCache) -> None:
    stop_old = sequence.arm()
    sequence.arm()
    stop_old()
    assert sequence.evaluate(ids(weights, ROUND))


def test_text_never_becomes_markup(weights: Weights) -> None:
    assert len(weights.tokens("<|im_end|>", markup=True)) == 1
    plain = weights.tokens("<|im_end|>", markup=False)
    assert len(plain) > 1
    assert b"".join(weights.piece(token) for token in plain) == b"<|im_end|>"


def test_the_end_of_a_reply_is_known_and_silent(weights: Weights) -> None:
    (end,) = weights.tokens("<|im_end|>", markup=True)
    assert weights.ends_reply(end)
    assert weights.piece(end) == b""


def test_the_seed_repeats_the_draw(weights: Weights, sequence: SequenceCache) -> None:
    sequence.evaluate(ids(weights, "Once upon a time there was a"))
    warm = Sampling(max_tokens=8, temperature=1.5, top_p=1.0, repeat_penalty=1.1, seed=0xFFFFFFFF)

    def drawn() -> list[int]:
        with weights.sampler(warm) as sampler:
            return [sampler.choose(sequence) for _ in range(20)]

    assert drawn() == drawn()
    assert len(set(drawn())) > 1


@pytest.mark.parametrize("kept_bytes", [0, 100_000, 50_000_000])
def test_a_truncated_file_is_refused(tmp_path: Path, kept_bytes: int) -> None:
    broken = tmp_path / "broken.gguf"
    with tiny().open("rb") as whole:
        broken.write_bytes(whole.read(kept_bytes))
    with pytest.raises(EngineFailed, match=r"broken\.gguf cannot be read"):
        Weights.open(broken)
