"""`bench selves`: thousands of selves, each told one secret; many asked for theirs; what one costs.

In a home of its own that is deleted afterwards, through the production path: Selves forks, the store keeps, TurnMemory
recalls by words alone (as right after an import), Prompt packs the block. The model answers some of the questions; the
switch is timed with it. Runs on the main thread.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TextIO

from app.cancel import Never
from app.companion.persona import Persona
from app.companion.prompt import Prompt
from app.companion.recall_block import HOW_IT_IS_USED
from app.effects import Exchange, RecallMemories
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.persona_files import load_persona
from app.engines.protocols import Message
from app.facts import MemoriesRecalled
from app.memory.forget import Forgetting
from app.memory.ids import Ids, first_self
from app.memory.protocol import Episode
from app.memory.recall import MemoryRecall
from app.memory.recalled import Recalled
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.memory.turn_memory import TurnMemory
from app.runtime.responder import RETELLING
from app.weights.catalog import Profile
from app.weights.catalog_file import load_catalog
from app.weights.weights import Weights, models_folder
from app.wiring.mind import RECALL, threads

SELVES, ASKED, ANSWERED = 8_316, 641, 20
COMPANION = "samantha"
_COLOURS = [
    "amber", "azure", "black", "blue", "bronze", "brown", "copper", "coral", "cream", "crimson", "golden",
    "green", "grey", "ivory", "orange", "pink", "purple", "red", "silver", "white", "yellow",
]  # fmt: skip
_ANIMALS = [
    "badger", "bear", "camel", "crane", "crow", "deer", "dolphin", "eagle", "falcon", "fox", "goose", "hare",
    "heron", "horse", "lion", "otter", "owl", "panda", "seal", "swan", "tiger", "wolf",
]  # fmt: skip
_TOWNS = [
    "Athens", "Berlin", "Boston", "Cairo", "Delhi", "Dublin", "Geneva", "Ghent", "Lima", "London", "Madrid",
    "Milan", "Moscow", "Oslo", "Paris", "Prague", "Rome", "Tokyo",
]  # fmt: skip
QUESTION = "What is the secret that I told you?"
PLAIN = ("How do I make good coffee at home?", "Why is the sky blue in summer?", "What should I cook for dinner?")
"""At most twelve words, and nothing to recall."""
_SWITCHES = 12
_SAMPLING = replace(RETELLING, max_tokens=40, seed=1)
_SECRET = re.compile(rf"the ({'|'.join(_COLOURS)}) ({'|'.join(_ANIMALS)}) in ({'|'.join(_TOWNS)})", re.IGNORECASE)
_BEGAN = datetime(2026, 3, 1, 9, tzinfo=UTC)


def measure(count: int, ask: int, answered: int, seed: int, profile: Profile, err: TextIO) -> dict[str, object]:
    """Raises EarpieceError."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteTranscriptStore(Path(folder) / "memory.db")
        store.open()
        try:
            told, made = _told(store, min(count, len(_COLOURS) * len(_ANIMALS) * len(_TOWNS)), chance, err)
            asked = chance.sample(sorted(told), min(ask, len(told)))
            report = made | _asked(store, told, asked, err)
            model = _Model(profile, Path(folder) / "cache")
            try:
                return report | model.answers(store, told, asked[:answered], err) | model.switches()
            finally:
                model.close()
        finally:
            store.close()


def secret(number: int) -> str:
    """The same three words for nobody else."""
    colour, rest = number % len(_COLOURS), number // len(_COLOURS)
    return f"the {_COLOURS[colour]} {_ANIMALS[rest % len(_ANIMALS)]} in {_TOWNS[rest // len(_ANIMALS)]}"


def _told(
    store: SqliteTranscriptStore, count: int, chance: random.Random, err: TextIO
) -> tuple[dict[str, str], dict[str, object]]:
    """-> {self: secret}, figures."""
    selves, ids, numbers = Selves(store), Ids(), list(range(count))
    chance.shuffle(numbers)
    store.ensure_self(COMPANION)
    told: dict[str, str] = {}
    forks_ms: list[float] = []
    before = (_bytes(store), _rss_mb())
    for n, number in enumerate(numbers):
        now = _BEGAN + timedelta(minutes=n)
        began_s = time.perf_counter()
        me = selves.fork(first_self(COMPANION), now)
        forks_ms.append((time.perf_counter() - began_s) * 1000)
        told[me] = secret(number)
    idle_bytes = _bytes(store) - before[0]
    print(f"{count} selves forked …", file=err)
    for n, (me, words) in enumerate(told.items()):
        text, at = f"My secret is {words}.", _BEGAN + timedelta(minutes=n)
        whose = (ids.new("ep", at), COMPANION, me, ids.new("co", at), 1)
        store.keep(Episode(*whose, "user", text, "", at, at))
    print("and told …", file=err)
    figures: dict[str, object] = {"selves": count, "bytes_per_self": round(idle_bytes / count)}
    figures["bytes_per_told_self"] = round((_bytes(store) - before[0]) / count)
    figures["fork_p99_ms"] = round(sorted(forks_ms)[int(0.99 * (count - 1))], 2)
    return told, figures | {"rss_growth_mb": round(_rss_mb() - before[1], 1)}


def _asked(store: SqliteTranscriptStore, told: dict[str, str], asked: Sequence[str], err: TextIO) -> dict[str, object]:
    """Is it that self's secret, and no other's, that stands in the block?"""
    memory = _memory(store)
    persona = load_persona(COMPANION, store.path.parent)
    right = leaks = 0
    times_ms: list[float] = []
    for turn, me in enumerate(asked, start=1):
        found = _recalled(memory, me, turn)
        times_ms.append(found.took_ms)
        prompt = Prompt(persona, count=lambda text: len(text.split()) * 4 // 3)
        block = prompt.messages([], QUESTION, found, is_patient=True)[-1].content
        secrets = _secrets(block)
        right += secrets == {told[me].casefold()}
        leaks += len(secrets - {told[me].casefold()})
    print(f"{len(asked)} asked …", file=err)
    figures: dict[str, object] = {"asked": len(asked), "right": right, "leaks": leaks}
    return figures | {"recall_median_ms": round(median(times_ms), 1)}


def _memory(store: SqliteTranscriptStore) -> TurnMemory:
    memory = TurnMemory(store, Forgetting(store))
    memory.use(MemoryRecall(store, None))
    return memory


def _recalled(memory: TurnMemory, me: str, turn: int) -> MemoriesRecalled:
    """As the keeper looks it up; the model is to answer, so an answer computed from facts is left out."""
    now, began_s = _BEGAN + timedelta(days=30), time.perf_counter()
    found: Recalled = replace(memory.recall(RecallMemories(turn, turn, QUESTION), me, now), answer="")
    return MemoriesRecalled(turn, turn, found, now, 0.0, (time.perf_counter() - began_s) * 1000)


class _Model:
    """The profile's language model, as a run has it."""

    def __init__(self, profile: Profile, cache: Path) -> None:
        folder = Weights(load_catalog(), models_folder()).folders(profile).language_model
        self._engine = LlamaCppLanguageModel(next(iter(folder.glob("*.gguf"))), threads=threads(0), cache_dir=cache)
        self._engine.load()
        self._persona: Persona = load_persona(COMPANION, cache)
        self._budgets = RECALL.get(profile.name)

    def close(self) -> None:
        self._engine.close()

    def answers(
        self, store: SqliteTranscriptStore, told: dict[str, str], asked: Sequence[str], err: TextIO
    ) -> dict[str, object]:
        """How many of the secrets the model says, and how many of others'."""
        memory, right, leaks = _memory(store), 0, 0
        for turn, me in enumerate(asked, start=1):
            messages = self._prompt().messages([], QUESTION, _recalled(memory, me, turn), is_patient=True)
            reply = "".join(self._engine.stream(messages, _SAMPLING, cancel=Never()))
            is_right = all(word in reply.casefold() for word in told[me].casefold().split())
            right += is_right
            leaks += len(_secrets(reply) - {told[me].casefold()})
            if not is_right:
                print(f"{messages[-1].content!r} -> {reply!r}", file=err)  # made-up secrets
        return {"answered": right, "answered_of": len(asked), "leaks_in_replies": leaks}

    def switches(self) -> dict[str, object]:
        """From the first token of another self's turn on: its persona is read, its conversation begins."""
        times_ms = []
        for n in range(_SWITCHES + 1):
            other = self._prompt().messages([Exchange(f"Tell me about {secret(n)}.", "All right.", 1, 0.0)], PLAIN[0])
            self._first_token_ms(other)
            times_ms.append(self._first_token_ms(self._prompt().messages([], PLAIN[n % len(PLAIN)])))
        return {"switch_first_token_ms": round(median(times_ms[1:])), "switch_max_ms": round(max(times_ms[1:]))}

    def _prompt(self) -> Prompt:
        engine = self._engine
        return Prompt(
            self._persona,
            count=engine.count_tokens,
            budgets=self._budgets,
            token_s=engine.token_s,
            manners=HOW_IT_IS_USED,
        )

    def _first_token_ms(self, messages: list[Message]) -> float:
        began_s = time.perf_counter()
        steps = self._engine.stream(messages, replace(_SAMPLING, max_tokens=1), cancel=Never())
        while not next(steps, "."):
            pass
        return (time.perf_counter() - began_s) * 1000


def _secrets(text: str) -> set[str]:
    return {match.group(0).casefold() for match in _SECRET.finditer(text)}


def _bytes(store: SqliteTranscriptStore) -> int:
    """Of the file, what is in the log included."""
    sql = "SELECT (SELECT page_count FROM pragma_page_count), page_size FROM pragma_page_size"
    ((pages, size),) = store.db.execute(sql)
    return int(pages) * int(size)


def _rss_mb() -> float:
    """Of this process, now."""
    with Path("/proc/self/statm").open("rb") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
