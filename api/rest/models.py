"""The shapes of JSON answers, for OpenAPI and for the people who read it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.documents import DocumentSummary


class DocumentPage(BaseModel):
    """One page of a list of documents."""

    total: int = Field(description="Documents that match, on all pages")
    page: int = Field(description="This page, from 1")
    size: int = Field(description="Most documents on a page")
    documents: list[DocumentSummary]


class Evidence(BaseModel):
    """The sentence that states a relation; offsets are code points of the citing text, end-exclusive."""

    citation: str = Field(description="IRI of the citation")
    quote: str
    sentence: str
    start: int
    end: int
    document: str = Field(description="IRI of the document whose text this is")
    status: str = Field(
        description="How surely the mention names the document: resolved, mismatch, ambiguous …"
    )


class TraceStep(BaseModel):
    """A document in a chain and those that follow from it."""

    document: DocumentSummary
    depth: int = Field(description="Steps from the document the trace starts at")
    relation: str | None = Field(default=None, description="What links it to the document above it")
    days: int | None = Field(
        default=None, description="Days from the date of the document above to this one's"
    )
    evidence: list[Evidence] = []
    repeated: bool = Field(
        default=False, description="Shown with its followers elsewhere in the tree, and not again here"
    )
    matches: bool = Field(
        default=True, description="False: shown only because it leads to documents that were asked for"
    )
    omitted: int = Field(default=0, description="Documents right below this one that are left out")
    children: list[TraceStep] = []


class TraceAnswer(BaseModel):
    """A chain as a tree. ``cut`` says that documents were left out, and must be looked at."""

    direction: str
    documents: int = Field(
        description="Documents of the chain that are as asked for, each counted once, shown or not"
    )
    held: int = Field(description="Those among them whose text is in the store")
    deeper: int = Field(description="Documents further away than the depth allowed")
    cut: bool = Field(description="True when the tree was stopped at a limit")
    root: TraceStep


class QuestionParameter(BaseModel):
    """A value that a question takes, given in the query string under its name."""

    name: str
    type: str = Field(description="document (a number or IRI), text, date or year")
    vi: str
    en: str
    example: str
    default: str | None = Field(description="null: the parameter must be given")


class QuestionColumn(BaseModel):
    """A column of an answer and its headings."""

    name: str
    vi: str
    en: str


class Question(BaseModel):
    """A question of the catalogue."""

    name: str
    question_vi: str
    question_en: str
    parameters: list[QuestionParameter]
    columns: list[QuestionColumn]
    text: str = Field(description="The SPARQL query")


class QuestionAnswer(BaseModel):
    """The answer to a question: rows of plain strings."""

    name: str
    columns: list[str]
    rows: list[list[str | None]]
