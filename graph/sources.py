"""What one file comes to: the quads of its source graph, whether it is a document or a register."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from extract.readers.sheet import is_table
from graph.build import Reading, build, content_hash

if TYPE_CHECKING:
    from extract.record import Record
    from extract.register import BadRow, Role


@dataclass(frozen=True, slots=True)
class Tables:
    """How registers are to be read: roles of columns the program does not know, the issuer of all rows."""

    columns: Mapping[str, Role] = field(default_factory=dict)
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source graph before it is checked; ``entries`` and ``bad`` count and name the rows of a register."""

    quads: Sequence[ox.Quad]
    entries: int = 0
    bad: tuple[BadRow, ...] = ()


Reader = Callable[[Path], Reading]


def mark(path: Path, sha256: str, tables: Tables) -> str:
    """The content hash of a file: it is read again when its bytes, or the way to read them, differ."""
    if not is_table(path):
        return content_hash(sha256)
    how = f"{sorted(tables.columns.items())} {tables.issuer}"
    return content_hash(hashlib.sha256(f"{sha256} {how}".encode()).hexdigest())


def prepare(path: Path, identity: str, reader: Reader, tables: Tables) -> Prepared:
    """Read a file under the identity that its path gives it; raises ``ReadError`` as the readers do."""
    if is_table(path):
        from extract.register import read_register
        from graph.enter import enter

        register = read_register(path, tables.columns, tables.issuer)
        named = dataclasses.replace(register, id=identity)
        quads = enter(named, mark(path, register.source.sha256, tables))
        return Prepared(quads, len(register.entries), register.bad)
    reading = reader(path)
    return Prepared(build(_Identified(dataclasses.replace(reading.record, id=identity), reading.raw)))


@dataclass(frozen=True, slots=True)
class _Identified:
    """A reading under the identity that its path gives it."""

    record: Record
    raw: str
