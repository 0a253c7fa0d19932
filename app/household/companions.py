"""The companions' files, for the window. Asked on the main thread, done on the household's.

What reads and makes them is imported there too: it brings cards and drafts, which the icon does not wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app import private_file
from app.companion.persona import Persona, persona_from
from app.engines.persona_files import CompanionEntry
from app.errors import BadOption, BadSettings, EarpieceError
from app.household.problem import problem_of
from app.ui.companion_doors import CardPreview, CompanionCard

if TYPE_CHECKING:
    from app.engines.companion_files import CompanionFiles


class LocalCompanions:
    """A CompanionShelf. `folder`: the user's own."""

    def __init__(self, folder: Path, pool: Executor) -> None:
        self.met: Callable[[], None] = lambda: None
        """Somebody new is there: told to the running conversation, once there is one."""
        self._folder = folder
        self._pool = pool

    @cached_property
    def _files(self) -> CompanionFiles:
        from app.engines.companion_files import CompanionFiles

        return CompanionFiles(self._folder)

    def look(self, answer: Callable[[tuple[CompanionCard, ...]], None]) -> None:
        self._pool.submit(lambda: answer(tuple(self._card(entry) for entry in self._files.entries())))

    def make(self, purpose: str, name: str, answer: Callable[[str, str], None]) -> None:
        made: list[str] = []

        def make() -> None:
            from app.companion.drafting import drafted

            taken = [one for entry in self._files.entries() for one in (entry.id, self._card(entry).name)]
            made.append(self._files.add(drafted(purpose, name=name, taken=taken)))
            self.met()

        self._pool.submit(lambda: answer(*_last(problem_of(make), made)))

    def change(self, companion: str, changes: Mapping[str, object], answer: Callable[[str], None]) -> None:
        self._do(lambda: self._files.change(companion, changes), answer)

    def delete(self, companion: str, answer: Callable[[str], None]) -> None:
        self._do(lambda: self._files.delete(companion), answer)

    def export(self, companion: str, path: Path, answer: Callable[[str], None]) -> None:
        def write() -> None:
            text = self._files.exported(companion, as_card=path.suffix.lower() == ".json")
            try:
                private_file.replace(path, text)
            except OSError as error:
                fix = "Choose another place."
                raise BadOption(f"{path.name} cannot be written ({error.strerror}).", fix) from error

        self._do(write, answer)

    def preview(self, path: Path, answer: Callable[[CardPreview], None]) -> None:
        self._pool.submit(lambda: answer(self._preview(path)))

    def bring(self, path: Path, name: str, *, is_adult: bool, answer: Callable[[str], None]) -> None:
        def keep() -> None:
            self._files.add(self._files.drafted(path, name=name, is_adult_wanted=is_adult).values)
            self.met()

        self._do(keep, answer)

    def _do(self, act: Callable[[], object], answer: Callable[[str], None]) -> None:
        self._pool.submit(lambda: answer(problem_of(act)))

    def _card(self, entry: CompanionEntry) -> CompanionCard:
        try:
            persona = self._files.persona(entry.id)
        except BadSettings as error:
            return CompanionCard(entry.id, entry.id, is_own=entry.is_own, problem=str(error))
        return CompanionCard(
            id=entry.id,
            name=persona.name,
            purpose=persona.purpose,
            greeting=persona.greeting,
            character=persona.character,
            humour=persona.humour,
            style=persona.style,
            starts=persona.starts,
            samples=_samples(persona),
            voice=persona.voice,
            is_adult=persona.rating == "adult",
            is_own=entry.is_own,
        )

    def _preview(self, path: Path) -> CardPreview:
        try:
            draft = self._files.drafted(path)
        except EarpieceError as error:
            return CardPreview(problem=str(error))
        persona = persona_from(draft.values, source=path.name)
        return CardPreview(
            persona.name, persona.greeting, _samples(persona), draft.understood, draft.dropped, draft.is_adult
        )


def _samples(persona: Persona) -> tuple[tuple[str, str], ...]:
    return tuple((sample.user, sample.companion) for sample in persona.samples)


def _last(problem: str, made: list[str]) -> tuple[str, str]:
    return (made[-1] if made else ""), problem
