"""Memory is asked while the user still speaks, so that what it has is read by the time they wait."""

from __future__ import annotations

from app.audio.clip import Clip
from app.effects import PrefillHistory, Respond
from app.facts import MemoriesRecalled, SpeechCut, TimerFired
from app.memory.recalled import Recalled
from tests.kit.episodes import NINE
from tests.kit.script import clip
from tests.unit.conversation.test_recalling import AMY, BO, Past, say_slowly, world_with


def test_memory_is_asked_at_the_first_look_with_two_content_words_certain_or_not() -> None:
    past = Past()
    world = say_slowly(world_with(past))
    assert past.asked == ["Do you know if my sister Amy likes"]
    last = world.of(PrefillHistory)[-1]
    assert last.words == "Do you know if my sister Amy likes old"
    assert last.found.recalled.memories == (AMY,)
    world.pause("Do you know if my sister Amy likes old boats?").quiet(0.3)
    assert len(past.asked) == 2, "once ahead, once for the words as they are"


def test_while_the_last_look_is_awaited_the_model_reads_what_it_needs_anyway() -> None:
    world = say_slowly(world_with(Past()))
    world.holds = {"RecallMemories"}
    world.pause("Do you know if my sister Amy likes old boats?")
    last = world.of(PrefillHistory)[-1]
    assert last.words == "Do you know if my sister Amy likes old boats?"
    assert last.found.recalled.memories == (AMY,)
    world.post(TimerFired("recall"))
    assert world.of(Respond)[0].found == last.found, "better what was found ahead than nothing"


def test_as_long_as_nothing_is_found_two_more_content_words_are_asked_about() -> None:
    past = Past(Recalled())
    world = world_with(past).begin()
    said = "my sister Amy likes old wooden boats a"
    world.partial_words = ["my", "my sister Amy likes", "my sister Amy likes old", said, f"{said} lot"]
    for voiced_s in (0.7, 1.5, 2.3, 3.1, 3.9):
        world.now_s += 0.8
        world.grow(voiced_s)
    assert past.asked == ["my sister Amy", "my sister Amy likes old wooden boats"]
    assert [order.words for order in world.of(PrefillHistory) if order.words] == [
        "my sister Amy", "my sister Amy likes", past.asked[1], said
    ]  # fmt: skip


def test_the_words_wait_for_the_memories_that_stand_before_them() -> None:
    world = say_slowly(world_with(Past(), holds=("RecallMemories",)))
    assert not [order for order in world.of(PrefillHistory) if order.words == "Do you know if my sister Amy likes"]
    world.release("RecallMemories")
    assert world.of(PrefillHistory)[-1].found.recalled.memories == (AMY,)


def test_another_piece_of_the_utterance_is_looked_at_from_its_beginning() -> None:
    past = Past()
    world = say_slowly(world_with(past, holds=("Transcribe",)))
    world.post(SpeechCut(Clip(clip(1.0).samples, 16_000)))
    world.partial_words = ["and the red house", "and the red house behind the hill"]
    for voiced_s in (3.0, 4.0):
        world.now_s += 0.8
        world.grow(voiced_s)
    assert len(past.asked) == 1, "one look ahead a turn"


def test_what_was_found_for_another_turn_is_not_used() -> None:
    world = say_slowly(world_with(Past(), holds=("RecallMemories",)))
    world.post(MemoriesRecalled(0, 9, Recalled((BO,)), NINE, 0.0, 1.0))
    assert world.of(PrefillHistory)[-1].found is None
