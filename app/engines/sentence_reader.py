"""How likely a sentence ends at these words: a small language model's next token, with nobody's history in front.

A SentenceReader, used on the judge's thread. The words stand in a conversation of their own that is always the same:
inside the real one the figure climbs with every exchange (0.29, 0.72, 0.89 part ends from pauses after none, one and
three), here one threshold holds. Its beginning stays in the cache, so a call reads the user's words only.

A model of 135 M tells as much as one of 0.5 B (0.94 of the pairs of an end and a pause in mid-sentence in the right
order, both) in 0.4 of the time (48 against 121 ms, two threads), beside the reply instead of in front of it.
"""

from __future__ import annotations

import ctypes
import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np

from app.engines.chat_template import ChatTemplate
from app.engines.llama_native import SequenceCache, Weights
from app.engines.protocols import Message
from app.errors import EngineFailed, WeightsMissing

_SCENE = Message("system", "The user says something short to a friend.")
"""Measured with it; another one moves the threshold of listening/endpoint.py."""
_MARKS = ("\n", "\n\n", " .", " ?", " !", *(mark + rest for mark in ".?!" for rest in ("", "\n", "\n\n", '"', ")")))
"""How a sentence ends. Each that is one token counts; asking all 150,000 tokens gave the same figures to 0.01."""
_TRAILING = re.compile(r"[\s.?!,…\-—]+$")
_CONTEXT_TOKENS = 512
_MOST_WORDS = 60
"""Of the end of a long turn: where it can end does not depend on more."""


class LlamaSentenceReader:
    """`gguf`: its own weights. One thread: the reply has the others."""

    def __init__(self, gguf: Path, *, threads: int = 1) -> None:
        self._gguf, self._threads = gguf, threads
        self._weights: Weights | None = None
        self._sequence: SequenceCache | None = None
        self._template: ChatTemplate | None = None
        self._ends: list[int] = []
        self._read: list[int] = []
        """The tokens that the sequence holds."""

    def load(self) -> None:
        if not self._gguf.is_file():
            raise WeightsMissing(f"The language model {self._gguf.name} is missing.", "Run `earpiece models pull`.")
        self._weights = weights = Weights.open(self._gguf)
        self._template = ChatTemplate(weights.chat_template, weights.marks())
        self._sequence = weights.sequence(
            context_tokens=_CONTEXT_TOKENS, batch_tokens=_CONTEXT_TOKENS // 2, threads=self._threads
        )
        tokens = [weights.tokens(mark, markup=False) for mark in _MARKS]
        self._ends = sorted({found[0] for found in tokens if len(found) == 1})
        self._read = []
        self.ends("Hello")

    def close(self) -> None:
        if self._sequence is not None:
            self._sequence.close()
        if self._weights is not None:
            self._weights.close()
        self._weights = self._sequence = self._template = None

    def ends(self, text: str) -> float:
        """How likely a sentence ends with the last word of `text`, 0 .. 1."""
        if self._sequence is None:
            raise EngineFailed("The sentence reader is not loaded.")
        tokens = self._tokens(text)
        known = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self._read, tokens[:-1], strict=False)))
        self._sequence.cut_tail(known)
        self._sequence.evaluate(tokens[known:])
        self._read = tokens
        return float(_next_token(self._sequence)[self._ends].sum())

    def _tokens(self, text: str) -> list[int]:
        if self._weights is None or self._template is None:
            raise EngineFailed("The sentence reader is not loaded.")
        words = " ".join(_TRAILING.sub("", text).split()[-_MOST_WORDS:])
        spans = self._template.growing([_SCENE, Message("user", words)])
        tokens = [token for span in spans for token in self._weights.tokens(span.text, markup=span.is_markup)]
        return tokens[: _CONTEXT_TOKENS // 2]


def _next_token(sequence: SequenceCache) -> Any:
    """Each token's probability to be the next one: float64 (vocabulary,)."""
    import llama_cpp as lib

    size = lib.llama_vocab_n_tokens(lib.llama_model_get_vocab(lib.llama_get_model(sequence.raw)))
    pointer = ctypes.cast(lib.llama_get_logits_ith(sequence.raw, -1), ctypes.POINTER(ctypes.c_float))
    logits = np.ctypeslib.as_array(pointer, (size,)).astype(np.float64)
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
