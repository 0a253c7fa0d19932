"""The measuring itself: what counts as a branch, a public method, a parameter."""

from __future__ import annotations

from pathlib import Path

from tests.house.budgets import EXCEPTION, measures

SOURCE = '''
class Shelf:
    def __init__(self, a, b, *, c):
        pass

    def put(self, thing):
        if thing and [x for x in thing if x]:
            return 1
        try:
            pass
        except ValueError:
            return 2
        else:
            return 3

    def _hidden(self):
        match self:
            case 1:
                pass
            case _:
                pass
'''


def test_what_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "shelf.py"
    path.write_text(SOURCE)
    found = {(one.place.removeprefix("shelf.py::"), one.name): one.value for one in measures(path, tmp_path)}
    assert found["shelf.py", "file-lines"] == 21
    assert found["Shelf", "public-methods"] == 1
    assert found["Shelf.__init__", "constructor-parameters"] == 3
    assert found["Shelf.put", "complexity"] == 4
    assert found["Shelf._hidden", "complexity"] == 2
    assert found["Shelf.put", "function-lines"] == 9


def test_the_form_of_an_exception() -> None:
    line = "- budget: `app/x.py::Machine` public-methods 14: every one is an entry of the table."
    match = EXCEPTION.search(f"text\n{line}\nmore")
    assert match is not None
    assert (match["place"], match["measure"], match["limit"]) == ("app/x.py::Machine", "public-methods", "14")
    assert EXCEPTION.search("- budget: `app/x.py` file-lines 400:") is None, "a reason is needed"
