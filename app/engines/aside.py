"""A second, small sequence over the language model's weights: short questions with given answers, when nobody talks.

Why a second one: the conversation's cache is not touched, so the first token after it costs what it cost before, and
nothing has to be saved or brought back when somebody begins to speak. It takes 28 kB a token (1.5 B), made when first
used.
Made by llama_cpp_lm.py, on the responder's thread only.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Generator, Iterator, Sequence

from app.cancel import Cancel
from app.engines.chat_template import ChatTemplate
from app.engines.llama_native import SequenceCache, Weights
from app.engines.protocols import Message
from app.engines.token_reuse import common_tokens
from app.errors import EngineFailed

CONTEXT_TOKENS = 768
SLICE_TOKENS = 32
MOST_TOKENS = 40
"""Of an answer."""


class Aside:
    """What all questions begin with (the stable messages) is read once; a question and its answer are cut off again."""

    def __init__(self, loaded: Callable[[], tuple[Weights, ChatTemplate]], threads: int) -> None:
        """`loaded`: the language model's; raises EngineFailed as long as it is not loaded."""
        self._loaded, self._threads = loaded, threads
        self._sequence: SequenceCache | None = None
        self._held: list[int] = []

    def close(self) -> None:
        """Before the weights are. Safe to call twice."""
        if self._sequence is not None:
            self._sequence.close()
        self._sequence = None
        self._held = []

    @property
    def _weights(self) -> Weights:
        return self._loaded()[0]

    @property
    def _cache(self) -> SequenceCache:
        if self._sequence is None:
            self._sequence = self._weights.sequence(
                context_tokens=CONTEXT_TOKENS, batch_tokens=SLICE_TOKENS, threads=self._threads
            )
        return self._sequence

    def choose(
        self, messages: Sequence[Message], choices: Sequence[str], *, cancel: Cancel
    ) -> Generator[str, None, None]:
        """See the Protocol `Choosing`. Raises EngineFailed when the question is too long, or
        there is no memory for it."""
        tokens, stable_tokens = self._tokens(messages)
        self._keep(min(common_tokens(self._held, tokens), len(tokens) - 1))
        try:
            with cancel.when_stale(self._cache.arm()):
                yield from self._read(tokens, cancel)
                if len(self._held) == len(tokens) and not cancel.is_stale:
                    yield from self._answer(choices, cancel)
        finally:
            self._keep(min(len(self._held), stable_tokens))

    def _tokens(self, messages: Sequence[Message]) -> tuple[list[int], int]:
        tokens: list[int] = []
        stable_tokens = 0
        for span in self._loaded()[1].spans(messages, reply=True):
            tokens += self._weights.tokens(span.text, markup=span.is_markup)
            stable_tokens = len(tokens) if span.is_stable else stable_tokens
        first = self._weights.first_token
        if first is not None and tokens[:1] != [first]:
            tokens, stable_tokens = [first, *tokens], stable_tokens + 1
        if len(tokens) + MOST_TOKENS > CONTEXT_TOKENS:
            raise EngineFailed(f"A question of {len(tokens)} tokens is too long to be asked aside.")
        return tokens, stable_tokens

    def _read(self, tokens: list[int], cancel: Cancel) -> Iterator[str]:
        while len(self._held) < len(tokens) and not cancel.is_stale:
            if not self._append(tokens[len(self._held) :][:SLICE_TOKENS]):
                return
            yield ""

    def _answer(self, choices: Sequence[str], cancel: Cancel) -> Iterator[str]:
        grammar = "root ::= " + " | ".join(json.dumps(choice, ensure_ascii=False) for choice in choices)
        text = codecs.getincrementaldecoder("utf-8")("ignore")
        with self._weights.chooser(grammar) as chooser:
            for _ in range(MOST_TOKENS):
                token = chooser.choose(self._cache)
                if self._weights.ends_reply(token):
                    return
                yield text.decode(self._weights.piece(token))
                if cancel.is_stale or not self._append([token]):
                    return

    def _append(self, tokens: list[int]) -> bool:
        """False: stopped, nothing changed."""
        if not self._cache.evaluate(tokens):
            return False
        self._held += tokens
        return True

    def _keep(self, tokens: int) -> None:
        self._cache.cut_tail(tokens)
        del self._held[tokens:]
