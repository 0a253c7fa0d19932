"""Days and months as people say them, in the language of the window. Main thread, no state but today."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale


class Dates:
    """`today`: the transcript's own, so that a clock that is set for a test holds everywhere."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today

    def short(self, day: str) -> str:
        """For the list of days: Today, Yesterday, "Friday 20"."""
        return self._near(day) or self._written(day, _tr("dddd d"))

    def heading(self, day: str) -> str:
        """Above a day's lines: "Today, 22 November", "Friday, 20 November 2026"."""
        when = date.fromisoformat(day)
        near = self._near(day)
        if near:
            return f"{near}, {self._written(day, _tr('d MMMM'))}"
        has_year = self.today is None or when.year != self.today.year
        return self._written(day, _tr("dddd, d MMMM yyyy") if has_year else _tr("dddd, d MMMM"))

    def plain(self, day: str) -> str:
        """In the middle of a line: "1 March", another year's with the year."""
        is_this_year = self.today is not None and date.fromisoformat(day).year == self.today.year
        return self._written(day, _tr("d MMMM") if is_this_year else _tr("d MMMM yyyy"))

    def month(self, month: str) -> str:
        """`month`: YYYY-MM. This year's without the year."""
        has_year = self.today is None or not month.startswith(str(self.today.year))
        return self._written(f"{month}-01", "MMMM yyyy" if has_year else "MMMM")

    def age_days(self, day: str) -> int:
        return (self.today - date.fromisoformat(day)).days if self.today else 10_000

    def _near(self, day: str) -> str:
        age = self.age_days(day)
        if age == 0:
            return _tr("Today")
        return _tr("Yesterday") if age == 1 else ""

    def _written(self, day: str, how: str) -> str:
        return QLocale().toString(QDate(*map(int, day.split("-"))), how)


def lines_of(count: int) -> str:
    """ "one line", "12 lines"."""
    return _tr("one line") if count == 1 else _tr("{count} lines").format(count=f"{count:n}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dates", text)
