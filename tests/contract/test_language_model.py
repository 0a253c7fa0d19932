"""What every language model keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.cancel import Never, Revisions
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.protocols import LanguageModel, Message, Sampling
from app.engines.scripted_lm import ScriptedLanguageModel
from tests.kit.speech import weights

SAMPLING = Sampling(max_tokens=16, temperature=0.7, top_p=0.9, repeat_penalty=1.1, seed=7)
TALK = [Message("system", "You are brief."), Message("user", "Count from one to ten, in words.")]


def scripted() -> LanguageModel:
    return ScriptedLanguageModel(["One, two, three, four, five, six, seven, eight, nine, ten."])


def real() -> LanguageModel:
    gguf = weights("smollm2-135m-instruct-q4_1") / "SmolLM2-135M-Instruct.Q4_1.gguf"
    return LlamaCppLanguageModel(gguf, threads=2, context_tokens=512)


@pytest.fixture(params=[scripted, pytest.param(real, marks=pytest.mark.models)], ids=["scripted", "llama.cpp"])
def lm(request: pytest.FixtureRequest) -> Iterator[LanguageModel]:
    engine: LanguageModel = request.param()
    engine.load()
    yield engine
    engine.close()


def test_it_answers_in_pieces(lm: LanguageModel) -> None:
    pieces = list(lm.stream(TALK, SAMPLING, cancel=Never()))
    assert len(pieces) > 2
    assert "".join(pieces).strip()


def test_the_first_piece_may_be_empty_so_that_others_can_work(lm: LanguageModel) -> None:
    assert next(lm.stream(TALK, SAMPLING, cancel=Never())) == ""


def test_it_stops_at_the_limit(lm: LanguageModel) -> None:
    said = [piece for piece in lm.stream(TALK, replace(SAMPLING, max_tokens=2), cancel=Never()) if piece]
    assert 1 <= len(said) <= 2


def test_the_same_seed_says_the_same(lm: LanguageModel) -> None:
    first, second = ("".join(lm.stream(TALK, SAMPLING, cancel=Never())) for _ in range(2))
    assert first == second


def test_stale_it_ends_without_an_error(lm: LanguageModel) -> None:
    revisions = Revisions()
    pieces = lm.stream(TALK, SAMPLING, cancel=revisions.ticket(1))
    next(piece for piece in pieces if piece)
    revisions.drop_below(2)
    assert list(pieces) == []


def test_stale_from_the_start_it_says_nothing(lm: LanguageModel) -> None:
    revisions = Revisions()
    revisions.drop_below(2)
    assert "".join(lm.stream(TALK, SAMPLING, cancel=revisions.ticket(1))) == ""
    assert list(lm.prefill(TALK, cancel=revisions.ticket(1))) == []


def test_prefill_goes_in_steps_and_changes_nothing_that_is_said(lm: LanguageModel) -> None:
    assert len(list(lm.prefill(TALK, cancel=Never()))) >= 1
    assert "".join(lm.stream(TALK, SAMPLING, cancel=Never())).strip()


def test_a_generator_given_up_does_no_harm(lm: LanguageModel) -> None:
    given_up = lm.stream(TALK, SAMPLING, cancel=Never())
    next(given_up)
    del given_up
    assert "".join(lm.stream(TALK, SAMPLING, cancel=Never())).strip()


def test_tokens_are_counted(lm: LanguageModel) -> None:
    assert lm.count_tokens("") == 0
    assert 2 <= lm.count_tokens("How are you today?") <= 8


def test_close_is_safe_twice_and_load_again_works(lm: LanguageModel) -> None:
    lm.close()
    lm.close()
    lm.load()
    assert "".join(lm.stream(TALK, SAMPLING, cancel=Never())).strip()
