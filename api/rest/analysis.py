"""Coverage, impact and structure as JSON: every document with the sentences behind each link."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from api.documents import DocumentSummary
from api.library import Snapshot
from api.rest.models import Evidence
from graph.communities import communities
from graph.coverage import coverage
from graph.coverage_table import coverage_json
from graph.impact import dependents, impact
from graph.impact_table import impact_json, structure_json
from graph.proofs import StoreProofs
from graph.structure import findings, proved, proved_structure, structure


class Document(BaseModel):
    """A document of a chain; null where nothing is known."""

    iri: str
    label: str
    number: str | None
    type: str | None = Field(description="Code of the type: kh, qd, ct …")
    date: str | None = Field(description="As precise as known: 2021, 2021-08 or 2021-08-05")
    issuer: str | None
    title: str | None
    level: str | None
    body: str | None = Field(description="Code of the body that numbers it")
    held: bool
    listed: bool


class Link(BaseModel):
    """One document does something to another, and the sentences that say so."""

    lower: str
    lower_label: str
    relation: str
    upper: str
    upper_label: str
    evidence: list[Evidence]


class Likeness(BaseModel):
    """Why a document was inferred; no sentence links it."""

    reason: str = Field(description="title: its title bears the programme's name; programme: a shared one")
    name: str
    likeness: float
    title: str | None
    of_title: str | None


class CoveringDocument(BaseModel):
    """A document of a cell of the matrix."""

    document: Document
    state: str = Field(description="plan, letter, rests or inferred")
    named: bool = Field(description="It rests on the document and bears its programme's name in its title")
    days: int | None = Field(description="Days from the document's date to this one's")
    former: str | None = Field(description="The old province that issued it, merged since")
    way: list[Link] = Field(description="From it up to the document asked about")
    inferred: Likeness | None


class CoverageCell(BaseModel):
    """What a province has at one stage."""

    stage: str
    state: str = Field(description="plan, letter, rests, inferred, other or none")
    documents: list[CoveringDocument]
    others: int = Field(description="Documents of the province and stage that do something else")
    examples: list[Document] = Field(description="The latest of those")
    areas: int = Field(description="Districts, communes or old provinces with a document")
    areas_of: int


class CoverageRow(BaseModel):
    """A province."""

    province: str
    name: str
    former: list[str]
    days: int | None
    cells: list[CoverageCell]


class CurvePoint(BaseModel):
    """How many provinces had a plan by a day."""

    day: date
    provinces: int


class AdoptionCurve(BaseModel):
    """The provinces with a plan over time."""

    stage: str
    points: list[CurvePoint]
    undated: int


class Spread(BaseModel):
    """Quartiles of some days."""

    count: int
    least: float | None
    first: float | None
    median: float | None
    third: float | None
    most: float | None


class CoverageAnswer(BaseModel):
    """Which provinces carry a document out, quickest first. A gap says what the store lacks."""

    document: Document
    on: date
    stages: list[str]
    rows: list[CoverageRow]
    curves: list[AdoptionCurve]
    delays: dict[str, Spread]
    elsewhere: int = Field(description="Documents that carry it out and are of no province")


class DependentDocument(BaseModel):
    """A document that rests on the one asked about."""

    document: Document
    relation: str = Field(description="The weakest link of its strongest path")
    way: list[Link] = Field(description="Its strongest path, from it up")
    other: Link | None = Field(description="A basis that does not go through the document asked about")


class EndingCause(BaseModel):
    """Why a document is out of force."""

    cause: str = Field(description="repeals, replaces or register")
    by: Document | None
    day: str | None


class LeftDocument(BaseModel):
    """A document in force that rests on the one that is not."""

    document: Document
    relation: str
    later: bool | None = Field(description="Issued after the end; null where the dates do not say")


class ImpactAnswer(BaseModel):
    """What rests on a document, strongest path first. ``cut`` says that not all are listed."""

    document: Document
    relations: list[str]
    documents: int
    direct: int
    without_other: int = Field(description="Those that have no other basis")
    by_relation: dict[str, int]
    uses: dict[str, int] = Field(description="Direct mentions by kind of relation")
    endings: list[EndingCause]
    left: list[LeftDocument]
    dependents: list[DependentDocument]
    cut: bool


class BottleneckDocument(BaseModel):
    """A document through which many chains pass."""

    document: Document
    chains: float
    above: int
    below: int
    without_other: int


class LevelDelay(BaseModel):
    """Days between documents of two levels."""

    relation: str
    upper: str
    lower: str
    days: Spread


class FindingAnswer(BaseModel):
    """Something that calls for a look."""

    kind: str = Field(description="circle, time-travel, left-behind or orphan")
    vi: str
    en: str
    documents: list[Document]
    links: list[Link]


class CommunityAnswer(BaseModel):
    """Documents that hang together."""

    hub: Document
    size: int
    words: list[str]


class StructureAnswer(BaseModel):
    """The whole graph at once."""

    documents: int
    links: int
    most: int = Field(description="Links of the longest chain")
    tops: int = Field(description="Documents that begin one of that length")
    longest: list[list[Link]]
    bottlenecks: list[BottleneckDocument]
    delays: list[LevelDelay]
    findings: list[FindingAnswer]
    communities: list[CommunityAnswer]


def coverage_answer(snapshot: Snapshot, start: DocumentSummary, on: date) -> CoverageAnswer:
    """The matrix of provinces and stages of a document."""
    found = coverage(snapshot.chains, start.iri, on, approved=snapshot.programmes)
    answer = coverage_json(snapshot.chains, found, StoreProofs(snapshot.store), snapshot.programmes)
    return CoverageAnswer.model_validate(answer)


def impact_answer(
    snapshot: Snapshot, start: DocumentSummary, relations: tuple[str, ...], limit: int
) -> ImpactAnswer:
    """What rests on a document; at most ``limit`` are listed."""
    found = impact(snapshot.chains, start.iri, relations, snapshot.effects)
    listed = dependents(snapshot.chains, found, limit, StoreProofs(snapshot.store))
    return ImpactAnswer.model_validate(impact_json(found, listed) | {"cut": len(listed) < len(found)})


def structure_answer(
    snapshot: Snapshot, relations: tuple[str, ...], shown: int, *, groups: bool
) -> StructureAnswer:
    """The structure of the whole graph, and its communities when asked."""
    proofs = StoreProofs(snapshot.store)
    found = proved_structure(structure(snapshot.chains, relations, shown), proofs)
    looked = proved(findings(snapshot.chains, snapshot.effects, relations), proofs)
    split = communities(snapshot.chains) if groups else ()
    return StructureAnswer.model_validate(structure_json(found, looked, split))
