"""Whoever remembers and whoever thinks: the keeper with its store, the responder with its language model."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app import effects
from app.companion.prompt import Budgets, Prompt
from app.companion.recall_block import HOW_IT_IS_USED
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.minilm_embedder import MiniLmEmbedder
from app.house import House
from app.memory.forget import Forgetting
from app.memory.ids import Ids
from app.memory.protocol import TranscriptStore
from app.memory.recall import MemoryRecall
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.memory.turn_memory import TurnMemory
from app.memory.voting import Voting
from app.runtime.keeper import GAP_S, Keeper, Owner
from app.runtime.responder import Responder
from app.runtime.steady_wall import SteadyWall
from app.runtime.wondering import Doubts
from app.runtime.worker import Worker
from app.wiring.reading import add_reading

TIDY_S = 2.0
"""So long nobody wants anything of the store before what can wait is done."""
FIRST_STEPS = 25
"""Of it while the store opens: half a second at the most, beside the language model's loading."""
RECALL = {"standard": Budgets(recall_tokens=48, late_recall_s=0.5)}
"""A block of memories takes about as long to read as a spoken clause: 0.7 s of two cores."""
READY_S = 45.0
"""So long nobody wants anything of the language model before it reads who else may be called."""
REPLY_WORDS = {"short": 18, "usual": 45, "long": 110}
"""The setting conversation.replies: after so many words a reply ends with its sentence."""


def add_keeper(
    house: House, store: SqliteTranscriptStore, *, is_live: bool, when_open: Callable[[], None] = lambda: None
) -> Worker:
    """`is_live`: somebody waits for the first answer, so what a sentence is about is told from later on. `when_open`:
    runs on the store's thread as soon as it can be read."""

    def whose(of: TranscriptStore, now: datetime, called: str) -> Owner:
        companion = called or house.plan.companion
        of.ensure_self(companion)
        house.selves[called] = me = selves.named(None if called else chosen.named, companion)
        memory.know(companion, me)
        return Owner(companion, me, _running(of, me, now) or ids.new("co", now))

    def begin(self_id: str) -> None:
        chosen.named = self_id
        memory.begin_anew(wall.now())
        keeper.begin_anew()

    ids, selves, chosen = Ids(), Selves(store), _Chosen(house.plan.self_id)
    embedder = MiniLmEmbedder(house.plan.folders.embedder)
    recall = MemoryRecall(store, None if is_live else embedder)
    memory = TurnMemory(store, Forgetting(store, house.plan.home.cache_folder))
    memory.about_user, memory.is_name_told = house.about_user, bool(house.plan.settings.your_name)
    post, wall = house.session.post, SteadyWall(house.plan.wall, house.clock)
    keeper = Keeper(store, post, house.clock, wall, whose, lambda at: ids.new("ep", at), memory)

    def load() -> None:
        keeper.load()
        when_open()
        _use(memory, recall, embedder)
        keeper.tidy(most_steps=FIRST_STEPS)

    worker = Worker("keeper", keeper.job, post, house.work).with_load(load).with_tick(keeper.tidy, TIDY_S)
    keeper.is_wanted = lambda: worker.has_mail
    house.add(worker, effects.KeepEpisode, effects.RecallMemories)
    if is_live:
        house.at_warm(worker, lambda: _use(memory, MemoryRecall(store, embedder), embedder))
    house.at_close(embedder.close, worker)
    house.use_self, house.look_back = lambda me: worker.ask(lambda: begin(me)), lambda: worker.ask(keeper.look_back)
    return _asking(house, worker, memory, wall.now)


def _running(store: TranscriptStore, self_id: str, now: datetime) -> str:
    """The conversation that goes on, though another run began it: `ask`, twice. '' when it was long ago."""
    recent = store.recent(self_id, now=now, gap_s=GAP_S, limit=1)
    return recent[-1].conversation if recent else ""


def _asking(house: House, keeper: Worker, memory: TurnMemory, now: Callable[[], datetime]) -> Worker:
    """What the keeper is asked about contradictions, on its thread."""
    house.doubts = Doubts(
        lambda: keeper.ask(lambda: memory.doubt(house.selves[""], now())),
        lambda fact_id: keeper.ask(lambda: memory.doubted(fact_id, now())),
    )
    return keeper


def _use(memory: TurnMemory, recall: MemoryRecall, embedder: MiniLmEmbedder) -> None:
    """From now on; and what words are about is told as soon as there is an embedder."""
    memory.use(recall)
    if embedder.is_loaded:
        votes = Voting(embedder).votes
        votes("Hello there.")  # the first look compiles what it needs
        memory.votes = votes


@dataclass
class _Chosen:
    """The self of the run's own companion that talks; None: the current one."""

    named: str | None


def add_responder(house: House, *, is_live: bool) -> None:
    plan = house.plan
    engine = LlamaCppLanguageModel(
        plan.language_model_file, threads=threads(plan.settings.model_threads), cache_dir=plan.home.cache_folder
    )
    budgets = RECALL.get(plan.profile.name, Budgets())

    def prompt_of(companion: str) -> Prompt:
        persona = plan.others[companion] if companion else plan.persona
        knowing = persona.knowing(plan.settings.your_name)
        return Prompt(
            knowing,
            count=engine.count_tokens,
            budgets=budgets,
            token_s=engine.token_s,
            about_user=house.about_user,
            companion=companion or plan.companion,
            manners=HOW_IT_IS_USED,
        )

    prompt = prompt_of("")
    responder = Responder(engine, prompt, house.session.post, house.token, house.revisions, plan.seed, house.pacing)
    responder.another = prompt_of

    def load() -> None:
        engine.load()
        plan.persona.check_length(engine.count_tokens)

    worker = Worker("responder", responder.job, house.session.post, house.work).with_load(load)
    worker = worker.with_tick(responder.make_ready, READY_S)
    responder.others = tuple(plan.others)
    responder.is_wanted = lambda: worker.has_mail
    responder.enough_words = REPLY_WORDS[plan.settings.replies]
    responder.has_sounds = plan.settings.laughs
    house.follow["voice.laughs"] = lambda is_on: setattr(responder, "has_sounds", is_on)
    house.follow["conversation.replies"] = lambda replies: setattr(responder, "enough_words", REPLY_WORDS[replies])
    house.add(worker, effects.Respond, effects.PrefillHistory, effects.ClearPrompt)
    house.at_close(engine.close, worker)
    if is_live:
        add_reading(house, engine.aside, worker)


def threads(chosen: int) -> int:
    """Never every core: the listener and the desktop need one. Two cores are shared: see DECISIONS, threads."""
    return chosen or max(2, (os.cpu_count() or 2) - 1)
