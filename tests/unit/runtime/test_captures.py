"""Who else records is told when it changes, and not after the end."""

from app.runtime.captures import CaptureWatch


class Scripted:
    def __init__(self, *rounds):
        self.rounds = list(rounds)

    def others(self):
        return frozenset(self.rounds.pop(0))


def test_only_changes_are_told():
    told = []
    watch = CaptureWatch(Scripted((), ("Meeting",), ("Meeting", "Call"), ("Call",), (), ()), told.append)
    for _ in range(6):
        watch.look()
    assert told == ["Meeting", ""]


def test_after_the_end_nothing_is_told():
    told = []
    watch = CaptureWatch(Scripted(("Meeting",)), told.append)
    watch.close()
    watch.close()
    watch.look()
    assert told == []
