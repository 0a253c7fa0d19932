"""How the responder's clauses are said: as formally as the user speaks, and with a laugh where one is wanted."""

from __future__ import annotations

from app.effects import Respond
from app.facts import ClauseWritten
from tests.unit.runtime.test_jobs import Desk


def test_a_reply_is_as_formal_as_it_is_ordered() -> None:
    desk = Desk("I'm glad, don't worry.")
    desk.responder.job(Respond(1, 1, "Good evening.", (), formality=1))
    assert " ".join(desk.clauses) == "I am glad, do not worry."


def test_a_laugh_of_the_models_is_kept_when_it_is_wanted() -> None:
    for is_wanted, sounds in ((False, ["", "", ""]), (True, ["", "", "laugh"])):
        desk = Desk("Good morning to you. *laughs* It is a fine day.")
        desk.responder.has_sounds = is_wanted
        desk.ask("Hello.")
        assert [fact.clause.sound for fact in desk.posted if isinstance(fact, ClauseWritten)] == sounds
        assert desk.clauses == ["Good morning to", "you.", "It is a fine day."]
