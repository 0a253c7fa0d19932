"""An embedder without a model: texts that share words have vectors that are alike.

The fake of the tests and of the demo without weights; it keeps the same contract as the real adapter. Used on the
keeper's thread.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class ScriptedEmbedder:
    """An Embedder: each word has a direction of its own, drawn by its letters."""

    name = "scripted"
    dimensions = 384

    def load(self) -> None: ...

    def close(self) -> None: ...

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        found = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                row += np.random.default_rng(zlib.crc32(word.encode())).standard_normal(self.dimensions)
            row /= np.linalg.norm(row)
        return found
