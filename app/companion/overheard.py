"""What a companion that is called into a conversation has heard of it: its last turns, as a quotation.

It stands in front of the user's words, where recalled memories stand too, and is as harmless as they are: whatever was
said cannot close its quotation or speak as the system. The newest turn goes in first; long ones keep their beginning
and their end. Pure; called by prompt.py, on the responder's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.companion.recall_block import Block, CountTokens, harmless
from app.effects import Exchange, Overheard

MOST_WORDS = (40, 24, 16, 10)
"""Of each utterance: the first with which all of it fits."""


def quoted(overheard: Overheard, *, most_tokens: int, count: CountTokens) -> str:
    """At most `most_tokens` by `count`: both turns, the last one, or only what the user said in it; '' when not even
    that fits."""
    for first in range(len(overheard.said)):
        for most_words in MOST_WORDS:
            text = _written(overheard.said[first:], most_words)
            if text and count(text) <= most_tokens:
                return text
    for most_words in MOST_WORDS:
        text = _written([(name, replace(said, companion="")) for name, said in overheard.said[-1:]], most_words)
        if text and count(text) <= most_tokens:
            return text
    return ""


def in_front_of(block: Block, text: str) -> Block:
    """The block of memories with `text` before it."""
    return Block("\n".join(part for part in (text, block.text) if part), block.memories)


def _written(said: Sequence[tuple[str, Exchange]], most_words: int) -> str:
    """ "[I said to Samantha: "…" Samantha said: "…"]": as the user would say it, in whose message it stands."""
    parts: list[str] = []
    for name, exchange in said:
        mine, answer = (_clipped(harmless(text), most_words) for text in (exchange.user, exchange.companion))
        parts += [f'I said to {name}: "{mine}"'] if mine else []
        parts += [f'{name} said: "{answer}"'] if answer else []
    return f"[{' '.join(parts)}]" if parts else ""


def _clipped(text: str, most_words: int) -> str:
    words = text.split()
    if len(words) <= most_words:
        return text
    half = most_words // 2
    return " ".join([*words[:half], "…", *words[-half:]])
