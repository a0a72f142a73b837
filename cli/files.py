"""Files that commands write: as a whole or not at all, in the format that their ending says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TypeVar

from cli.stop import WRONG, Stop
from cli.texts import say

Written = TypeVar("Written")


def write_whole(file: Path, write: Callable[[IO[bytes]], Written]) -> Written:
    """What ``write`` returns for the file opened; the file appears only when it is finished."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with unfinished.open("wb") as output:
            result = write(output)
        unfinished.replace(file)
    except OSError as error:
        raise Stop(say("file.fails", path=file, reason=error.strerror or error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return result


def put(content: bytes, out: Path | None) -> None:
    """Write to a file, or to standard output without one."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(out, lambda output: output.write(content))


def format_of(given: str, out: Path | None, known: Sequence[str]) -> str:
    """The format given, else that of the file's ending, else text; a workbook is never put on a terminal."""
    ending = out.suffix.lower().lstrip(".") if out else ""
    chosen = given or (ending if ending in known else "") or ("" if out else "text")
    if not chosen:
        raise Stop(say("wrong.out-ending", name=out, known=", ".join(known)), WRONG)
    if chosen == "xlsx" and out is None and sys.stdout.isatty():
        raise Stop(say("wrong.needs-out", format=chosen), WRONG)
    return chosen
