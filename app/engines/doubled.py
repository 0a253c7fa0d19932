"""A sentence that Whisper wrote twice although it was said once: pure text and one length.

In a short window, with other voices behind the speaker, whisper-base sometimes begins again when it is through: two of
sixteen sentences over eight talkers, none of forty-two over six. Called by
faster_whisper_stt.py on the recognizer thread.
"""

from __future__ import annotations

from app.engines.hallucination import spelled

_MOST_WORDS_PER_S = 4.5
"""Fast talk without a pause; who really says it twice makes one. A slow sentence written twice came to 4.96."""
_LEAST_WORDS = 3


def said_once(text: str, speech_s: float) -> str:
    """speech_s: from the first to the last voiced frame. Half of `text` where it is twice the same words, in less time
    than anybody needs to say them."""
    words = text.split()
    half = len(words) // 2
    first, second = " ".join(words[:half]), " ".join(words[half:])
    is_doubled = half >= _LEAST_WORDS and spelled(first) == spelled(second)
    return first if is_doubled and len(words) > _MOST_WORDS_PER_S * speech_s else text
