"""How likely a sentence ends at these words: a language model's next token, with a reader's eyes and nobody's history.

Used by llama_cpp_lm.py, on the responder's thread. The words stand in a conversation of their own that is always the
same: inside the real one the figure climbs with every exchange (0.29, 0.72, 0.89 part ends from pauses after none, one
and three), here one threshold holds. Its beginning stays in the cache, so a call reads the user's words only.
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

_SCENE = Message("system", "You are Samantha. You talk with the user.")
"""Measured with it; another one moves the threshold of listening/endpoint.py."""
_MARKS = ("\n", "\n\n", " .", " ?", " !", *(mark + rest for mark in ".?!" for rest in ("", "\n", "\n\n", '"', ")")))
"""How a sentence ends. Each that is one token counts; asking all 150,000 tokens gave the same figures to 0.01."""
_TRAILING = re.compile(r"[\s.?!,…\-—]+$")
_CONTEXT_TOKENS = 512
_MOST_WORDS = 60
"""Of the end of a long turn: where it can end does not depend on more."""


class SentenceScene:
    """The words in their scene, over weights that are open already. `close` before the weights."""

    def __init__(self, weights: Weights, template: ChatTemplate, threads: int) -> None:
        self._weights = weights
        self._template = template
        self._sequence = weights.sequence(
            context_tokens=_CONTEXT_TOKENS, batch_tokens=_CONTEXT_TOKENS // 2, threads=threads
        )
        self._read: list[int] = []
        """The tokens that the sequence holds."""
        tokens = [weights.tokens(mark, markup=False) for mark in _MARKS]
        self._ends = sorted({found[0] for found in tokens if len(found) == 1})
        self.ends("Hello")

    def ends(self, text: str) -> float:
        """How likely a sentence ends with the last word of `text`, 0 .. 1."""
        words = " ".join(_TRAILING.sub("", text).split()[-_MOST_WORDS:])
        spans = self._template.growing([_SCENE, Message("user", words)])
        tokens = [token for span in spans for token in self._weights.tokens(span.text, markup=span.is_markup)]
        tokens = tokens[: _CONTEXT_TOKENS // 2]
        known = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self._read, tokens[:-1], strict=False)))
        self._sequence.cut_tail(known)
        self._sequence.evaluate(tokens[known:])
        self._read = tokens
        return float(_next_token(self._sequence)[self._ends].sum())

    def close(self) -> None:
        self._sequence.close()


class LlamaSentenceReader:
    """A SentenceReader over one GGUF file of its own."""

    def __init__(self, gguf: Path, *, threads: int = 1) -> None:
        self._gguf, self._threads = gguf, threads
        self._weights: Weights | None = None
        self._scene: SentenceScene | None = None

    def load(self) -> None:
        if not self._gguf.is_file():
            raise WeightsMissing(f"The language model {self._gguf.name} is missing.", "Run `earpiece models pull`.")
        self._weights = weights = Weights.open(self._gguf)
        self._scene = SentenceScene(weights, ChatTemplate(weights.chat_template, weights.marks()), self._threads)

    def close(self) -> None:
        if self._scene is not None:
            self._scene.close()
        if self._weights is not None:
            self._weights.close()
        self._weights = self._scene = None

    def ends(self, text: str) -> float:
        if self._scene is None:
            raise EngineFailed("The sentence reader is not loaded.")
        return self._scene.ends(text)


def _next_token(sequence: SequenceCache) -> Any:
    """Each token's probability to be the next one: float64 (vocabulary,)."""
    import llama_cpp as lib

    size = lib.llama_vocab_n_tokens(lib.llama_model_get_vocab(lib.llama_get_model(sequence.raw)))
    pointer = ctypes.cast(lib.llama_get_logits_ith(sequence.raw, -1), ctypes.POINTER(ctypes.c_float))
    logits = np.ctypeslib.as_array(pointer, (size,)).astype(np.float64)
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
