"""What a question asks for and what a line tells: the weights on disk, and what is made of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.memory.matters import Asked, Matters, Told, answering, load, save
from app.resources import asset

WIDTH = 4


def some_weights(seed: int = 3) -> dict[str, np.ndarray]:
    drawn = np.random.default_rng(seed)
    shapes = {"ask": (WIDTH, 3), "ask bias": (1, 3), "tell": (WIDTH, 3), "tell bias": (1, 3), "news": (WIDTH, 2)}
    shapes["news bias"] = (1, 2)
    return {name: drawn.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def unit(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, np.float32)
    return vector / np.linalg.norm(vector)


def test_weights_are_kept_in_8_bits(tmp_path: Path) -> None:
    weights = some_weights()
    matters = Matters(("home", "sister"), weights)
    save(matters, weights, tmp_path / "some.npz")
    read = load(tmp_path / "some.npz")
    question, lines = unit(1, 2, 0, 1), np.stack([unit(1, 0, 0, 0), unit(0, 1, 1, 0)])
    assert read.names == ("home", "sister")
    assert read.asked(question).shares == pytest.approx(matters.asked(question).shares, abs=0.02)
    assert read.told(lines).news == pytest.approx(matters.told(lines).news, abs=0.02)


def test_a_question_leads_to_where_its_matter_is_told() -> None:
    weights = {name: np.zeros_like(matrix) for name, matrix in some_weights().items()}
    weights["ask"][0, 1] = 9.0  # the first direction asks for home
    weights["tell"][1, 1] = 9.0  # the second tells of it
    weights["tell"][2, 2] = 9.0
    weights["news"][3, 1] = 9.0
    matters = Matters(("home", "sister"), weights)
    asked = matters.asked(unit(1, 0, 0, 0))
    assert asked.shares[0] > 0.99
    assert np.linalg.norm(asked.toward) == pytest.approx(1.0)
    assert asked.toward[1] > 0.6 > 0.1 > abs(asked.toward[2])
    told = matters.told(np.stack([unit(0, 1, 0, 0), unit(0, 0, 1, 0), unit(0, 1, 0, 1)]))
    home, sister, new_home = answering(asked, told)
    assert min(home, new_home) > 0.9 > 0.5 > sister
    assert told.news[2] > 0.9 > told.news[0]


def test_what_is_unlikely_answers_nothing() -> None:
    asked = Asked(unit(1, 0), np.array([0.01, 0.9], np.float32))
    told = Told(np.array([[0.05, 0.0], [0.0, 1.0]], np.float32), np.zeros(2, np.float32))
    first, second = answering(asked, told)
    assert first == 0.0
    assert second == pytest.approx(1 - np.log(0.9) / np.log(1e-3), abs=1e-5)


def test_the_weights_travel_with_the_code() -> None:
    matters = load(asset("matters.npz"))
    assert {"home", "job", "sister", "dog", "appointment"} <= set(matters.names)
    assert matters.told(np.stack([unit(*range(1, 385))])).shares.shape == (1, len(matters.names))
