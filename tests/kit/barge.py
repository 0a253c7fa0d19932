"""Replies that are interrupted on a (virtual) sound card: what we say was heard, and what a recording holds.

Used by tests/headless/test_barge_in_sound.py and scripts/bars.d/heard.py. The reply is spoken by Piper, the recording
is read by Whisper.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Never, Revisions
from app.clause import Clause
from app.conversation.heard import heard_text
from app.conversation.spoken import speak
from app.effects import Synthesize
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.piper_tts import PiperSynthesizer
from app.facts import SpeechReady
from app.runtime.token import ComputeToken
from app.runtime.voice import Voice
from tests.kit.speech import weights
from tests.kit.virtual_audio import VirtualAudio
from tests.kit.wer import edits, words

ROOT = Path(__file__).parents[2]
CLAUSES = (
    "The old man walked slowly down the hill,",
    "because the rest of the village was waiting in the little garden.",
    "Every evening he told the children stories about the sea.",
)
LONGEST_S = 6.0

Step = tuple[float, str]
"""Seconds after the reply began, and what happens: duck, pause, resume or stop."""


def plan(runs: int, seed: int, longest_s: float = LONGEST_S) -> list[list[Step]]:
    """Random moments; in turn stopped, taken up again and stopped, stopped in a pause, ducked and stopped."""
    dice = random.Random(seed)
    kinds = (("stop",), ("duck", "pause", "resume", "stop"), ("pause", "stop"), ("duck", "resume", "stop"))
    made: list[list[Step]] = []
    for run in range(runs):
        kind = kinds[run % len(kinds)]
        at_s = dice.uniform(0.4, longest_s - 0.6 * (len(kind) - 1))
        steps: list[Step] = []
        for how in kind:
            steps.append((round(at_s, 3), how))
            at_s += dice.uniform(0.2, 0.6)
        made.append(steps)
    return made


@dataclass(frozen=True)
class Interruption:
    """`heard`: what we say was heard. `recorded`: what the loudspeaker said, 16 kHz. `stop_s`: from the order to
    silence; negative where a pause had silenced it before."""

    steps: list[Step]
    heard: str
    recorded: Clip
    stop_s: float
    underruns: int


def spoken_reply() -> list[SpeechReady]:
    """CLAUSES by Piper, with the time of each word; the first one in pieces."""
    made: list[SpeechReady] = []
    engine = PiperSynthesizer(weights("en_US-joe-medium"))
    engine.load()
    voice = Voice(lambda _: engine, made.append, ComputeToken(), Revisions(), lambda clip: clip)  # type: ignore[arg-type]
    for n, display in enumerate(CLAUSES):
        voice.job(Synthesize(1, n, Clause(display, speak(display))))
    return made


def interrupted(
    card: VirtualAudio, folder: Path, reply: list[SpeechReady], runs: list[list[Step]]
) -> list[Interruption]:
    """Plays `reply` once for each run of the plan."""
    arrays = {f"clip_{at}": fact.clip.samples for at, fact in enumerate(reply)}
    arrays |= {f"words_{at}": np.array([(w.start_s, w.end_s) for w in fact.words]) for at, fact in enumerate(reply)}
    arrays |= {f"place_{at}": np.array([fact.n, fact.rest_s]) for at, fact in enumerate(reply)}
    np.savez(folder / "reply.npz", rate_hz=reply[0].clip.rate_hz, **arrays)  # type: ignore[arg-type]
    (folder / "plan.json").write_text(json.dumps(runs))
    command = [sys.executable, "-m", "tests.kit.barge_child", str(folder / "reply.npz"), str(folder / "plan.json")]
    with card.recording() as tapes:
        done = subprocess.run(command, cwd=ROOT, env=card.env, capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    tape = tapes[0]
    found = []
    for steps, told in zip(runs, json.loads(done.stdout), strict=True):
        begin, end = (round((told[edge] - tape.started_s) * tape.speaker.rate_hz) for edge in ("began", "ended"))
        samples = tape.speaker.samples[max(0, begin) : end]
        sounding = np.flatnonzero(np.abs(samples) > 0.003)
        last_s = tape.started_s + (max(0, begin) + int(sounding[-1])) / tape.speaker.rate_hz
        clip = Clip(soxr.resample(samples, tape.speaker.rate_hz, HEARING_HZ), HEARING_HZ)
        shares = {int(n): share for n, share in told["heard"].items()}
        found.append(Interruption(steps, _heard(reply, shares), clip, last_s - told["stopped"], told["underruns"]))
    return found


def _heard(reply: list[SpeechReady], shares: dict[int, float]) -> str:
    clauses = [Clause(display, speak(display)) for display in CLAUSES]
    times = {fact.n: fact.words for fact in reply}
    durations_s = dict.fromkeys(times, 0.0)
    for fact in reply:
        durations_s[fact.n] += fact.clip.duration_s
    return heard_text(clauses, shares, times, durations_s)[0]


def transcribed(clips: list[Clip]) -> list[str]:
    """By Whisper, one after the other."""
    ears = FasterWhisperRecognizer(weights("whisper-base"), threads=1, language="en")
    ears.load()
    return [ears.transcribe(clip, hint="", cancel=Never()).text for clip in clips]


def off_by(heard: str, recorded: str) -> int:
    """By how many words the two ends differ. Whisper guesses at a cut word and mishears some; so the question is not
    which words it wrote, but how far into the reply they reach: the beginning of it that they resemble most."""
    said = words(" ".join(CLAUSES))
    written = words(recorded)
    reach = min(range(len(said) + 1), key=lambda count: (edits(said[:count], written), abs(count - len(written))))
    return abs(reach - len(words(heard)))
