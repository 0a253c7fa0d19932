"""The composition root: the only module that knows all concrete classes. It builds, starts, and closes in order.

A `House` is one running Earpiece without its front end: the session, the keeper and the responder. What else a run has
is added before it starts: ears, a voice, a sound file (`add_deck`) or real devices (`add_devices`). A typed turn needs
none of them, so `ask` works without any sound device.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime

from app import effects
from app.audio.clip import HEARING_HZ, Clip
from app.audio.file_deck import FileDeck
from app.audio.microphone import Microphone
from app.audio.portaudio import reinitialise
from app.audio.resample import StreamResampler, resampled
from app.audio.speaker import Speaker
from app.cancel import Revisions
from app.companion.prompt import Prompt
from app.conversation.history import History
from app.conversation.machine import Machine
from app.conversation.switches import Switches
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.piper_tts import PiperSynthesizer
from app.engines.silero_vad import SileroVad
from app.engines.smart_turn import SmartTurn
from app.events import Published, StateChanged
from app.facts import EndConversation, MicOpened, PlayoutStopped, UnmuteMic
from app.listening.ear import Ear
from app.memory.ids import Ids
from app.memory.protocol import TranscriptStore
from app.memory.store import SqliteTranscriptStore
from app.plan import Plan
from app.runtime.clock import SessionClock
from app.runtime.devices import Devices
from app.runtime.inbox import Work
from app.runtime.judge import Judge
from app.runtime.keeper import Keeper, Owner
from app.runtime.listener import Block, Listener, StreamEnded
from app.runtime.recognizer import Recognizer
from app.runtime.responder import Responder
from app.runtime.session import Desk, Session
from app.runtime.timers import Timers
from app.runtime.token import ComputeToken
from app.runtime.voice import Voice
from app.runtime.worker import Worker

log = logging.getLogger(__name__)

SETTLE_S = 2.0
"""How long the end of a conversation may take to be kept."""
DEADLINE_S = 3.0
"""How long all threads together get to end."""
WATCH_S = 1.0


class House:
    """Session and workers of one run. `start` once, `close` once, on the front end's thread."""

    def __init__(self, plan: Plan, clock: SessionClock, *, hears_itself: bool = False) -> None:
        """`hears_itself`: the microphone may hear the speaker."""
        self.plan = plan
        self.clock = clock
        self.work = Work()
        self.revisions = Revisions()
        self.token = ComputeToken()
        self.timers = Timers(clock)
        settings = plan.settings
        switches = Switches(mic_muted=settings.microphone_muted, voice_muted=settings.voice_muted)
        machine = Machine(History(), switches, _endpoint(self), hears_itself=hears_itself)
        self.session = Session(machine, clock, self.timers, self.work)
        self.store: TranscriptStore = SqliteTranscriptStore(plan.home.database_path)
        self.workers: list[Worker] = []
        self.desks: dict[type, Desk] = dict.fromkeys(effects.Effect.__args__, _nobody) | {
            effects.DropBelow: lambda order: self.revisions.drop_below(order.revision),
            effects.StartTimer: lambda order: self.timers.start(order.name, order.after_s),
            effects.StopTimer: lambda order: self.timers.stop(order.name),
        }
        self.marks: dict[str, float] = {}
        """`time.monotonic()` of what `bench idle` asks for: hearing, answering, and the front end's own."""
        self.device_counts: Callable[[], dict[str, int]] = dict
        """Lost blocks and underruns so far, of a run with devices."""
        self._releases: list[Callable[[], None]] = []
        self.keeper = _keeper(self)
        _add_responder(self)

    def add(self, worker: Worker, *orders: type) -> None:
        """`worker` runs in this house and takes these effects."""
        self.workers.append(worker)
        self.desks |= dict.fromkeys(orders, worker.post)

    def at_close(self, release: Callable[[], None]) -> None:
        """`release` runs when every worker has ended."""
        self._releases.append(release)

    def start(self) -> None:
        """Every stage loads on its own thread. Raises what kept the store from opening; the rest is StageFailed."""
        self.session.subscribe(self._mark)
        self.session.start(self.desks)
        for worker in self.workers:
            worker.start()
        self.keeper.loaded.result()
        threading.Thread(target=self._note_when_warm, name="warm-up", daemon=True).start()

    def wait_until_warm(self) -> None:
        """Everything is loaded and the persona prefilled. Raises what kept a stage from it."""
        for worker in self.workers:
            worker.loaded.result()
        self.work.wait_idle()
        self.marks["answering"] = time.monotonic()

    def _note_when_warm(self) -> None:
        """On a thread of its own: a stage that failed has been told of already."""
        if not any(worker.loaded.exception() for worker in self.workers):
            self.wait_until_warm()

    def _mark(self, event: Published) -> None:
        if isinstance(event, StateChanged) and event.state != "asleep":
            self.marks.setdefault("hearing", time.monotonic())

    def open_microphone(self) -> None:
        """Begin to listen, unless the user muted it."""
        if not self.plan.settings.microphone_muted:
            self.session.post(UnmuteMic())

    @property
    def is_at_rest(self) -> bool:
        """Nothing is pending and nothing is owed to the user."""
        return self.work.is_idle and self.session.is_at_rest

    def settle(self) -> bool:
        """Wait until everything that was posted is handled. -> `is_at_rest`."""
        self.work.wait_idle()
        return self.is_at_rest

    def close(self) -> None:
        """What was heard is kept first; then the threads end, then what they used is released. Safe to call twice."""
        if not self.workers:
            return
        workers, self.workers = self.workers, []
        self.session.post(EndConversation())
        deadline_s = time.monotonic() + SETTLE_S
        while not self.is_at_rest and time.monotonic() < deadline_s:
            self.work.wait_idle(0.05)
        self.keeper.ask(self.store.close)
        _end(workers, self.session)
        for release in self._releases:
            release()


class _NoEars:
    """The listener of a run without a microphone."""

    def post(self, item: object) -> None:
        """Nothing is heard."""


def _nobody(_order: object) -> None:
    """Takes the orders for a part that this run does not have."""


def _end(workers: list[Worker], session: Session) -> None:
    """One common deadline; a late thread is named."""
    deadline_s = time.monotonic() + DEADLINE_S
    for worker in workers:
        worker.close()
    for worker in workers:
        if not worker.join(max(0.0, deadline_s - time.monotonic())):
            log.warning("late stage=%s", worker.stage)
    session.close()
    if not session.join(max(0.1, deadline_s - time.monotonic())):
        log.warning("late stage=session")


# ---- the parts every run has -----------------------------------------------------------------------------------------


def _keeper(house: House) -> Worker:
    def whose(store: TranscriptStore, now: datetime) -> Owner:
        companion = house.plan.companion
        return Owner(companion, store.ensure_self(companion), ids.new("co", now))

    ids = Ids()
    keeper = Keeper(house.store, house.session.post, house.clock, house.plan.wall, whose, lambda at: ids.new("ep", at))
    worker = Worker("keeper", keeper.job, house.session.post, house.work).with_load(keeper.load)
    house.add(worker, effects.KeepEpisode)
    return worker


def _add_responder(house: House) -> None:
    plan = house.plan
    engine = LlamaCppLanguageModel(
        plan.language_model_file, threads=_threads(plan.settings.model_threads), cache_dir=plan.home.cache_folder
    )
    prompt = Prompt(plan.persona, count=engine.count_tokens)
    responder = Responder(engine, prompt, house.session.post, house.token, house.revisions, plan.seed)

    def load() -> None:
        engine.load()
        plan.persona.check_length(engine.count_tokens)

    worker = Worker("responder", responder.job, house.session.post, house.work).with_load(load)
    responder.is_wanted = lambda: worker.has_mail
    house.add(worker, effects.Respond, effects.PrefillHistory)
    house.at_close(engine.close)


class _Endpoint:
    """Until the real one is there."""

    def wait_s(self, probability: float | None, text: str) -> float:
        return 1.3 if probability is None or probability < 0.5 else 0.3

    def note_pause(self, pause_s: float) -> None:
        """Nothing is learnt."""


def _endpoint(_house: House) -> _Endpoint:
    return _Endpoint()


def _threads(chosen: int) -> int:
    """Never every core: the listener and the desktop need one. Two cores are shared: see DECISIONS, threads."""
    return chosen or max(2, (os.cpu_count() or 2) - 1)


# ---- ears and voice --------------------------------------------------------------------------------------------------


def add_ears(house: House) -> Worker:
    """Detector and recognizer. Returns the listener, which takes Blocks."""
    plan, post = house.plan, house.session.post
    vad = SileroVad()
    listener = Listener(Ear(vad), post, lambda hz: StreamResampler(hz, HEARING_HZ).feed)
    ears = Worker("listener", listener.job, post, house.work).with_load(vad.load)
    house.add(ears, effects.CloseUtterance)
    engine = FasterWhisperRecognizer(plan.folders.recognizer, threads=_threads(0), language=plan.settings.language)
    recognizer = Recognizer(engine, post, house.token, house.revisions, house.clock, plan.persona.name)
    words = Worker("recognizer", recognizer.job, post, house.work).with_load(engine.load)
    recognizer.is_wanted = lambda: words.has_mail
    house.add(words, effects.Transcribe, effects.TranscribePartly)
    detector = SmartTurn(plan.folders.turn_detector)
    judge = Judge(detector, post, house.revisions)
    house.add(Worker("judge", judge.job, post, house.work).with_load(detector.load), effects.JudgeTurn)
    for part in (vad, engine, detector):
        house.at_close(part.close)
    return ears


def add_voice(house: House, rate_hz: Callable[[], int]) -> None:
    """Synthesis. `rate_hz`: of the sink, asked when the first clause is ready."""

    def to_speaker(clip: Clip) -> Clip:
        return resampled(clip, rate_hz())

    engine = PiperSynthesizer(house.plan.folders.voice, speed=house.plan.settings.voice_speed)
    voice = Voice(engine, house.session.post, house.token, house.revisions, to_speaker)
    house.add(Worker("voice", voice.job, house.session.post, house.work).with_load(engine.load), effects.Synthesize)
    house.at_close(engine.close)


# ---- the rim ---------------------------------------------------------------------------------------------------------


def add_deck(house: House, deck: FileDeck) -> None:
    """A sound file in the place of microphone and speaker. The caller runs the deck once the house is warm."""
    ears = add_ears(house)
    add_voice(house, lambda: deck.rate_hz)
    post = house.session.post
    deck.open(post)

    def open_mic(_order: object) -> None:
        deck.connect(lambda samples, t_s: ears.post(Block(samples, t_s, HEARING_HZ)))
        post(MicOpened())

    def close_mic(_order: object) -> None:
        deck.disconnect()
        ears.post(StreamEnded())

    house.desks |= {
        effects.OpenMic: open_mic,
        effects.CloseMic: close_mic,
        effects.Play: lambda order: deck.play(order.revision, order.n, order.clip, order.words),
        effects.DuckPlayout: lambda _: deck.duck(),
        effects.PausePlayout: lambda _: deck.pause(),
        effects.ResumePlayout: lambda _: deck.resume(),
        effects.FinishPlayout: lambda order: deck.finish(order.revision),
        effects.StopPlayout: lambda order: post(PlayoutStopped(order.revision, house.clock.now_s(), deck.stop())),
    }
    house.at_close(deck.close)


def add_devices(house: House, microphone: Microphone | None, speaker: Speaker | None) -> None:
    """Real devices, on a thread of their own. None: this run has no such device."""
    post = house.session.post
    ears = add_ears(house) if microphone else None
    if speaker is not None:
        add_voice(house, lambda: speaker.rate_hz)
    rim = Devices(microphone, speaker, ears or _NoEars(), post, house.revisions, house.clock, reinitialise)
    worker = Worker("devices", rim.job, post, house.work).with_load(rim.load).with_tick(rim.watch, WATCH_S)
    house.add(worker, effects.OpenMic, effects.CloseMic, effects.WakeSpeaker, effects.Play, effects.FinishPlayout)
    house.desks[effects.StopPlayout] = rim.hush
    house.device_counts = rim.counts
    house.at_close(rim.close)
