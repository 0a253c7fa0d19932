"""Who else records: asked of a real sound server, with other programs that really record."""

import json
import os
import subprocess
import time
from contextlib import contextmanager

import pytest

from app.audio.captures import PulseCaptures
from tests.kit.virtual_audio import sound_card

__all__ = ["sound_card"]

HANG_S = 20


@contextmanager
def recording(card, *options):
    program = subprocess.Popen(["parec", "--raw", *options], env=card.env, stdout=subprocess.DEVNULL)
    try:
        yield program
    finally:
        program.terminate()
        program.wait(HANG_S)


def comes_to(captures, expected):
    deadline_s = time.monotonic() + HANG_S
    while (others := captures.others()) != expected and time.monotonic() < deadline_s:
        time.sleep(0.02)
    return others == expected


@pytest.fixture
def pactl(tmp_path):
    """A pactl that says what it is told, for what a bare sound server cannot show."""

    def says(script):
        program = tmp_path / "pactl"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o700)
        return PulseCaptures({"PATH": f"{tmp_path}:/bin:/usr/bin"})

    return says


def stream(**more):
    said = {"application.name": "Meeting", "application.process.id": "1"}
    return {"source": 1, "corked": False, "resample_method": "n/a", "properties": said} | more


def listed(*streams):
    return f"cat <<'END'\n{json.dumps(streams)}\nEND"


def test_another_program_is_seen_while_it_records(sound_card):
    captures = PulseCaptures(sound_card.env)
    assert captures.others() == frozenset()
    with recording(sound_card, "--client-name=Meeting"):
        assert comes_to(captures, {"Meeting"})
    assert comes_to(captures, frozenset())


def test_who_records_the_speaker_does_not_listen_to_anybody(sound_card):
    captures = PulseCaptures(sound_card.env)
    with recording(sound_card, "--device=va_speaker.monitor", "--client-name=Screen"):
        with recording(sound_card, "--client-name=Meeting"):
            assert comes_to(captures, {"Meeting"})
        assert comes_to(captures, frozenset())


def test_we_are_no_other_program(sound_card, monkeypatch):
    captures = PulseCaptures(sound_card.env)
    with recording(sound_card, "--client-name=Us") as us:
        assert comes_to(captures, {"Us"})
        monkeypatch.setattr(os, "getpid", lambda: us.pid)
        assert captures.others() == frozenset()


def test_a_server_that_went_away_is_nobody(sound_card):
    env = sound_card.env | {"PULSE_SERVER": "unix:/nowhere", "PULSE_RUNTIME_PATH": "/nowhere"}
    assert PulseCaptures(env).others() == frozenset()


def test_without_pactl_nobody_records(tmp_path):
    assert PulseCaptures({"PATH": str(tmp_path)}).others() == frozenset()


@pytest.mark.parametrize(
    ("one", "names"),
    [
        (stream(), {"Meeting"}),
        (stream(properties={"application.process.id": "1", "application.process.binary": "call"}), {"call"}),
        (stream(properties={"application.process.id": "1"}), {"another program"}),
        (stream(properties={"application.name": "a module of the server"}), set()),
        (stream(properties=None), set()),
        (stream(corked=True), set()),
        (stream(resample_method="peaks"), set()),
        ("what", set()),
    ],
)
def test_which_streams_count(pactl, one, names):
    assert pactl(listed(one)).others() == names


@pytest.mark.parametrize("script", ["echo not json", "echo 3", "exit 1", "exec sleep 60"])
def test_an_ill_pactl_is_nobody(pactl, script, monkeypatch):
    monkeypatch.setattr("app.audio.captures.TIMEOUT_S", 0.1)
    assert pactl(script).others() == frozenset()
