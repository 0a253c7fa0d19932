"""What `doctor` says of the desktop, on a real (virtual) one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.commands import checks
from app.home import Home
from tests.kit.desktop import NEEDED, Desktop, missing_programs, wait_for

pytestmark = pytest.mark.skipif(bool(missing_programs()), reason=f"no virtual desktop: it needs {', '.join(NEEDED)}")


def test_tray_no_tray_and_a_display_that_does_not_answer(tmp_path: Path) -> None:
    with Desktop() as desktop:
        case = checks.Case(Home(tmp_path), None, None, desktop.env)
        assert "without a tray" in checks.display(case).what
        desktop.start_tray()
        wait_for(lambda: desktop.has_tray, "a tray")
        assert checks.display(case) == checks.Answer("a display with a tray")
    dead = checks.Case(Home(tmp_path), None, None, {"PATH": os.environ["PATH"], "DISPLAY": ":9973"})
    told = checks.display(dead)
    assert told.state == "note"
    assert "The display ':9973' does not answer" in told.what
