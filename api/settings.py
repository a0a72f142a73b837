"""What can be set about the server: each setting is a name, a default and a help text.

Every setting is read from the environment variable ``CANCU_<NAME>`` unless
given to :class:`Settings` directly.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.store import default_location


class Settings(BaseSettings):
    """The settings of one server; limits are on by default."""

    model_config = SettingsConfigDict(env_prefix="CANCU_", frozen=True, extra="ignore")

    store: str = Field(
        default="",
        description="Folder of the graph to serve; empty: the default folder of all commands.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. The default serves this machine alone.",
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    lang: Literal["vi", "en"] = Field(
        default="vi", description="Language of pages and messages for people who have not chosen one."
    )
    page_size: int = Field(default=20, ge=1, le=200, description="Documents on one page of a list.")
    trace_nodes: int = Field(
        default=2000,
        ge=1,
        description="Most places in the tree of one answer of /api/trace, which says when it is cut.",
    )
    query_bytes: int = Field(default=100_000, ge=1, description="Longest SPARQL request, in bytes of UTF-8.")
    query_nesting: int = Field(
        default=100, ge=1, description="Deepest nesting of brackets in a SPARQL query."
    )
    query_seconds: float = Field(default=20.0, gt=0, description="Wall clock of one SPARQL query, in s.")
    query_memory_mb: int = Field(
        default=1024,
        ge=64,
        description="Memory of one SPARQL query beyond an idle worker's, in MiB.",
    )
    query_rows: int = Field(default=100_000, ge=1, description="Most rows or triples in one SPARQL answer.")
    answer_bytes: int = Field(
        default=64 << 20, ge=1024, description="Longest SPARQL answer, in bytes before any compression."
    )
    query_workers: int = Field(default=2, ge=1, le=64, description="Processes that answer SPARQL queries.")
    query_waiting: int = Field(
        default=16, ge=0, description="SPARQL requests that may wait for a free worker; more are turned away."
    )
    cors_origins: tuple[str, ...] = Field(
        default=(),
        description=(
            "Origins of other web sites whose scripts may read this server. Empty by default: "
            "a server on one's own machine may hold drafts."
        ),
    )

    @property
    def location(self) -> str:
        """Where the graph is: the ``store`` setting, or the default folder."""
        return self.store or str(default_location())
