"""Every error a user can meet, drawn as a tree. Raised anywhere, printed in one place (`app/__main__.py`).

    EarpieceError                  what happened + what to do, on one line
    ├── CannotStart      exit 2    nothing has run yet, nothing was changed
    │   ├── BadOption              an option, companion, self or profile nobody knows
    │   ├── BadAudioFile           IN is missing, empty, corrupt or cut off
    │   ├── WeightsMissing         a weight is absent or its sha256 is wrong
    │   ├── NoDevice               no microphone, speaker or display where one is needed
    │   ├── BadHome                the data folder cannot be read or written
    │   ├── BadSettings            earpiece.toml is broken (line and key named)
    │   ├── DatabaseUnusable       memory.db is from a newer version
    │   │   ├── DatabaseDamaged    and nothing in it can be saved
    │   │   └── WrongKey           it is encrypted with another passphrase
    │   └── HomeBusy               another Earpiece owns this home
    └── Failed           exit 1    it ran and failed
        ├── DeviceLost             a device went away for good
        ├── DiskFull               the disk is full
        ├── DownloadFailed         a source did not answer, or sent the wrong bytes
        ├── UnknownId              no such turn, memory or day
        ├── NobodyRunning          `ctl` with no Earpiece on this home
        ├── KeyUnavailable         the push-to-talk key cannot be heard on this desktop
        └── EngineFailed           a model could not do its work
"""


class EarpieceError(Exception):
    """One line for the user: `what` happened, and the `fix` (an imperative sentence; empty when there is none)."""

    exit_code = 1

    def __init__(self, what: str, fix: str = "") -> None:
        self.what = " ".join(what.split())
        self.fix = " ".join(fix.split())
        super().__init__(f"{self.what} {self.fix}".strip())


class CannotStart(EarpieceError):
    """It cannot start; nothing was changed."""

    exit_code = 2


class BadOption(CannotStart):
    """An option, companion, self or profile nobody knows."""


class BadAudioFile(CannotStart):
    """A sound file that is missing, empty, corrupt or cut off."""


class WeightsMissing(CannotStart):
    """A weight is absent, truncated, or its sha256 is wrong."""


class NoDevice(CannotStart):
    """No microphone, speaker or display where one is needed."""


class BadHome(CannotStart):
    """The data folder cannot be read or written."""


class BadSettings(CannotStart):
    """earpiece.toml is broken; the message names line and key."""


class DatabaseUnusable(CannotStart):
    """memory.db is from a newer version, damaged, or locked; it is left untouched."""


class DatabaseDamaged(DatabaseUnusable):
    """SQLite cannot read it, or not all of it."""


class WrongKey(DatabaseUnusable):
    """It is encrypted, and the passphrase is missing or another."""


class HomeBusy(CannotStart):
    """Another Earpiece owns this home."""


class Failed(EarpieceError):
    """It ran and failed."""


class DeviceLost(Failed):
    """A sound device went away for good."""


class DiskFull(Failed):
    """The disk is full."""


class DownloadFailed(Failed):
    """A source did not answer, or sent the wrong bytes."""


class UnknownId(Failed):
    """No such turn, memory or day."""


class NobodyRunning(Failed):
    """No Earpiece runs on this home."""


class KeyUnavailable(Failed):
    """The push-to-talk key cannot be heard on this desktop."""


class EngineFailed(Failed):
    """A model could not do its work."""
