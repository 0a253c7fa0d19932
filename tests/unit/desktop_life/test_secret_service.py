"""The keyring over a real D-Bus; the service itself is played (tests/kit/kept_keyring.py)."""

import shutil
import sys

import pytest

from app.desktop_life.secret_service import SecretService, system_keyring
from tests.kit.fake_logind import INSTALL, buses
from tests.kit.kept_keyring import FakeSecretService

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="D-Bus desktops are Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason=f"dbus-daemon missing: {INSTALL}"),
]


@pytest.fixture(scope="module")
def address():
    with buses() as both:
        yield both.env["DBUS_SESSION_BUS_ADDRESS"]


@pytest.fixture
def service(address):
    service = FakeSecretService(address)
    yield service
    service.close()


def test_what_it_keeps_is_found_until_it_is_dropped(service, address):
    ring = SecretService(address)
    assert ring.find("a1") == ""
    assert ring.keep("a1", "größe 7")
    assert (ring.find("a1"), ring.find("a2")) == ("größe 7", "")
    ring.drop("a1")
    assert ring.find("a1") == ""


def test_a_locked_one_asks_its_user(service, address):
    ring = SecretService(address)
    ring.keep("a1", "open sesame")
    service.is_locked = True
    assert ring.find("a1") == "open sesame"
    service.is_locked, service.agrees = True, False
    assert ring.find("a1") == ""
    assert not ring.keep("a2", "more")


def test_no_place_for_new_ones(service, address):
    service.has_default = False
    assert not SecretService(address).keep("a1", "open sesame")


def test_a_bus_without_a_keyring(address):
    ring = SecretService(address)
    assert ring.find("a1") == ""
    assert not ring.keep("a1", "open sesame")
    ring.drop("a1")


def test_no_bus(tmp_path):
    assert SecretService(f"unix:path={tmp_path}/none").find("a1") == ""
    assert system_keyring({"XDG_RUNTIME_DIR": str(tmp_path)}) is None
    (tmp_path / "bus").touch()
    assert system_keyring({"XDG_RUNTIME_DIR": str(tmp_path)}) is not None
    assert system_keyring({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/there"}) is not None
