"""all-MiniLM-L6-v2 in 8 bits through onnxruntime: what a sentence is about, as a direction in 384 dimensions.

Used by memory's recall on the keeper's thread. The tokens' vectors are averaged and brought to length 1, as the
publisher's own pipeline does (sentence-transformers/all-MiniLM-L6-v2, modules.json). One thread and no spinning: a
question takes some milliseconds, and nothing may slow down recognition or the reply beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.engines.onnx_session import failures
from app.errors import EngineFailed, WeightsMissing

_MODEL, _TOKENIZER = "model.onnx", "tokenizer.json"
_MOST_TOKENS = 128  # a hundred words: turns are shorter, and the model was trained on sentences of this length
_BATCH = 16


class MiniLmEmbedder:
    """An Embedder."""

    name = "minilm-l6-v2-int8"
    dimensions = 384

    def __init__(self, folder: Path) -> None:
        """folder: the weight "minilm-l6-v2-int8"."""
        self._folder = folder
        self._session: Any = None
        self._tokenizer: Any = None

    @property
    def is_loaded(self) -> bool:
        return self._session is not None

    def load(self) -> None:
        """Nothing when it is loaded: whoever uses it may ask."""
        if self._session is not None:
            return
        fix = f"Run `earpiece models pull {self.name}`."
        for file in (_MODEL, _TOKENIZER):
            if not (self._folder / file).is_file():
                raise WeightsMissing(f"The embedder's weights are missing: {self._folder.name}/{file}.", fix)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        model = str(self._folder / _MODEL)
        try:
            session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except failures() as error:
            raise WeightsMissing(f"The embedder's weights cannot be read: {error}.", fix) from error
        self._tokenizer = Tokenizer.from_file(str(self._folder / _TOKENIZER))
        self._session = session
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self.embed(["warm"])

    def close(self) -> None:
        self._session = self._tokenizer = None

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """-> float32 (len(texts), 384), each of length 1."""
        if self._session is None:
            raise EngineFailed("The embedder is not loaded.")
        found = [self._batch(texts[first : first + _BATCH]) for first in range(0, len(texts), _BATCH)]
        return np.concatenate(found) if found else np.zeros((0, self.dimensions), np.float32)

    def read(self, texts: Sequence[str]) -> list[tuple[list[str], npt.NDArray[np.float32]]]:
        """-> for each of at most a dozen texts its tokens, and float32 (tokens, dimensions), one vector for each."""
        if self._session is None:
            raise EngineFailed("The embedder is not loaded.")
        tokens, mask, words = self._tokens(texts)
        counts = mask.sum(axis=1)
        return [(said[:count], vectors[:count]) for said, vectors, count in zip(words, tokens, counts, strict=True)]

    def _batch(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        tokens, mask, _ = self._tokens(texts)
        means = (tokens * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / lengths, np.float32)

    def _tokens(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64], list[list[str]]]:
        """-> (texts, tokens, dimensions), which of them are padding (0), and what they are."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (tokens,) = self._session.run(None, feed)
        return tokens, mask, [one.tokens for one in encoded]
