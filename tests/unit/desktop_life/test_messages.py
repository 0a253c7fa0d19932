"""What a signal means; and what has nothing to do with us."""

import pytest

from app.desktop_life.messages import MANAGER, PROPERTIES, SESSION, meaning, session_rules, system_rules


class Variant:
    def __init__(self, value):
        self.value = value


@pytest.mark.parametrize(
    ("interface", "member", "body", "news"),
    [
        (MANAGER, "PrepareForSleep", [True], [("suspended", True)]),
        (MANAGER, "PrepareForSleep", [False], [("suspended", False)]),
        ("some.Other", "PrepareForSleep", [True], []),
        (MANAGER, "PrepareForSleep", [], []),
        (SESSION, "Lock", [], [("locked", True)]),
        (SESSION, "Unlock", [], [("locked", False)]),
        ("some.Other", "Lock", [], []),
        ("org.gnome.ScreenSaver", "ActiveChanged", [True], [("screen saver", True)]),
        ("org.freedesktop.ScreenSaver", "ActiveChanged", [False], [("screen saver", False), ("locked", False)]),
        ("some.Other", "ActiveChanged", [True], []),
        (PROPERTIES, "PropertiesChanged", [SESSION, {"Active": Variant(False)}, []], [("elsewhere", True)]),
        (PROPERTIES, "PropertiesChanged", [SESSION, {"IdleHint": Variant(True)}, []], []),
        (PROPERTIES, "PropertiesChanged", [MANAGER, {"Active": Variant(False)}, []], []),
        (PROPERTIES, "PropertiesChanged", [], []),
        (None, None, [], []),
    ],
)
def test_meaning(interface, member, body, news):
    assert list(meaning(interface, member, body)) == news


def test_only_logind_itself_is_listened_to():
    assert len(system_rules(None)) == 1
    assert all("sender='org.freedesktop.login1'" in rule for rule in system_rules("/session"))
    assert len(system_rules("/session")) == 3
    assert len(session_rules()) == 2
