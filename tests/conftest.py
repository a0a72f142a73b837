"""Stores that several test modules begin with; a module may have others under the same names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.store import Store, open_store
from tests.example_store import make_example_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An empty store, to be filled by the tests of a module."""
    opened = open_store(tmp_path_factory.mktemp("module") / "store")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of the examples, for reading."""
    opened = open_store(make_example_store(tmp_path_factory.mktemp("examples")), read_only=True)
    yield opened
    opened.close()
