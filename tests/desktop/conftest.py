"""A virtual desktop for every test that asks for one; what is missing for it is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kit.desktop import Desktop, missing_programs


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Screen, bus and window manager; the test starts the tray."""
    if missing := missing_programs():
        pytest.skip(f"no virtual desktop: {', '.join(missing)} missing; scripts/setup installs them")
    with Desktop() as desktop:
        yield desktop
