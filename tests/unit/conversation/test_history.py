"""The past as heard."""

from app.conversation.history import History
from app.effects import Exchange
from app.facts import EpisodeKept, SaidBefore


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
            SaidBefore("companion", "Good morning."),
            SaidBefore("user", "Hi."),
            SaidBefore("user", "You?"),
            SaidBefore("companion", "Fine."),
            SaidBefore("companion", "And you?"),
        ]
    )
    assert history.as_tuple() == (Exchange("", "Good morning."), Exchange("Hi. You?", "Fine. And you?"))


def _talk() -> History:
    history = History()
    history.restore([SaidBefore("user", "Hi.", "ep_1", -9.0), SaidBefore("companion", "Hello.", "ep_2", -7.0)])
    history.add(Exchange("I have a cat.", "How nice.", 1, 3.0))
    history.kept(EpisodeKept(1, "user", "ep_3"))
    history.kept(EpisodeKept(1, "companion", "ep_4"))
    return history


def test_every_exchange_knows_its_turn_and_its_time() -> None:
    assert [(said.turn, said.since_t_s) for said in _talk().as_tuple()] == [(0, -9.0), (1, 3.0)]


def test_what_is_forgotten_was_never_said() -> None:
    history = _talk()
    history.forget(["ep_3"])
    assert history.as_tuple() == (Exchange("Hi.", "Hello. How nice."),)
    history.forget(["ep_1", "ep_4"])
    assert history.as_tuple() == (Exchange("", "Hello."),)


def test_the_id_may_come_before_the_exchange_is_over() -> None:
    history = _talk()
    history.kept(EpisodeKept(2, "user", "ep_5"))
    history.add(Exchange("It is called Tom.", "Tom!", 2, 8.0))
    history.forget(["ep_5"])
    assert history.as_tuple()[-1] == Exchange("I have a cat.", "How nice. Tom!")


def test_what_has_no_place_of_its_own_takes_the_conversation_with_it() -> None:
    history = _talk()
    history.kept(EpisodeKept(2, "user", "ep_5"))  # answered together with turn 3
    history.add(Exchange("One. Two.", "Three.", 3, 8.0))
    history.forget(["ep_5"])
    assert history.as_tuple() == ()
