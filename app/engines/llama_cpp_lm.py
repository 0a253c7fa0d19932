"""The language model: llama.cpp behind `LanguageModel`, with a cache that is reused from turn to turn.

Prefill is the scarce thing on two cores (55 tokens/s, 1.5 B), so everything here serves one rule: a token that was read
once is not read again. The cache follows the prompt: what both begin with stays, a block that was dropped from the
history is cut out and the rest moved up, the persona's part comes from disk. Used by the responder, on its thread only;
one generator at a time. Nothing that was said is ever logged.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cancel import Cancel
from app.engines.aside import Aside
from app.engines.chat_template import ChatTemplate, Span
from app.engines.kept_states import KeptStates
from app.engines.llama_native import SequenceCache, Weights
from app.engines.prefix_cache import PrefixCache
from app.engines.protocols import Message, Sampling
from app.engines.token_reuse import reuse
from app.errors import EngineFailed, WeightsMissing

SLICE_TOKENS = 32
"""The compute token changes hands this often (architecture.md). CPU per token against slices of 64: +15 % (0.5 B) to
+20 % (1.5 B); against 256: +20 to +35 %. In return nobody waits for the token longer than half a second."""
AHEAD_TOKENS = 12
"""While the user speaks: the end of what they say is written down next, and must not wait for a memory to be read."""


@dataclass(frozen=True)
class _Prompt:
    tokens: list[int]
    stable_tokens: int
    """The persona's part: the beginning, up to the end of its last sample."""


class LlamaCppLanguageModel:
    """One model, one sequence. `cache_dir`: where the persona's state is kept (None: nowhere)."""

    def __init__(
        self, gguf: Path, *, threads: int, context_tokens: int = 4096, cache_dir: Path | None = None
    ) -> None:
        self._gguf, self._threads, self._context_tokens = gguf, threads, context_tokens
        self._cache_dir = cache_dir
        self._weights: Weights | None = None
        self._sequence: SequenceCache | None = None
        self._template: ChatTemplate | None = None
        self._prefixes: PrefixCache | None = None
        self._tokens: list[int] = []
        """What the sequence holds."""
        self._left = KeptStates()
        """What it held for other companions."""
        self.aside = Aside(lambda: (self._model, self._markup), threads)
        """Short questions beside the conversation."""
        self.evaluated_tokens = 0
        """Tokens read or written since it was made: what the cache saves shows here."""

    # ---- life --------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """0.6 s (0.5 B) or 0.8 s (1.5 B) of CPU with a warm disk cache. Raises WeightsMissing, EngineFailed."""
        if not self._gguf.is_file():
            raise WeightsMissing(f"The language model {self._gguf.name} is missing.", "Run `earpiece models pull`.")
        self._weights = Weights.open(self._gguf)
        self._template = ChatTemplate(self._weights.chat_template, self._weights.marks())
        self._sequence = self._weights.sequence(
            context_tokens=self._context_tokens, batch_tokens=SLICE_TOKENS, threads=self._threads
        )
        if self._cache_dir is not None:
            self._prefixes = PrefixCache(self._cache_dir, self._settings(self._weights))
        self._warm_up()

    def close(self) -> None:
        """Free the memory. Safe to call twice."""
        self._tokens = []
        self._left.forget()
        self.aside.close()
        if self._sequence is not None:
            self._sequence.close()
        if self._weights is not None:
            self._weights.close()
        self._sequence = self._weights = None

    def _warm_up(self) -> None:
        self._cache.evaluate(self._model.tokens("Hello", markup=False)[:1])
        self._cut_tail(0)

    def _settings(self, weights: Weights) -> str:
        file = self._gguf.stat()
        model = [self._gguf.name, file.st_size, file.st_mtime_ns]
        return json.dumps([model, weights.version, self._context_tokens, SLICE_TOKENS, "no flash", "f16"])

    @property
    def _model(self) -> Weights:
        if self._weights is None:
            raise EngineFailed("The language model is not loaded.")
        return self._weights

    @property
    def _markup(self) -> ChatTemplate:
        if self._template is None:
            raise EngineFailed("The language model is not loaded.")
        return self._template

    @property
    def _cache(self) -> SequenceCache:
        if self._sequence is None:
            raise EngineFailed("The language model is not loaded.")
        return self._sequence

    # ---- Protocol ----------------------------------------------------------------------------------------------------

    def count_tokens(self, text: str) -> int:
        """Of the text alone, without the template's markup."""
        return len(self._model.tokens(text, markup=False))

    def token_s(self) -> float:
        """What reading a token costs here, by what it has cost lately; 0.0 while nobody knows."""
        return self._sequence.token_s if self._sequence is not None else 0.0

    def stream(self, messages: Sequence[Message], sampling: Sampling, *, cancel: Cancel) -> Iterator[str]:
        """See the Protocol. Raises EngineFailed when the prompt does not fit the context."""
        prompt = self._prompt(self._markup.spans(messages, reply=True))
        with cancel.when_stale(self._cache.arm()):
            for _ in self._bring_to(prompt, cancel, fresh_tokens=1):  # the last one anew: it says what follows
                yield ""
            if self._tokens == prompt.tokens and not cancel.is_stale:
                yield from self._reply(sampling, cancel)

    def prefill(self, messages: Sequence[Message], *, cancel: Cancel, is_growing: bool = False) -> Iterator[None]:
        """See the Protocol. Also reads the markup in front of the user's next words: three tokens less to wait for."""
        markup = self._markup
        prompt = self._prompt(markup.growing(messages) if is_growing else markup.opening(messages))
        with cancel.when_stale(self._cache.arm()):
            slice_tokens = AHEAD_TOKENS if is_growing else SLICE_TOKENS
            yield from self._bring_to(prompt, cancel, fresh_tokens=0, slice_tokens=slice_tokens)

    def forget(self) -> None:
        """See the Protocol. Cutting the middle out is not enough: what was read after it has seen it."""
        self._left.forget()
        if self._sequence is not None:
            self._cut_tail(0)

    # ---- the prompt --------------------------------------------------------------------------------------------------

    def _prompt(self, spans: Sequence[Span]) -> _Prompt:
        tokens: list[int] = []
        stable_tokens = 0
        for span in spans:
            tokens += self._model.tokens(span.text, markup=span.is_markup)
            if span.is_stable:
                stable_tokens = len(tokens)
        first = self._model.first_token
        if first is not None and tokens[:1] != [first]:
            tokens, stable_tokens = [first, *tokens], stable_tokens + 1
        if len(tokens) >= self._context_tokens:
            raise EngineFailed(
                f"The prompt has {len(tokens)} tokens and the model's context holds {self._context_tokens}.",
                "Say it in fewer words.",
            )
        return _Prompt(tokens, stable_tokens)

    # ---- the cache ---------------------------------------------------------------------------------------------------

    def _bring_to(
        self, prompt: _Prompt, cancel: Cancel, *, fresh_tokens: int, slice_tokens: int = SLICE_TOKENS
    ) -> Iterator[None]:
        """Make the sequence equal to the prompt, one slice per step; less if `cancel` goes stale."""
        self._tokens = self._left.change_over(self._tokens, prompt.tokens, prompt.stable_tokens, self._cache)
        self._reuse(prompt, fresh_tokens)
        if len(self._tokens) < prompt.stable_tokens and not self._restore(prompt):
            yield from self._evaluate(prompt.tokens[: prompt.stable_tokens], cancel, slice_tokens)
            self._save(prompt)
        yield from self._evaluate(prompt.tokens, cancel, slice_tokens)

    def _reuse(self, prompt: _Prompt, fresh_tokens: int) -> None:
        plan = reuse(self._tokens, prompt.tokens, fixed_tokens=prompt.stable_tokens)
        if plan.run and self._cache.can_shift:
            self._cut_tail(plan.resume + plan.run)
            self._cache.cut_out(plan.keep, plan.resume)
            del self._tokens[plan.keep : plan.resume]
        else:
            self._cut_tail(plan.keep)
        self._cut_tail(len(prompt.tokens) - fresh_tokens)

    def _restore(self, prompt: _Prompt) -> bool:
        stable = prompt.tokens[: prompt.stable_tokens]
        state = self._prefixes.read(self._gguf.name, stable) if self._prefixes else None
        if self._prefixes is None or state is None:
            return False
        self._tokens = stable if self._cache.restore(state) else []
        if not self._tokens:
            self._prefixes.drop(self._gguf.name, stable)
        return bool(self._tokens)

    def _save(self, prompt: _Prompt) -> None:
        if self._prefixes and len(self._tokens) == prompt.stable_tokens:
            self._prefixes.write(self._gguf.name, self._tokens, self._cache.state())

    def _evaluate(self, target: list[int], cancel: Cancel, slice_tokens: int) -> Iterator[None]:
        """Append what `target` has more, in slices. Ends early when stale."""
        while len(self._tokens) < len(target) and not cancel.is_stale:
            if not self._append(target[len(self._tokens) :][:slice_tokens]):
                return
            yield

    def _append(self, tokens: list[int]) -> bool:
        """False: stopped, nothing changed."""
        if not self._cache.evaluate(tokens):
            return False
        self._tokens += tokens
        self.evaluated_tokens += len(tokens)
        return True

    def _cut_tail(self, keep_tokens: int) -> None:
        self._cache.cut_tail(keep_tokens)
        del self._tokens[keep_tokens:]

    # ---- the reply ---------------------------------------------------------------------------------------------------

    def _reply(self, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        text = codecs.getincrementaldecoder("utf-8")("ignore")  # holds back the bytes of half a character
        with self._model.sampler(sampling) as sampler:
            sampler.has_seen(self._tokens)
            for _ in range(sampling.max_tokens):
                token = sampler.choose(self._cache)
                if self._model.ends_reply(token):
                    return
                yield text.decode(self._model.piece(token))
                is_full = len(self._tokens) + 1 >= self._context_tokens
                if cancel.is_stale or is_full or not self._append([token]):
                    return
