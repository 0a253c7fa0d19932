"""`earpiece wipe`: everything of Earpiece goes, nothing else does, and it says so."""

import argparse
import io

import pytest

from app.commands import wipe
from app.errors import Failed, HomeBusy
from app.home import Home
from app.log import log_to
from app.settings_file import SettingsFile
from tests.kit.episodes import episode, store_at


@pytest.fixture
def models(tmp_path, monkeypatch):
    folder = tmp_path / "models"
    (folder / "whisper-base").mkdir(parents=True)
    (folder / "whisper-base" / "model.bin").write_bytes(b"x")
    (folder / "profile.json").write_text("{}")
    monkeypatch.setenv("EARPIECE_MODELS", str(folder))
    return folder


@pytest.fixture
def home(tmp_path, models):
    home = Home(tmp_path / "home")
    home.prepare()
    with home.own(), log_to(home.log_path), store_at(home.database_path) as store:
        store.keep(episode())
        SettingsFile(home.settings_path).set("voice.muted", True)
        for folder in (home.companions_folder, home.cache_folder):
            folder.mkdir()
            (folder / "something").write_text("mine")
        home.database_path.with_name("memory.db-wal").touch()
    (home.folder / ".earpiece.toml.x1y2").write_text("half")
    home.voice_print_path.write_text("{}")
    return home


def run(home, *words, answer="yes"):
    parser = argparse.ArgumentParser()
    wipe.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    code = wipe.run(parser.parse_args(words), home, out, err, answer=lambda: answer)
    return code, out.getvalue(), err.getvalue()


def test_everything_goes_after_a_question(home, models):
    code, out, err = run(home)
    assert code == 0
    assert not home.folder.exists()
    assert "Type yes" in err
    assert f"Deleted {home.database_path}\n" in out
    assert out.endswith(f"Left {models}\n")
    assert (models / "whisper-base" / "model.bin").exists()


def test_weights_go_only_when_asked_for_and_only_ours(home, models):
    (models / "my-own-model").mkdir()
    _, out, _ = run(home, "--yes", "--weights")
    assert [entry.name for entry in models.iterdir()] == ["my-own-model"]
    assert out.endswith(f"Left {models}\n")


def test_an_emptied_models_folder_goes_too(home, models):
    run(home, "--yes", "--weights")
    assert not models.exists()


def test_another_answer_deletes_nothing(home):
    before = sorted(home.folder.iterdir())
    assert run(home, answer="y")[:2] == (0, "Nothing was deleted.\n")
    assert sorted(home.folder.iterdir()) == before


def test_nobody_to_answer_is_a_failure(home):
    def nobody():
        raise EOFError

    with pytest.raises(Failed, match="--yes"):
        wipe.run(argparse.Namespace(yes=False, weights=False), home, io.StringIO(), io.StringIO(), answer=nobody)
    assert home.database_path.exists()


def test_other_files_stay_and_are_named(home, tmp_path):
    letter = home.folder / "letter.odt"
    letter.write_text("mine")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    (home.cache_folder / "something").unlink()
    home.cache_folder.rmdir()
    home.cache_folder.symlink_to(elsewhere)
    _, out, _ = run(home, "--yes")
    assert list(home.folder.iterdir()) == [letter]
    assert f"Left {letter}\n" in out
    assert (elsewhere / "kept").exists()


def test_an_owned_home_is_left_alone(home):
    with home.own(), pytest.raises(HomeBusy):
        run(home, "--yes")
    assert home.database_path.exists()


def test_a_home_that_is_not_there_has_nothing_to_delete(tmp_path, models):
    home = Home(tmp_path / "none")
    assert run(home, "--yes")[1].startswith("There is nothing to delete")
    assert not home.folder.exists()
