"""Waiting threads: what the environment says before an engine loads."""

from __future__ import annotations

import os

import pytest

from app import openmp


@pytest.mark.parametrize(("platform", "policy"), [("linux", "active"), ("darwin", "passive"), ("win32", "passive")])
def test_only_where_the_spins_can_be_counted_do_threads_spin(
    monkeypatch: pytest.MonkeyPatch, platform: str, policy: str
) -> None:
    monkeypatch.setattr(openmp.sys, "platform", platform)
    monkeypatch.setattr(openmp.os, "environ", environ := {})
    openmp.wait_politely()
    assert environ["OMP_WAIT_POLICY"] == policy
    assert environ.get("GOMP_SPINCOUNT") == (openmp.SPINS if policy == "active" else None)


def test_what_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_WAIT_POLICY", "passive")
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    openmp.wait_politely()
    assert (os.environ["OMP_WAIT_POLICY"], os.environ["GOMP_SPINCOUNT"]) == ("passive", "7")
