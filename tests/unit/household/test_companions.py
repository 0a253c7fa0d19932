"""The window's door to the companions' files, on a real folder."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from app.household.companions import LocalCompanions


class Here(Executor):
    """Does it at once."""

    def submit(self, fn, /, *args, **kwargs):
        fn(*args, **kwargs)
        return Future()


@pytest.fixture
def shelf(tmp_path: Path) -> LocalCompanions:
    return LocalCompanions(tmp_path / "companions", Here())


def cards(shelf: LocalCompanions) -> dict:
    found: list = []
    shelf.look(found.extend)
    return {card.id: card for card in found}


def test_made_changed_exported_read_and_deleted(shelf, tmp_path):
    told: list = []
    shelf.make("plan my thesis", "", lambda *answer: told.append(answer))
    identity, problem = told.pop()
    assert (problem, cards(shelf)[identity].purpose, cards(shelf)[identity].is_own) == ("", "To plan my thesis.", True)
    shelf.change(identity, {"greeting": "Now."}, told.append)
    shelf.export(identity, tmp_path / "x.json", told.append)
    shelf.preview(tmp_path / "x.json", lambda preview: told.append(preview.greeting))
    shelf.bring(tmp_path / "x.json", "Ann", is_adult=False, answer=told.append)
    assert cards(shelf)["ann"].greeting == "Now."
    shelf.delete(identity, told.append)
    assert identity not in cards(shelf)
    assert told == ["", "", "Now.", "", ""]


def test_what_goes_wrong_is_one_line(shelf, tmp_path):
    told: list = []
    shelf.make("", "Max", lambda *answer: told.append(answer[1]))
    shelf.delete("max", told.append)
    shelf.change("max", {"rating": "x"}, told.append)
    shelf.export("max", tmp_path / "none" / "x.toml", told.append)
    shelf.preview(tmp_path / "none.png", lambda preview: told.append(preview.problem))
    assert len(told) == 5
    assert all(line and "\n" not in line for line in told)


def test_a_broken_file_is_shown_with_what_is_wrong(shelf, tmp_path):
    folder = tmp_path / "companions"
    folder.mkdir()
    (folder / "ada.toml").write_text("name = ")
    assert "ada.toml" in cards(shelf)["ada"].problem
