"""An everyday sentence is never met as a crisis: with the real embedder, rules and vote together."""

from __future__ import annotations

import pytest

from app.commands.bench_questions import TEXTS
from app.conversation.boundaries.meant import danger, is_doubtful
from app.engines.minilm_embedder import MiniLmEmbedder
from app.memory.voting import Voting
from tests.kit.sentences import HARVARD, SENTENCES
from tests.kit.speech import weights

pytestmark = pytest.mark.models


def test_nobody_who_asks_about_cats_is_asked_whether_they_are_safe() -> None:
    embedder = MiniLmEmbedder(weights(MiniLmEmbedder.name))
    embedder.load()
    voting = Voting(embedder)
    taken = [text for text in (*SENTENCES, *TEXTS) if danger(text, voting.votes(text)["crisis"])]
    assert not taken


def test_a_plain_statement_is_not_even_a_doubt() -> None:
    """One about pencils was half a crisis, and got a helpline's figures."""
    embedder = MiniLmEmbedder(weights(MiniLmEmbedder.name))
    embedder.load()
    voting = Voting(embedder)
    assert not [text for text in HARVARD.values() if is_doubtful(voting.votes(text)["crisis"])]


def test_words_that_no_rule_knows_are_met() -> None:
    embedder = MiniLmEmbedder(weights(MiniLmEmbedder.name))
    embedder.load()
    text = "My family would have less trouble if I just disappeared."
    found = danger(text, Voting(embedder).votes(text)["crisis"])
    assert found is not None
    assert found.is_voted
