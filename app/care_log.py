"""The log of moments in which somebody may have been in danger: only if the user wants one (boundaries.keep_log).

Each line is a time and the kind; never what was said. Written by wiring's callback on the session thread, a
few times in a life. Losing it costs nothing, so nothing here fails.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime

from app.home import Home

log = logging.getLogger(__name__)

NAME = "moments.log"


def keeping(home: Home, now: Callable[[], datetime]) -> Callable[[str], None]:
    """What writes one line for a moment of that kind."""

    def keep(kind: str) -> None:
        line = f"{now().isoformat(timespec='seconds')} {kind}\n"
        try:
            file = os.open(home.folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            log.info("the moment is not kept: %s", type(error).__name__)
            return
        with os.fdopen(file, "a", encoding="utf-8") as out:
            out.write(line)

    return keep
