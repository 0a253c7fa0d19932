"""What every run has: the session with its machine, and whoever remembers and thinks."""

from __future__ import annotations

from typing import cast

from app.conversation.attention import Attention
from app.conversation.history import History
from app.conversation.machine import Machine
from app.conversation.recalling import Recalling
from app.conversation.signs import SignsOfLife
from app.conversation.switches import Switches
from app.conversation.wakefulness import Mode, Wakefulness
from app.house import House
from app.listening.endpoint import Endpoint
from app.memory.store import SqliteTranscriptStore
from app.pace_file import keep_pace_s, read_pace_s
from app.plan import Plan
from app.runtime.clock import SessionClock
from app.wiring.mind import add_keeper, add_responder


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
    wakefulness = Wakefulness(
        cast(Mode, settings.mode),
        name=plan.persona.name,
        wake_phrase=plan.wake_phrase,
        keep_ready=settings.keep_microphone_ready,
    )
    endpoint = Endpoint(settings.pace, read_pace_s(plan.home) if knows_user else None)
    attention = Attention(wakefulness)
    machine = Machine(
        History(), switches, endpoint, attention, name=plan.persona.name, hears_itself=hears_itself,
        reads_along=reads_along,
    )  # fmt: skip
    signs = SignsOfLife(Recalling(machine), switches, has_sound=settings.soft_sound, has_filler=settings.filler)
    store = SqliteTranscriptStore(plan.home.database_path)
    house = House(plan, clock, signs, store)
    house.keeper = add_keeper(house, store, is_live=hears_itself)
    add_responder(house)
    if knows_user:
        house.at_close(lambda: keep_pace_s(plan.home, endpoint.pace_s))
    return house
