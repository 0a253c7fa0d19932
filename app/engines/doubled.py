"""A sentence that Whisper wrote twice although it was said once: pure text and one length.

In a short window whisper-base sometimes begins again when it is through, and may be cut off on the way by its limit of
tokens: two of sixteen sentences over eight talkers, one of thirty-two in a quiet room. Called by faster_whisper_stt.py
on the recognizer thread.
"""

from __future__ import annotations

from app.engines.hallucination import spelled

_MOST_WORDS_PER_S = 4.5
"""Fast talk without a pause; who really says it twice makes one. A slow sentence written twice came to 4.96."""
_LEAST_WORDS = 3
_ENDS = ".?!"
"""Half a second copy must follow a whole sentence: people do end as they began."""


def said_once(text: str, speech_s: float) -> str:
    """speech_s: from the first to the last voiced frame. `text` without what only repeats it from its beginning on,
    when nobody can say so many words in the time."""
    words = text.split()
    if len(words) <= _MOST_WORDS_PER_S * speech_s:
        return text
    said = [" ".join(spelled(word)) for word in words]
    for once in range(_LEAST_WORDS, len(words) - _LEAST_WORDS + 1):
        is_whole = len(words) == 2 * once
        if (is_whole or words[once - 1][-1] in _ENDS) and _goes_round(said, once):
            return " ".join(words[:once])
    return text


def _goes_round(said: list[str], once: int) -> bool:
    """From the word `once` on the same words again, the last of which may be cut off."""
    again, wanted = said[once:], said[: len(said) - once]
    return again[:-1] == wanted[:-1] and wanted[-1].startswith(again[-1])
