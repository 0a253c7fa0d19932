"""Who has the floor: called by name, kept until another is called, and told only what it may know."""

from __future__ import annotations

from typing import Any

from app.conversation.present import OVERHEARD, Whose
from app.effects import KeepEpisode, PrefillHistory, RecallMemories, Respond, Synthesize, TuneVoice
from app.events import FinalTranscript, ReplySentence, SpeakerChanged, TurnReopened
from app.facts import EpisodesRestored, SaidBefore, TimerFired
from app.memory.recalled import Memory, Recalled
from app.wishes import Type
from tests.kit.episodes import NINE
from tests.kit.script import World

NAMES = {"": "Samantha", "max": "Max", "robin": "Robin"}
AMY = Memory("ep_amy", "episode", "user", "Amy is my sister.", NINE, 0.9)


def three(**options: Any) -> World:
    return World(names=NAMES, **options).wake().post(EpisodesRestored((), has_past=bool(options.get("memory"))))


def floors(world: World) -> list[str]:
    return [order.companion for order in world.of(Respond)]


def test_who_is_called_has_the_floor_until_another_is_called() -> None:
    world = three().say("Hello.").say("Max, what would you do?").say("And then?").say("Samantha again.").say("Why?")
    assert floors(world) == ["", "max", "max", "", ""]
    assert [said.companion for said in world.of(ReplySentence)] == ["samantha", "max", "max", "samantha", "samantha"]
    assert [kept.companion for kept in world.of(KeepEpisode)] == [
        "", "", "max", "max", "max", "max", "", "", "", "",
    ]  # fmt: skip
    assert [order.companion for order in world.of(Synthesize)] == ["", "max", "max", "", ""]
    assert [(news.companion, news.name) for news in world.of(SpeakerChanged)] == [
        ("max", "Max"), ("samantha", "Samantha"),
    ]  # fmt: skip


def test_each_has_its_own_part_of_the_conversation_and_overhears_the_last_two_turns_of_the_others() -> None:
    world = three().say("One.").say("Two.").say("Three.").say("Max, what would you do?").say("Really?")
    called, later = world.of(Respond)[-2:]
    assert called.history == ()
    assert called.overheard.turn == called.turn
    assert [(name, said.user, said.companion) for name, said in called.overheard.said] == [
        ("Samantha", "Two.", "Fine."), ("Samantha", "Three.", "Fine."),
    ][-OVERHEARD:]  # fmt: skip
    assert [said.user for said in later.history] == ["Max, what would you do?"]
    assert later.overheard is None
    back = world.say("Back to Samantha.").of(Respond)[-1]
    assert [said.user for said in back.history] == ["One.", "Two.", "Three."]
    assert [(name, said.user) for name, said in back.overheard.said] == [
        ("Max", "Max, what would you do?"), ("Max", "Really?"),
    ]  # fmt: skip


def test_who_takes_part_is_read_ahead_with_what_it_would_overhear() -> None:
    world = three().say("One.").say("Max, what would you do?")
    last = world.of(PrefillHistory)[-1]
    assert (last.companion, last.words) == ("max", "")
    (other,) = last.then
    assert (other.companion, [said.user for said in other.history]) == ("", ["One."])
    back = world.say("Back to Samantha.").of(Respond)[-1]
    assert back.overheard is not None
    assert (back.history, back.overheard.said) == (other.history, other.overheard.said)
    alone = three().say("One.").of(PrefillHistory)[-1]
    assert alone.then == ()


def test_who_may_not_hear_the_others_is_told_nothing() -> None:
    world = three(may_hear=lambda companion: companion != "max").say("One.")
    assert world.say("Max, what would you do?").of(Respond)[-1].overheard is None
    assert world.say("Robin, and you?").of(Respond)[-1].overheard is not None


def test_memory_is_asked_for_who_has_the_floor() -> None:
    world = three(memory=lambda _: Recalled((AMY,))).say("Who is my sister?").say("Max, who is my sister?")
    assert [order.companion for order in world.of(RecallMemories)] == ["", "max"]
    assert [order.found.companion for order in world.of(Respond)] == ["", "max"]


def test_what_is_read_ahead_stands_behind_the_same_quotation_as_what_is_asked() -> None:
    world = three(memory=lambda _: Recalled((AMY,)), holds=("RecallMemories",)).say("One two three.").quiet(0.3)
    world.release("RecallMemories").holds.add("RecallMemories")
    world.partial_words = ["Max, who is my elder sister in"]
    world.begin().grow(0.8).release("RecallMemories")
    world.pause("Max, who is my elder sister in Rome?").quiet(0.3)
    asked = world.of(Respond)[-1]
    ahead = [order for order in world.of(PrefillHistory) if order.companion == "max" and order.words]
    assert ahead
    assert {order.overheard for order in ahead} == {asked.overheard}
    assert asked.overheard is not None


def test_what_was_found_in_anothers_memory_before_the_name_was_said_is_not_used() -> None:
    world = three(memory=lambda _: Recalled((AMY,)))
    world.partial_words = ["who is my elder sister in"]
    world.begin().grow(0.8)
    assert [order.companion for order in world.of(RecallMemories)] == [""]
    world.holds = {"RecallMemories"}
    world.pause("Who is my elder sister in Rome, Max?").post(TimerFired("recall")).quiet(0.3)
    (respond,) = world.of(Respond)
    assert (respond.companion, respond.found) == ("max", None)
    assert all(order.found is None for order in world.of(PrefillHistory) if order.companion == "max")


def test_a_name_in_words_that_may_go_on_is_read_ahead_and_not_held_against_anybody() -> None:
    world = three()
    world.partial_words = ["Max, what would you", "Max is my"]
    world.begin().grow(0.8)
    assert world.of(PrefillHistory)[-1].companion == "max"
    world.now_s += 1.0
    world.grow(2.0)
    assert [order.companion for order in world.of(PrefillHistory)][-2:] == ["max", ""]
    world.pause("Max is my brother.").quiet(0.3)
    assert floors(world) == [""]


def test_a_pause_behind_the_name_gives_the_floor_only_when_the_turn_ends() -> None:
    world = three(wait_s=0.6).begin().pause("Max.").quiet(0.3)
    assert floors(world) == ["max"]
    world.resume().pause("Max is my brother.").quiet(0.6)
    assert floors(world) == ["max", ""]
    world.say("He lives in Rome.")
    assert floors(world)[-1] == ""
    assert {kept.companion for kept in world.of(KeepEpisode)} == {""}


def test_a_reopened_turn_is_looked_at_again() -> None:
    world = three(holds=("Respond",)).say("Max, what would you do?")
    world.begin().pause("Max, what would you do? No, Robin, you tell me.").quiet(0.3)
    assert world.of(TurnReopened, FinalTranscript)
    assert floors(world)[-1] == "robin"


def test_a_wake_phrase_that_is_cut_off_is_a_call() -> None:
    world = World(names=NAMES, mode="wake").wake().post(EpisodesRestored(()))
    world.say("Hey Samantha, how are you?").say("Max, and you?").say("Hey Samantha, where were we?")
    assert [order.text for order in world.of(Respond)][-1] == "where were we?"
    assert floors(world)[-1] == ""


def test_a_name_that_answers_a_question_calls_nobody() -> None:
    world = three()
    world.replies = [("Oh. What is", "his name?")]
    world.say("I have a brother.").say("Max.")
    assert floors(world) == ["", ""]


def test_our_own_words_are_said_by_who_has_the_floor() -> None:
    world = three().say("Max, what would you do?").say("Speak louder.")
    assert world.of(TuneVoice)
    assert {order.companion for order in world.of(Synthesize)} == {"max"}
    assert world.whole.is_at_rest


def test_a_typed_turn_calls_too_and_what_was_said_in_an_earlier_run_was_said_to_this_companion() -> None:
    world = World(names=NAMES).post(EpisodesRestored((SaidBefore("user", "I am Ann."),)))
    world.post(Type("max, who am I?", aloud=False))
    respond = world.of(Respond)[-1]
    assert (respond.companion, respond.history) == ("max", ())
    assert [said.user for _, said in respond.overheard.said] == ["I am Ann."]


def test_only_the_last_turns_are_known() -> None:
    whose = Whose()
    for turn in range(1, 40):
        whose.note(turn, "x", lambda: "max")
        whose.end(turn)
    assert (whose.of(39), whose.of(1), whose.of(0), whose.floor) == ("max", "max", "", "max")


def test_who_is_asked_from_elsewhere_answers_and_the_floor_stays_where_it_is() -> None:
    world = three().say("Hello.").post(Type("Samantha, how are you?", companion="max")).say("And then?")
    assert floors(world) == ["", "max", ""]
    assert [kept.companion for kept in world.of(KeepEpisode)][2:4] == ["max", "max"]
    world.say("Max, what would you do?").post(Type("And you?", companion="")).say("Why?")
    assert floors(world)[3:] == ["max", "", "max"]


def test_who_is_made_on_the_way_can_be_called() -> None:
    names = dict(NAMES)
    world = World(names=names).wake().post(EpisodesRestored((), has_past=False)).say("Quinn, what would you do?")
    names["quinn"] = "Quinn"
    world.say("Quinn, what would you do?")
    assert floors(world) == ["", "quinn"]
