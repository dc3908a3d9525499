"""The errors that onrecord raises; each message is one line that names the input and the cause."""

from __future__ import annotations


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose."""


class InputError(OnrecordError):
    """An input that cannot be read.

    Args:
        name: what was to be read, as the user gave it (a path, an address, ``-``).
        cause: why it could not be read, in a few plain words.
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Travel between processes whole."""
        return type(self), (self.name, self.cause)


class SkippedError(InputError):
    """An input that is sound and not for reading: it holds no article, or none in English."""


class LanguageError(SkippedError):
    """An article in a language that the reader was not trained on."""


class BusyError(InputError):
    """A server that asks to be left alone for a while; ``wait`` is for how many seconds, 0 where it does not say."""

    def __init__(self, name: str, cause: str, wait: float = 0.0) -> None:
        super().__init__(name, cause)
        self.wait = wait

    def __reduce__(self) -> tuple[type[BusyError], tuple[str, str, float]]:  # type: ignore[override]
        """Travel between processes whole."""
        return type(self), (self.name, self.cause, self.wait)


class UnknownNameError(InputError):
    """A name that nobody, or no outlet, in the record bears."""


class TierError(OnrecordError):
    """A tier of the reader that there is not, or whose weights are not installed."""


class DeviceError(OnrecordError):
    """A device that there is not, or that cannot be used."""


class RecordError(InputError):
    """A record that cannot be opened, read or written; ``name`` is its file."""


class LostRecordError(RecordError):
    """The connection to a record's server broke off; what was being written is not kept, unless that was told last."""


class OldRecordError(RecordError):
    """A record of an older version: opened once for writing, it is brought up to date."""
