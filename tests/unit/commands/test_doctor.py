"""`earpiece doctor`: every check says what is, and a fix where something is not."""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.commands import checks, doctor
from app.commands.checks import Answer, Case
from app.engines.pymicro_wake import MicroWakeWordDetector
from app.errors import (
    BadHome,
    BadOption,
    BadSettings,
    CannotStart,
    DatabaseUnusable,
    NoDevice,
    WeightsMissing,
    WrongKey,
)
from app.home import Home
from app.memory.database import connect


def case(folder: Path, profile: str | None = None, companion: str | None = None, **environ: str) -> Case:
    return Case(Home(folder), profile, companion, environ)


def run(folder: Path, *words: str, profile: str | None = None, companion: str | None = None) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    args = parser.parse_args(words, argparse.Namespace(profile=profile, companion=companion))
    out = io.StringIO()
    return doctor.run(args, Home(folder), out, io.StringIO()), out.getvalue()


def broken(_: Case) -> Answer:
    raise NoDevice("There is no microphone.", "Connect one.")


@pytest.fixture
def _two_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = {"clock": lambda case: Answer("set", "note", "Unset it."), "python": lambda case: Answer("3.11")}
    monkeypatch.setattr(doctor, "CHECKS", notes)


@pytest.mark.usefixtures("_two_checks")
def test_notes_do_not_stop_talking(tmp_path: Path) -> None:
    code, told = run(tmp_path)
    assert code == 0
    assert told.splitlines() == [
        "note    clock           set",
        "                        -> Unset it.",
        "ok      python          3.11",
        "",
        "Talking works here.",
    ]


@pytest.mark.usefixtures("_two_checks")
def test_what_is_broken_is_named_with_its_fix_and_everything_else_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(doctor.CHECKS, "microphone", broken)
    code, told = run(tmp_path)
    assert code == 1
    assert told.endswith("Talking cannot work yet: microphone.\n")
    report = json.loads(run(tmp_path, "--json")[1])
    assert report["works"] is False
    assert [finding["state"] for finding in report["checks"]] == ["note", "ok", "broken"]
    assert report["checks"][2] == {
        "name": "microphone", "state": "broken", "what": "There is no microphone.", "fix": "Connect one.",
    }  # fmt: skip


@pytest.mark.usefixtures("_two_checks")
@pytest.mark.parametrize("asked", [{"profile": "giant"}, {"companion": "nobody"}])
def test_an_unknown_name_is_not_a_finding(asked: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(BadOption):
        run(tmp_path, **asked)


def test_every_check_answers_on_this_machine(tmp_path: Path) -> None:
    report = json.loads(run(tmp_path, "--json")[1])
    assert [finding["name"] for finding in report["checks"]] == list(doctor.CHECKS)
    assert all(finding["fix"] for finding in report["checks"] if finding["state"] != "ok")
    assert not any("\n" in finding["what"] + finding["fix"] for finding in report["checks"])


def test_home(tmp_path: Path) -> None:
    assert checks.home(case(tmp_path)).what == str(tmp_path)
    with Home(tmp_path).own():
        assert checks.home(case(tmp_path)).what.endswith("in use by a running Earpiece")
    fresh = tmp_path / "not" / "yet"
    assert checks.home(case(fresh)).what == f"{fresh} (made at the first start)"
    assert not fresh.parent.exists()
    (tmp_path / "file").touch()
    with pytest.raises(BadHome):
        checks.home(case(tmp_path / "file" / "inside"))


def test_settings_and_companion(tmp_path: Path) -> None:
    assert checks.settings(case(tmp_path)).what == "all defaults"
    assert checks.companion(case(tmp_path)).what == "Samantha"
    (tmp_path / "earpiece.toml").write_text("[audio]\nmicrophone = 3\n")
    with pytest.raises(BadSettings, match="microphone"):
        checks.settings(case(tmp_path))
    assert case(tmp_path).settings.microphone == "", "the other checks go on with the defaults"
    with pytest.raises(BadOption, match="nobody"):
        checks.companion(case(tmp_path, companion="nobody"))


def test_how_the_wake_phrase_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(phrase: str) -> Answer:
        (tmp_path / "earpiece.toml").write_text(f'[conversation]\nmode = "wake"\nwake_phrase = "{phrase}"\n')
        return checks.wake_phrase(case(tmp_path))

    assert checks.wake_phrase(case(tmp_path)) == Answer("not used: the mode is open")
    assert told("") == Answer('"hey Samantha", found in the words that are heard')
    assert told("Okay Nabu") == Answer('"Okay Nabu", heard by a detector of its own')

    def break_(_: object) -> None:
        raise WeightsMissing("The detector cannot be read.", "Install it.")

    monkeypatch.setattr(MicroWakeWordDetector, "load", break_)
    assert (told("okay nabu").state, told("okay nabu").fix) == ("note", "Install it.")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert (told("hey mycroft").state, told("hey you").state) == ("note", "ok")


def test_whose_voice_is_answered(tmp_path: Path) -> None:
    assert checks.only_my_voice(case(tmp_path)) == Answer("off: every voice is answered")
    (tmp_path / "earpiece.toml").write_text("[microphone]\nonly_my_voice = true\n")
    with pytest.raises(CannotStart, match="voice enrol"):
        checks.only_my_voice(case(tmp_path))


def test_transcript(tmp_path: Path) -> None:
    assert checks.transcript(case(tmp_path)).what == "nothing was said yet"
    assert not (tmp_path / "memory.db").exists()
    (tmp_path / "memory.db").write_bytes(b"not a database" * 100)
    with pytest.raises(DatabaseUnusable):
        checks.transcript(case(tmp_path))


def test_weights_that_are_missing_name_the_pull(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path))
    with pytest.raises(WeightsMissing, match="models pull tiny"):
        checks.weights(case(tmp_path, profile="tiny"))


@pytest.mark.parametrize(("there", "free", "state"), [(8e9, 5e9, "ok"), (8e9, 1e9, "note"), (None, None, "ok")])
def test_memory(there: float | None, free: float | None, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "memory_bytes", lambda: there)
    monkeypatch.setattr(checks, "_free_memory_bytes", lambda: free)
    assert checks.memory(case(Path("/"), profile="light")).state == state


def test_too_little_memory_names_the_smaller_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "memory_bytes", lambda: 2e9)
    with pytest.raises(CannotStart, match="models use light"):
        checks.memory(case(Path("/"), profile="standard"))


@pytest.mark.parametrize(("free", "state"), [(50e9, "ok"), (0.5e9, "note")])
def test_disk(free: float, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=free))
    assert checks.disk(case(tmp_path)).state == state


def test_a_full_disk_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=1e6))
    with pytest.raises(CannotStart, match="1 MB free"):
        checks.disk(case(tmp_path))


def test_clock(tmp_path: Path) -> None:
    assert checks.clock(case(tmp_path)).state == "ok"
    told = checks.clock(case(tmp_path, EARPIECE_NOW="2026-03-01T09:00:00+01:00"))
    assert (told.state, told.what) == ("note", "set to 2026-03-01 09:00 by EARPIECE_NOW")
    with pytest.raises(BadOption, match="EARPIECE_NOW"):
        checks.clock(case(tmp_path, EARPIECE_NOW="yesterday"))


def test_encryption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the disk counts, and looking does not turn it on."""
    path, key = tmp_path / "memory.db", {"EARPIECE_PASSPHRASE": "open sesame"}
    assert "off" in checks.encryption(case(tmp_path)).what
    connect(path).close()
    monkeypatch.setenv(*next(iter(key.items())))
    monkeypatch.setattr("app.memory.encryption.KDF_ITERATIONS", 1_000)
    assert "from the next start" in checks.encryption(case(tmp_path, **key)).what
    checks.transcript(case(tmp_path))
    assert "off" in checks.encryption(case(tmp_path)).what
    connect(path).close()
    assert checks.encryption(case(tmp_path, **key)).what.startswith("on")
    (tmp_path / "memory.db-damaged-20260301-090000").write_bytes(b"SQLite format 3\0")
    assert "memory.db-damaged" in checks.encryption(case(tmp_path, **key)).what
    with pytest.raises(WrongKey):
        checks.encryption(case(tmp_path))


def test_where_it_was_not_tried_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.sys, "platform", "linux")
    assert checks.system(case(tmp_path, DISPLAY=":0")).state == "ok"
    assert "not yet tried on a real machine" in checks.system(case(tmp_path, WAYLAND_DISPLAY="wayland-0")).what
    for name in ("darwin", "win32"):
        monkeypatch.setattr(checks.sys, "platform", name)
        assert "not yet tried on a real machine" in checks.system(case(tmp_path)).what


def test_no_display_is_a_note(tmp_path: Path) -> None:
    assert checks.display(case(tmp_path)).state == "note"
