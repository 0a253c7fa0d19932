"""How a self is called and described in the window: one place for tree, dialogs and messages. Main thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.dates import Dates, lines_of
from app.ui.selves_doors import MOST_LINES, SelfCard


def name_of(card: SelfCard) -> str:
    """As the user called it, else what it is."""
    if card.label:
        return card.label
    return _tr("The first self") if card.is_first else _tr("A self without a name")


def about_self(card: SelfCard, dates: Dates) -> str:
    """ "Talks with you now · since Monday, 2 March · 12 lines of its own"."""
    parts = []
    if card.talks:
        parts.append(_tr("Talks with you now"))
    elif card.is_current:
        parts.append(_tr("Answers when called"))
    if card.since is not None:
        day = dates.plain(f"{card.since.astimezone():%Y-%m-%d}")
        parts.append(_tr("since {day}").format(day=day))
    own = _tr("{lines} of its own").format(lines=counted(card))
    text = " · ".join([*parts, own if card.lines else _tr("nothing of its own yet")])
    return text[:1].upper() + text[1:]


def counted(card: SelfCard) -> str:
    """ "12 lines", "more than 10000 lines"."""
    if card.lines > MOST_LINES:
        return _tr("more than {lines}").format(lines=lines_of(MOST_LINES))
    return lines_of(card.lines)


def forked_words(card: SelfCard) -> str:
    """The line that it was forked from, quoted; '' where none is known."""
    return _tr("Forked after “{line}”").format(line=" ".join(card.shared.split())) if card.shared else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("selves", text)
