"""Where sound enters and leaves: a sound file, or real devices."""

from __future__ import annotations

from app import effects
from app.audio.clip import HEARING_HZ
from app.audio.file_deck import FileDeck
from app.audio.microphone import Microphone
from app.audio.portaudio import reinitialise
from app.audio.reference import Reference
from app.audio.speaker import Speaker
from app.conversation.rule import make_ready
from app.conversation.soft_sound import soft_sound
from app.facts import MicOpened, PlayoutStopped
from app.house import House
from app.memory.facts.fact_store import read_rules
from app.runtime.devices import Devices
from app.runtime.listener import Block, StreamEnded
from app.runtime.worker import Worker
from app.voice_print import my_voice
from app.wiring.ears import add_ears
from app.wiring.mouth import add_voice

WATCH_S = 1.0


class _NoEars:
    """The listener of a run without a microphone."""

    def post(self, item: object) -> None:
        """Nothing is heard."""


def add_deck(house: House, deck: FileDeck) -> None:
    """A sound file in the place of microphone and speaker. The caller runs the deck once the house is warm."""
    make_ready()
    read_rules()
    ears = add_ears(house)
    add_voice(house, lambda: deck.rate_hz)
    post = house.session.post
    deck.open(post)

    def open_mic(_order: object) -> None:
        deck.connect(lambda samples, t_s: ears.post(Block(samples, t_s, HEARING_HZ)))
        post(MicOpened())

    def close_mic(order: effects.CloseMic) -> None:
        deck.disconnect()
        ears.post(StreamEnded(order.keeps_words))

    house.desks |= {
        effects.OpenMic: open_mic,
        effects.CloseMic: close_mic,
        effects.Play: lambda order: deck.play(order.revision, order.n, order.clip, order.words, order.rest_s),
        effects.PlaySign: lambda order: deck.play(order.revision, effects.SIGN_N, soft_sound(deck.rate_hz)),
        effects.DuckPlayout: lambda _: deck.lead("duck"),
        effects.PausePlayout: lambda _: deck.lead("pause"),
        effects.ResumePlayout: lambda _: deck.lead("resume"),
        effects.FinishPlayout: lambda order: deck.finish(order.revision),
        effects.StopPlayout: lambda order: post(PlayoutStopped(order.revision, house.clock.now_s(), deck.stop())),
    }
    house.at_close(deck.close)


def add_devices(house: House, microphone: Microphone | None, speaker: Speaker | None) -> None:
    """Real devices, on a thread of their own. None: this run has no such device. Raises CannotStart when only the
    user's voice counts and it is not known."""
    post = house.session.post
    played = Reference() if microphone and speaker else None
    mine = my_voice(house.plan.home, house.plan.settings) if microphone else None
    ears = add_ears(house, played, mine) if microphone else None
    if microphone:
        house.at_warm(house.keeper, lambda: make_ready(1))
        house.at_warm(house.keeper, read_rules)
    if speaker is not None:
        if played is not None:
            speaker.tell_played = played.write
            house.played_db = lambda: played.latest_db(house.clock.now_s())
        add_voice(house, lambda: speaker.rate_hz)
    rim = Devices(microphone, speaker, ears or _NoEars(), post, house.revisions, house.clock, reinitialise)
    worker = Worker("devices", rim.job, post, house.work).with_load(rim.load).with_tick(rim.watch, WATCH_S)
    house.add(
        worker, effects.OpenMic, effects.CloseMic, effects.WakeSpeaker, effects.Play, effects.PlaySign,
        effects.FinishPlayout,
    )  # fmt: skip
    house.desks[effects.StopPlayout] = rim.hush
    house.desks |= dict.fromkeys((effects.DuckPlayout, effects.PausePlayout, effects.ResumePlayout), rim.lead)
    house.device_counts = rim.counts
    house.rest = lambda: worker.ask(rim.rest)
    house.look_again = lambda: worker.ask(rim.look_again)
    house.follow |= {
        "audio.microphone": lambda name: worker.ask(lambda: rim.use_microphone(name or None)),
        "audio.speaker": lambda name: worker.ask(lambda: rim.use_speaker(name or None)),
    }
    house.at_close(rim.close)
