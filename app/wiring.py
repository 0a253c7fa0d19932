"""The composition root: the only module that knows all concrete classes.

`build` gives a House with session, keeper and responder. What else a run has is added before it starts: a sound file
(`add_deck`) or real devices (`add_devices`), with ears and a voice. A typed turn needs none of them, so `ask` works
without any sound device.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import cast

from app import effects
from app.audio.clip import HEARING_HZ, Clip
from app.audio.file_deck import FileDeck
from app.audio.loudness import Loudness
from app.audio.microphone import Microphone
from app.audio.portaudio import reinitialise
from app.audio.reference import Reference
from app.audio.resample import StreamResampler, resampled
from app.audio.speaker import Speaker
from app.companion.prompt import Budgets, Prompt
from app.conversation.attention import Attention
from app.conversation.history import History
from app.conversation.machine import Machine
from app.conversation.recalling import Recalling
from app.conversation.signs import SignsOfLife
from app.conversation.soft_sound import soft_sound
from app.conversation.switches import Switches
from app.conversation.wake import hint_of
from app.conversation.wakefulness import Mode, Wakefulness
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.ge2e_speaker import Ge2eSpeaker
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.minilm_embedder import MiniLmEmbedder
from app.engines.piper_tts import PiperSynthesizer
from app.engines.pymicro_wake import detector_for
from app.engines.sentence_reader import LlamaSentenceReader
from app.engines.silero_vad import SileroVad
from app.engines.smart_turn import SmartTurn
from app.engines.webrtc_echo import WebRtcEchoCanceller
from app.facts import MicOpened, PlayoutStopped, VoiceTuned
from app.house import House
from app.listening.ear import Ear
from app.listening.echo_level import EchoLevel
from app.listening.endpoint import Endpoint
from app.listening.only_me import OnlyMe
from app.memory.forget import Forgetting
from app.memory.ids import Ids
from app.memory.protocol import TranscriptStore
from app.memory.recall import MemoryRecall
from app.memory.store import SqliteTranscriptStore
from app.memory.turn_memory import TurnMemory
from app.pace_file import keep_pace_s, read_pace_s
from app.plan import Plan
from app.runtime.clock import SessionClock
from app.runtime.devices import Devices
from app.runtime.judge import Judge
from app.runtime.keeper import Keeper, Owner
from app.runtime.listener import Block, Listener, StreamEnded
from app.runtime.own_voice import OwnVoice
from app.runtime.recognizer import Recognizer
from app.runtime.responder import Responder
from app.runtime.steady_wall import SteadyWall
from app.runtime.voice import Voice
from app.runtime.worker import Worker
from app.voice_print import MyVoice, my_voice

WATCH_S = 1.0
TIDY_S = 2.0
"""So long nobody wants anything of the store before what can wait is done."""
FIRST_STEPS = 25
"""Of it while the store opens: half a second at the most, beside the language model's loading."""
RECALL_TOKENS = {"standard": 48}
"""A block of memories takes about as long to read as a spoken clause: 0.7 s of two cores."""
REPLY_WORDS = {"short": 18, "usual": 45, "long": 110}
"""The setting conversation.replies: after so many words a reply ends with its sentence."""
CORES_FOR_DETECTOR = 4
"""On two cores the turn detector's 0.1 s made the language model's first token 0.1 s later; see DECISIONS."""


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
    house.keeper = _add_keeper(house, store, is_live=hears_itself)
    _add_responder(house)
    if knows_user:
        house.at_close(lambda: keep_pace_s(plan.home, endpoint.pace_s))
    return house


class _NoEars:
    """The listener of a run without a microphone."""

    def post(self, item: object) -> None:
        """Nothing is heard."""


def _add_keeper(house: House, store: SqliteTranscriptStore, *, is_live: bool) -> Worker:
    """`is_live`: somebody waits for the first answer, so what a sentence is about is told from later on."""

    def whose(of: TranscriptStore, now: datetime) -> Owner:
        companion = house.plan.companion
        return Owner(companion, of.ensure_self(companion), ids.new("co", now))

    ids = Ids()
    embedder = MiniLmEmbedder(house.plan.folders.embedder)
    recall = MemoryRecall(store, None if is_live else embedder)
    memory = TurnMemory(store, Forgetting(store, house.plan.home.cache_folder))
    post, wall = house.session.post, SteadyWall(house.plan.wall, house.clock)
    keeper = Keeper(store, post, house.clock, wall, whose, lambda at: ids.new("ep", at), memory)

    def load() -> None:
        keeper.load()
        memory.use(recall)
        keeper.tidy(most_steps=FIRST_STEPS)

    worker = Worker("keeper", keeper.job, post, house.work).with_load(load).with_tick(keeper.tidy, TIDY_S)
    keeper.is_wanted = lambda: worker.has_mail
    house.add(worker, effects.KeepEpisode, effects.RecallMemories)
    if is_live:
        house.at_warm(lambda: worker.ask(lambda: memory.use(MemoryRecall(store, embedder))))
    house.at_close(embedder.close, worker)
    return worker


def _add_responder(house: House) -> None:
    plan = house.plan
    engine = LlamaCppLanguageModel(
        plan.language_model_file, threads=_threads(plan.settings.model_threads), cache_dir=plan.home.cache_folder
    )
    budgets = Budgets(recall_tokens=RECALL_TOKENS.get(plan.profile.name, Budgets.recall_tokens))
    prompt = Prompt(plan.persona.knowing(plan.settings.your_name), count=engine.count_tokens, budgets=budgets)
    responder = Responder(engine, prompt, house.session.post, house.token, house.revisions, plan.seed, house.pacing)

    def load() -> None:
        engine.load()
        plan.persona.check_length(engine.count_tokens)

    worker = Worker("responder", responder.job, house.session.post, house.work).with_load(load)
    responder.is_wanted = lambda: worker.has_mail
    responder.enough_words = REPLY_WORDS[plan.settings.replies]
    house.follow["conversation.replies"] = lambda replies: setattr(responder, "enough_words", REPLY_WORDS[replies])
    house.add(worker, effects.Respond, effects.PrefillHistory, effects.ClearPrompt)
    house.at_close(engine.close, worker)


def _threads(chosen: int) -> int:
    """Never every core: the listener and the desktop need one. Two cores are shared: see DECISIONS, threads."""
    return chosen or max(2, (os.cpu_count() or 2) - 1)


# ---- ears and voice --------------------------------------------------------------------------------------------------


def add_ears(house: House, played: Reference | None = None, mine: MyVoice | None = None) -> Worker:
    """Detector and recognizer. `played`: what the microphone may hear of our own voice; `mine`: only this voice counts.
    Returns the listener, which takes Blocks."""
    plan, post = house.plan, house.session.post
    vad, canceller = SileroVad(), WebRtcEchoCanceller()
    own_voice = None if played is None else OwnVoice(canceller, played, EchoLevel())
    wake_word = detector_for(plan.wake_phrase) if plan.settings.mode == "wake" else None
    speaker = None if mine is None else Ge2eSpeaker(mine.folder)
    only_me = OnlyMe(speaker, mine.print_) if speaker and mine else None
    ear = Ear(vad)
    house.level_db = lambda: ear.level_db
    listener = Listener(ear, post, lambda hz: StreamResampler(hz, HEARING_HZ).feed, own_voice, wake_word, only_me)

    def load() -> None:
        vad.load()
        if own_voice is not None:
            canceller.load()
        if speaker is not None:
            speaker.load()
        listener.load_wake_word()

    ears = Worker("listener", listener.job, post, house.work).with_load(load)
    house.add(ears, effects.CloseUtterance)
    engine = FasterWhisperRecognizer(plan.folders.recognizer, threads=_threads(0), language=plan.settings.language)
    recognizer = Recognizer(engine, post, house.token, house.revisions, house.clock, _hint(plan))
    words = Worker("recognizer", recognizer.job, post, house.work).with_load(engine.load)
    recognizer.is_wanted = lambda: words.has_mail
    house.add(words, effects.Transcribe, effects.TranscribePartly)
    for part, user in ((vad, ears), (canceller, ears), (engine, words), (wake_word, ears), (speaker, ears)):
        if part is not None:
            house.at_close(part.close, user)
    _add_judge(house)
    return ears


def _hint(plan: Plan) -> str:
    """For the recogniser."""
    return hint_of(plan.wake_phrase) if plan.settings.mode == "wake" else plan.persona.name


def _add_judge(house: House) -> None:
    """Has the user finished? A small model reads the words; by its sound a turn may be given more time."""
    reader = LlamaSentenceReader(house.plan.sentence_reader_file)
    has_cores = (os.cpu_count() or 1) >= CORES_FOR_DETECTOR
    detector = SmartTurn(house.plan.folders.turn_detector) if has_cores else None
    judge = Judge(reader, detector, house.session.post, house.revisions)
    worker = Worker("judge", judge.job, house.session.post, house.work).with_load(judge.load)
    house.add(worker, effects.JudgeTurn, effects.ReadAhead)
    house.at_close(judge.close, worker)


def add_voice(house: House, rate_hz: Callable[[], int]) -> None:
    """Synthesis. `rate_hz`: of the sink, asked when the first clause is ready."""

    def to_speaker(clip: Clip) -> Clip:
        return loudness.apply(resampled(clip, rate_hz()))

    settings = house.plan.settings
    loudness = Loudness(settings.voice_loudness_db)
    house.at_start(lambda: house.session.post(VoiceTuned(settings.voice_speed, settings.voice_loudness_db)))
    engine = PiperSynthesizer(house.plan.folders.voice, speed=settings.voice_speed)
    voice = Voice(engine, house.session.post, house.token, house.revisions, to_speaker, house.pacing)
    worker = Worker("voice", voice.job, house.session.post, house.work).with_load(engine.load)
    house.add(worker, effects.Synthesize)
    house.desks[effects.TuneVoice] = house.tune
    house.follow |= {
        "voice.speed": lambda speed: worker.ask(lambda: engine.speak_at(speed)),
        "voice.loudness_db": lambda db: worker.ask(lambda: loudness.set(db)),
    }
    house.at_close(engine.close, worker)


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
    if speaker is not None:
        speaker.tell_played = played.write if played else speaker.tell_played
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
