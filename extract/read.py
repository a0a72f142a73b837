"""A file becomes a :class:`~extract.record.Record`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extract.budget import find_budget
from extract.citations import find_citations
from extract.heading import read_heading
from extract.layout import lay_out
from extract.readers.plain import Decoded, ReadError, decode
from extract.record import Record, Source
from extract.targets import find_targets
from extract.tasks import find_tasks
from extract.text import normalise

__all__ = ["ReadError", "Reading", "read", "read_text"]

_MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and the raw text that its offsets point into."""

    record: Record
    raw: str


def read(path: Path) -> Reading:
    """Read one file. Raises :class:`ReadError` with a reason for people when that cannot be done."""
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise ReadError(path, "unknown_ending")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(path, "unreadable", str(error.strerror or error)) from error
    decoded = decode(path, content)
    return _reading(path.stem, path.name, decoded, content, media_type)


def read_text(raw: str, name: str) -> Reading:
    """Read a text that is already in memory; ``name`` becomes the record's id."""
    content = raw.encode("utf-8")
    return _reading(name, name, Decoded(raw, "utf-8"), content, "text/plain")


def _reading(stem: str, name: str, decoded: Decoded, content: bytes, media_type: str) -> Reading:
    text = normalise(decoded.raw)
    layout = lay_out(text.normal)
    document, home = read_heading(text, layout)
    citations, relations = find_citations(text, layout, home, document.number)
    record = Record(
        id=stem,
        source=Source(
            name, hashlib.sha256(content).hexdigest(), len(decoded.raw), media_type, decoded.encoding
        ),
        document=document,
        citations=citations,
        relations=relations,
        tasks=find_tasks(text, layout),
        targets=find_targets(text, layout),
        budget=find_budget(text, layout),
    )
    return Reading(record, decoded.raw)
