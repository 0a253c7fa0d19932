"""`earpiece ctl`: the word arrives at the owner; without one it says so."""

import argparse
import io
import json

import pytest

from app.commands import ctl
from app.errors import NobodyRunning
from app.home import Home
from app.runtime.socket_server import Server


def run(home, *words):
    parser = argparse.ArgumentParser()
    ctl.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    return ctl.run(parser.parse_args(words), home, out, err), out.getvalue(), err.getvalue()


def test_nobody_running(tmp_path):
    with pytest.raises(NobodyRunning, match="Start it with") as told:
        run(Home(tmp_path), "mute")
    assert told.value.exit_code == 1


def test_the_owner_answers(tmp_path):
    def handle(argv, folder, out, err):
        print(json.dumps(argv), file=out)
        return 0

    home = Home(tmp_path)
    server = Server(home, handle)
    server.start()
    try:
        assert run(home, "mute") == (0, '["ctl", "mute"]\n', "")
        assert run(home, "status", "--json") == (0, '["ctl", "status", "--json"]\n', "")
    finally:
        server.close()


def test_every_verb_has_a_meaning(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")
    with pytest.raises(SystemExit):
        run(Home.resolve(None, {}), "--help")
    told = capsys.readouterr().out
    assert all(f"{verb}: " in told for verb in ctl.VERBS)
