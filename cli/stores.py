"""Opening the store a command works on, or saying why it cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cli.stop import Stop
from cli.texts import say

if TYPE_CHECKING:
    from graph.store import Store


@contextmanager
def reading(location: str) -> Iterator[Store]:
    """The store at a location, for reading."""
    check_there(location)
    with _opened(location, read_only=True) as store:
        yield store


@contextmanager
def writing(location: str) -> Iterator[Store]:
    """The store at a location, for writing; a folder is made when it does not exist."""
    _check_folder(location)
    with _opened(location, read_only=False) as store:
        yield store


def is_remote(location: str) -> bool:
    """Whether the location is the address of a SPARQL server."""
    return location.startswith(("http://", "https://"))


def is_there(location: str) -> bool:
    """Whether there is a store to read; of a server this is not asked here."""
    from graph.store.embedded import newest_generation

    return is_remote(location) or newest_generation(Path(location)) > 0


def check_there(location: str) -> None:
    """Stop when there is no store to read."""
    _check_folder(location)
    if not is_there(location):
        raise Stop(say("store.none", location=location))


def _check_folder(location: str) -> None:
    if not is_remote(location) and Path(location).exists() and not Path(location).is_dir():
        raise Stop(say("store.not-folder", location=location))


@contextmanager
def _opened(location: str, *, read_only: bool) -> Iterator[Store]:
    from graph.store import StoreError, open_store

    try:
        store = open_store(location, read_only=read_only)
        try:
            yield store
        finally:
            store.close()
    except (StoreError, OSError) as error:
        raise Stop(say("store.fails", reason=error)) from error
