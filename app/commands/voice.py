"""`earpiece voice`: enrol the user's voice from three sentences, say whether one is enrolled, delete it.

Called by cli.py on the main thread; it opens the microphone itself and keeps no sound. A running Earpiece goes on with
what it knew at its start.
"""

from __future__ import annotations

import argparse
import json
import queue
from pathlib import Path
from typing import TextIO

from app.audio.clip import HEARING_HZ, Samples
from app.audio.microphone import Microphone
from app.audio.resample import StreamResampler, resampled
from app.audio.wav import read_wav
from app.engines.ge2e_speaker import Ge2eSpeaker
from app.engines.silero_vad import SileroVad
from app.errors import BadAudioFile, BadOption, Failed
from app.facts import Fact, SoftEnded, StillQuiet
from app.home import Home
from app.listening.ear import Ear
from app.listening.only_me import LEAST_S, enrolled, voice_of
from app.runtime.clock import RealClock
from app.runtime.listener import Block, Listener
from app.settings_file import SettingsFile
from app.voice_print import delete_voice_print, keep_voice_print, read_voice_print, voice_weights

SENTENCES = (
    "This is my own voice, and nobody else should be answered.",
    "On Sunday we had warm bread, cheese and a pot of black tea.",
    "Every window of the old house looks over a quiet blue lake.",
)
_AGAIN = "Say the sentences once more, alone and close to the microphone: earpiece voice enrol."
_QUIET_S = 0.8
"""After so much silence the sentence is over."""
_PATIENCE_S = 15.0
_ON = "Turn it on with only_my_voice = true under [microphone] in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    enrol = actions.add_parser("enrol", help="read three sentences aloud: from then on it can tell your voice")
    enrol.add_argument("--wav", nargs="+", metavar="F", help="three or more recordings instead of the microphone")
    enrol.add_argument("--mic", metavar="NAME", help="which microphone")
    show = actions.add_parser("show", help="whether a voice is enrolled, and used")
    show.add_argument("--json", action="store_true")
    actions.add_parser("delete", help="delete the voice print")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> exit code. Raises WeightsMissing, BadAudioFile, NoDevice, Failed, BadHome."""
    home.prepare()
    match args.action:
        case "enrol":
            return _enrol(args, home, out, err)
        case "delete":
            is_gone = delete_voice_print(home)
            print("The voice print is deleted." if is_gone else "No voice is enrolled.", file=out)
        case _:
            _show(home, out, as_json=args.json)
    return 0


def _show(home: Home, out: TextIO, *, as_json: bool) -> None:
    is_enrolled = read_voice_print(home) is not None
    is_used = SettingsFile(home.settings_path).load().only_my_voice
    if as_json:
        print(json.dumps({"enrolled": is_enrolled, "used": is_used, "file": str(home.voice_print_path)}), file=out)
        return
    print(f"Enrolled: {home.voice_print_path}" if is_enrolled else "No voice is enrolled.", file=out)
    print("Only your voice is answered." if is_used else "Every voice is answered.", file=out)


def _enrol(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    verifier = Ge2eSpeaker(voice_weights())
    verifier.load()
    if args.wav:
        sentences = _from_files([Path(name) for name in args.wav])
    else:
        chosen = args.mic or SettingsFile(home.settings_path).load().microphone or None
        sentences = _from_microphone(chosen, err)
    found = enrolled(verifier, sentences)
    if found is None:
        raise Failed("The sentences do not sound like one voice.", _AGAIN)
    keep_voice_print(home, found)
    print(f"Your voice is enrolled; no sound was kept. {_ON} {home.settings_path}", file=out)
    return 0


def _from_files(paths: list[Path]) -> list[Samples]:
    if len(paths) < len(SENTENCES):
        raise BadOption(f"{len(SENTENCES)} recordings are needed, not {len(paths)}.", "Give more files after --wav.")
    sentences = [resampled(read_wav(path), HEARING_HZ).samples for path in paths]
    for path, samples in zip(paths, sentences, strict=True):
        if len(voice_of(samples)) < LEAST_S * HEARING_HZ:
            raise BadAudioFile(f"There is less than a second of voice in {path}.", "Record a whole sentence.")
    return sentences


def _from_microphone(name: str | None, err: TextIO) -> list[Samples]:
    blocks: queue.Queue[Block] = queue.Queue()
    microphone, vad = Microphone(name, RealClock().now_s), SileroVad()
    vad.load()
    print(f"Please read {len(SENTENCES)} sentences aloud, as you talk to me, with a pause after each.", file=err)
    microphone.open(lambda samples, t_s: blocks.put(Block(samples, t_s, microphone.rate_hz)))
    try:
        return [_sentence(text, blocks, vad, err) for text in SENTENCES]
    finally:
        microphone.close()
        vad.close()


def _sentence(text: str, blocks: queue.Queue[Block], vad: SileroVad, err: TextIO) -> Samples:
    """The next voice that is long enough."""
    print(f"  {text}", file=err, flush=True)
    facts: list[Fact] = []
    listener = Listener(Ear(vad), facts.append, lambda hz: StreamResampler(hz, HEARING_HZ).feed)
    began_t_s = None
    while True:
        try:
            block = blocks.get(timeout=_PATIENCE_S)
        except queue.Empty:
            raise Failed("The microphone gives no sound.", "See: earpiece doctor.") from None
        began_t_s = block.t_s if began_t_s is None else began_t_s
        listener.job(block)
        said = [fact.clip.samples for fact in facts if isinstance(fact, SoftEnded)]
        is_over = any(isinstance(fact, StillQuiet) and fact.quiet_s >= _QUIET_S for fact in facts[-2:])
        if is_over and said and len(voice_of(said[-1])) >= LEAST_S * HEARING_HZ:
            return said[-1]
        if block.t_s - began_t_s > _PATIENCE_S:
            raise Failed("I did not hear the sentence.", _AGAIN)
