"""`talk` on the real microphone and loudspeaker, in the terminal."""

from __future__ import annotations

import argparse
import threading
from contextlib import ExitStack
from typing import TextIO

from app import wiring
from app.asking import tell_notice
from app.audio.microphone import Microphone
from app.audio.portaudio import find
from app.audio.speaker import Speaker
from app.events import (
    FinalTranscript,
    PlayoutFinished,
    Published,
    ReplySentence,
    SpeakerChanged,
    StageFailed,
    StageRecovered,
)
from app.home import Home
from app.owner import Owner
from app.plan import make_plan
from app.runtime.clock import RealClock
from app.runtime.event_file import EventFile
from app.surroundings import watch_surroundings


def talk_live(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """Until Ctrl-C or `ctl quit`. Raises NoDevice and the other CannotStarts before anything is heard."""
    with ExitStack() as stack:
        plan = make_plan(args, home, seed=args.seed)
        stack.enter_context(home.own())
        mic_name = args.mic or plan.settings.microphone or None
        speaker_name = args.speaker or plan.settings.speaker or None
        find(mic_name, "input")
        find(speaker_name, "output")
        clock = RealClock()
        house = wiring.build(plan, clock, hears_itself=True)
        stack.callback(house.close)
        if args.events:
            events = EventFile(args.events)
            stack.callback(events.close)
            house.session.subscribe(events.write)
        house.session.subscribe(Terminal(plan.persona.name, out).show)
        wiring.add_devices(house, Microphone(mic_name, clock.now_s), Speaker(speaker_name, clock.now_s))
        watch_surroundings(house)
        house.start()
        tell_notice(house, err)
        has_quit = threading.Event()
        stack.enter_context(Owner(house, leave=has_quit.set).at_home())
        house.open_microphone()
        print(f"{plan.profile.name}: {plan.profile.about} Ctrl-C ends the conversation.", file=err)
        try:
            has_quit.wait()
        except KeyboardInterrupt:
            print(file=err)
    return 0


class Terminal:
    """Prints the conversation as it grows: what was understood, what is said, what is down."""

    def __init__(self, companion: str, out: TextIO) -> None:
        self._companion = companion
        self._out = out
        self._lock = threading.Lock()
        self._speaking_turn = 0

    def show(self, event: Published) -> None:
        match event:
            case FinalTranscript(_, _, text):
                self._line(f"you: {text}")
            case SpeakerChanged(_, _, name):
                self._companion = name
            case ReplySentence(_, turn, text):
                start = "" if turn == self._speaking_turn else f"{self._companion.lower()}: "
                self._speaking_turn = turn
                self._line(start + text if start else f"  {text}")
            case PlayoutFinished(_, _, _, True):
                self._line("  (stopped)")
            case StageFailed(_, _, error):
                self._line(f"! {error}")
            case StageRecovered(_, stage):
                self._line(f"The {stage} works again.")

    def _line(self, text: str) -> None:
        with self._lock:
            print(text, file=self._out, flush=True)
