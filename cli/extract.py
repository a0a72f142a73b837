"""``cancu extract``: files become records."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from cli.output import complain, note, progress_bar
from cli.stop import DONE, FAILED, WRONG, Stop
from cli.texts import Language, choose, language, say

Outcome = tuple[str | None, str | None]
"""The record as JSON, or the reason why there is none."""


_FILES_A_WORKER = 8
"""Starting a process costs about as long as reading this many files."""


def extract(
    files: Annotated[list[Path], typer.Argument(help="extract.files", metavar="FILE...")],
    out: Annotated[Path | None, typer.Option("--out", help="extract.out", metavar="DIR")] = None,
) -> int:
    """Print the record of one file, or write those of many to a folder."""
    if out is None:
        if len(files) > 1:
            raise Stop(say("wrong.several-files", count=len(files)), WRONG)
        return _print(files[0])
    return _write(files, out)


def _print(path: Path) -> int:
    record, reason = _not_a_file(path) or read_one(path)
    if record is None:
        complain(f"{path}: {reason}")
        return FAILED
    print(record)
    return DONE


def _write(files: Sequence[Path], folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(say("file.fails", path=folder, reason=error.strerror)) from error
    failures: list[tuple[Path, str]] = []
    written = 0
    # Closed at once on Ctrl-C, so that its processes stop instead of reading to the end.
    with closing(_outcomes(files)) as outcomes, progress_bar() as bar:
        task = bar.add_task(say("extract.reading"), total=len(files), file="")
        for path, (record, reason) in outcomes:
            bar.update(task, advance=1, file=path.name)
            if record is None:
                failures.append((path, reason or ""))
            else:
                _save(folder / f"{path.stem}.json", record)
                written += 1
    for path, reason in failures:
        complain(f"{path}: {reason}")
    note(say("extract.done", written=written, folder=folder, failed=len(failures)))
    return FAILED if failures else DONE


def _outcomes(files: Sequence[Path]) -> Generator[tuple[Path, Outcome]]:
    """Each file with what became of it; two files of one name would overwrite each other's record."""
    owners: dict[str, Path] = {}
    readable = []
    for path in dict.fromkeys(files):
        other = owners.setdefault(path.stem, path)
        if other is not path:
            yield path, (None, say("extract.same-name", name=path.stem, other=other))
        elif failed := _not_a_file(path):
            yield path, failed
        else:
            readable.append(path)
    yield from _read_all(readable)


def _not_a_file(path: Path) -> Outcome | None:
    if path.is_dir():
        return None, say("extract.folder")
    return None if path.exists() else (None, say("extract.no-file"))


def _save(path: Path, record: str) -> None:
    """Write a record as a whole or not at all."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_text(record + "\n", encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise Stop(say("file.fails", path=path, reason=error.strerror)) from error


def _read_all(files: Sequence[Path]) -> Generator[tuple[Path, Outcome]]:
    """Read files in as many processes as there are cores; few files are not worth starting them."""
    import os
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    workers = min(os.cpu_count() or 1, len(files) // _FILES_A_WORKER)
    if workers < 2:
        yield from ((path, read_one(path)) for path in files)
        return
    orphans = []
    pool = ProcessPoolExecutor(workers, initializer=_begin_worker, initargs=(language(),))
    try:
        waiting = {pool.submit(read_one, path): path for path in files}
        for done in as_completed(waiting):
            try:
                yield waiting[done], done.result()
            except BrokenProcessPool:  # Takes down every file that was waiting, not only the guilty one.
                orphans.append(waiting[done])
    finally:
        pool.shutdown(cancel_futures=True)
    for path in orphans:
        yield path, _read_apart(path)


def _read_apart(path: Path) -> Outcome:
    """Read a file in a process of its own, which it may kill."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(1, initializer=_begin_worker, initargs=(language(),)) as pool:
        try:
            return pool.submit(read_one, path).result()
        except BrokenProcessPool:
            return None, say("extract.crashed")


def _begin_worker(wanted: Language) -> None:
    """Speak the language of the run, and leave Ctrl-C to the process that started this one."""
    import signal

    choose(wanted)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_one(path: Path) -> Outcome:
    """Read one file; a fault of the program costs this file alone."""
    import json

    from extract.read import ReadError, read
    from extract.record import to_json

    try:
        return json.dumps(to_json(read(path).record), ensure_ascii=False, indent=2), None
    except ReadError as error:
        return None, str(error)
    except Exception as error:
        return None, say("extract.broken", detail=f"{type(error).__name__}: {error}")
