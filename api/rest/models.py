"""The shapes of JSON answers, for OpenAPI and for the people who read it."""

from __future__ import annotations

from typing import Any

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

    citation: str | None = Field(default=None, description="IRI of the citation")
    quote: str | None = None
    sentence: str | None = None
    start: int | None = None
    end: int | None = None
    document: str | None = Field(default=None, description="IRI of the document whose text this is")


class TraceStep(BaseModel):
    """A document in a chain and those that follow from it."""

    document: DocumentSummary
    depth: int = Field(description="Steps from the document the trace starts at")
    relation: str | None = Field(default=None, description="What links it to the document above it")
    evidence: list[Evidence] = []
    repeated: bool = Field(
        default=False, description="Shown with its followers elsewhere in the tree, and not again here"
    )
    children: list[TraceStep] = []


class TraceAnswer(BaseModel):
    """A chain as a tree. ``cut`` says that documents were left out, and must be looked at."""

    direction: str
    documents: int = Field(description="Documents in the tree, each counted once")
    cut: bool = Field(description="True when the answer was stopped at the server's limit")
    root: TraceStep


class Question(BaseModel):
    """A question of the catalogue."""

    name: str
    question_vi: str
    question_en: str
    parameters: list[dict[str, Any]]
    columns: list[str]
    text: str = Field(description="The SPARQL query")


class QuestionAnswer(BaseModel):
    """The answer to a question: rows of plain strings."""

    name: str
    columns: list[str]
    rows: list[list[str | None]]
