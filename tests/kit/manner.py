"""Who said this? A blind test on how answers sound: embeddings and features of style, nearest neighbours.

For scripts/bars.d/companions.py. What gives a companion away cheaply is taken out first: names, the greeting, what was
copied from its samples, and the five phrases that are most typical of it in these very answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from app.companion.persona import Persona

Vectors = npt.NDArray[np.float64]
Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]

NEIGHBOURS = 7
TYPICAL = 5
COPIED_WORDS = 4
"""So many words in a row that also stand in the persona's samples are a quotation."""
STYLE_WEIGHT = 1.0
"""Beside the embedding, both brought to length 1."""
_FUNCTION_WORDS = (
    "i you me my your we it that this the a an and but so or if not no is are was be do don't to of in on for with at"
    " just about like can could would will what how why when then now"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def blind_test(
    answers: Mapping[str, Sequence[str]], personas: Mapping[str, Persona], embed: Embed
) -> dict[str, object]:
    """`answers`: companion -> one for each prompt, in the same order. -> figures in percent."""
    names = sorted(answers)
    removed = {name: typical(name, answers) for name in names}
    bare = {name: [stripped(text, removed, personas) for text in answers[name]] for name in names}
    texts = [text for name in names for text in bare[name]]
    prompts = len(answers[names[0]])
    who = np.repeat(np.arange(len(names)), prompts)
    when = np.tile(np.arange(prompts), len(names))
    vectors = _vectors(texts, embed)
    near = [_by_neighbours(vectors, who, when, n) == who[n] for n in range(len(texts))]
    mean = [_by_mean(vectors, who, when, n) == who[n] for n in range(len(texts))]
    return {
        "right_percent": _percent(near),
        "nearest_mean_percent": _percent(mean),
        "each_percent": {name: _percent([near[n] for n in np.flatnonzero(who == k)]) for k, name in enumerate(names)},
        "answers": len(texts),
        "removed": removed,
    }


def typical(name: str, answers: Mapping[str, Sequence[str]]) -> list[str]:
    """The five runs of two to four words that tell most about who is speaking: said often, and by the others not."""
    own = _phrases(answers[name])
    others = Counter[str]()
    for other, texts in answers.items():
        others += Counter() if other == name else _phrases(texts)
    score = {p: n * math.log((n + 0.5) / (others[p] / (len(answers) - 1) + 0.5)) for p, n in own.items() if n > 1}
    chosen: list[str] = []
    for phrase in sorted(score, key=lambda p: (-score[p], -len(p), p)):
        if not any(phrase in one or one in phrase for one in chosen):
            chosen.append(phrase)
    return chosen[:TYPICAL]


def _phrases(texts: Sequence[str]) -> Counter[str]:
    """In how many of the texts each run of words stands."""
    found = Counter[str]()
    for text in texts:
        words = _words(text)
        found.update({" ".join(words[at : at + n]) for n in (2, 3, 4) for at in range(len(words) - n + 1)})
    return found


def stripped(text: str, typical_of: Mapping[str, Sequence[str]], personas: Mapping[str, Persona]) -> str:
    """Without what gives the companion away. The same is taken from everybody's answers."""
    matches = list(_WORD.finditer(text))
    words = [_plain(match[0]) for match in matches]
    out = [False] * len(words)
    known = [phrase.split() for phrases in typical_of.values() for phrase in phrases]
    known += [_words(persona.greeting) for persona in personas.values() if persona.greeting]
    known += [_words(persona.name) for persona in personas.values()]
    known += [run for persona in personas.values() for sample in persona.samples for run in _runs(sample.companion)]
    for phrase in known:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                out[at : at + len(phrase)] = [True] * len(phrase)
    kept = text
    for match, is_out in reversed(list(zip(matches, out, strict=True))):
        if is_out:
            kept = kept[: match.start()] + kept[match.end() :]
    return re.sub(r"\s+", " ", kept).strip()


def _runs(text: str) -> list[list[str]]:
    words = _words(text)
    size = min(COPIED_WORDS, len(words))
    return [words[at : at + size] for at in range(len(words) - size + 1)] if words else []


def style(text: str) -> list[float]:
    """Length, sentences, marks, contractions, function words."""
    words = _words(text)
    count = max(1, len(words))
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", text) if _words(part)]
    per = max(1, len(sentences))
    first = len(_words(sentences[0])) if sentences else 0
    marks = [text.count(mark) / per for mark in ".?!,;:'\"-"]
    marks += [len(re.findall(r"\.\.+|…", text)) / per]
    ends = [float(text.rstrip().endswith(mark)) for mark in ".?!"]
    lengths = [
        math.log1p(len(words)),
        math.log1p(len(sentences)),
        math.log1p(len(words) / per),
        math.log1p(first),
        sum(map(len, words)) / count,
        sum("'" in word for word in words) / count,
        sum(len(word) > 6 for word in words) / count,
        float(bool(words) and len(words[0]) <= 3),
    ]
    return [*lengths, *marks, *ends, *(words.count(word) / count for word in _FUNCTION_WORDS.split())]


def _vectors(texts: Sequence[str], embed: Embed) -> Vectors:
    """One for each text, of length 1."""
    styles = np.array([style(text) for text in texts])
    spread = styles.std(axis=0)
    scores = np.clip((styles - styles.mean(axis=0)) / np.where(spread > 0, spread, 1), -2.5, 2.5)
    both = np.hstack([embed([text or "." for text in texts]), STYLE_WEIGHT * _of_length_1(scores)])
    return _of_length_1(both)


def _by_neighbours(vectors: Vectors, who: npt.NDArray[np.int_], when: npt.NDArray[np.int_], n: int) -> int:
    """Whose answers to other prompts are nearest, each of the nearest with the weight of its likeness."""
    near = np.where(when == when[n], -np.inf, vectors @ vectors[n])
    best = np.argsort(-near)[:NEIGHBOURS]
    return int(np.argmax(np.bincount(who[best], weights=1 + near[best])))


def _by_mean(vectors: Vectors, who: npt.NDArray[np.int_], when: npt.NDArray[np.int_], n: int) -> int:
    means = [vectors[(who == k) & (when != when[n])].mean(axis=0) for k in range(who.max() + 1)]
    return int(np.argmax(_of_length_1(np.array(means)) @ vectors[n]))


def _of_length_1(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1))


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(map(bool, hits)) / len(hits), 1)
