"""One declaration per setting; a file that people edit; mistakes told with line and key."""

import dataclasses

import pytest

from app.errors import BadHome, BadSettings, DiskFull
from app.settings import DECLARED, Settings, WrongSetting, settings_from, table
from app.settings_file import SettingsFile
from tests.kit.disks import fill, small_disk


@pytest.fixture
def path(tmp_path):
    return tmp_path / "earpiece.toml"


def load(path, text):
    path.write_text(text)
    return SettingsFile(path).load()


def test_without_a_file_everything_has_its_default(path):
    settings = SettingsFile(path).load()
    assert settings == Settings()
    assert (settings.companion, settings.pace, settings.voice_speed) == ("samantha", 0.0, 1.0)
    assert not path.exists()


def test_every_field_is_declared_once_with_a_default_it_accepts():
    assert [d.field for d in DECLARED.values()] == [field.name for field in dataclasses.fields(Settings)]
    assert settings_from({d.key: d.default for d in DECLARED.values()}) == Settings()


@pytest.mark.parametrize("text", ["[voice]\nspeed = 1.5", "voice.speed = 1.5", "voice = {speed = 1.5}"])
def test_a_setting_may_be_written_in_any_of_tomls_ways(path, text):
    assert load(path, text).voice_speed == 1.5


def test_a_whole_number_does_where_a_number_is_wanted(path):
    speed = load(path, "voice.speed = 2").voice_speed
    assert (speed, type(speed)) == (2.0, float)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n# mine\n\n[audio]\n\n[voice]\nspeed = 9", "toml line 7, voice.speed: 9 is not between 0.5 and 2.0."),
        ("voice = {muted = false, speed = 9.5}", "line 1, voice.speed: 9.5 is not between"),
        ('[conversation]\n"pace" = 3.0', "line 2, conversation.pace: 3.0 is not between -1.0 and 1.0."),
        ("[voice]\nspeed = nan", "line 2, voice.speed: nan is not between"),
        ("[voice]\nspeed = true", "line 2, voice.speed: true is not a number."),
        ("[voice]\nmuted = 1", "line 2, voice.muted: 1 is not true or false."),
        ("[model]\nthreads = 1.5", "line 2, model.threads: 1.5 is not a whole number."),
        ("[audio]\nspeaker = 3", "line 2, audio.speaker: 3 is not a text."),
        ('[model]\nlanguage = "xx"', 'line 2, model.language: "xx" is not one of en. Correct it, or delete it'),
        ("[voice]\n[audio]\n[voise]\nspeed = 1", "line 4, voise.speed: there is no such setting. Did you mean voice."),
        ('[conversation]\nmode = "shut"', 'conversation.mode: "shut" is not one of open, wake, key.'),
        ("[conversation]\nwake_phrase = true", "conversation.wake_phrase: true is not a text."),
        ("[microphone]\nkeep_redy = true", "keep_redy: there is no such setting. Did you mean microphone.keep_ready?"),
        ("[zzz]\nqqq = 1", "line 2, zzz.qqq: there is no such setting. The settings are conversation.companion,"),
        ("voice = 3", "line 1, voice: there is no such setting."),
        ("[[voice]]\nspeed = 1", "line 1, voice: there is no such setting."),
        ("[voice]\nspeed =\n", "earpiece.toml line 2: Invalid value. Correct the line; this is a TOML file."),
        ('x = 1\ny = "abc', "line 2: Unterminated string."),
        ("[voice]\nspeed = 1\n\n[voice]", "line 4: Cannot declare"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_key(path, text, told):
    with pytest.raises(BadSettings) as error:
        load(path, text)
    assert told in str(error.value)
    assert str(path) in str(error.value)
    assert path.read_text() == text


def test_a_file_that_is_not_text_is_told(path):
    path.write_bytes(b"# \n\xff\xfe")
    with pytest.raises(BadSettings, match="line 2: it is not UTF-8"):
        SettingsFile(path).load()


def test_a_byte_order_mark_does_no_harm(path):
    path.write_bytes(b"\xef\xbb\xbfvoice.speed = 2.0\r\n")
    assert SettingsFile(path).load().voice_speed == 2.0


def test_a_folder_in_its_place_is_told(path):
    path.mkdir()
    with pytest.raises(BadHome, match="cannot be used"):
        SettingsFile(path).load()


def test_setting_one_keeps_comments_order_and_the_rest(path):
    path.write_text("# top\n[voice]  # mine\nspeed = 1.5  # quick\n\n[audio]\n")
    file = SettingsFile(path)
    assert file.set("voice.muted", True) == Settings(voice_speed=1.5, voice_muted=True)
    assert file.set("voice.speed", 1) == file.load() == Settings(voice_speed=1.0, voice_muted=True)
    assert path.read_text() == "# top\n[voice]  # mine\nspeed = 1.0  # quick\nmuted = true\n\n[audio]\n"


@pytest.mark.parametrize(
    "text",
    ["", "# a comment", "voice.speed = 1.5\n", "voice = {speed = 1.5}\n", "[voice]\r\nspeed = 1.5\r\n"],
)
def test_setting_one_works_on_whatever_people_wrote(path, text):
    path.write_bytes(text.encode())
    before = SettingsFile(path).load()
    SettingsFile(path).set("voice.muted", True)
    SettingsFile(path).set("audio.speaker", 'a "loud" one')
    expected = dataclasses.replace(before, voice_muted=True, speaker='a "loud" one')
    assert SettingsFile(path).load() == expected
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("key", "value"), [("voice.speed", 9), ("voice.speeed", 1.0), ("voice.muted", "yes")])
def test_a_wrong_value_is_not_written(path, key, value):
    with pytest.raises(BadSettings, match=key):
        SettingsFile(path).set(key, value)
    assert not path.exists()


def test_a_broken_file_is_not_written_over(path):
    path.write_text("[voice\n")
    with pytest.raises(BadSettings, match="line 1"):
        SettingsFile(path).set("voice.muted", True)
    assert path.read_text() == "[voice\n"


def test_a_full_disk_leaves_the_old_file_whole(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "earpiece.toml"
        path.write_text("# mine\n")
        fill(disk)
        with pytest.raises(DiskFull):
            SettingsFile(path).set("audio.speaker", "x" * 9000)
        assert path.read_text() == "# mine\n"
        assert sorted(file.name for file in disk.iterdir()) == ["earpiece.toml", "filler"]


def test_a_linked_file_stays_a_link(tmp_path, path):
    kept_elsewhere = tmp_path / "dotfiles.toml"
    kept_elsewhere.write_text("# mine\n")
    path.symlink_to(kept_elsewhere)
    SettingsFile(path).set("voice.muted", True)
    assert path.is_symlink()
    assert "muted = true" in kept_elsewhere.read_text()


def test_it_listens_openly_unless_told_otherwise(path):
    settings = SettingsFile(path).load()
    assert (settings.mode, settings.wake_phrase, settings.keep_microphone_ready) == ("open", "", False)


def test_the_table_names_every_setting():
    rows = table().splitlines()
    assert len(rows) == 2 + len(DECLARED)
    assert any(row.startswith("| `conversation.pace` | `0.0` | -1.0 to 1.0 |") for row in rows)
    assert all(f"`{key}`" in table() for key in DECLARED)


def test_a_wrong_setting_says_all_of_it():
    with pytest.raises(WrongSetting, match=r"voice\.speed: 3 is not between 0\.5 and 2\.0\. Correct it"):
        settings_from({"voice.speed": 3})


@pytest.mark.parametrize(
    ("told", "max_", "ada"),
    [("all", True, True), ("none", False, False), ("Max", True, False), ("max, ada", True, True)],
)
def test_who_is_told_what_was_said_to_another(told, max_, ada):
    settings = settings_from({"companions.hears_others": told})
    assert (settings.lets_hear("max"), settings.lets_hear("ada")) == (max_, ada)
