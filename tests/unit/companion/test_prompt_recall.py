"""Memories in the prompt: in front of the words they were recalled for, and there to stay."""

from __future__ import annotations

from datetime import timedelta

from app.companion.persona import Persona
from app.companion.prompt import Budgets, Prompt
from app.effects import Exchange
from app.facts import MemoriesRecalled
from app.memory.recalled import Recalled
from tests.kit.episodes import NINE
from tests.unit.companion.test_recall_block import count, memory

PERSONA = Persona("Ada", "v", "en", "You are Ada.", (), ())
AMY, BO = memory("Amy is my sister.", 2, 1), memory("Bo is my dog.", 3, 2)


def found(*memories, turn=1, revision=0, at_t_s=100.0, asks=False):
    return MemoriesRecalled(revision, turn, Recalled(memories, asks), NINE, at_t_s, 5.0)


def prompt(**budgets):
    return Prompt(PERSONA, count=count, budgets=Budgets(**budgets))


def test_the_block_travels_with_the_users_words_and_not_with_the_system() -> None:
    builder = prompt()
    system, user = builder.messages([], "Who is Amy?", found(AMY))
    assert system.content == PERSONA.system_text()
    assert user.role == "user"
    assert user.content.endswith('I told you: "Amy is my sister."]\nWho is Amy?')
    assert [one.id for one in builder.quoted.memories] == ["ep_1"]


def test_without_memories_the_prompt_is_what_it_would_be_without_memory() -> None:
    history = [Exchange("Hi.", "Hello.", 1, 5.0)]
    plain = Prompt(PERSONA, count=count).messages(history, "Who is Amy?")
    assert prompt().messages(history, "Who is Amy?", found()) == plain


def test_what_was_sent_stays_sent() -> None:
    builder = prompt()
    before = builder.messages([], "Who is Amy?", found(AMY))
    history = [Exchange("Who is Amy?", "Your sister.", 1, 99.0)]
    after = builder.messages(history, "And Bo?", found(BO, turn=2))
    assert after[: len(before)] == before
    assert builder.history(history) == after[:-1]


def test_what_was_only_read_ahead_is_not_in_the_history() -> None:
    builder = prompt()
    builder.messages([], "Who is", found(AMY), is_sent=False)
    assert builder.history([Exchange("Go on.", "I will.", 1, 99.0)])[1].content == "Go on."


def test_the_block_is_fixed_before_the_words_are_known() -> None:
    builder = prompt()
    ahead = builder.messages([], "Who is", found(AMY, BO), is_sent=False)[-1].content
    sent = builder.messages([], "Who is Bo?", found(BO, revision=3))[-1].content
    assert sent.removesuffix(" Bo?") == ahead
    assert builder.messages([], "Who is that?", found(revision=4))[-1].content.startswith(ahead.partition("\n")[0])


def test_it_is_replaced_when_the_best_memory_is_not_in_it() -> None:
    builder = prompt()
    builder.messages([], "Who is", found(AMY), is_sent=False)
    builder.messages([], "Who is Bo?", found(BO, AMY, revision=3))
    assert [one.id for one in builder.quoted.memories] == ["ep_2", "ep_1"]


def test_what_the_history_says_is_not_recalled() -> None:
    builder = prompt()
    history = [Exchange("Amy is my sister.", "I see.", 1, 10.0)]
    now_said = memory("Amy is my sister.", n=1, said_at=NINE - timedelta(seconds=90))  # at 10 s of 100
    builder.messages(history, "Who is Amy?", found(now_said, turn=2))
    assert builder.quoted.text == ""
    builder.messages(history, "Who is Amy?", found(now_said, BO, turn=2))
    assert [one.id for one in builder.quoted.memories] == ["ep_2"]


def test_what_has_left_the_history_is_recalled() -> None:
    builder = prompt(history_tokens=40)
    history = [Exchange("word " * 12, "word " * 12, turn, 10.0 * turn) for turn in range(1, 4)]
    first = memory("Amy is my sister.", n=1, said_at=NINE - timedelta(seconds=90))  # in turn 1
    builder.messages(history, "Who is Amy?", found(first, turn=4))
    assert [one.id for one in builder.quoted.memories] == ["ep_1"]


def test_who_asks_for_what_is_not_there_gets_no_history_of_it_either() -> None:
    builder = prompt()
    said = builder.messages([], "What did I tell you about Zoe?", found(asks=True))[-1].content
    assert said.endswith("you don't know.]\nWhat did I tell you about Zoe?")
    assert builder.quoted.memories == ()


def test_blocks_have_a_budget_of_their_own_in_the_history() -> None:
    builder = prompt(blocks_tokens=60)
    history = []
    for turn in range(1, 7):
        builder.messages(history, "And?", found(memory("Amy is my sister.", turn, turn), turn=turn, at_t_s=0.0))
        history.append(Exchange("And?", "So.", turn, float(turn)))
    kept = [message for message in builder.history(history) if message.role == "user"]
    assert 1 <= len(kept) < 6
    assert sum(count(message.content.rpartition("\n")[0]) for message in kept) <= 60


def test_what_is_forgotten_is_quoted_nowhere() -> None:
    builder = prompt()
    builder.messages([], "Who is Amy?", found(AMY))
    builder.forget()
    assert builder.quoted.memories == ()
    assert builder.history([Exchange("Who is Amy?", "Well.", 1, 99.0)])[1].content == "Who is Amy?"


LONG = memory("Amy is my sister, and she lives in a small red house behind the hill with her two old dogs.", 2, 1)


def test_a_block_that_was_not_read_ahead_is_as_long_as_may_be_waited_for() -> None:
    slow = Prompt(PERSONA, count=count, budgets=Budgets(late_recall_s=0.3), token_s=lambda: 0.01)
    slow.messages([], "Who is Amy?", found(LONG, BO))
    late = slow.quoted
    slow.messages([], "Who is Amy?", found(LONG, BO, turn=2), is_patient=True)
    assert [one.id for one in late.memories] == ["ep_1"]
    assert count(late.text) <= 30
    assert len(slow.quoted.memories) == 2, "who types hears no gap"
    slow.messages([], "Who is", found(LONG, BO, turn=3), is_sent=False)
    slow.messages([], "Who is Amy?", found(LONG, BO, turn=3))
    assert len(slow.quoted.memories) == 2, "it was read while the user spoke"


def test_the_slowest_machine_quotes_one_short_memory() -> None:
    builder = Prompt(PERSONA, count=count, token_s=lambda: 1.0)
    builder.messages([], "Who is Amy?", found(AMY, LONG))
    assert [one.text for one in builder.quoted.memories] == ["Amy is my sister."]
