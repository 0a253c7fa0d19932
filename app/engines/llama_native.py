"""Every low-level call into llama.cpp, and nothing else: one file to read when the pinned version changes.

The C interface moves from release to release and breaks silently, so the version is pinned exactly (pyproject.toml) and
tests/unit/engines/test_llama_native.py runs save, restore, cut, shift and abort on a real model. Called by
llama_cpp_lm.py only, on the responder's thread; only the function made by `Sequence.arm` may be called from elsewhere.

Settings, measured on two cores (AVX2), 0.5 B and 1.5 B, q4_k_m:
- the weights are repacked for this processor where llama.cpp can (q4_K): the last words of a question and the markup
  of its end, 8 to 10 tokens, take 246 to 286 ms instead of 431 to 491 (1.5 B; 0.5 B, mostly q5_0: 103 to 119 instead
  of 109 to 129). It costs a second of loading and 0.6 GB (1.5 B), and gains nothing in batches of 64;
- logits are kept for one token only: the default would reserve 600 kB for each token of a batch;
- flash attention is off: with slices of 16 to 32 tokens its kernel costs more the longer the history is (0.5 B, 1,250
  tokens instead of 250: a question +45 %, a written token +37 %; without it +7 % and +16 %); it gains only in batches
  of 64 and more.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from app.engines.protocols import Sampling
from app.engines.thread_choice import ThreadChoice
from app.errors import EngineFailed
from app.openmp import wait_politely

TOP_K = 40
PENALTY_WINDOW_TOKENS = 64

READING_TOKENS = 8
"""So many at once are read; fewer are mostly written."""
READING_WEIGHT = 0.2
"""Of the newest slice in what reading costs: a slow moment is not a slow machine."""
_ABORTED = 2  # what llama_decode returns when the abort callback said stop


class Weights:
    """One GGUF file, opened: its vocabulary, its chat template, and sequences over it. `Weights.open`, `close`."""

    def __init__(self, lib: Any, model: Any, gguf: Path) -> None:
        self._lib, self._model, self._gguf = lib, model, gguf
        self._vocab = lib.llama_model_get_vocab(model)

    @classmethod
    def open(cls, gguf: Path) -> Weights:
        """Raises EngineFailed when llama.cpp is missing or refuses the file."""
        wait_politely()
        try:
            import llama_cpp as lib
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineFailed(f"llama.cpp cannot be loaded ({error}).", "Run scripts/setup again.") from error
        lib.llama_log_set(ctypes.cast(_libc().labs, lib.llama_log_callback), None)  # any C function that does nothing
        lib.llama_backend_init()
        wish = lib.llama_model_default_params()
        wish.use_extra_bufts = True  # repacked weights, see above
        wish.n_gpu_layers = 0
        model = lib.llama_model_load_from_file(os.fsencode(gguf), wish)
        if not model:
            raise EngineFailed(f"{gguf.name} cannot be read.", "Run `earpiece models verify`.")
        return cls(lib, model, gguf)

    def close(self) -> None:
        """Its sequences must be closed before."""
        if self._model:
            self._lib.llama_model_free(self._model)
        self._model = None

    def sequence(self, *, context_tokens: int, batch_tokens: int, threads: int) -> SequenceCache:
        """A new, empty cache over these weights. Raises EngineFailed (no memory)."""
        wish = self._lib.llama_context_default_params()
        wish.n_ctx, wish.n_batch, wish.n_ubatch = context_tokens, batch_tokens, batch_tokens
        wish.n_threads = wish.n_threads_batch = threads
        wish.flash_attn_type = self._lib.LLAMA_FLASH_ATTN_TYPE_DISABLED
        wish.n_outputs_max = 1
        wish.no_perf = True
        context = self._lib.llama_init_from_model(self._model, wish)
        if not context:
            raise EngineFailed("There is not enough memory for the language model.", "Choose the profile `light`.")
        return SequenceCache(self._lib, context, ThreadChoice(threads))

    def sampler(self, sampling: Sampling) -> Sampler:
        """Use it in a `with` block."""
        return Sampler(self._lib, self._lib.llama_vocab_n_tokens(self._vocab), sampling)

    def chooser(self, grammar: str) -> Chooser:
        """Use it in a `with` block. `grammar`: GBNF with a rule named root."""
        return Chooser(self._lib, self._vocab, grammar)

    @property
    def chat_template(self) -> str:
        """Its source (Jinja), '' if the file has none."""
        template = self._lib.llama_model_chat_template(self._model, None)
        return template.decode("utf-8") if template else ""

    @property
    def version(self) -> str:
        """Of llama.cpp: a saved state is only good for the version that wrote it."""
        return f"{self._lib.__version__} {self._lib.llama_version().decode()}"

    @property
    def first_token(self) -> int | None:
        """What every text starts with, if this model wants it."""
        wanted = self._lib.llama_vocab_get_add_bos(self._vocab)
        return int(self._lib.llama_vocab_bos(self._vocab)) if wanted else None

    def marks(self) -> dict[str, str]:
        """`bos_token` and `eos_token` as text, for chat templates."""
        lib = self._lib
        ids = {"bos_token": lib.llama_vocab_bos(self._vocab), "eos_token": lib.llama_vocab_eos(self._vocab)}
        return {name: lib.llama_vocab_get_text(self._vocab, i).decode() if i >= 0 else "" for name, i in ids.items()}

    def tokens(self, text: str, *, markup: bool) -> list[int]:
        """`markup` False: text such as "<|im_end|>" is only text and never becomes a control token."""
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        out = (self._lib.llama_token * room)()
        count = self._lib.llama_tokenize(self._vocab, raw, len(raw), out, room, False, markup)
        if count < 0:
            raise EngineFailed("The text cannot be given to the language model.")
        return list(out[:count])

    def piece(self, token: int) -> bytes:
        """The token as text: UTF-8, possibly the middle of a character; b'' for control tokens."""
        out = ctypes.create_string_buffer(64)
        count = self._lib.llama_token_to_piece(self._vocab, token, out, len(out), 0, False)
        if count < 0:
            out = ctypes.create_string_buffer(-count)
            count = self._lib.llama_token_to_piece(self._vocab, token, out, len(out), 0, False)
        return out.raw[:count]

    def ends_reply(self, token: int) -> bool:
        return bool(self._lib.llama_vocab_is_eog(self._vocab, token))


class SequenceCache:
    """What the model has read so far: one sequence of tokens in one context. Knows their number, not which they are."""

    def __init__(self, lib: Any, context: Any, choice: ThreadChoice) -> None:
        self._lib, self._context, self._choice = lib, context, choice
        self._threads = choice.threads
        self.token_s = 0.0
        """What reading a token costs on this machine, by the latest slices; 0.0 before the first."""
        self._memory = lib.llama_get_memory(context)
        # C, not Python: ggml asks some 485 times per token, and each Python call would wait for the GIL (parts.md §2).
        # strlen of a two-byte buffer: 0 = go on, 1 = stop.
        self._abort = ctypes.cast(_libc().strlen, lib.ggml_abort_callback)
        self._flag = ctypes.create_string_buffer(2)
        self.arm()

    def close(self) -> None:
        if self._context:
            self._lib.llama_free(self._context)
        self._context = None

    @property
    def raw(self) -> Any:
        """The llama_context, for the sampler."""
        return self._context

    @property
    def length_tokens(self) -> int:
        return int(self._lib.llama_memory_seq_pos_max(self._memory, 0)) + 1

    @property
    def can_shift(self) -> bool:
        """Whether `cut_out` works for this model."""
        return bool(self._lib.llama_memory_can_shift(self._memory))

    def arm(self) -> Callable[[], None]:
        """A function that stops the evaluation under way, callable from any thread. Each call makes the older ones
        harmless: whoever cancels late cancels only what he meant."""
        flag = self._flag = ctypes.create_string_buffer(2)
        self._lib.llama_set_abort_callback(self._context, self._abort, ctypes.cast(flag, ctypes.c_void_p))

        def stop() -> None:
            flag[0] = b"\x01"

        return stop

    def evaluate(self, tokens: Sequence[int]) -> bool:
        """Append `tokens` (at most one batch). False: stopped; the sequence is as it was. Raises EngineFailed."""
        before = self.length_tokens
        array = (self._lib.llama_token * len(tokens))(*tokens)  # must live while the batch points at it
        began_s = time.perf_counter()
        result = self._lib.llama_decode(self._context, self._lib.llama_batch_get_one(array, len(tokens)))
        if result == 0:
            self._note(len(tokens), time.perf_counter() - began_s)
            return True
        self.cut_tail(before)
        if result == _ABORTED:
            return False
        raise EngineFailed(f"llama.cpp could not go on (code {result}).", "Say it again.")

    def _note(self, tokens: int, took_s: float) -> None:
        if tokens >= READING_TOKENS:
            self.token_s += READING_WEIGHT * (took_s / tokens - self.token_s) if self.token_s else took_s / tokens
        self._choice.note(tokens, took_s)
        if self._choice.threads != self._threads:
            self._threads = self._choice.threads
            self._lib.llama_set_n_threads(self._context, self._threads, self._threads)

    def cut_tail(self, keep_tokens: int) -> None:
        """Forget everything after the first `keep_tokens`."""
        self._lib.llama_memory_seq_rm(self._memory, 0, keep_tokens, -1)

    def cut_out(self, first: int, last: int) -> None:
        """Forget tokens [first, last) and move what follows up; only if `can_shift`."""
        self._lib.llama_memory_seq_rm(self._memory, 0, first, last)
        self._lib.llama_memory_seq_add(self._memory, 0, last, -1, first - last)

    def state(self) -> bytes:
        """The whole sequence as bytes, good for the same weights, version and settings."""
        size = self._lib.llama_state_seq_get_size(self._context, 0)
        out = (ctypes.c_uint8 * size)()
        written = self._lib.llama_state_seq_get_data(self._context, out, size, 0)
        return bytes(memoryview(out)[:written])

    def restore(self, state: bytes) -> bool:
        """Replace the sequence by a saved one. False: refused; the sequence is empty then."""
        self.cut_tail(0)
        data = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if self._lib.llama_state_seq_set_data(self._context, data, len(state), 0) == len(state):
            return True
        self.cut_tail(0)
        return False


class Sampler:
    """Chooses the next token: repetition penalty, top-k, top-p, temperature, then a draw that `seed` repeats."""

    def __init__(self, lib: Any, vocabulary_tokens: int, sampling: Sampling) -> None:
        self._lib = lib
        self._chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        penalties = lib.llama_sampler_init_penalties(
            vocabulary_tokens, PENALTY_WINDOW_TOKENS, sampling.repeat_penalty, 0.0, 0.0
        )
        steps = [penalties, lib.llama_sampler_init_top_k(TOP_K), lib.llama_sampler_init_top_p(sampling.top_p, 1)]
        steps.append(lib.llama_sampler_init_temp(sampling.temperature))
        steps.append(lib.llama_sampler_init_dist(sampling.seed & 0x7FFFFFFF))
        for step in steps:
            lib.llama_sampler_chain_add(self._chain, step)

    def __enter__(self) -> Sampler:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lib.llama_sampler_free(self._chain)

    def has_seen(self, tokens: Sequence[int]) -> None:
        """These count for the repetition penalty."""
        for token in tokens[-PENALTY_WINDOW_TOKENS:]:
            self._lib.llama_sampler_accept(self._chain, token)

    def choose(self, sequence: SequenceCache) -> int:
        """The token that follows what was evaluated last."""
        return int(self._lib.llama_sampler_sample(self._chain, sequence.raw, -1))


class Chooser(Sampler):
    """The likeliest token that a grammar (GBNF, its rule `root`) allows. Raises EngineFailed when it cannot be read."""

    def __init__(self, lib: Any, vocabulary: Any, grammar: str) -> None:
        self._lib = lib
        allowed = lib.llama_sampler_init_grammar(vocabulary, grammar.encode(), b"root")
        if not allowed:
            raise EngineFailed("llama.cpp cannot read the grammar.")
        self._chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        for step in (allowed, lib.llama_sampler_init_greedy()):
            lib.llama_sampler_chain_add(self._chain, step)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None) if os.name != "nt" else ctypes.CDLL("msvcrt")
