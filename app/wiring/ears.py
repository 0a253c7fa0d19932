"""Whoever listens: detector, canceller, recogniser, and the judge of finished sentences."""

from __future__ import annotations

import os

from app import effects
from app.audio.clip import HEARING_HZ
from app.audio.reference import Reference
from app.audio.resample import StreamResampler
from app.conversation.wake import hint_of
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.ge2e_speaker import Ge2eSpeaker
from app.engines.pymicro_wake import detector_for
from app.engines.sentence_reader import LlamaSentenceReader
from app.engines.silero_vad import SileroVad
from app.engines.smart_turn import SmartTurn
from app.engines.webrtc_echo import WebRtcEchoCanceller
from app.house import House
from app.listening.ear import Ear
from app.listening.echo_level import EchoLevel
from app.listening.only_me import OnlyMe
from app.plan import Plan
from app.runtime.judge import Judge
from app.runtime.listener import Listener
from app.runtime.own_voice import OwnVoice
from app.runtime.recognizer import Recognizer
from app.runtime.worker import Worker
from app.voice_print import MyVoice
from app.wiring.mind import threads

CORES_FOR_DETECTOR = 4
"""On two cores the turn detector's 0.1 s made the language model's first token 0.1 s later; see DECISIONS."""


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
    engine = FasterWhisperRecognizer(plan.folders.recognizer, threads=threads(0), language=plan.settings.language)
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
    judge = Judge(reader, detector, house.session.post, house.token, house.revisions)
    worker = Worker("judge", judge.job, house.session.post, house.work).with_load(judge.load)
    house.add(worker, effects.JudgeTurn, effects.ReadAhead)
    house.at_close(judge.close, worker)
