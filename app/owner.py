"""What the owner of a home does for this user's other processes: `ctl`, `ask`, `memory`, `transcript`, `models use`.

Runs on the socket's connection threads: it posts to the session and asks the keeper, and waits there, never on theirs.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar, cast

from app import cli
from app.asking import ask, talk_as, wait_for
from app.commands import companion, companion_selves, memory, models, transcript
from app.engines.persona_files import companion_entry
from app.errors import BadOption, Failed
from app.events import Published, StageFailed, StateChanged
from app.facts import MemoriesForgotten
from app.house import House
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.runtime.socket_server import Server
from app.wishes import Command, MuteMic, MuteVoice, PressKey, ReleaseKey, StopReply, ToggleKey, UnmuteMic, UnmuteVoice

T = TypeVar("T")

EFFECT_S = 2.0
"""How long a command may take to become true."""

Truth = Callable[[StateChanged], bool]

VERBS: dict[str, tuple[Command, Truth]] = {
    "mute": (MuteMic(), lambda now: now.mic_muted),
    "unmute": (UnmuteMic(), lambda now: not now.mic_muted),
    "mute-voice": (MuteVoice(), lambda now: now.voice_muted),
    "unmute-voice": (UnmuteVoice(), lambda now: not now.voice_muted),
    "stop": (StopReply(), lambda now: now.state not in ("speaking", "thinking")),
}
KEYS: dict[str, tuple[Command, Truth]] = {
    "ptt-down": (PressKey(), lambda now: now.state != "asleep"),
    "ptt-up": (ReleaseKey(), lambda now: now.state != "hearing"),
    "ptt-toggle": (ToggleKey(), lambda _: True),
}
"""A press counts also when its effect holds already: awake, the key begins a turn."""


class Owner:
    """`leave`: what `ctl quit` does. `show`: brings the window to the front; a terminal has none."""

    def __init__(self, house: House, leave: Callable[[], None], show: Callable[[], None] | None = None) -> None:
        self._house = house
        self._leave = leave
        self._show = show
        self._server = Server(house.plan.home, self.handle)

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """Answer the socket while inside."""
        self._server.start()
        try:
            yield
        finally:
            self._server.close()

    def handle(self, argv: list[str], folder: Path, out: TextIO, err: TextIO) -> int:
        """One command line of another process -> its exit code. Raises EarpieceError."""
        args = cli.parse(argv)
        args.folder = folder
        match args.command:
            case "ctl":
                return self._control(args, out)
            case "ask":
                return self._ask(args, out, err)
            case "memory":
                return self._memory(args, out)
            case "transcript":
                return self._transcript(args, out)
            case "companion" if args.action in companion_selves.SUBCOMMANDS:
                return self._selves(args, out)
            case "companion":
                code = companion.run(args, self._house.plan.home, out, err)
                self._house.plan.meet_others()
                return code
            case "models":
                return models.run(args, self._house.plan.home, out, err)
        raise BadOption(f"The running Earpiece cannot do {args.command!r} for you.", "End it first: earpiece ctl quit.")

    def _transcript(self, args: argparse.Namespace, out: TextIO) -> int:
        """Read on the keeper's thread, written on this one: an asker that does not read must not hold the keeper."""
        text = io.StringIO()
        store, forgotten = self._house.store, self._forgotten
        code = self._house.keeper.ask(lambda: transcript.answer(args, store, text, forgotten=forgotten)).result()
        out.write(text.getvalue())
        return code

    def _memory(self, args: argparse.Namespace, out: TextIO) -> int:
        """Each step on the keeper's thread; what is forgotten leaves the conversation too, and what is brought in is
        looked for from now on."""
        store = cast(SqliteTranscriptStore, self._house.store)
        code = memory.answer(args, self._house.plan.home, store, out, self._on_keeper, self._forgotten)
        if args.action == "import":
            self._house.look_back().result()
        return code

    def _on_keeper(self, job: Callable[[], T]) -> T:
        return self._house.keeper.ask(job).result()

    def _selves(self, args: argparse.Namespace, out: TextIO) -> int:
        """As `_memory`. When another self of this companion is chosen, it goes on with the conversation."""
        house, store = self._house, cast(SqliteTranscriptStore, self._house.store)
        here = house.selves[""]
        code = companion_selves.answer(args, house.plan.home, store, out, self._on_keeper, self._forgotten, here)
        house.look_back().result()
        if args.action == "use":
            chosen = self._on_keeper(lambda: Selves(store).get(args.self_named))
            if chosen is not None and chosen.companion == house.plan.companion:
                with house.who_talks:
                    talk_as(house, chosen.id)
        return code

    def _ask(self, args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
        """One question at a time; for another self, the conversation of this one waits meanwhile."""
        house, store = self._house, cast(SqliteTranscriptStore, self._house.store)
        if args.companion is not None and args.companion.casefold() != house.plan.companion:
            return self._ask_another(args, args.companion.casefold(), out, err)
        who = None if args.companion is None else ""
        if args.self_id is None:
            return ask(house.session, args.text, aloud=args.speak, out=out, err=err, companion=who)
        wanted = self._on_keeper(lambda: Selves(store).named(args.self_id, house.plan.companion))
        with house.who_talks:
            before = house.selves[""]
            talk_as(house, wanted)
            try:
                return ask(house.session, args.text, aloud=args.speak, out=out, err=err)
            finally:
                talk_as(house, before)

    def _ask_another(self, args: argparse.Namespace, companion: str, out: TextIO, err: TextIO) -> int:
        """The companion that was named answers, as when it is called; the floor stays where it is. Raises BadOption."""
        house, store = self._house, cast(SqliteTranscriptStore, self._house.store)
        entry = companion_entry(companion, house.plan.home.companions_folder)
        house.plan.meet_others()
        current = self._on_keeper(lambda: Selves(store).current(entry.id))
        if entry.id not in house.plan.others:
            raise BadOption(f"The file of {entry.id} cannot be read.", "See: earpiece doctor.")
        if self._on_keeper(lambda: Selves(store).named(args.self_id, entry.id)) != current:
            fix = f"Choose it first: earpiece companion use {args.self_id}."
            raise BadOption(f"Another self of {entry.id} answers while {house.plan.companion} talks.", fix)
        with house.who_talks:
            return ask(house.session, args.text, aloud=args.speak, out=out, err=err, companion=entry.id)

    def _forgotten(self, ids: tuple[str, ...]) -> None:
        """On the asker's or the keeper's thread."""
        if ids:
            self._house.session.post(MemoriesForgotten(ids))

    def _control(self, args: argparse.Namespace, out: TextIO) -> int:
        match args.verb:
            case "status":
                self._status(out, as_json=args.json)
            case "quit":
                self._leave()
            case "show" if self._show is not None:
                self._show()
            case "show":
                raise Failed("This Earpiece runs in a terminal and has no window.", "Start the tray app: earpiece.")
            case verb if verb in KEYS:
                command, is_true = KEYS[verb]
                self._house.session.post(command)
                self._wait_until(is_true, lambda: None)
            case verb:
                command, is_true = VERBS[verb]
                self._wait_until(is_true, lambda: self._house.session.post(command))
        return 0

    def _wait_until(self, is_true: Truth, act: Callable[[], None]) -> None:
        """`act`, unless it is true already; then wait."""

        def holds(event: Published) -> bool:
            return isinstance(event, StateChanged) and is_true(event)

        if wait_for(self._house.session, holds, act, EFFECT_S) is None:
            raise Failed("It did not happen in time.", "See: earpiece doctor.")

    def _status(self, out: TextIO, *, as_json: bool) -> None:
        now: dict[str, object] = {"state": "asleep", "mic_muted": False, "voice_muted": False}
        down: dict[str, str] = {}

        def read(event: Published) -> None:
            if isinstance(event, StateChanged):
                now.update(state=event.state, mic_muted=event.mic_muted, voice_muted=event.voice_muted)
            elif isinstance(event, StageFailed):
                down[event.stage] = event.error

        self._house.session.subscribe(read)()
        plan = self._house.plan
        now |= {"companion": plan.persona.name, "profile": plan.profile.name, "down": down}
        now |= {"marks": dict(self._house.marks), **self._house.device_counts()}
        if as_json:
            print(json.dumps(now), file=out)
            return
        words = [str(now["state"])]
        words += [name for name in ("mic_muted", "voice_muted") if now[name]]
        print(", ".join(words).replace("_", " "), file=out)
        for stage, error in down.items():
            print(f"{stage}: {error}", file=out)
