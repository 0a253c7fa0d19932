"""The nearest vectors are found, of the right selves and times only, and what is removed is gone."""

import numpy as np
import pytest

from app.memory.scope import FOREVER_US
from app.memory.vectors import VectorIndex, as_blob, directions

ROWS, DIMENSIONS = 3_000, 384
ALL = [("se_a", FOREVER_US), ("se_b", FOREVER_US)]


def drawn(count, seed=1):
    found = np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def vectors():
    return drawn(ROWS)


@pytest.fixture
def index(vectors):
    index = VectorIndex(DIMENSIONS)
    for number, vector in enumerate(vectors, start=1):
        index.put(number, "se_a" if number % 2 else "se_b", number, as_blob(vector))
    return index


def test_one_byte_a_number_keeps_the_direction(vectors):
    found = directions([as_blob(vector) for vector in vectors[:50]])
    assert found.dtype == np.float32
    assert found @ vectors[0] == pytest.approx(vectors[:50] @ vectors[0], abs=0.01)


def test_the_nearest_are_among_those_found(index, vectors):
    for number in range(1, 40):
        asked = vectors[number - 1] + 0.5 * drawn(1, seed=number)[0]
        assert number in index.nearest(asked / np.linalg.norm(asked), ALL, None, 20)


def test_only_of_the_selves_and_times_that_are_asked_for(index, vectors):
    found = index.nearest(vectors[0], [("se_a", 100)], None, 1_000)
    assert set(found) == set(range(1, 101, 2))
    assert set(index.nearest(vectors[0], ALL, (10, 20), 1_000)) == set(range(10, 20))
    assert index.nearest(vectors[0], [("se_nobody", FOREVER_US)], None, 10) == []


def test_what_is_removed_is_not_held_any_more(index, vectors):
    index.remove(1)
    index.remove(ROWS + 10_000)
    assert 1 not in index.nearest(vectors[0], ALL, None, ROWS)
    assert not index._codes[:, 1].any()


def test_an_empty_index_finds_nothing(vectors):
    assert VectorIndex(DIMENSIONS).nearest(vectors[0], ALL, None, 5) == []
