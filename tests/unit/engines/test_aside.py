"""Questions beside the conversation, on real models: an answer is one of the choices, and nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cancel import Never, Revisions
from app.engines.aside import CONTEXT_TOKENS
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.protocols import Message, Sampling
from app.errors import EngineFailed
from tests.kit.speech import weights as folder_of

pytestmark = pytest.mark.models

GREEDY = Sampling(max_tokens=6, temperature=0.0, top_p=1.0, repeat_penalty=1.0, seed=1)
TALK = [Message("system", "You are Ada, a friend. " * 8), Message("user", "Hello Ada, how was your day?")]
ASKED = [Message("system", "Answer with a colour.", True), Message("user", "Which colour has the sky?")]
COLOURS = ["none", "blue", 'a "quoted" grey', "Grün"]
ABORTED_S = 0.05
PATIENCE = 6
"""Times that: what a shared machine may take. A slice of reading takes longer without the abort."""


def gguf(name: str) -> Path:
    return next(folder_of(name).glob("*.gguf"))


@pytest.fixture(scope="module")
def lm() -> Iterator[LlamaCppLanguageModel]:
    model = LlamaCppLanguageModel(gguf("smollm2-135m-instruct-q4_1"), threads=2, context_tokens=1024)
    model.load()
    yield model
    model.close()


def answer(lm: LlamaCppLanguageModel, choices: list[str], messages: list[Message] = ASKED) -> str:
    return "".join(lm.aside.choose(messages, choices, cancel=Never()))


def test_it_is_one_of_the_choices(lm: LlamaCppLanguageModel) -> None:
    assert answer(lm, COLOURS) in COLOURS
    for one in COLOURS:
        assert answer(lm, [one]) == one


def test_the_conversation_is_read_as_if_nothing_had_been_asked(lm: LlamaCppLanguageModel) -> None:
    said = "".join(lm.stream(TALK, GREEDY, cancel=Never()))
    answer(lm, COLOURS)
    before = lm.evaluated_tokens
    assert next(piece for piece in lm.stream(TALK, GREEDY, cancel=Never()) if piece)
    assert lm.evaluated_tokens == before + 1
    assert "".join(lm.stream(TALK, GREEDY, cancel=Never())) == said


def test_what_all_questions_begin_with_is_read_once_and_a_question_is_not_kept(lm: LlamaCppLanguageModel) -> None:
    answer(lm, COLOURS)
    held = list(lm.aside._held)
    steps = lm.aside.choose(ASKED, COLOURS, cancel=Never())
    next(steps)
    assert len(lm.aside._held) > len(held)
    steps.close()
    assert lm.aside._held == held
    assert lm.aside._cache.length_tokens == len(held)


def test_a_question_that_is_too_long_is_refused(lm: LlamaCppLanguageModel) -> None:
    with pytest.raises(EngineFailed, match="too long"):
        answer(lm, COLOURS, [Message("user", "word " * CONTEXT_TOKENS)])


def test_without_a_grammar_that_can_be_read_nothing_is_chosen(lm: LlamaCppLanguageModel) -> None:
    with pytest.raises(EngineFailed, match="grammar"):
        lm._model.chooser("root ::= (")


def test_a_voice_stops_the_standard_model_within_a_blink() -> None:
    standard = LlamaCppLanguageModel(gguf("qwen2.5-coder-1.5b-instruct-q4_k_m"), threads=2, context_tokens=256)
    standard.load()
    took_s = []
    try:
        for n in range(4):
            revisions, stopped_s = Revisions(), [0.0]

            def stop(revisions: Revisions = revisions, stopped_s: list[float] = stopped_s) -> None:
                stopped_s[0] = time.perf_counter()
                revisions.drop_below(1)

            timer = threading.Timer(0.1 + 0.07 * n, stop)
            timer.start()
            long = [Message("system", "word " * 600)]
            assert "".join(standard.aside.choose(long, COLOURS, cancel=revisions.ticket(0))) == ""
            took_s.append(time.perf_counter() - stopped_s[0])
            timer.join()
    finally:
        standard.close()
    print(f"stopped within {[round(one * 1000) for one in took_s]} ms")
    assert min(took_s) <= ABORTED_S
    assert max(took_s) <= PATIENCE * ABORTED_S
