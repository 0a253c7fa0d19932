"""What the tray app starts with: the models that are here, and the first run where nobody was met."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.commands import tray
from app.errors import WeightsMissing
from app.home import Home
from app.settings import Settings

ARGS = argparse.Namespace(profile=None, no_first_run=False)


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> dict[str | None, object]:
    """Profile asked for -> its plan; the others lack weights."""
    known: dict[str | None, object] = {}

    def make_plan(args: argparse.Namespace, *_: object, **__: object) -> object:
        if args.profile not in known:
            raise WeightsMissing(f"The weights of {args.profile} are missing.")
        return known[args.profile]

    monkeypatch.setattr("app.plan.make_plan", make_plan)
    monkeypatch.delenv("EARPIECE_PROFILE", raising=False)
    monkeypatch.delenv("EARPIECE_FIRST_RUN", raising=False)
    return known


def test_it_starts_with_the_light_models_while_the_others_arrive(
    plans: dict[str | None, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WeightsMissing, match="weights of None"):
        tray._plan(ARGS, Home(tmp_path))
    plans["light"] = "light"
    assert tray._plan(ARGS, Home(tmp_path)) == "light"
    plans[None] = "chosen"
    assert tray._plan(ARGS, Home(tmp_path)) == "chosen"
    with pytest.raises(WeightsMissing, match="weights of standard"):
        tray._plan(argparse.Namespace(profile="standard"), Home(tmp_path))
    del plans[None]
    monkeypatch.setenv("EARPIECE_PROFILE", "standard")
    with pytest.raises(WeightsMissing):
        tray._plan(ARGS, Home(tmp_path))


def test_the_first_run_is_for_a_new_home_or_one_that_was_not_finished(
    plans: dict[str | None, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan: Any = SimpleNamespace(home=Home(tmp_path), settings=Settings())
    assert tray._is_new(ARGS, plan)
    assert not tray._is_new(argparse.Namespace(no_first_run=True), plan)
    plan.home.database_path.write_bytes(b"")
    assert not tray._is_new(ARGS, plan)
    plan.settings = replace(plan.settings, first_run="again")
    assert tray._is_new(ARGS, plan)
    plan.settings = replace(plan.settings, first_run="done")
    assert not tray._is_new(ARGS, plan)
    plan.home.database_path.unlink()
    monkeypatch.setenv("EARPIECE_FIRST_RUN", "0")
    plan.settings = Settings()
    assert not tray._is_new(ARGS, plan)
