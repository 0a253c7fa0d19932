"""What a wish for a companion becomes: a name, an answer, and a file. Given to the layer of conversation/founding.py.

`wish` is called on the session's thread and touches no file; `make` on the keeper's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.companion.drafting import drafted, free_name, made, wished
from app.conversation.founding import Founded
from app.effects import MakeCompanion
from app.engines.companion_files import CompanionFiles
from app.engines.persona_files import other_personas
from app.errors import EarpieceError
from app.home import Home

log = logging.getLogger(__name__)


class Founder:
    """`home`: its folder of companions. Looks once who there is; what it makes itself it knows."""

    def __init__(self, home: Home, met: Callable[[], None] = lambda: None) -> None:
        """`met`: somebody new is there."""
        self._met = met
        self._files = CompanionFiles(home.companions_folder)
        named = other_personas("", home.companions_folder)
        self._last: tuple[str, Founded | None] = ("", None)
        self._taken = {*named, *(persona.name.casefold() for persona in named.values())}

    def wish(self, text: str) -> Founded | None:
        """The same words get the same answer, also when somebody was made of them meanwhile."""
        if text != self._last[0]:
            self._last = (text, self._founded(text))
        return self._last[1]

    def make(self, order: MakeCompanion) -> None:
        """A file that cannot be written is told in the log: the answer is on its way already."""
        self._taken.add(order.name.casefold())
        try:
            self._files.add(drafted(order.purpose, name=order.name))
            self._met()
        except EarpieceError as error:
            log.warning("a companion could not be made: %s", type(error).__name__)

    def _founded(self, text: str) -> Founded | None:
        found = wished(text)
        if found is None:
            return None
        purpose, name = found
        if name.casefold() in self._taken:
            return Founded(f"There is somebody called {name} already. Tell me another name.")
        name = name or free_name(purpose, self._taken)
        return Founded(made(name, purpose), MakeCompanion(name, purpose))
