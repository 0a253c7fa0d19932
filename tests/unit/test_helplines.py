"""The helplines: every number has its source, and the country is told without asking anybody."""

from __future__ import annotations

import locale
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.care_log import NAME, keeping
from app.helplines import country_of_clock, country_of_language, helplines, read_helplines
from app.home import Home


def test_every_number_names_the_page_and_the_day_it_was_read() -> None:
    for line in read_helplines():
        assert line.source.startswith(("https://", "http://"))
        assert len(line.read_on) == 10
        assert line.how in ("call", "call or text")
        assert line.serves in ("despair", "abuse")
        assert any(sign.isdigit() for sign in line.words)


def test_a_country_that_is_not_there_has_none() -> None:
    assert helplines("XX") == ()
    assert {line.name for line in helplines("nl")} == {"the Zelfmoordpreventie line"}


def test_the_clock_tells_the_country(tmp_path: Path) -> None:
    zones = tmp_path / "zones"
    (zones / "Europe").mkdir(parents=True)
    for name in ("Amsterdam", "Zurich", "Nowhere"):
        (zones / "Europe" / name).touch()
    (zones / "zone1970.tab").write_text("# codes\nNL\t+52\tEurope/Amsterdam\nCH,LI\t+47\tEurope/Zurich\tx\n", "utf-8")
    clock = tmp_path / "localtime"
    for name, country in (("Amsterdam", "NL"), ("Zurich", "CH"), ("Nowhere", "")):
        clock.unlink(missing_ok=True)
        clock.symlink_to(zones / "Europe" / name)
        assert country_of_clock(clock, zones) == country
    assert country_of_clock(tmp_path / "none", zones) == ""


@pytest.mark.parametrize(("name", "country"), [("en_GB", "GB"), ("C", ""), (None, ""), ("en", "")])
def test_the_language_tells_it_otherwise(name: str | None, country: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "UTF-8"))
    assert country_of_language() == country


def test_a_locale_without_a_name_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[str, str]:
        raise ValueError("unknown locale")

    monkeypatch.setattr(locale, "getlocale", broken)
    assert country_of_language() == ""


def test_the_log_keeps_times_and_kinds_for_its_user_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    keep = keeping(home, lambda: datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
    keep("despair")
    path = home.folder / NAME
    assert path.read_text("utf-8") == "2026-11-22T03:00:00+00:00 despair\n"
    assert path.stat().st_mode & 0o777 == 0o600
    keeping(Home(tmp_path / "gone"), lambda: datetime(2026, 11, 22, tzinfo=UTC))("despair")
