"""The guards against parrots, loops and silence: what they catch, and the ordinary speech that they let pass."""

import pytest

from app.conversation.guards import ReplyGuard, Verdict


def judge(question, *clauses, **options):
    guard = ReplyGuard(question, **options)
    return [guard.feed(clause) for clause in clauses]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("I feel a bit lonely tonight.", "I feel a bit lonely tonight."),
        ("What time is it?", "What time is it?"),
        ("what's the capital of France", "What's the capital of France?"),
        ("I had a really long day at work today.", "I had a really long day at work."),
        ("Let me ask you something. Do you like the sea?", "Do you like the sea?"),
    ],
)
def test_a_reply_that_is_the_question_is_sampled_again(question, clause):
    assert judge(question, clause) == [Verdict.RESAMPLE]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Good night.", "Good night."),
        ("My meeting is at three today.", "Your meeting is at three today."),
        ("When is my meeting with Anna?", "Your meeting with Anna is at three."),
        ("What is the capital of France?", "The capital of France is Paris."),
        ("", "I'm listening."),
        ("Hello.", "…"),
    ],
)
def test_an_answer_made_of_the_question_s_words_passes(question, clause):
    assert judge(question, clause) == [Verdict.SPEAK]


def test_only_the_first_clause_can_be_a_parrot():
    said = judge("Do you like the sea?", "That is a lovely question.", "Do you like the sea?")
    assert said == [Verdict.SPEAK, Verdict.SPEAK]


def test_the_second_attempt_is_spoken_whatever_it_is():
    assert judge("What time is it?", "What time is it?", may_resample=False) == [Verdict.SPEAK]


def test_the_reply_before_once_more_is_sampled_again():
    before = "That sounds hard, I am sorry. Tell me more."
    assert judge("And now?", "That sounds hard, I am sorry.", previous=before) == [Verdict.RESAMPLE]
    assert judge("And now?", "That sounds hard.", previous="That sounds hard.") == [Verdict.SPEAK]


def test_a_clause_said_before_ends_the_reply():
    said = judge("Hm.", "The sea is wide.", "It is blue.", "The sea is wide!")
    assert said == [Verdict.SPEAK, Verdict.SPEAK, Verdict.STOP]


@pytest.mark.parametrize(
    "clause",
    ["I am, I am, I am, I am happy", "and then we go and then we go and then we go home", "yes " * 6],
)
def test_a_clause_that_goes_round_within_itself(clause):
    assert judge("Hm.", clause) == [Verdict.RESAMPLE]
    assert judge("Hm.", "First something else.", clause) == [Verdict.SPEAK, Verdict.STOP]
    assert judge("Hm.", clause, may_resample=False) == [Verdict.STOP]


@pytest.mark.parametrize("clause", ["No, no, no!", "Ha ha ha ha.", "Bye bye."])
def test_people_repeat_themselves_a_little(clause):
    assert judge("Hm.", clause) == [Verdict.SPEAK]


def test_the_stock_phrases_of_assistants_are_not_said():
    stock = "How can I assist you today?"
    assert judge("Hello.", stock) == [Verdict.RESAMPLE]
    assert judge("Hello.", "Hello!", stock) == [Verdict.SPEAK, Verdict.STOP]
    assert judge("Hello.", stock, may_resample=False) == [Verdict.SPEAK]
    assert judge("Do you like the sea?", "As an AI language model, I have no feelings.") == [Verdict.RESAMPLE]
    assert judge("I need your help.", "Sure, how can I help?") == [Verdict.SPEAK]


def test_an_empty_reply_is_sampled_again_once():
    assert ReplyGuard("Hello.").finish() is Verdict.RESAMPLE
    assert ReplyGuard("Hello.", may_resample=False).finish() is Verdict.STOP


def test_punctuation_alone_is_not_a_reply():
    guard = ReplyGuard("Hello.")
    guard.feed("...")
    assert guard.finish() is Verdict.RESAMPLE


def test_a_reply_that_was_spoken_is_in_order():
    guard = ReplyGuard("Hello.")
    guard.feed("Hi there.")
    assert guard.finish() is Verdict.SPEAK


def test_the_users_part_is_not_written_for_them():
    guard = ReplyGuard("I had a bad day.")
    assert guard.feed("Oh, that is sad.") is Verdict.SPEAK
    assert guard.feed("Anna: I woke up early.") is Verdict.STOP
    assert ReplyGuard("Hello.").feed("User: Hello.") is Verdict.RESAMPLE
    assert ReplyGuard("Hello.").feed("It is 3:15 now: time to go.") is Verdict.SPEAK
