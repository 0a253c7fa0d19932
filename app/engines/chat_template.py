"""Turns messages into the text a model was trained on, without letting a message pretend to be markup.

The template comes from the GGUF (Jinja, run in a sandbox). It is rendered once per call with a placeholder for each
message's content, then cut at the placeholders: so template and contents stay apart, "<|im_end|>" typed by a user is
never read as a control token, and every piece is tokenised alone, which keeps the beginning of the prompt identical
from turn to turn. Pure; called by llama_cpp_lm.py on the responder's thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from app.engines.protocols import Message
from app.errors import EngineFailed

if TYPE_CHECKING:
    from jinja2 import Template

_PLACEHOLDER = "\ue000{}\ue001"  # private-use characters: no template looks for them, no trim removes them
_PLACEHOLDERS = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True)
class Span:
    """A stretch of the prompt."""

    text: str
    is_markup: bool
    """True: from the template, control tokens are meant. False: a message's content, plain text."""
    message: int
    """The message it is the content of; for markup, the one it follows (-1: none)."""
    is_stable: bool = False
    """The content of the leading system message or of one that says so: the persona, the same at every turn."""


class ChatTemplate:
    """One model's template. `marks`: bos_token and eos_token as text."""

    def __init__(self, source: str, marks: Mapping[str, str]) -> None:
        self._template = _compiled(source)
        self._marks = dict(marks)

    def spans(self, messages: Sequence[Message], *, reply: bool) -> list[Span]:
        """The prompt in order. `reply`: end with the markup that makes the model answer. Raises EngineFailed."""
        said = [{"role": m.role, "content": _PLACEHOLDER.format(n)} for n, m in enumerate(messages)]
        return _cut(self._rendered(said, reply), messages)

    def opening(self, messages: Sequence[Message]) -> list[Span]:
        """`messages`, and what stands in front of the user's next words: all that can be read before they are said."""
        if messages and messages[-1].role == "user":
            return self.spans(messages, reply=False)  # not answered; the next words may be joined to it
        spans = self.spans([*messages, Message("user", "")], reply=False)
        return list(takewhile(lambda span: span.is_markup or span.message < len(messages), spans))

    def growing(self, messages: Sequence[Message]) -> list[Span]:
        """`messages`, the last of which is still being said: without what will stand behind it."""
        spans = self.spans(messages, reply=False)
        return list(takewhile(lambda span: not span.is_markup or span.message < len(messages) - 1, spans))

    def _rendered(self, said: list[dict[str, str]], reply: bool) -> str:
        from jinja2 import TemplateError

        try:
            return self._template.render(messages=said, add_generation_prompt=reply, **self._marks)
        except TemplateError as error:
            if len(said) > 1 and said[0]["role"] == "system":  # Gemma has no system role: it goes to the first user
                return self._rendered(_folded(said), reply)
            raise EngineFailed(f"The model's chat template failed ({error}).", "Choose another model.") from error


def _folded(said: list[dict[str, str]]) -> list[dict[str, str]]:
    system, first, *rest = said
    return [{"role": first["role"], "content": f"{system['content']}\n\n{first['content']}"}, *rest]


def _cut(text: str, messages: Sequence[Message]) -> list[Span]:
    spans: list[Span] = []
    latest = -1
    for n, part in enumerate(_PLACEHOLDERS.split(text)):
        if n % 2:
            latest = int(part)
            message = messages[latest]
            is_stable = message.is_stable or (latest == 0 and message.role == "system")
            spans.append(Span(message.content, False, latest, is_stable))
        elif part:
            spans.append(Span(part, True, latest))
    return spans


def _compiled(source: str) -> Template:
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if not source:
        raise EngineFailed("The language model has no chat template.", "Choose an instruct model.")
    # No strftime_now, which some templates use if it is there: a date would change the prompt's beginning every day.
    extensions = ["jinja2.ext.loopcontrols"]
    sandbox = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=extensions)
    sandbox.globals["raise_exception"] = _refuse
    try:
        return sandbox.from_string(source)
    except TemplateError as error:
        raise EngineFailed(f"The model's chat template is broken ({error}).", "Choose another model.") from error


def _refuse(why: str) -> None:
    from jinja2 import TemplateError

    raise TemplateError(why)
