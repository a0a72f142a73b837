"""Căn Cứ for people who write Python: one module with the names that a script needs.

>>> import cancu
>>> store = cancu.open_store("store")                          # doctest: +SKIP
>>> cancu.ingest(cancu.plans(), store).new                     # doctest: +SKIP
5
>>> chains = cancu.read_chains(store)                          # doctest: +SKIP
>>> directive = cancu.name_document(store, "21-CT/TW")         # doctest: +SKIP
>>> [step.node.label for step in cancu.trace(chains, directive).walk()]  # doctest: +SKIP

Each name is taken from its room when it is first used, so that importing this
module costs nothing. ``python -m cancu`` is the command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.app import create_app
    from examples import plans
    from extract.read import ReadError, Reading, read, read_text
    from extract.record import Record, from_json, to_json
    from graph.agenda import Task, read_tasks
    from graph.chains import Chains, Node, chains_of, read_chains
    from graph.communities import Community, communities
    from graph.compare import Comparison, compare
    from graph.coverage import Coverage, carriers, coverage, ways_of
    from graph.effect import LeftBehind, left_behind, read_effects
    from graph.find import Match, find
    from graph.finding import Finding
    from graph.impact import Impact, dependents, impact
    from graph.inferred import Inferred, inferred, programmes
    from graph.ingest import Failure, Report, ingest
    from graph.institutions import Answer, BodyError, responsible
    from graph.network import chain_graph, network
    from graph.occurrences import Occurrence, RangeError, Span, expand
    from graph.proofs import Evidence, StoreProofs
    from graph.store import Rows, Store, StoreError, open_store
    from graph.structure import Structure, delays, findings, proved, structure
    from graph.trace import Step, Trace, Where, trace
    from graph.wanted import Chosen, Wanted, WantedError, choose
    from queries.catalogue import Query, catalogue
    from queries.catalogue import run as run_query
    from queries.naming import DocumentError, name_document
    from queries.problem import QuestionError
    from viz.chain import chain_html
    from viz.explore import coverage_html
    from viz.figures.adoption import adoption_figure
    from viz.figures.calendar import calendar_figure
    from viz.figures.delays import delay_figure
    from viz.figures.layers import chain_figure
    from viz.figures.map import map_figure
    from viz.figures.matrix import coverage_figure
    from viz.neighbourhood import neighbourhood_html

__all__ = [
    "Answer",
    "BodyError",
    "Chains",
    "Chosen",
    "Community",
    "Comparison",
    "Coverage",
    "DocumentError",
    "Evidence",
    "Failure",
    "Finding",
    "Impact",
    "Inferred",
    "LeftBehind",
    "Match",
    "Node",
    "Occurrence",
    "Query",
    "QuestionError",
    "RangeError",
    "ReadError",
    "Reading",
    "Record",
    "Report",
    "Rows",
    "Span",
    "Step",
    "Store",
    "StoreError",
    "StoreProofs",
    "Structure",
    "Task",
    "Trace",
    "Wanted",
    "WantedError",
    "Where",
    "adoption_figure",
    "calendar_figure",
    "carriers",
    "catalogue",
    "chain_figure",
    "chain_graph",
    "chain_html",
    "chains_of",
    "choose",
    "communities",
    "compare",
    "coverage",
    "coverage_figure",
    "coverage_html",
    "create_app",
    "delay_figure",
    "delays",
    "dependents",
    "expand",
    "find",
    "findings",
    "from_json",
    "impact",
    "inferred",
    "ingest",
    "left_behind",
    "map_figure",
    "name_document",
    "neighbourhood_html",
    "network",
    "open_store",
    "plans",
    "programmes",
    "proved",
    "read",
    "read_chains",
    "read_effects",
    "read_tasks",
    "read_text",
    "responsible",
    "run_query",
    "structure",
    "to_json",
    "trace",
    "ways_of",
]

_ROOMS = {
    "api.app": ("create_app",),
    "examples": ("plans",),
    "extract.read": ("ReadError", "Reading", "read", "read_text"),
    "extract.record": ("Record", "from_json", "to_json"),
    "graph.agenda": ("Task", "read_tasks"),
    "graph.chains": ("Chains", "Node", "chains_of", "read_chains"),
    "graph.compare": ("Comparison", "compare"),
    "graph.communities": ("Community", "communities"),
    "graph.coverage": ("Coverage", "carriers", "coverage", "ways_of"),
    "graph.effect": ("LeftBehind", "left_behind", "read_effects"),
    "graph.finding": ("Finding",),
    "graph.impact": ("Impact", "dependents", "impact"),
    "graph.inferred": ("Inferred", "inferred", "programmes"),
    "graph.structure": ("Structure", "delays", "findings", "proved", "structure"),
    "graph.find": ("Match", "find"),
    "graph.ingest": ("Failure", "Report", "ingest"),
    "graph.institutions": ("Answer", "BodyError", "responsible"),
    "graph.network": ("chain_graph", "network"),
    "graph.occurrences": ("Occurrence", "RangeError", "Span", "expand"),
    "graph.proofs": ("Evidence", "StoreProofs"),
    "graph.store": ("Rows", "Store", "StoreError", "open_store"),
    "graph.trace": ("Step", "Trace", "Where", "trace"),
    "graph.wanted": ("Chosen", "Wanted", "WantedError", "choose"),
    "queries.catalogue": ("Query", "catalogue"),
    "queries.naming": ("DocumentError", "name_document"),
    "queries.problem": ("QuestionError",),
    "viz.chain": ("chain_html",),
    "viz.explore": ("coverage_html",),
    "viz.figures.adoption": ("adoption_figure",),
    "viz.figures.calendar": ("calendar_figure",),
    "viz.figures.delays": ("delay_figure",),
    "viz.figures.layers": ("chain_figure",),
    "viz.figures.map": ("map_figure",),
    "viz.figures.matrix": ("coverage_figure",),
    "viz.neighbourhood": ("neighbourhood_html",),
}
_PLACES = {name: (room, name) for room, names in _ROOMS.items() for name in names}
_PLACES["run_query"] = ("queries.catalogue", "run")


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'cancu' has no attribute {name!r}")
    room, there = _PLACES[name]
    value = globals()[name] = getattr(import_module(room), there)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if __name__ == "__main__":
    import sys

    from cli.main import main

    sys.exit(main())
