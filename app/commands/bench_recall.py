"""`bench recall`: how much of the evidence recall finds, and how long it takes, with the parameters' provenance.

`--data` reads a file in LoCoMo's format and asks its questions of the production path, each conversation a store of
its own. `--rows` fills a store with drawn episodes, then times real writes and recalls. No language model is asked.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from app.commands.bench_locomo import CATEGORIES, Asked, Conversation, read_locomo, stored
from app.commands.bench_rows import measure_rows
from app.engines.minilm_embedder import MiniLmEmbedder
from app.engines.protocols import Embedder
from app.memory.ranking import PROVENANCE, WITH_MEANING, WORDS_ONLY
from app.memory.recall import MemoryRecall
from app.weights.catalog import Profile
from app.weights.catalog_file import load_catalog
from app.weights.weights import Weights, models_folder

AT = (1, 5, 10, 20, 50)


def measure(args: argparse.Namespace, profile: Profile, err: TextIO) -> dict[str, object]:
    """Raises EarpieceError."""
    embedder = None if args.words_only else embedder_of(profile)
    weights = WORDS_ONLY if args.words_only else WITH_MEANING
    found: dict[str, object] = {
        "embedder": embedder.name if embedder else "none",
        "parameters": asdict(weights),
        "provenance": PROVENANCE,
    }
    if args.data:
        found |= _of_file(read_locomo(args.data), embedder, args.ranked, err)
    if args.rows:
        found |= measure_rows(args.rows, embedder, err)
    return found


def embedder_of(profile: Profile) -> MiniLmEmbedder:
    """Not loaded. Raises WeightsMissing."""
    return MiniLmEmbedder(Weights(load_catalog(), models_folder()).folder(profile.embedder))


def _of_file(
    conversations: Sequence[Conversation], embedder: Embedder | None, to: Path | None, err: TextIO
) -> dict[str, object]:
    shares: list[tuple[int, list[float]]] = []
    written: list[str] = []
    times_ms: list[float] = []
    for conversation in conversations:
        print(f"{conversation.id}: {len(conversation.episodes)} turns …", file=err)
        for asked, ranking, took_ms in _asked(conversation, embedder):
            record = {"sample_id": conversation.id, "question": asked.text, "ranked": ranking}
            written.append(json.dumps(record, ensure_ascii=False))
            times_ms.append(took_ms)
            shares.append((asked.category, [_share(asked.evidence, ranking[:k]) for k in AT]))
    if to:
        to.write_text("\n".join(written) + "\n", encoding="utf-8")
    by_category = {name: _means(one for category, one in shares if category == key) for key, name in CATEGORIES.items()}
    return {
        "questions": len(shares),
        "recall": _means(one for _, one in shares),
        "by_category": {name: means for name, means in by_category.items() if means},
        "question_p50_ms": round(sorted(times_ms)[len(times_ms) // 2], 1),
    }


def _asked(conversation: Conversation, embedder: Embedder | None) -> Iterable[tuple[Asked, list[str], float]]:
    """Each question with the ids that recall gives, and the milliseconds it took."""
    with tempfile.TemporaryDirectory(prefix="earpiece-bench-") as folder:
        store = stored(conversation, Path(folder) / "memory.db")
        memory = MemoryRecall(store, embedder)
        memory.load()
        while memory.catch_up():
            pass
        for asked in conversation.questions:
            start_s = time.perf_counter()
            me = conversation.episodes[0].self_id
            recalled = memory.recall(asked.text, self_id=me, now=conversation.now, limit=AT[-1])
            yield asked, [one.id for one in recalled.memories], (time.perf_counter() - start_s) * 1000
        memory.close()
        store.close()


def _share(evidence: Sequence[str], ranking: Sequence[str]) -> float:
    return sum(one in ranking for one in evidence) / len(evidence)


def _means(rows: Iterable[list[float]]) -> dict[str, float]:
    """Percent at each k."""
    listed = list(rows)
    return {str(k): round(100 * sum(row[n] for row in listed) / len(listed), 1) for n, k in enumerate(AT) if listed}
