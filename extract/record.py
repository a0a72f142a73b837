"""The record: what reading one document yields, and its JSON form.

A record is a tree of frozen dataclasses. Offsets are code points of the raw
text as decoded from the file, end-exclusive, so that ``raw[start:end]`` is the
wording exactly as printed. ``place`` says the same for people ("trang 2, dòng 14";
``None`` for plain text). The JSON form leaves out nothing and adds nothing:
``from_json(to_json(record)) == record``.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from typing import Any, Literal

Relation = Literal[
    "based_on",
    "implements",
    "guides",
    "amends",
    "amended_by",
    "replaces",
    "replaced_by",
    "repeals",
    "repealed_by",
    "corrects",
    "consolidates",
    "promulgates",
    "approves",
    "cites",
]
"""What one document does to another; the ``…_by`` forms are passive."""

Modality = Literal["assign", "request"]
"""A binding assignment (*giao*) or a request to a body outside one's command (*đề nghị*)."""

CommunicationPart = Literal["audience", "content", "message", "channel"]
"""What a plan of communication sets out: *đối tượng*, *nội dung*, *thông điệp*, *hình thức* or *kênh*."""

DueKind = Literal["date", "interval", "recurring", "continuous", "other"]


@dataclass(frozen=True, slots=True)
class Source:
    """The file a record was read from.

    ``sha256`` is the digest of the file's bytes, ``length`` the number of code
    points of its raw text, ``encoding`` how the bytes were decoded.
    """

    file: str
    sha256: str
    length: int
    media_type: str = "text/plain"
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who signed: name, post and the TM./KT./TL. line as printed, ``None`` where one is not."""

    name: str | None
    role: str | None = None
    on_behalf: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The document's own identity, from its header and signature only.

    ``number`` is ``None`` where it is blank (a draft); ``date`` is as precise as
    printed: ``2025-11-19``, ``2025-11``, ``2025`` or ``None``. ``issuer`` is the
    body of the letterhead spelled out with its place.
    """

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of another document.

    ``from_`` is ``"this"`` or the number (or law name) inside whose title or
    description the mention stands. ``date`` and ``issuer`` are only what this
    mention states. ``sentence`` is the clause that carries the mention, on one
    line; ``pinpoint`` the provision named with it ("khoản 2 Điều 49"); ``instrument``
    the programme, strategy or scheme that the cited decision approves, where named.
    A short name ("Nghị quyết 347") has the digits printed as its ``number`` and the full
    number it was given for in ``stands_for``.
    """

    quote: str
    type: str | None
    number: str | None
    name: str | None
    date: str | None
    issuer: str | None
    relation: Relation
    from_: str
    start: int
    end: int
    sentence: str
    title: str | None = None
    pinpoint: str | None = None
    section: tuple[str, ...] = ()
    first_mention: bool = True
    instrument: str | None = None
    place: str | None = None
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline or recurrence as a value.

    ``start`` and ``end`` are ISO dates (``2023-12-31``); a ``recurring`` due has a
    ``frequency`` (ISO 8601 duration: ``P1Y``, ``P3M``, ``P1M``, ``P1W``, ``PT12H``) and may have a
    ``latest`` day in each period (``--12-14`` for "trước ngày 15/12"; ``---19`` for
    "trước ngày 20 hằng tháng"). ``on_request`` is true when "đột xuất" is allowed for.
    """

    kind: DueKind
    start: str | None = None
    end: str | None = None
    frequency: str | None = None
    latest: str | None = None
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One bullet, paragraph or table row that assigns work to a named body.

    ``starts`` holds its first ten words as printed, ``text`` all of it on one
    line, without the footnotes of a page that cuts it; ``deadline`` is the printed
    wording and ``due`` its value.
    """

    starts: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...]
    deadline: str | None
    start: int
    end: int
    text: str
    due: Due | None = None
    modality: Modality = "assign"
    advises: tuple[str, ...] = ()
    reports_to: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable aim: "45-50% học sinh trung học … đến năm 2030".

    ``low`` and ``high`` are in ``unit``; "ít nhất 01" has no ``high``; a yearly
    target has no ``year``.
    """

    quote: str
    indicator: str
    low: float | None
    high: float | None
    unit: str | None
    year: int | None
    start: int
    end: int
    population: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A sum of money in đồng with what it is for, and how it was reckoned if printed.

    ``amount_in_words_vnd`` is the sum as printed in words, which may differ from the figures.
    """

    quote: str
    amount_vnd: int
    purpose: str | None
    start: int
    end: int
    quantity: float | None = None
    unit: str | None = None
    unit_price_vnd: int | None = None
    source: str | None = None
    amount_in_words_vnd: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Communication:
    """One audience, content, message or channel of a plan of communication, on one line as ``text``.

    ``quote`` is the wording as printed: where a footnote cuts the item, its part before the note.
    """

    part: CommunicationPart
    text: str
    quote: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that reading one document yields; ``relations`` are (from, relation, to), always active."""

    id: str
    source: Source
    document: Document
    citations: tuple[Citation, ...] = ()
    relations: tuple[tuple[str, Relation, str], ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    communication: tuple[Communication, ...] = ()


def to_json(record: Record) -> dict[str, Any]:
    """The record as plain JSON values, keys in the order of the guide (``from_`` is written ``from``)."""
    plain = _to_plain(record)
    assert isinstance(plain, dict)
    return plain


def from_json(value: dict[str, Any]) -> Record:
    """Rebuild a record from its JSON form; unknown keys raise ``ValueError``."""
    record = _from_plain(Record, value)
    assert isinstance(record, Record)
    return record


def _to_plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name.rstrip("_"): _to_plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    return value


def _from_plain(kind: Any, value: Any) -> Any:
    if isinstance(kind, types.UnionType):
        inner = [option for option in typing.get_args(kind) if option is not types.NoneType]
        return None if value is None else _from_plain(inner[0], value)
    if typing.get_origin(kind) is tuple:
        arguments = typing.get_args(kind)
        if arguments[-1] is Ellipsis:
            return tuple(_from_plain(arguments[0], item) for item in value)
        return tuple(_from_plain(part, item) for part, item in zip(arguments, value, strict=True))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields = {field.name.rstrip("_"): field.name for field in dataclasses.fields(kind)}
        unknown = set(value) - set(fields)
        if unknown:
            raise ValueError(f"unknown keys in {getattr(kind, '__name__', kind)}: {sorted(unknown)}")
        given = {fields[key]: _from_plain(hints[fields[key]], item) for key, item in value.items()}
        return typing.cast(Any, kind)(**given)
    return value
