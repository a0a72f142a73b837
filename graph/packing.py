"""Chains as the bytes of a file, so that a store can keep what was derived from it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.chains import KINDS, Chains, Node
from graph.iri import short_hash

_SEPARATOR = "\0"
_FORMAT = "1"
"""Raised whenever the same statements give other bytes."""

NAME = f"chains-{_FORMAT}-{short_hash(_SEPARATOR.join(KINDS))}"
"""What the bytes are kept as; kinds of relation are told by their place among all."""


def packed(chains: Chains) -> bytes:
    """The chains as the bytes of a file of numpy arrays."""
    columns: dict[str, Any] = {
        field.name: _joined([getattr(node, field.name) for node in chains.nodes]) for field in fields(Node)
    }
    file = io.BytesIO()
    np.savez(file, lower=chains.lower, upper=chains.upper, kind=chains.kind, **columns)
    return file.getvalue()


def unpacked(content: bytes) -> Chains:
    """The chains in such bytes."""
    with np.load(io.BytesIO(content)) as arrays:
        columns = [_split(arrays[field.name]) for field in fields(Node)]
        nodes = tuple(itertools.starmap(Node, zip(*columns, strict=True)))
        return Chains(nodes, arrays["lower"], arrays["upper"], arrays["kind"])


def _joined(values: Sequence[str | bool | None]) -> npt.NDArray[Any]:
    """A column as an array; text as its bytes, one ending after each value."""
    if values and isinstance(values[0], bool):
        return np.array(values, np.bool_)
    text = "".join(f"{value or ''}{_SEPARATOR}" for value in values)
    return np.frombuffer(text.encode(), np.uint8)


def _split(column: npt.NDArray[Any]) -> list[Any]:
    if column.dtype == np.bool_:
        flags: list[Any] = column.tolist()
        return flags
    return [value or None for value in column.tobytes().decode().split(_SEPARATOR)[:-1]]
