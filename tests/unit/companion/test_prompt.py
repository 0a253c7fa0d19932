"""The prompt: stable first, within budget, alternating, and clipped where somebody talks for an hour."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.companion.about_user import AboutUser
from app.companion.persona import persona_from
from app.companion.prompt import Budgets, Prompt, clip
from app.companion.recall_block import HOW_IT_IS_USED
from app.effects import Exchange

PERSONA = persona_from(
    {"name": "Ada", "voice": "v", "language": "en", "character": "You are Ada.", "style": ["Short."], "limits": []},
    source="ada.toml",
)


def count(text):
    return len(text.split())


def exchange(n, words=10):
    return Exchange(f"question {n} " + "u " * (words - 2), f"answer {n} " + "c " * (words - 2))


def prompt(history_tokens=300, user_tokens=50):
    return Prompt(PERSONA, count=count, budgets=Budgets(history_tokens, user_tokens))


def questions(messages):
    return [message.content.split()[1] for message in messages if message.role == "user"]


def test_persona_first_then_history_then_the_new_message():
    said = prompt().messages([Exchange("Hi.", "Hello.")], "How are you?")
    assert [(m.role, m.content) for m in said] == [
        ("system", PERSONA.system_text()),
        ("user", "Hi."),
        ("assistant", "Hello."),
        ("user", "How are you?"),
    ]


def test_what_was_sent_stays_sent():
    builder = prompt()
    history = [exchange(n) for n in range(5)]
    before = builder.messages(history, "question 5 x")
    after = builder.messages([*history, Exchange("question 5 x", "answer")], "question 6")
    assert after[: len(before)] == before


def test_the_history_is_the_prompt_without_the_new_message():
    builder, history = prompt(), [exchange(n) for n in range(5)]
    assert builder.messages(history, "question 5")[:-1] == builder.history(history)


def test_the_oldest_third_goes_at_once_and_stays_gone():
    builder = prompt(history_tokens=300)  # 30 tokens per exchange: ten fit
    history = [exchange(n) for n in range(10)]
    assert len(questions(builder.history(history))) == 10
    starts = []
    for n in range(10, 18):
        history.append(exchange(n))
        starts.append(questions(builder.history(history))[0])
    assert starts == ["4", "4", "4", "4", "8", "8", "8", "8"]


def test_another_conversation_starts_anew():
    builder = prompt(history_tokens=300)
    builder.history([exchange(n) for n in range(14)])
    assert questions(builder.history([exchange(n) for n in range(100, 108)])) == [str(n) for n in range(100, 108)]
    assert builder.history([exchange(1)])[1].content.startswith("question 1")


def test_a_conversation_of_monologues_fits_too():
    builder = prompt(history_tokens=100, user_tokens=80)
    history = [exchange(n, words=500) for n in range(3)]
    assert len(builder.history(history)) == 1  # one alone is over the budget
    history.append(exchange(3))
    assert questions(builder.history(history)) == ["3"]


def test_unanswered_words_are_joined_with_the_next():
    said = prompt().messages([Exchange("First.", ""), Exchange("Second.", "")], "Third.")
    assert [(m.role, m.content) for m in said[1:]] == [("user", "First.\nSecond.\nThird.")]


def test_nothing_said_leaves_no_empty_message():
    said = prompt().messages([Exchange("", "Good morning.")], "Morning.")
    assert [m.role for m in said] == ["system", "assistant", "user"]


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=20), st.text(min_size=1, max_size=9))
@settings(max_examples=50, deadline=None)
def test_roles_always_alternate(turns, text):
    said = prompt(history_tokens=60).messages([Exchange(user, companion) for user, companion in turns], text)
    roles = [message.role for message in said[1:]]
    assert all(one != two for one, two in pairwise(roles))
    assert all(message.content.strip() for message in said)


def test_an_hour_of_talk_keeps_its_beginning_and_its_end():
    talk = " ".join(f"word{n}" for n in range(9000))
    kept = clip(talk, 100, count)
    assert count(kept) <= 100
    assert kept.startswith("word0 word1 ")
    assert kept.endswith(" word8999")


@pytest.mark.parametrize("text", ["", "short", "x" * 100_000])
def test_clipping_without_words_to_cut_at(text):
    assert count(clip(text, 5, lambda t: len(t) // 3)) <= 5


@given(st.text(max_size=4000), st.integers(2, 40))
@settings(max_examples=50, deadline=None)
def test_clipping_always_fits(text, most):
    assert len(clip(text, most, len)) <= most or most < 5


def knowing(statement):
    known = AboutUser()
    known.learn("ada", [statement])
    return known, Prompt(PERSONA, count=count, budgets=Budgets(300, 50), about_user=known, companion="ada")


def test_what_is_known_of_the_user_changes_only_where_a_conversation_begins_or_is_cut():
    known, builder = knowing("One.")
    history = [exchange(n) for n in range(5)]
    assert builder.messages([], "question 0")[1].content == '[you know: "One."]\nquestion 0'
    known.learn("ada", ["Two."])
    assert builder.history(history)[1].content.startswith('[you know: "One."]\nquestion 0')
    longer = [*history, *(exchange(n) for n in range(5, 20))]
    assert builder.messages(longer, "question 20")[1].content.startswith('[you know: "Two."]\nquestion 1')
    known.learn("ada", ["Three."])
    assert builder.history([])[1].content == '[you know: "Three."]'
    known.learn("ada", [])
    assert builder.messages([], "question 0")[1].content == "question 0"


def test_what_was_forgotten_is_not_known_from_then_on():
    known, builder = knowing("Your name is Ann.")
    history = [exchange(0)]
    assert "Ann" in builder.messages(history, "question 1")[1].content
    builder.forget()
    assert "Ann" not in builder.messages(history, "question 1")[1].content
    assert not known.knows("ada")


def test_what_is_known_fits_its_budget_and_stays_a_quotation():
    known = AboutUser()
    known.learn("ada", ['Your "name" is Ann.', "word " * 58, "You live in Ghent."])
    assert known.line("ada", count) == "[you know: \"Your 'name' is Ann.\" \"You live in Ghent.\"]"
    assert known.line("max", count) == ""


def test_every_persona_is_shown_the_manners_behind_its_own_samples():
    hello = {"samples": [{"user": "Hello.", "companion": "Hey, you."}]}
    described = {"name": "Ada", "voice": "v", "language": "en", "character": "You are Ada.", "style": [], "limits": []}
    builder = Prompt(persona_from(described | hello, source="ada.toml"), count=count, manners=HOW_IT_IS_USED)
    said = builder.messages([], "What is my name?")
    shown = [text for pair in HOW_IT_IS_USED for text in pair]
    assert [m.content for m in said[1:]] == ["Hello.", "Hey, you.", *shown, "What is my name?"]
    assert [m.is_stable for m in said] == [True] * (len(said) - 1) + [False]
