"""What every run has: the session with its machine, and whoever remembers and thinks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from app.care_log import keeping
from app.companion.in_tune import InTune, Tune
from app.companion.others import Names
from app.conversation.attention import Attention
from app.conversation.boundaries.care import Care
from app.conversation.boundaries.limits import Limits
from app.conversation.founding import Founding
from app.conversation.history import History
from app.conversation.honesty.layer import Honesty
from app.conversation.machine import Machine
from app.conversation.nods import Nods
from app.conversation.present import Present, Whose
from app.conversation.recalling import Recalling
from app.conversation.signs import Conversation, SignsOfLife
from app.conversation.switches import Switches
from app.conversation.wakefulness import Mode, Wakefulness
from app.effects import MakeCompanion
from app.helplines import helplines
from app.home_keys import keys_of
from app.house import House
from app.listening.endpoint import Endpoint
from app.memory.store import SqliteTranscriptStore
from app.pace_file import keep_pace_s, read_pace_s
from app.plan import Plan
from app.runtime.clock import SessionClock
from app.runtime.company import Bounds
from app.settings import Settings
from app.wiring.founder import Founder
from app.wiring.honest import Known
from app.wiring.mind import add_keeper, add_responder


class Sharing:
    """Who is told what was said to another, by the settings as they are now."""

    def __init__(self, plan: Plan) -> None:
        self._settings, self._companion = plan.settings, plan.companion

    def change(self, hears_others: str) -> None:
        """From any thread: the next turn counts."""
        self._settings = replace(self._settings, hears_others=hears_others)

    def lets_hear(self, companion: str) -> bool:
        return self._settings.lets_hear(companion or self._companion)


class Nodding:
    """Whether it says "uh huh" in long pauses, by the setting as it is now."""

    def __init__(self, settings: Settings) -> None:
        self._is_on = settings.nods

    def now(self) -> bool:
        return self._is_on

    def change(self, is_on: bool) -> None:
        """From any thread: the next pause counts."""
        self._is_on = is_on


class Tuning:
    """What the reply takes over of how the user speaks, by the settings as they are now. `follow`: from any thread."""

    def __init__(self, settings: Settings) -> None:
        self._now = Tune(
            settings.tune_pace, settings.tune_length, settings.tune_whisper, settings.tune_formality, settings.tune_mood
        )
        self.follow: dict[str, Callable[[bool], None]] = {
            f"tune.{name}": partial(self._change, name) for name in ("pace", "length", "whisper", "formality", "mood")
        }

    def now(self) -> Tune:
        return self._now

    def _change(self, name: str, is_on: bool) -> None:
        self._now = replace(self._now, **{name: is_on})


def build(
    plan: Plan,
    clock: SessionClock,
    *,
    hears_itself: bool = False,
    knows_user: bool = True,
    reads_along: bool = True,
) -> House:
    """The parts that every run has: session, keeper, responder. `hears_itself`: the microphone may hear the speaker.
    `knows_user`: the user's own pace is used and learnt; a sound file must give the same events in every home.
    `reads_along`: there is time to look at words while they are said."""
    settings = plan.settings
    switches = Switches(mic_muted=settings.microphone_muted, voice_muted=settings.voice_muted)
    endpoint = Endpoint(settings.pace, read_pace_s(plan.home) if knows_user else None)
    attention = Attention(_wakefulness(plan))
    whose, names = Whose(), Names(lambda: plan.names)
    machine = Machine(
        History(whose.of), switches, endpoint, attention, name=", ".join(plan.names.values()),
        hears_itself=hears_itself, reads_along=reads_along,
    )  # fmt: skip
    sharing = Sharing(plan)
    present = Present(Recalling(machine, asks_always=True), whose, names, plan.companion, sharing.lets_hear)
    store = SqliteTranscriptStore(plan.home.database_path, keys_of(plan.home, keyring_locks=settings.keyring))
    known = Known(plan, store, sharing.lets_hear)
    founder = Founder(plan.home, plan.meet_others)
    founding = Founding(Honesty(present, switches, names, known.about), founder.wish)
    care, bounds = _bounded(founding, plan)
    signs = SignsOfLife(care, switches, has_sound=settings.soft_sound, has_filler=settings.filler)
    tuning, nodding = Tuning(settings), Nodding(settings)
    house = House(plan, clock, InTune(Nods(signs, switches, nodding.now), tuning.now), store)
    house.bounds = bounds
    house.follow["companions.hears_others"] = sharing.change
    house.follow |= tuning.follow | {"conversation.nods": nodding.change}
    house.keeper = add_keeper(house, store, is_live=hears_itself, when_open=known.count)
    known.follow(house)
    add_responder(house, is_live=hears_itself)
    house.desks[MakeCompanion] = lambda order: house.keeper.ask(lambda: founder.make(order))
    if knows_user:
        house.at_close(lambda: keep_pace_s(plan.home, endpoint.pace_s))
    return house


def _is_for_adults(plan: Plan, companion: str) -> bool:
    return (plan.others[companion] if companion else plan.persona).rating == "adult"


def _bounded(conversation: Conversation, plan: Plan) -> tuple[Care, Bounds]:
    """Limits around it, and care in a crisis around them; and what the limits ask."""
    bounds = Bounds()
    limits = Limits(conversation, bounds.is_spent, partial(_is_for_adults, plan), bounds.why)
    care = Care(limits, helplines(plan.settings.country), _moments(plan))
    bounds.is_grave = lambda: care.is_pausing
    return care, bounds


def _moments(plan: Plan) -> Callable[[str], None]:
    """Who is told that somebody may be in danger: a log, if the user wants one."""
    return keeping(plan.home, plan.wall.now) if plan.settings.keep_moments else lambda _kind: None


def _wakefulness(plan: Plan) -> Wakefulness:
    return Wakefulness(
        cast(Mode, plan.settings.mode),
        name=plan.persona.name,
        wake_phrase=plan.wake_phrase,
        keep_ready=plan.settings.keep_microphone_ready,
    )
