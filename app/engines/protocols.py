"""What the conversation needs from its models, on one page.

All engines: the constructor is cheap and touches no file; `load()` reads the weights and warms up (a dummy run, so
that the first real call is as fast as the tenth); `close()` frees them. Each engine is used by one thread at a time.
Audio is float32, (n,), mono, [-1, 1].
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from app.audio.clip import Clip, Samples
from app.cancel import Cancel
from app.clause import ALONE, Between, WordTime


class Engine(Protocol):
    """The life of every engine."""

    def load(self) -> None:
        """Read the weights and warm up. Raises WeightsMissing, EngineFailed."""

    def close(self) -> None:
        """Free what `load` took. Safe to call twice."""


class VoiceActivityDetector(Engine, Protocol):
    """Is somebody speaking? Streamed: it carries state from frame to frame."""

    def probability(self, frame: Samples) -> float:
        """frame: (512,) at 16 kHz -> 0 .. 1."""

    def reset(self) -> None:
        """Forget the past: the next frame is the first of a new stream."""


class TurnDetector(Engine, Protocol):
    """Has the speaker finished, by the sound of it?"""

    def complete(self, clip: Clip) -> float:
        """clip: at 16 kHz, the turn up to now with its pre-roll and a little silence behind it -> 0 (goes on) .. 1."""


class WakeWordDetector(Engine, Protocol):
    """Was the wake word said? Streamed: it carries state from frame to frame. Optional: most runs have none."""

    @property
    def phrase(self) -> str:
        """What to say to it: "okay nabu"."""

    def heard(self, frame: Samples) -> bool:
        """frame: (512,) at 16 kHz -> True with the frame that completes the word, then not again for two seconds."""

    def reset(self) -> None:
        """Forget the past: the next frame is the first of a new stream."""


class SpeakerVerifier(Engine, Protocol):
    """Whose voice is it? Optional: only where somebody wants nobody else to be answered."""

    def embed(self, samples: Samples) -> npt.NDArray[np.float32]:
        """samples: float32 (n,) at 16 kHz, voice and little else, a second or more -> float32 (256,), of length 1. The
        product of two is the higher the more alike their voices are, at most 1."""


class Embedder(Engine, Protocol):
    """What is a text about? Texts about the same have vectors in about the same direction."""

    @property
    def name(self) -> str:
        """Of the model: vectors of another one cannot be compared."""

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """-> float32 (len(texts), dimensions), each row of length 1."""


class SentenceReader(Engine, Protocol):
    """Could a sentence end here, by its words?"""

    def ends(self, text: str) -> float:
        """text: the words up to now, punctuation or not -> how likely a sentence ends behind them, 0 .. 1."""


@dataclass(frozen=True)
class Transcript:
    """What was said. `text` is empty when nothing was (or when a guard dropped an invention)."""

    text: str
    window_s: int
    """The window that was used, whole seconds, 8 .. 30."""
    dropped: str = ""
    """Why the text was emptied, for the log (never the words): '', 'no-speech', 'loop', 'noise', 'stale'."""


class SpeechRecognizer(Engine, Protocol):
    """Speech to text."""

    def transcribe(
        self, clip: Clip, *, hint: str, cancel: Cancel, is_partial: bool = False
    ) -> Transcript:
        """clip: at 16 kHz, at most 30 s. hint: names that may occur ('' for none). is_partial: the speaker goes on, so
        a cheap look is good enough. When `cancel` goes stale the answer comes early, and is empty unless all of it was
        known by then."""


@dataclass(frozen=True)
class Message:
    """One message of the prompt, as chat templates want it."""

    role: Literal["system", "user", "assistant"]
    content: str
    is_stable: bool = False
    """Part of the beginning that is the same in every prompt, as a leading system message always is."""


@dataclass(frozen=True)
class Sampling:
    """How the next token is chosen. `seed` makes the reply repeatable."""

    max_tokens: int
    temperature: float
    top_p: float
    repeat_penalty: float
    seed: int


class LanguageModel(Engine, Protocol):
    """Text to text. Keeps the tokens of the last call in its cache and reuses the longest common prefix."""

    def stream(self, messages: Sequence[Message], sampling: Sampling, *, cancel: Cancel) -> Iterator[str]:
        """The reply in pieces. A piece may be '': a prefill slice ended, a good place to hand over the compute token.

        Ends early (without an error) when `cancel` goes stale, also during prefill.
        """

    def prefill(self, messages: Sequence[Message], *, cancel: Cancel, is_growing: bool = False) -> Iterator[None]:
        """Bring the cache to the end of `messages` (no generation prompt), one slice per step. `is_growing`: the last
        of them is still being said."""

    def forget(self) -> None:
        """Keep nothing of what was read, not even what is to be read again: something of it was forgotten."""

    def count_tokens(self, text: str) -> int: ...


class Choosing(Protocol):
    """What a language model does beside the conversation, whose cache stays as it is. One generator at a time."""

    def choose(
        self, messages: Sequence[Message], choices: Sequence[str], *, cancel: Cancel
    ) -> Generator[str, None, None]:
        """Which of `choices` the model would answer with: in steps, "" after a slice of reading, pieces of the answer
        after it. Ends early, perhaps amid a choice, when stale. Nothing of the last message is kept behind it."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """One sentence as sound, or a piece of one. `words`: when each of its words (split at spaces) sounds, in seconds
    from the clip's first sample; () when the voice cannot tell. `rest_s`: how long the sentence goes on in the next
    piece, about; the first piece has the times of all words then, and the others (). `is_estimated`: the voice does not
    know the times, it reckons them."""

    clip: Clip
    words: tuple[WordTime, ...] = ()
    rest_s: float = 0.0
    is_estimated: bool = False


class Synthesizer(Engine, Protocol):
    """Text to speech."""

    @property
    def rate_hz(self) -> int:
        """Of the clips it makes; known after `load`."""

    def speak_at(self, speed: float) -> None:
        """How fast, from the next clause on: 1.25 is a quarter faster than the voice's own pace."""

    def synthesize(
        self, clause: str, *, cancel: Cancel, first_s: float = 0.0, between: Between = ALONE
    ) -> Iterator[Spoken]:
        """clause: words as they are spoken (no markup, numbers written out). Its sentences in order; ends early when
        stale. `first_s`: somebody waits for so much sound, while the rest is made. `between`: the words right before
        and right behind in the same breath, which are not to be heard, but it is to sound as it does between them. A
        voice may do both or not."""


class EchoCanceller(Engine, Protocol):
    """Takes out of the microphone's sound what the loudspeaker put into the room."""

    def cancel(self, microphone: Samples, played: Samples) -> Samples:
        """Both (n,) at 16 kHz, n a multiple of 160 (10 ms) -> (n,), what is left. `played`: what really left the
        speaker, 20 to 40 ms *before* it can be heard in `microphone`; it learns a longer way by itself, up to 400 ms.
        """

    def reset(self) -> None:
        """Forget the room: the next frames are the first of a new stream."""
