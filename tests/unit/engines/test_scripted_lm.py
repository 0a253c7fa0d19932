"""The scripted model: says its script, remembers what it was asked."""

import pytest

from app.cancel import Never
from app.engines.protocols import Message, Sampling
from app.engines.scripted_lm import ScriptedLanguageModel
from app.errors import EngineFailed

SAMPLING = Sampling(max_tokens=16, temperature=0.7, top_p=0.9, repeat_penalty=1.1, seed=7)
HI = [Message("user", "Hi.")]


def said(lm):
    return "".join(lm.stream(HI, SAMPLING, cancel=Never()))


def test_a_script_and_its_history():
    lm = ScriptedLanguageModel(["Hello, you.\n", "Well?"])
    assert [said(lm), said(lm), said(lm)] == ["Hello, you.\n", "Well?", "Well?"]
    assert lm.asked == [tuple(HI)] * 3
    assert lm.samplings == [SAMPLING] * 3


def test_it_can_fail_on_demand():
    lm = ScriptedLanguageModel([EngineFailed("It broke."), "Better now."])
    with pytest.raises(EngineFailed, match="It broke"):
        said(lm)
    assert said(lm) == "Better now."


def test_prefills_are_remembered():
    lm = ScriptedLanguageModel()
    list(lm.prefill(HI, cancel=Never()))
    assert lm.prefilled == [tuple(HI)]
