"""The past as heard."""

from app.conversation.history import History
from app.effects import Exchange


def test_exchanges_are_kept_in_order() -> None:
    history = History()
    history.add(Exchange("Hi", "Hello."))
    history.add(Exchange("How are you?", "Fine."))
    assert history.as_tuple() == (Exchange("Hi", "Hello."), Exchange("How are you?", "Fine."))


def test_a_question_without_an_answer_melts_into_the_next() -> None:
    history = History()
    for exchange in (Exchange("Hi", "Hello."), Exchange("Are you", ""), Exchange("there?", "Yes.")):
        history.add(exchange)
    assert history.as_tuple()[1:] == (Exchange("Are you there?", "Yes."),)


def test_it_is_restored_from_what_was_stored() -> None:
    history = History()
    history.add(Exchange("before", "before"))
    history.restore(
        [
            ("companion", "Good morning."),
            ("user", "Hi."),
            ("user", "You?"),
            ("companion", "Fine."),
            ("companion", "And you?"),
        ]
    )
    assert history.as_tuple() == (Exchange("", "Good morning."), Exchange("Hi. You?", "Fine. And you?"))
