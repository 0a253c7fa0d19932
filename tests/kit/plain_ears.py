"""What plain Whisper hears, not our recogniser: for tests and bars that ask whether a sound really says its words."""

from __future__ import annotations

from functools import lru_cache

from app.audio.clip import HEARING_HZ, Clip
from app.audio.resample import resampled
from app.cancel import Never
from app.engines.plain_whisper import PlainWhisper
from tests.kit.speech import weights
from tests.kit.wer import words


def by_whisper(clip: Clip) -> str:
    """The words of `clip`, of any rate and length."""
    return _whisper().transcribe(resampled(clip, HEARING_HZ), hint="", cancel=Never()).text


def words_begun(clip: Clip, text: str) -> int:
    """How many of `text`'s words `clip` contains, when it is cut off somewhere: what is heard, laid beside every
    beginning of the text; the closest one counts, the longer of two."""
    heard, said = words(by_whisper(clip)), words(text)
    cost = list(range(len(heard) + 1))
    best, best_n = cost[-1], 0
    for n, word in enumerate(said, 1):
        last, cost[0] = cost[0], n
        for j, other in enumerate(heard, 1):
            last, cost[j] = cost[j], min(cost[j] + 1, cost[j - 1] + 1, last + (word != other))
        if cost[-1] <= best:
            best, best_n = cost[-1], n
    return best_n


@lru_cache(maxsize=1)
def _whisper() -> PlainWhisper:
    engine = PlainWhisper(weights("whisper-base"), threads=2)
    engine.load()
    return engine
