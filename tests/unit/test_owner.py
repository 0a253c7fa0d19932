"""`ctl` of another process: a press of the key is always posted, and answered when its effect is true."""

import io
import threading
from types import SimpleNamespace

import pytest

from app.companion.others import Others
from app.engines.persona_files import other_personas
from app.errors import BadOption, Failed
from app.events import StateChanged
from app.facts import MemoriesForgotten
from app.home import Home
from app.owner import Owner
from app.wishes import MuteMic, PressKey, ReleaseKey, ToggleKey
from tests.kit.episodes import episode, store_at


class ScriptedSession:
    """Tells the present, and what each message makes of it."""

    def __init__(self, state, **becomes):
        self.present = StateChanged(0.0, state, False, False)
        self.becomes = becomes
        self.posted = []
        self._subscribers = []

    def post(self, message):
        self.posted.append(message)
        if state := self.becomes.get(type(message).__name__):
            self.present = StateChanged(1.0, state, state == "asleep", False)
            for subscriber in self._subscribers:
                subscriber(self.present)

    def subscribe(self, subscriber):
        subscriber(self.present)
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)


def control(tmp_path, session, verb):
    house = SimpleNamespace(session=session, plan=SimpleNamespace(home=Home(tmp_path)))
    return Owner(house, leave=lambda: None).handle(["ctl", verb], tmp_path, io.StringIO(), io.StringIO())


@pytest.mark.parametrize(
    ("state", "verb", "posted"),
    [
        ("listening", "ptt-down", PressKey()),
        ("hearing", "ptt-up", ReleaseKey()),
        ("asleep", "ptt-down", PressKey()),
        ("speaking", "ptt-toggle", ToggleKey()),
        ("asleep", "ptt-toggle", ToggleKey()),
    ],
)
def test_a_press_is_posted_whatever_holds(tmp_path, state, verb, posted):
    session = ScriptedSession(state, PressKey="listening", ReleaseKey="thinking")
    assert control(tmp_path, session, verb) == 0
    assert session.posted == [posted]


def test_a_press_without_effect_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("app.owner.EFFECT_S", 0.01)
    with pytest.raises(Failed, match="did not happen"):
        control(tmp_path, ScriptedSession("asleep"), "ptt-down")


def test_what_holds_already_is_not_done_again(tmp_path):
    session = ScriptedSession("asleep", MuteMic="asleep")
    assert control(tmp_path, session, "mute") == control(tmp_path, session, "mute") == 0
    assert session.posted == [MuteMic()]


@pytest.mark.parametrize("words", [["memory", "forget"], ["transcript", "delete"]])
def test_what_is_forgotten_leaves_the_conversation_too(tmp_path, words):
    session, told = ScriptedSession("listening"), episode("My word is pelican.")
    with store_at(tmp_path / "memory.db") as store:
        store.keep(told)
        keeper = SimpleNamespace(ask=lambda job: SimpleNamespace(result=job))
        plan = SimpleNamespace(home=Home(tmp_path))
        house = SimpleNamespace(session=session, plan=plan, store=store, keeper=keeper)
        out = io.StringIO()
        assert Owner(house, leave=lambda: None).handle([*words, told.id], tmp_path, out, out) == 0
    assert session.posted == [MemoriesForgotten((told.id,))]


def asked(tmp_path, monkeypatch, *words):
    """(who is asked for, what the others are after it) by `ask` of another process, while samantha runs."""
    asked_of = []
    monkeypatch.setattr("app.owner.ask", lambda *_, companion, **__: asked_of.append(companion) or 0)
    with store_at(tmp_path / "memory.db") as store:
        keeper = SimpleNamespace(ask=lambda job: SimpleNamespace(result=job))
        others = Others()
        folder = tmp_path / "companions"
        plan = SimpleNamespace(home=Home(tmp_path), companion="samantha", others=others)
        plan.meet_others = lambda: others.meet(other_personas("samantha", folder))
        house = SimpleNamespace(session=None, plan=plan, store=store, keeper=keeper, who_talks=threading.Lock())
        owner = Owner(house, leave=lambda: None)
        assert owner.handle(["ask", *words, "Who are you?"], tmp_path, io.StringIO(), io.StringIO()) == 0
    return asked_of


def test_the_companion_that_is_named_answers(tmp_path, monkeypatch):
    assert asked(tmp_path, monkeypatch) == [None]
    assert asked(tmp_path, monkeypatch, "--companion", "Samantha") == [""]
    assert asked(tmp_path, monkeypatch, "--companion", "Max") == ["max"]
    assert asked(tmp_path, monkeypatch, "--companion", "max", "--self", "se_max") == ["max"]
    with pytest.raises(BadOption, match="No companion is called"):
        asked(tmp_path, monkeypatch, "--companion", "nobody")
    with pytest.raises(BadOption, match="no self called"):
        asked(tmp_path, monkeypatch, "--companion", "max", "--self", "se_other")
