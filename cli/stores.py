"""Opening the store a command works on, or saying why it cannot be opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cli.stop import Stop
from cli.texts import say

if TYPE_CHECKING:
    from graph.store import Store


_before_command = ""


def choose(location: str) -> None:
    """Take the ``--store`` that stands before the command, empty when there is none."""
    global _before_command
    _before_command = location


def location_of(store: str) -> str:
    """The store named after the command, before it, by ``CANCU_STORE``, else a folder of the user's data."""
    named = store or _before_command or os.environ.get("CANCU_STORE")
    if named:
        return named
    from graph.store import default_location

    return str(default_location())


@contextmanager
def reading(location: str) -> Iterator[Store]:
    """The store at a location, for reading."""
    _check_folder(location)
    if not is_there(location):
        raise Stop(say("store.none", location=location))
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


def _check_folder(location: str) -> None:
    if not is_remote(location) and Path(location).exists() and not Path(location).is_dir():
        raise Stop(say("store.not-folder", location=location))


@contextmanager
def _opened(location: str, *, read_only: bool) -> Iterator[Store]:
    from graph.store import StoreError, open_store

    try:
        store = open_store(location, read_only=read_only)
    except (StoreError, OSError) as error:
        raise Stop(say("store.fails", reason=error)) from error
    try:
        yield store
    except StoreError as error:
        raise Stop(say("store.fails", reason=error)) from error
    finally:
        store.close()
