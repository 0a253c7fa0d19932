"""Conversations as scripts: facts go in, the machine's effects are answered by a little world, and time is ours.

The world does what the workers would do, at once: it transcribes to the words the script says, writes and speaks the
reply the script gives, and plays it for as long as its clips last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from app.audio.clip import Clip
from app.clause import Clause
from app.conversation.attention import Attention
from app.conversation.history import History
from app.conversation.machine import Machine
from app.conversation.present import Present, Whose
from app.conversation.recalling import Recalling
from app.conversation.switches import Switches
from app.conversation.wakefulness import Mode, Wakefulness
from app.effects import (
    FinishPlayout,
    JudgeTurn,
    KeepEpisode,
    Play,
    RecallMemories,
    Respond,
    StopPlayout,
    Synthesize,
    Transcribe,
    TranscribePartly,
)
from app.facts import (
    ClauseStarted,
    ClauseWritten,
    EpisodeKept,
    FirstToken,
    MemoriesQuoted,
    MemoriesRecalled,
    MicOpened,
    PartlyTranscribed,
    PlayoutDrained,
    PlayoutStopped,
    ReplyWritten,
    SoftEnded,
    SpeechGrew,
    SpeechReady,
    SpeechResumed,
    SpeechStarted,
    StillQuiet,
    Transcribed,
    TurnJudged,
    TurnRead,
)
from app.memory.recalled import Recalled
from tests.kit.episodes import NINE

HZ = 16_000
SOFT_END_S = 0.1
TICK_S = 0.1


def clip(duration_s: float = 1.0) -> Clip:
    return Clip(np.zeros(round(duration_s * HZ), np.float32), HZ)


class Patience:
    """An Endpoint that waits as long as the script says, and remembers the pauses it was told of."""

    def __init__(self, wait_s: float = 0.3) -> None:
        self.wait = wait_s
        self.pauses_s: list[float] = []
        self.asked: list[tuple[float | None, str, float | None]] = []

    def wait_s(
        self, probability: float | None, text: str, ends: float | None = None, exchanges: int | None = None
    ) -> float:
        self.asked.append((probability, text, ends))
        return self.wait

    def note_pause(self, pause_s: float) -> None:
        self.pauses_s.append(pause_s)


class World:
    """Answers effects. `holds`: names of effects that stay unanswered until `release`."""

    def __init__(
        self, *, holds: tuple[str, ...] = (), wait_s: float = 0.3, hears_itself: bool = False, mode: Mode = "open",
        memory: Callable[[str], Recalled] | None = None, names: Mapping[str, str] | None = None,
        may_hear: Callable[[str], bool] = lambda _: True, **switches: bool,
    ) -> None:
        """memory: what is recalled for the user's words; names: of companions that may be called, '' the one of this
        run. Without both, nobody stands around the machine."""
        whose = Whose()
        self.history = History(whose.of)
        self.endpoint = Patience(wait_s)
        attention = Attention(Wakefulness(mode, name="Samantha", wake_phrase="hey samantha"))
        self.machine = Machine(self.history, Switches(**switches), self.endpoint, attention, hears_itself=hears_itself)
        self.memory = memory or (lambda text: Recalled())
        whole = Recalling(self.machine) if memory else self.machine
        self.whole = Present(whole, whose, names, "samantha", may_hear) if names else whole
        self.now_s = 0.0
        self.holds = set(holds)
        self.held: list[Any] = []
        self.made: list[Any] = []
        self.heard_words: list[str] = []
        self.partial_words: list[str] = []
        self.replies: list[tuple[str, ...]] = []
        self.queue: dict[int, list[tuple[int, Clip]]] = {}
        self.stopped_at: dict[int, float] = {0: 1.0, 1: 0.0}
        """What a stopped playout says was heard."""

    def post(self, *facts: Any) -> World:
        """Facts go in; effects are answered until nothing is left to answer."""
        pending = list(facts)
        while pending:
            for made in self.whole.handle(pending.pop(0), self.now_s):
                self.made.append(made)
                if type(made).__name__ in self.holds:
                    self.held.append(made)
                else:
                    pending += self.answer(made)
        return self

    def release(self, kind: str) -> World:
        """Answer the effects of `kind` that were held."""
        self.holds.discard(kind)
        mine = [effect for effect in self.held if type(effect).__name__ == kind]
        self.held = [effect for effect in self.held if type(effect).__name__ != kind]
        for effect in mine:
            self.post(*self.answer(effect))
        return self

    def wake(self) -> World:
        return self.post(MicOpened())

    # ---- what the user does ----------------------------------------------------------------------------------------

    def begin(self) -> World:
        """A voice."""
        return self.post(SpeechStarted(self.now_s))

    def grow(self, voiced_s: float) -> World:
        """It lasts, by now for `voiced_s`."""
        self.now_s += 0.16
        return self.post(SpeechGrew(self.now_s, clip(voiced_s), voiced_s))

    def pause(self, *words: str, voiced_s: float = 1.0) -> World:
        """Said so far, and a soft end."""
        self.heard_words += words
        last = self.now_s = self.now_s + voiced_s
        self.now_s += SOFT_END_S
        return self.post(SoftEnded(self.now_s, clip(voiced_s), voiced_s, last))

    def quiet(self, until_s: float, since_s: float = SOFT_END_S) -> World:
        """Silence, told block by block, until it has lasted `until_s`."""
        quiet_s = since_s
        while quiet_s < until_s - 1e-9:
            quiet_s = round(quiet_s + TICK_S, 6)
            self.now_s = round(self.now_s + TICK_S, 6)
            self.post(StillQuiet(self.now_s, quiet_s))
        return self

    def resume(self) -> World:
        return self.post(SpeechResumed(self.now_s))

    def say(self, *words: str, voiced_s: float = 1.0) -> World:
        """The user says something and stops."""
        return self.begin().pause(*words, voiced_s=voiced_s).quiet(self.endpoint.wait)

    # ---- what the workers do ---------------------------------------------------------------------------------------

    def answer(self, effect: Any) -> list[Any]:
        return self.listen(effect) or self.speak(effect)

    def listen(self, effect: Any) -> list[Any]:
        match effect:
            case Transcribe(revision, piece):
                words = self.heard_words.pop(0) if self.heard_words else ""
                return [Transcribed(revision, piece, words, 10.0)]
            case TranscribePartly(revision):
                return [PartlyTranscribed(revision, self.partial_words.pop(0), 10.0)] if self.partial_words else []
            case JudgeTurn(revision):
                return [TurnRead(revision, 0.8), TurnJudged(revision, 0.9)]
            case KeepEpisode(turn, speaker):
                return [EpisodeKept(turn, speaker, f"ep_{turn}_{speaker}")]
            case RecallMemories(revision, turn, text, companion):
                return [MemoriesRecalled(revision, turn, self.memory(text), NINE, self.now_s, 7.0, companion)]
        return []

    def speak(self, effect: Any) -> list[Any]:
        match effect:
            case Respond(revision, found=found):
                memories = found.recalled.memories if found else ()
                quoted = [MemoriesQuoted(revision, memories)] if memories else []
                reply = self.replies.pop(0) if self.replies else ("Fine.",)
                clauses = [ClauseWritten(revision, n, Clause(text, text)) for n, text in enumerate(reply)]
                return [*quoted, FirstToken(revision), *clauses, ReplyWritten(revision, len(reply))]
            case Synthesize(revision, n):
                return [SpeechReady(revision, n, clip(), 0.01)]
            case Play(revision, n, sound):
                self.queue.setdefault(revision, []).append((n, sound))
            case FinishPlayout(revision):
                return self.play(revision)
            case StopPlayout(revision):
                self.queue.pop(revision, None)
                return [PlayoutStopped(revision, self.now_s, self.stopped_at)]
        return []

    def play(self, revision: int) -> list[Any]:
        facts: list[Any] = []
        for n, sound in self.queue.pop(revision, []):
            facts.append(ClauseStarted(revision, n, self.now_s))
            self.now_s += sound.duration_s
        return [*facts, PlayoutDrained(revision, self.now_s)]

    @property
    def revision(self) -> int:
        """Of the latest reply that was asked for."""
        return int(self.of(Respond)[-1].revision)

    def start_clause(self, n: int = 0) -> World:
        """The first sample of clause `n` of the latest reply leaves the speaker."""
        return self.post(ClauseStarted(self.revision, n, self.now_s))

    def of(self, *kinds: type) -> list[Any]:
        """What was made, of these kinds, in order."""
        return [made for made in self.made if isinstance(made, kinds)]
