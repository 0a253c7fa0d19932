"""Say that again, slower, louder: wishes about the voice; and what only sounds like one."""

import pytest

from app.conversation.voice_wishes import VoiceTuning, wish_in
from app.effects import KeepEpisode, Respond, Synthesize, TuneVoice
from app.events import PlayoutFinished
from app.facts import EpisodesRestored, VoiceTuned
from app.wishes import OnlyListen
from tests.kit.script import World


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Say that again.", "again"),
        ("Sorry, can you say that again please?", "again"),
        ("What did you say?", "again"),
        ("I didn't catch that.", "again"),
        ("Samantha, repeat that.", "again"),
        ("Pardon?", "again"),
        ("Slower.", "slower"),
        ("Could you speak a bit slower, please?", "slower"),
        ("Not so fast!", "slower"),
        ("You're speaking too fast.", "slower"),
        ("A little faster.", "faster"),
        ("Speed up, please.", "faster"),
        ("Louder!", "louder"),
        ("Speak up, I can't hear you.", "louder"),
        ("That was too quiet.", "louder"),
        ("Can you speak a little more quietly?", "quieter"),
        ("Not so loud, Samantha.", "quieter"),
        ("Turn the volume down.", "quieter"),
        ("Speak normally again.", "usual"),
    ],
)
def test_a_wish_about_the_voice(text, wish):
    assert wish_in(text, name="Samantha") == wish


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Say that again was hard.",
        "Saying that again was hard.",
        "Can you say that again to my mother?",
        "What did you say to him?",
        "What did you say about the letter?",
        "Repeat after me.",
        "Again.",
        "Again and again.",
        "Once more unto the breach.",
        "He drove faster.",
        "I wish I could run faster.",
        "How do I type faster?",
        "The music is louder than yesterday.",
        "Slow down the video.",
        "Slow food is better.",
        "Actions speak louder than words.",
        "Turn it up a notch in the second verse.",
        "My heart goes faster when she is near.",
        "Please.",
        "Be quiet.",
        "It was too loud in the restaurant.",
        "They speak normally at home.",
    ],
)
def test_what_only_sounds_like_one(text):
    assert wish_in(text, name="Samantha") is None


def test_without_a_name_it_is_a_wish_too():
    assert wish_in("Slower, please.") == "slower"


# ---- the tuning ----------------------------------------------------------------------------------------------------


def test_steps_go_to_a_limit_and_it_says_so():
    tuning = VoiceTuning()
    orders = [tuning.grant("louder") for _ in range(3)]
    assert [granted.order and granted.order.loudness_db for granted in orders] == [3.0, 6.0, None]
    assert orders[2].words == "I can't speak any louder."
    assert tuning.grant("quieter").order == TuneVoice(1.0, 3.0)


def test_slower_and_faster_undo_each_other():
    tuning = VoiceTuning()
    assert tuning.grant("slower").order == TuneVoice(0.87, 0.0)
    assert tuning.grant("faster").order == TuneVoice(1.0, 0.0)


def test_the_settings_are_where_it_begins():
    tuning = VoiceTuning()
    tuning.follow(VoiceTuned(1.5, -6.0))
    tuning.follow(VoiceTuned(speed=1.9))
    tuning.follow(VoiceTuned(loudness_db=-9.0))
    assert tuning.grant("faster").order == TuneVoice(2.0, -9.0)
    assert tuning.grant("usual").order == TuneVoice(1.0, 0.0)
    assert tuning.grant("usual").words == "As usual."


# ---- in a conversation ---------------------------------------------------------------------------------------------


@pytest.fixture
def world():
    return World().wake()


def test_said_again_is_the_same_and_not_generated(world):
    world.replies.append(("The answer is seven.", "Or eight."))
    world.say("What is it?").say("Say that again.")
    assert len(world.of(Respond)) == 2, "the second began while nobody knew what would be said"
    assert [made.clause.display for made in world.of(Synthesize)][-2:] == ["The answer is seven.", "Or eight."]
    assert [done.heard_text for done in world.of(PlayoutFinished)] == ["The answer is seven. Or eight."] * 2
    assert [kept.text for kept in world.of(KeepEpisode)][2:] == ["Say that again.", "The answer is seven. Or eight."]


def test_with_nothing_said_before_it_is_a_question(world):
    world.replies.append(("I said nothing yet.",))
    world.say("What did you say?")
    assert world.of(PlayoutFinished)[0].heard_text == "I said nothing yet."


def test_what_was_forgotten_is_not_said_again(world):
    world.replies += [("A secret.",), ("I do not know.",), ("I do not know.",)]
    world.say("Tell me.").post(EpisodesRestored(())).say("Say that again.")
    assert world.of(PlayoutFinished)[-1].heard_text == "I do not know."


def test_a_slower_voice_says_so_in_few_words_slowly(world):
    world.say("Speak slower, please.")
    order, said = world.of(TuneVoice, Synthesize)[-2:]
    assert order == TuneVoice(0.87, 0.0)
    assert said.clause.display == "A bit slower."
    assert [kept.text for kept in world.of(KeepEpisode)] == ["Speak slower, please."]
    assert world.machine.is_at_rest


def test_after_it_what_was_said_before_can_be_said_again(world):
    world.replies.append(("Seven.",))
    world.say("What is it?").say("Louder.").say("Say that again.")
    assert world.of(Synthesize)[-1].clause.display == "Seven."


def test_at_its_limit_it_says_so(world):
    world.post(VoiceTuned(2.0, 0.0)).say("Faster!")
    assert world.of(TuneVoice) == []
    assert world.of(Synthesize)[-1].clause.display == "I can't speak any faster."


def test_over_a_reply_it_goes_on_louder():
    world = World(holds=("FinishPlayout",)).wake()
    world.replies.append(("One two.", "Three four."))
    world.say("Tell me.").start_clause()
    world.say("Louder.")
    assert world.of(TuneVoice) == [TuneVoice(1.0, 3.0)]
    assert world.of(Synthesize)[-1].clause.display == "Three four."


def test_in_the_first_run_words_are_only_listened_to(world):
    world.post(OnlyListen(True)).say("Slower.")
    assert world.of(TuneVoice) == []
