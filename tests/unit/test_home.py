"""One folder: found, made private, tried by writing, owned by one."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import BadHome, DiskFull, HomeBusy
from app.home import Home
from app.log import log_to
from tests.kit.disks import fill, read_only, small_disk


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_option_beats_the_environment_beats_the_platform(tmp_path):
    environ = {"EARPIECE_HOME": str(tmp_path / "env")}
    assert Home.resolve(str(tmp_path / "option"), environ).folder == tmp_path / "option"
    assert Home.resolve(None, environ).folder == tmp_path / "env"
    assert Home.resolve(None, {"EARPIECE_HOME": ""}).folder.name == "earpiece"
    assert Home.resolve("~/life", {}).folder == Path.home() / "life"
    assert Home(Path("relative")).folder.is_absolute()


def test_a_new_home_is_the_users_alone(tmp_path):
    home = Home(tmp_path / "deep" / "down")
    home.prepare()
    home.prepare()
    assert mode(home.folder) == 0o700
    assert list(home.folder.iterdir()) == []


def test_an_empty_folder_is_closed_but_somebody_elses_keeps_its_mode(tmp_path):
    empty, full = tmp_path / "empty", tmp_path / "documents"
    for folder in (empty, full):
        folder.mkdir()
        folder.chmod(0o755)
    (full / "letter.odt").touch()
    Home(empty).prepare()
    Home(full).prepare()
    assert (mode(empty), mode(full)) == (0o700, 0o755)


def test_a_read_only_home_is_told(tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    with read_only(home.folder), pytest.raises(BadHome, match="--home DIR") as told:
        home.prepare()
    assert str(home.folder) in told.value.what


def test_a_full_disk_is_told(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        with pytest.raises(DiskFull, match="Free some space"):
            Home(disk).prepare()


def test_a_file_in_its_place_is_told(tmp_path):
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "home"):
        with pytest.raises(BadHome, match="is not a folder"):
            Home(folder).prepare()


def test_one_owner_at_a_time(tmp_path):
    home, other = Home(tmp_path), Home(tmp_path)
    assert not home.is_owned()
    with home.own():
        assert other.is_owned()
        assert mode(home.lock_path) == 0o600
        with pytest.raises(HomeBusy, match=f"process {os.getpid()}"), other.own(wait_s=0):
            pass
    assert not home.is_owned()
    with other.own():
        assert home.is_owned()


def test_an_owner_in_another_process_is_seen_and_its_death_frees_the_home(tmp_path):
    owner = subprocess.Popen(
        [sys.executable, "-c", "import sys; from pathlib import Path; from app.home import Home\n"
         "with Home(Path(sys.argv[1])).own(): print('mine', flush=True); sys.stdin.read()", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with owner:
        assert owner.stdout.readline() == "mine\n"
        with pytest.raises(HomeBusy, match=f"process {owner.pid}"), Home(tmp_path).own():
            pass
        owner.kill()
    with Home(tmp_path).own():
        pass


def test_a_missing_home_is_not_owned_and_cannot_be(tmp_path):
    home = Home(tmp_path / "none")
    assert not home.is_owned()
    with pytest.raises(BadHome), home.own():
        pass


def test_the_log_is_private_and_small(tmp_path):
    path = tmp_path / "earpiece.log"
    with log_to(path):
        for number in range(9_000):
            logging.getLogger("app.runtime.session").info("turn %d took %d ms", number, 120)
        logging.getLogger("elsewhere").warning("what was said")
    logging.getLogger("app").warning("after closing")
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["earpiece.log", "earpiece.log.1"]
    assert all(mode(file) == 0o600 and file.stat().st_size <= 256 * 1024 for file in files)
    text = path.read_text()
    assert "turn 8999 took 120 ms" in text
    assert "said" not in text
    assert "after" not in text


def test_a_log_on_a_full_disk_is_silent(tmp_path, capfd):
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        with log_to(disk / "earpiece.log"):
            logging.getLogger("app").info("turn 1")
    assert capfd.readouterr().err == ""
