"""How a command ends when it cannot go on, and what the exit codes mean."""

from __future__ import annotations

DONE = 0
"""All went well."""

FAILED = 1
"""Some inputs failed, each named with its reason, or nothing could be done."""

WRONG = 2
"""Wrong usage: a command, option or value that does not exist."""

INTERRUPTED = 130
"""Ctrl-C, as shells count it."""


class Stop(Exception):  # noqa: N818 -- it ends a command, and raising it reads as that
    """The command ends here; the message tells the person what stands in the way and what to do."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code
