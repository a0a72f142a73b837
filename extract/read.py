"""A file becomes a :class:`~extract.record.Record`."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extract.budget import find_budget
from extract.citations import find_citations
from extract.communication import find_communication
from extract.heading import read_heading
from extract.issuers import Home
from extract.layout import lay_out
from extract.places import Places
from extract.readers.errors import ReadError
from extract.readers.openers import open_source
from extract.readers.source import SourceText
from extract.record import BudgetLine, Citation, Communication, Document, Record, Source, Target, Task
from extract.targets import find_targets
from extract.tasks import find_tasks
from extract.text import normalise

__all__ = ["ReadError", "Reading", "read", "read_text"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and the raw text that its offsets point into."""

    record: Record
    raw: str


def read(path: Path) -> Reading:
    """Read one file: text, Markdown, Word, PDF or HTML, told by its content rather than by its ending.

    Raises :class:`ReadError` with a reason for people when that cannot be done.
    """
    source, digest = open_source(path)
    reading = _reading(path.stem, path.name, source, digest)
    if not _holds_document(reading.record):
        raise ReadError(path, "nothing_found")
    return reading


def _holds_document(record: Record) -> bool:
    """Whether anything was read that only documents have: an identity, a citation, a task, a sum."""
    identity = dataclasses.replace(record.document, title=None)
    found = (record.citations, record.tasks, record.targets, record.budget, record.communication)
    return identity != Document() or any(found)


def read_text(raw: str, name: str) -> Reading:
    """Read a text that is already in memory; ``name`` becomes the record's id."""
    digest = hashlib.sha256(raw.encode("utf-8", errors="surrogatepass")).hexdigest()
    return _reading(name, name, SourceText(raw, "text/plain"), digest)


def read_home(raw: str) -> Home:
    """The areas in which the relative names of a text ("UBND tỉnh") are to be understood."""
    text = normalise(raw)
    return read_heading(text, lay_out(text.normal))[1]


def _reading(stem: str, name: str, source: SourceText, digest: str) -> Reading:
    text = normalise(source.raw)
    layout = lay_out(text.normal)
    document, home = read_heading(text, layout)
    citations, relations = find_citations(text, layout, home, document.number)
    record = Record(
        id=stem,
        source=Source(name, digest, len(source.raw), source.media_type, source.encoding),
        document=document,
        citations=_placed(citations, source.places),
        relations=relations,
        tasks=_placed(find_tasks(text, layout), source.places),
        targets=_placed(find_targets(text, layout), source.places),
        budget=_placed(find_budget(text, layout), source.places),
        communication=_placed(find_communication(text, layout, document.title), source.places),
    )
    return Reading(record, source.raw)


_Found = TypeVar("_Found", Citation, Task, Target, BudgetLine, Communication)


def _placed(found: tuple[_Found, ...], places: Places | None) -> tuple[_Found, ...]:
    """Each thing found with its place for people; as it is where the file has no places."""
    if places is None:
        return found
    return tuple(dataclasses.replace(one, place=places.at(one.start)) for one in found)
