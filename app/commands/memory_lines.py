"""Memories as the lines and the JSON of `earpiece memory`. Called by memory.py, on the store's thread."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.memory.database import Connection
from app.memory.export import name_of
from app.memory.facts.fact import Fact
from app.memory.import_chats import IMPORTED
from app.memory.lookup import edited_at, episodes
from app.memory.protocol import Episode

_PROGRAMS = {"chatgpt": "ChatGPT", "sillytavern": "SillyTavern"}


def listed(facts: Sequence[Fact], said: Sequence[Episode], db: Connection, *, as_json: bool) -> str:
    """Facts first, then what was said, oldest first."""
    if as_json:
        sources = {source.id: source for source in episodes(db, [fact.source_episode_id for fact in facts])}
        records = [fact_record(fact, sources[fact.source_episode_id]) for fact in facts]
        return _array([*records, *map(episode_record, said)])
    lines = [f"{fact.valid_from:%Y-%m-%d}        {fact.id}  {fact.statement}{_doubt(fact)}\n" for fact in facts]
    return "".join([*lines, *map(_line, said)]) or "Nothing is remembered yet.\n"


def found(hits: Sequence[tuple[float, Episode]], *, as_json: bool) -> str:
    """The nearest first."""
    if as_json:
        return _array([episode_record(said) | {"score": round(score, 3)} for score, said in hits])
    return "".join(_line(said) for _, said in hits) or "Nothing was found.\n"


def shown_episode(said: Episode, facts: Sequence[Fact], db: Connection, *, as_json: bool) -> str:
    """With what was read in it."""
    edited, origin = edited_at(db, said.id), origin_of(said)
    if as_json:
        record = episode_record(said) | {"conversation": said.conversation, "turn": said.turn}
        record |= {"edited": edited, "origin": origin, "facts": [fact_record(fact, said) for fact in facts]}
        return json.dumps(record, ensure_ascii=False) + "\n"
    lines = [said.id, f"{_when(said)}, {name_of(said)}:", said.text]
    lines += [f"[not heard: {said.unheard}]"] if said.unheard else []
    lines += [f"Imported from {origin}."] if origin else []
    lines += [f"Edited at {edited}."] if edited else []
    lines += [f"Fact: {fact.statement} ({fact.id})" for fact in facts]
    lines += [f"See the day: {_day_of(said)}"]
    return "\n".join(lines) + "\n"


def shown_fact(fact: Fact, source: Episode, history: Sequence[Fact], *, as_json: bool) -> str:
    """With the words it was read from, and what it took the place of."""
    if as_json:
        record = fact_record(fact, source) | {"history": [fact_record(one, source) for one in history]}
        return json.dumps(record, ensure_ascii=False) + "\n"
    lines = [fact.id, fact.statement, f'From "{fact.quote}" ({source.id}), {_when(source)}.']
    lines += ["Edited by you."] if fact.edited_at else []
    lines += _contradicted(fact, history)
    if len(history) > 1:
        lines += ["", "Over time:", *(f"{one.valid_from:%Y-%m-%d}  {one.statement} ({one.id})" for one in history)]
    lines += [f"See the line: earpiece memory show {source.id}", f"See the day: {_day_of(source)}"]
    return "\n".join(lines) + "\n"


def episode_record(said: Episode) -> dict[str, object]:
    """With the names of the public contract."""
    record: dict[str, object] = {"kind": "episode", "id": said.id, "companion": said.companion, "self": said.self_id}
    record |= {"speaker": said.speaker, "text": said.text, "unheard": said.unheard}
    return record | {"start": said.start.isoformat(), "end": said.end.isoformat()}


def fact_record(fact: Fact, source: Episode) -> dict[str, object]:
    """Likewise; `source`: the episode whose words it quotes."""
    record: dict[str, object] = {"kind": "fact", "id": fact.id, "companion": source.companion, "self": fact.self_id}
    record |= {"speaker": "user", "text": fact.statement, "start": fact.valid_from.isoformat()}
    record |= {"end": fact.valid_to.isoformat() if fact.valid_to else None, "supersedes": fact.supersedes}
    record |= {"source": fact.source_episode_id, "quote": fact.quote}
    return record | {"pinned": fact.is_pinned, "uncertain": fact.is_uncertain}


def _doubt(fact: Fact) -> str:
    return "  (not certain)" if fact.is_uncertain else ""


def _contradicted(fact: Fact, history: Sequence[Fact]) -> list[str]:
    """Both, each with its words: what is uncertain shows why."""
    older = next((one for one in history if one.id == fact.supersedes), None)
    if not fact.is_uncertain or older is None:
        return []
    said = f'{older.statement} From "{older.quote}" ({older.source_episode_id}), {older.valid_from:%Y-%m-%d}.'
    fix = f"earpiece memory edit {fact.id} TEXT"
    return ["Not certain. You also said:", f"  {said}", f"Say which is right: {fix}"]


def origin_of(said: Episode) -> str:
    """The program it was imported from; '' for what was said here."""
    if not said.id.startswith(f"{IMPORTED}_"):
        return ""
    return _PROGRAMS.get(said.conversation.partition("_")[0], "another program")


def _line(said: Episode) -> str:
    return f"{said.start:%Y-%m-%d %H:%M}  {said.id}  {name_of(said)}: {' '.join(said.text.split())}\n"


def _when(said: Episode) -> str:
    return f"{said.start:%Y-%m-%d %H:%M:%S}"


def _day_of(said: Episode) -> str:
    return f"earpiece transcript show {said.start:%Y-%m-%d}"


def _array(records: list[dict[str, object]]) -> str:
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n" if records else "[]\n"
