"""Memory around the machine: when it is asked, how long a reply waits for it, and what is told of it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from app.conversation.recalling import PATIENT_WAIT_S, TYPED_WAIT_S, WAIT_S
from app.effects import ClearPrompt, Exchange, KeepEpisode, PrefillHistory, RecallMemories, Respond, StartTimer
from app.events import (
    FinalTranscript,
    LineKept,
    MemoryForgotten,
    MemoryRecalled,
    MemoryStored,
    TurnReopened,
    TurnTimings,
)
from app.facts import (
    EpisodesRestored,
    MemoriesForgotten,
    MemoriesQuoted,
    MemoriesRecalled,
    MemoryKept,
    PastChanged,
    SaidBefore,
    StageBroke,
    TimerFired,
)
from app.memory.recalled import Memory, Recalled
from app.wishes import Say, Type
from tests.kit.episodes import NINE
from tests.kit.script import World

AMY = Memory("ep_amy", "episode", "user", "Amy is my sister.", NINE, 0.91234)
BO = Memory("ep_bo", "episode", "user", "Bo is my dog.", NINE, 0.5)


class Past:
    """Recalls Amy, and remembers what it was asked."""

    def __init__(self, *recalled: Recalled) -> None:
        self.asked: list[str] = []
        self.recalled = list(recalled) or [Recalled((AMY,))]

    def __call__(self, text: str) -> Recalled:
        self.asked.append(text)
        return self.recalled.pop(0) if len(self.recalled) > 1 else self.recalled[0]


def world_with(past: Past, *, has_past: bool = True, **options: Any) -> World:
    return World(memory=past, **options).wake().post(EpisodesRestored((), has_past))


def say_slowly(world: World) -> World:
    said = "Do you know if my sister Amy likes old"
    world.partial_words = ["Do you", said, f"{said} boats"]
    world.begin()
    for voiced_s in (0.7, 1.5, 2.3):
        world.now_s += 0.8
        world.grow(voiced_s)
    return world


def kinds(world: World, *wanted: type) -> list[str]:
    return [type(made).__name__ for made in world.of(*wanted)]


# ---- when it is asked ------------------------------------------------------------------------------------------------


def test_where_nothing_was_said_before_everything_passes_as_it_is() -> None:
    past = Past()
    young, plain = world_with(past, has_past=False), World().wake().post(EpisodesRestored(()))
    for world in (young, plain):
        world.partial_words = ["I went to", "I went to the old harbour with", "I went to the old harbour with Amy"]
        world.begin().grow(0.8).grow(1.6)
        world.pause("I went to the old harbour with Amy.").quiet(0.3)
        world.post(Type("And then I swam."))
    passed = [made for made in young.made if not isinstance(made, LineKept)]
    assert [repr(made) for made in passed] == [repr(made) for made in plain.made]
    assert past.asked == []


def test_what_is_brought_in_later_is_a_past_too() -> None:
    past = Past()
    world_with(past, has_past=False).post(PastChanged(True)).say("The old harbour is quiet.")
    assert past.asked


def test_a_reply_waits_for_its_memories() -> None:
    world = world_with(Past(), holds=("RecallMemories",)).say("Who is my sister?")
    (order,) = world.of(RecallMemories)
    assert (order.text, order.turn) == ("Who is my sister?", 1)
    assert StartTimer("recall", WAIT_S) in world.made
    assert not world.of(Respond)
    world.release("RecallMemories")
    (respond,) = world.of(Respond)
    assert respond.revision == order.revision
    assert respond.found.recalled.memories == (AMY,)


def test_but_not_for_long() -> None:
    world = world_with(Past(), holds=("RecallMemories",)).say("Who is my sister?").post(TimerFired("recall"))
    (respond,) = world.of(Respond)
    assert respond.found is None
    world.release("RecallMemories").post(TimerFired("recall"))
    assert len(world.of(Respond)) == 1, "what comes late is not asked for again"


def test_words_about_memory_itself_are_the_keepers_and_worth_a_longer_wait() -> None:
    world = world_with(Past(Recalled(answer="You like tea."), Recalled()), has_past=False)
    world.say("What do you know about me?")
    assert StartTimer("recall", PATIENT_WAIT_S) in world.made
    assert world.of(Respond)[0].found.recalled.answer == "You like tea."
    world.say("Yes, all of it.").say("It is a fine day.")
    assert [order.text for order in world.of(RecallMemories)] == ["What do you know about me?", "Yes, all of it."]


def test_what_follows_our_own_question_is_the_keepers_too() -> None:
    """Memory may have asked; Say is the wish by which it does."""
    world = world_with(Past()).post(Say("Which is it?")).say("Antwerp, I think.")
    assert StartTimer("recall", PATIENT_WAIT_S) in world.made


def test_a_long_conversation_has_left_the_prompt_and_is_recalled() -> None:
    past = Past()
    world = world_with(past, has_past=False)
    world.post(EpisodesRestored((SaidBefore("user", "word " * 500),))).say("And the boat?")
    assert past.asked == ["And the boat?"]


def test_a_keeper_that_is_broken_is_not_asked() -> None:
    past = Past()
    world_with(past).post(StageBroke("keeper", 0, "The disk is full.")).say("Who is my sister?")
    assert past.asked == []


def test_a_typed_turn_recalls_too() -> None:
    world = world_with(Past()).post(Type("Who is my sister?"))
    assert world.of(Respond)[0].found.recalled.memories == (AMY,)
    assert StartTimer("recall", TYPED_WAIT_S) in world.made, "who types hears no gap"
    assert kinds(world, FinalTranscript, MemoryRecalled) == ["FinalTranscript", "MemoryRecalled"]


def test_the_user_goes_on_and_the_reply_that_waited_is_gone() -> None:
    world = world_with(Past(), holds=("RecallMemories",)).begin().pause("Who is", voiced_s=1.0)
    world.resume().post(TimerFired("recall"))
    world.release("RecallMemories")
    assert not world.of(Respond)
    world.pause("Who is my sister?").quiet(0.3)
    assert [order.text for order in world.of(Respond)] == ["Who is my sister?"]


# ---- what is told ----------------------------------------------------------------------------------------------------


def test_what_was_quoted_is_told_right_behind_the_transcript_that_counts() -> None:
    world = world_with(Past()).begin().pause("Who is my sister?")
    assert not world.of(MemoryRecalled), "nothing is told before the commit"
    world.quiet(0.3)
    told = world.of(FinalTranscript, MemoryRecalled, TurnTimings)
    assert [type(made).__name__ for made in told] == ["FinalTranscript", "MemoryRecalled", "TurnTimings"]
    assert [(one.id, one.text, one.score) for one in told[1].memories] == [("ep_amy", "Amy is my sister.", 0.9123)]
    assert told[1].turn == 1
    assert told[2].recall_ms == 7.0
    assert [kept.recalled for kept in world.of(KeepEpisode)] == [("ep_amy",), ()]


def test_what_is_quoted_after_the_commit_is_told_at_once() -> None:
    world = world_with(Past(), holds=("Respond",)).say("Who is my sister?")
    revision = world.revision
    world.post(MemoriesQuoted(revision - 1, (BO,)), MemoriesQuoted(revision, (AMY,)))
    assert [one.memories[0].id for one in world.of(MemoryRecalled)] == ["ep_amy"]


def test_a_turn_that_reopens_tells_again() -> None:
    world = world_with(Past(), holds=("Synthesize",)).say("Who is my sister?")
    world.resume().pause("Who is my sister, and my dog?").quiet(0.3)
    assert kinds(world, FinalTranscript, MemoryRecalled, TurnReopened) == [
        "FinalTranscript", "MemoryRecalled", "TurnReopened", "FinalTranscript", "MemoryRecalled",
    ]  # fmt: skip


def test_what_was_recalled_for_a_question_that_got_no_new_answer_is_not_told() -> None:
    world = world_with(Past(), holds=("FinishPlayout",)).say("Who is my sister?").start_clause()
    before = len(world.of(MemoryRecalled))
    world.begin().grow(0.5).pause("Stop.").quiet(0.3)
    assert len(world.of(MemoryRecalled)) == before


def test_turns_that_wait_each_get_theirs() -> None:
    world = world_with(Past(), holds=("FinishPlayout",)).say("One sister?").start_clause()
    world.post(Type("Two sisters?"), Type("Three sisters?")).release("FinishPlayout")
    assert [told.turn for told in world.of(MemoryRecalled)] == [1, 2, 3]


def test_a_new_fact_is_told() -> None:
    world = world_with(Past()).post(MemoryKept("fa_1", "Your sister is Amy."))
    assert [(told.id, told.text) for told in world.of(MemoryStored)] == [("fa_1", "Your sister is Amy.")]


# ---- forgetting ------------------------------------------------------------------------------------------------------


def test_what_is_forgotten_leaves_the_history_and_the_models_cache() -> None:
    world = world_with(Past()).say("Amy is my sister.").say("I like tea.")
    world.post(MemoriesForgotten(("ep_1_user", "ep_1_companion", "fa_1")))
    assert [told.id for told in world.of(MemoryForgotten)] == ["ep_1_user", "ep_1_companion", "fa_1"]
    clear, prefill = world.of(ClearPrompt, PrefillHistory)[-2:]
    assert isinstance(clear, ClearPrompt)
    assert prefill.history == (Exchange("I like tea.", "Fine."),)


def test_it_is_told_under_which_id_a_line_can_be_forgotten() -> None:
    world = world_with(Past()).say("Amy is my sister.")
    kept = [(told.turn, told.speaker, told.id) for told in world.of(LineKept)]
    assert kept == [(1, "user", "ep_1_user"), (1, "companion", "ep_1_companion")]


def test_it_also_leaves_a_question_that_is_just_being_asked() -> None:
    world = say_slowly(world_with(Past()))
    world.holds = {"RecallMemories"}
    world.pause("Do you know if my sister Amy likes old boats?")
    world.post(MemoriesForgotten(("ep_amy",)), TimerFired("recall"))
    assert world.of(Respond)[0].found is None
    assert world.of(Respond)[0].history == ()


def test_what_was_about_to_be_said_is_not_said_any_more() -> None:
    world = world_with(Past(), holds=("FinishPlayout",))
    world.replies = [("Your sister is Amy.", "She lives in Lisbon.")]
    world.say("Who is my sister?").start_clause().begin().grow(0.5).pause("Stop.").quiet(0.3)
    world.post(MemoriesForgotten(("ep_amy",))).say("Go on.")
    assert len(world.of(Respond)) == 2, "the rest is gone: the model is asked"


# ---- everything ------------------------------------------------------------------------------------------------------


STATES = {
    "listening": lambda: world_with(Past()),
    "hearing": lambda: say_slowly(world_with(Past())),
    "thinking": lambda: world_with(Past(), holds=("RecallMemories",)).say("Hello."),
    "speaking": lambda: world_with(Past(), holds=("FinishPlayout",)).say("Hello.").start_clause(),
}


MESSAGES = (
    MemoriesRecalled(2, 1, Recalled((BO,)), NINE, 0.0, 1.0), MemoriesQuoted(2, (BO,)), MemoryKept("fa_1", "x"),
    MemoriesForgotten(("ep_1_user",)), TimerFired("recall"), EpisodesRestored(()), StageBroke("keeper", 0, "x"),
)  # fmt: skip


@pytest.mark.parametrize(("state", "message"), list(itertools.product(STATES, MESSAGES)))
def test_every_message_about_memory_is_survived_in_every_state(state: str, message: Any) -> None:
    world = STATES[state]()
    world.post(message)
    assert world.whole is not None
    assert world.whole.is_at_rest == world.machine.is_at_rest
