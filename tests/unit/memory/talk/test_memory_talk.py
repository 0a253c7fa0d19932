"""Talk about memory over a real store: phrases that it answers, look-alikes that it leaves alone, orders."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.memory.talk.answer import AskToForget, Forget
from app.memory.talk.memory_talk import MemoryTalk
from app.memory.talk.past import Past
from tests.kit.facts import life_at

FIXTURES = Path(__file__).parent / "fixtures"
SAID = (
    "My name is Anna.", "My sister Amy lives in Paris.", "I work as a nurse at a hospital in Ghent.",
    "I'm allergic to nuts.", "My dog is called Rex.", "I wrote the letter to the tax office today.",
    "My birthday is on May 3rd.", "I live in Hamburg.", "Amy is moving to London, she told me on the phone.",
    "My brother Tom works at Google.", "My locker code is 4711.", "My favourite colour is green.", "I love hiking.",
)  # fmt: skip
SELF = "se_samantha"


def lines(name: str) -> list[str]:
    text = (FIXTURES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def life(tmp_path):
    """Told from Sunday, 1 March 2026, 14:00 on, every five hours; then on Saturday; now it is Sunday the 8th."""
    with life_at(tmp_path / "memory.db") as life:
        tell(life)
        yield life


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with life_at(tmp_path_factory.mktemp("life") / "memory.db") as life:
        tell(life)
        yield life


def tell(life):
    for number, text in enumerate(SAID):
        life.say(text, after=timedelta(hours=5), conversation=f"co_{number // 4}")
        life.say("I see.", after=timedelta(seconds=5), speaker="companion", conversation=f"co_{number // 4}")
    life.say("I moved to Berlin.", after=timedelta(days=3, hours=22), conversation="co_8")
    life.say("It's loud here.", after=timedelta(days=1), conversation="co_9")
    life.say("Is it?", after=timedelta(seconds=3), speaker="companion", conversation="co_9")
    life.now += timedelta(minutes=1)


def ask(life, text):
    return life.talk.answer(text, SELF, life.now)


def test_phrases(told):
    wrong = []
    for line in lines("phrases.txt"):
        text, _, words = line.partition(" => ")
        answer = ask(told, text)
        said = answer.text if answer else "(nothing)"
        if not all(word in said for word in words.split("|")):
            wrong.append(f"{text} -> {said}")
        elif len(said.split()) > 60:
            wrong.append(f"too long: {text} -> {said}")
    assert not wrong, "\n".join(wrong)


def test_look_alikes(told):
    taken = {text: answer.text for text in lines("look_alikes.txt") if (answer := ask(told, text)) is not None}
    assert len(lines("look_alikes.txt")) >= 100
    assert not taken


def test_answering_changes_nothing(life):
    before = life.facts.all(), list(life.store.all())
    for line in lines("phrases.txt"):
        ask(life, line.partition(" => ")[0])
    assert (life.facts.all(), list(life.store.all())) == before
    assert ask(life, "Yes.") is None


def test_forgetting_much_is_asked_once_and_done_at_yes(life):
    asked = ask(life, "Forget everything about Amy.")
    assert isinstance(asked.act, AskToForget)
    life.talk.settle(asked, life.now)
    done = ask(life, "Yes, please.")
    assert isinstance(done.act, Forget)
    assert done.act == asked.act.forget
    assert {one.text for one in life.store.all() if one.id in done.act.episode_ids} == {SAID[1], SAID[8]}
    life.talk.settle(done, life.now)
    assert ask(life, "Yes, please.") is None


def test_another_run_is_answered_yes_too(life):
    """`ask`, twice."""
    order, asked = "Forget everything about the letter.", ask(life, "Forget everything about the letter.")
    kept = [life.say(order), life.say(asked.text, after=timedelta(seconds=2), speaker="companion")]
    life.now += timedelta(seconds=30)
    done = MemoryTalk(life.facts, Past(lambda: life.store.db)).answer("Yes, please.", SELF, life.now)
    assert done.text == "Done. One thing is forgotten."
    assert set(done.act.episode_ids) == {*asked.act.forget.episode_ids, *(one.id for one in kept)}
    life.now += timedelta(minutes=5)
    assert MemoryTalk(life.facts, Past(lambda: life.store.db)).answer("Yes, please.", SELF, life.now) is None


def test_yes_forgets_nothing_that_another_run_did_not_ask_about(life):
    """The order itself has the words now that nothing had when it was given."""
    order = "Forget that I own a submarine."
    told = ask(life, order)
    assert "nothing to forget" in told.text
    assert told.act is None
    life.say(order)
    life.say(told.text, after=timedelta(seconds=2), speaker="companion")
    life.now += timedelta(seconds=30)
    reply = MemoryTalk(life.facts, Past(lambda: life.store.db)).answer("Yes.", SELF, life.now)
    assert reply is None or reply.act is None


def test_another_run_knows_what_that_was(life):
    question = "What am I allergic to?"
    life.say(question)
    life.say("You are allergic to nuts.", after=timedelta(seconds=2), speaker="companion")
    life.now += timedelta(seconds=30)
    talk = MemoryTalk(life.facts, Past(lambda: life.store.db))
    assert "I'm allergic to nuts" in talk.answer("When did I say that?", SELF, life.now).text
    talk.settle(None, life.now)
    assert talk.answer("When did I say that?", SELF, life.now) is None


@pytest.mark.parametrize("said", ["What's the weather like?", "Hm."])
def test_anything_else_drops_the_question(life, said):
    life.talk.settle(ask(life, "Forget everything about Amy."), life.now)
    assert ask(life, said) is None
    life.talk.settle(None, life.now)
    assert ask(life, "Yes.") is None


def test_a_late_yes_is_no_yes(life):
    life.talk.settle(ask(life, "Forget everything about Amy."), life.now)
    life.now += timedelta(minutes=5)
    assert ask(life, "Yes.") is None


def test_no_keeps_it(life):
    life.talk.settle(ask(life, "Forget everything about Amy."), life.now)
    answer = ask(life, "No, keep it.")
    assert (answer.text, answer.act) == ("All right, I keep it.", None)


def test_forget_that_means_the_last_turn_and_its_reply(life):
    act = ask(life, "Forget that.").act
    assert [one.text for one in life.store.all() if one.id in act.episode_ids] == ["It's loud here.", "Is it?"]
    life.now += timedelta(hours=2)
    assert ask(life, "Forget that.").act is None


FORGET_THAT = (
    "Please forget I said that.", "Forget I ever mentioned it.", "Scratch that.", "Strike that from your memory.",
    "Don't remember that.", "Can you forget that I told you that?", "Please delete that from your memory.",
    "That was private, forget it please.", "I'd like you to forget that.", "Unremember that.", "Forget the last thing.",
    "Wipe that from your memory.",
)  # fmt: skip


@pytest.mark.parametrize("text", FORGET_THAT)
def test_forget_that_in_other_words(life, text):
    act = ask(life, text).act
    assert [one.text for one in life.store.all() if one.id in act.episode_ids] == ["It's loud here.", "Is it?"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("Forget that Amy is moving to London.", SAID[8]), ("Forget my letter to the tax office.", SAID[5]),
     ("Forget that I'm allergic to nuts.", SAID[3])],
)  # fmt: skip
def test_what_is_to_be_forgotten_is_shown_and_not_read_again(life, text, line):
    asked = ask(life, text)
    assert isinstance(asked.act, AskToForget)
    assert [one.text for one in life.store.all() if one.id in asked.act.forget.episode_ids] == [line]
    assert line.rstrip(".") in asked.text
    order = life.say(text)
    assert life.facts.of_episodes([order.id]) == []


def test_this_conversation_is_asked_about(life):
    asked = ask(life, "Forget this whole conversation.")
    said = {one.text for one in life.store.all() if one.id in asked.act.forget.episode_ids}
    assert said == {"It's loud here.", "Is it?"}


WHEN_THAT = (
    "When exactly did I say that?", "On what day did I say that?", "What day did I tell you this?", "When was that?",
    "When did I tell you?", "How do you know?", "Did I really say that?", "What makes you say that?",
    "At what time did I say that?", "How long ago did I say that?", "When did you learn that?",
    "What were my exact words?", "Okay and when did I tell you about that?", "Remind me when I said that.",
    "And what day was it that I said so?", "Are you sure I said that?", "How come you know that?",
)  # fmt: skip


@pytest.mark.parametrize("text", WHEN_THAT)
def test_when_did_i_say_that_in_other_words(life, text):
    life.talk.settle(ask(life, "What am I allergic to?"), life.now)
    assert "2 March" in ask(life, text).text


def test_what_is_loosely_asked_means_only_an_answer_of_the_store(life):
    recalled = next(one.id for one in life.store.all() if one.text == SAID[5])
    life.talk.settle(None, life.now, recalled=[recalled])
    assert ask(life, "When was that?") is None


def test_when_did_i_say_that_means_the_last_answer(life):
    life.now += timedelta(minutes=5)
    assert ask(life, "When did I say that?") is None
    life.talk.settle(ask(life, "What am I allergic to?"), life.now)
    answer = ask(life, "When did I say that?")
    assert "2 March" in answer.text
    assert "I'm allergic to nuts" in answer.text
    recalled = next(one.id for one in life.store.all() if one.text == SAID[5])
    life.talk.settle(None, life.now, recalled=[recalled])
    assert "tax office" in ask(life, "When did I say that?").text


def test_doubt_is_said_and_asked_about(life):
    life.say("My birthday is on May 4th.")
    assert ask(life, "When is my birthday?").text == "You said 3 May last week and 4 May today. Which is it?"


def test_another_self_knows_nothing_of_it(told):
    assert told.talk.answer("What do you know about me?", "se_max", told.now).text.startswith("Nothing yet")
    assert told.talk.answer("Where do I live?", "se_max", told.now) is None
    assert told.talk.answer("What did I tell you about Amy?", "se_max", told.now).memory_ids == ()


def test_a_home_of_a_time(life):
    assert ask(life, "Where did I live on Tuesday?").text == "You lived in Hamburg, until yesterday."
