"""Documents that probably carry out another though no sentence says so.

Two signs count: a title that names the other's programme, and a programme that both
documents bear. Neither is a sentence that links them, so these never become edges of a
chain: they are given apart, each with its reason and the two titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extract.text import fold
from graph.chains import RELATIONS, Chains, Flags, Node, Positions
from graph.store import Store
from ontology.carrying import carrying_types, title_words
from ontology.registers import Level

__all__ = [
    "LEAST_LIKENESS",
    "LEAST_LIKENESS_CITED",
    "LEAST_SYLLABLES",
    "REASONS",
    "Inferred",
    "Probable",
    "core_of",
    "inferred",
    "named_like",
    "probable",
    "programmes",
]

LEAST_SYLLABLES = 8
"""Syllables of a programme's name below which it is too common to tell documents apart by."""

LEAST_LIKENESS = 90.0
"""Likeness (0 to 100) of the name and the best fitting part of a title from which on the title bears it."""

LEAST_LIKENESS_CITED = 80.0
"""The same for a title of a document that cites the other: the sentence has named it already."""

Reason = Literal["title", "programme"]
REASONS: tuple[Reason, ...] = get_args(Reason)
_SHARE = 0.75
"""Share of the name's syllables that a title must hold to be compared with it at all."""

_QUOTED = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LEVELS: tuple[Level, ...] = get_args(Level)
_PROGRAMMES = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?document ?name { ?document cancu:approvesInstrument/rdfs:label ?name }
ORDER BY ?document ?name
"""


@dataclass(frozen=True, slots=True)
class Inferred:
    """``document`` probably carries out ``of``, by ``reason``.

    ``name`` is the programme's name that both bear, lower case without signs and figures;
    ``likeness`` (0 to 100) is how like it the title is; 100 for a shared programme.
    """

    document: Node
    of: Node
    reason: Reason
    name: str
    likeness: float


def programmes(store: Store) -> dict[str, tuple[str, ...]]:
    """The names of the programmes that each document approves, as other documents state them; by IRI."""
    found: dict[str, list[str]] = {}
    for document, name in store.texts(_PROGRAMMES):
        found.setdefault(document, []).append(name)
    return {document: tuple(names) for document, names in found.items()}


def inferred(
    chains: Chains,
    document: str,
    relations: Sequence[str] = RELATIONS,
    approved: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Inferred, ...]:
    """The documents that probably carry out ``document`` and that ``relations`` do not reach.

    ``approved`` are the programmes of documents (see ``programmes``): one that
    carries out another document approving the same programme is inferred too.
    ``KeyError`` when the chains lack the document.
    """
    start = chains.place[document]
    found = probable(chains, start, chains.reach(start, "down", relations).depth_of >= 0, approved)
    of = chains.nodes[start]
    return tuple(
        Inferred(chains.nodes[position], of, REASONS[reason], name, likeness)
        for position, reason, name, likeness in found.listed()
    )


@dataclass(frozen=True, slots=True, eq=False)
class Probable:
    """Documents inferred, as arrays of one length; ``reason`` is the index in ``REASONS``.

    ``names`` are the programmes' names by reason: that of the title, and that which is shared.
    """

    positions: Positions
    reason: npt.NDArray[np.int8]
    likeness: npt.NDArray[np.float64]
    names: tuple[str, str]

    def listed(self) -> Iterator[tuple[int, int, str, float]]:
        """Position, reason, name and likeness of each."""
        columns = (self.positions.tolist(), self.reason.tolist(), self.likeness.tolist())
        for position, reason, likeness in zip(*columns, strict=True):
            yield position, reason, self.names[reason], likeness


def probable(
    chains: Chains, start: int, reached: Flags, approved: Mapping[str, Iterable[str]] | None = None
) -> Probable:
    """The documents outside ``reached`` that probably carry out the one at ``start``; see ``inferred``."""
    name = core_of(chains.nodes[start].title)
    positions, likeness = named_like(chains, start, name, ~reached)
    shared, beside = _by_programme(chains, start, approved or {}, reached)
    added = np.setdiff1d(beside, positions)
    everyone = np.concatenate([positions, added]).astype(np.int32)
    order = np.argsort(everyone)
    reason = np.repeat(np.array([0, 1], np.int8), [len(positions), len(added)])
    alike = np.concatenate([likeness, np.full(len(added), 100.0)])
    return Probable(everyone[order], reason[order], alike[order], (name, shared))


def core_of(title: str | None) -> str:
    """The name of the programme in a title, folded and without figures; empty when it is too short.

    >>> core_of("Phê duyệt Đề án “Giáo dục hướng nghiệp và định hướng phân luồng giai đoạn 2018-2025”")
    'giáo dục hướng nghiệp và định hướng phân luồng'
    """
    text = title or ""
    quoted = max(_QUOTED.findall(text), key=len, default="")
    for candidate in (quoted, text):
        core = _without_ending(_without_opening(_plain(candidate)))
        if len(core.split()) >= LEAST_SYLLABLES:
            return core
    return ""


def named_like(
    chains: Chains, start: int, name: str, allowed: Flags, least: float = LEAST_LIKENESS
) -> tuple[Positions, npt.NDArray[np.float64]]:
    """The positions of the allowed documents whose titles bear ``name``, and how like it each is.

    Only those that could carry out the document at ``start``: of a type that carries out, of
    another body at its level or below, not issued before it, and not for a period that
    has nothing in common with its own. None for a name too short to tell documents apart by.
    """
    if len(name.split()) < LEAST_SYLLABLES:
        return np.empty(0, np.int32), np.empty(0, np.float64)
    titles = chains.derived(_read_titles)
    near = titles.share(name)[titles.title] & _fitting(chains, titles, start, allowed)
    positions = np.flatnonzero(near).astype(np.int32)
    likeness = np.zeros(len(titles.plain), np.float64)
    for title in np.unique(titles.title[positions]).tolist():
        likeness[title] = _likeness(name, titles.plain[title])
    alike = likeness[titles.title[positions]]
    return positions[alike >= least], alike[alike >= least]


@dataclass(frozen=True, slots=True, eq=False)
class _Titles:
    """The titles of all documents, each once, and where each syllable stands in them.

    ``title`` is the number of each document's title. Postings of syllable ``t`` are titles:
    ``held_by[start[t]:start[t + 1]]``. ``years`` are the first and
    last year that a title names, 0 without any. ``carries`` (whether its type carries out),
    ``level`` and ``body`` (a number for each) are by position.
    """

    plain: tuple[str, ...]
    title: Positions
    token: dict[str, int]
    start: npt.NDArray[np.int64]
    held_by: Positions
    years: npt.NDArray[np.int32]
    carries: Flags
    level: npt.NDArray[np.int8]
    body: npt.NDArray[np.int32]

    def share(self, name: str) -> Flags:
        """Which titles hold most of a name's syllables."""
        syllables = set(name.split())
        held = np.zeros(len(self.plain), np.int16)
        for syllable in syllables:
            if (token := self.token.get(syllable)) is not None:
                held[self.held_by[self.start[token] : self.start[token + 1]]] += 1
        return held >= _SHARE * len(syllables)


def _read_titles(chains: Chains) -> _Titles:
    number: dict[str, int] = {}
    title = [number.setdefault(_plain(node.title or ""), len(number)) for node in chains.nodes]
    plain = tuple(number)
    token: dict[str, int] = {}
    pairs = [
        (token.setdefault(syllable, len(token)), place)
        for place, text in enumerate(plain)
        for syllable in set(text.split())
    ]
    table = np.array(pairs, np.int32).reshape(-1, 2)
    table = table[np.argsort(table[:, 0], kind="stable")]
    bodies: dict[str | None, int] = {}
    carrying = carrying_types("plan") | carrying_types("steering")
    return _Titles(
        plain=plain,
        title=np.array(title, np.int32),
        token=token,
        start=np.searchsorted(table[:, 0], np.arange(len(token) + 1)),
        held_by=table[:, 1].copy(),
        years=np.array([_years(node.title) for node in chains.nodes], np.int32).reshape(-1, 2),
        carries=np.array([node.type in carrying for node in chains.nodes], np.bool_),
        level=np.array([_level(node) for node in chains.nodes], np.int8),
        body=np.array([bodies.setdefault(node.body, len(bodies)) for node in chains.nodes], np.int32),
    )


def _fitting(chains: Chains, titles: _Titles, start: int, allowed: Flags) -> Flags:
    first, last = chains.span
    later = (last < 0) | (first[start] < 0) | (last >= first[start])
    below = (titles.level < 0) | (titles.level >= titles.level[start])
    others = titles.body != titles.body[start]
    fitting: Flags = allowed & titles.carries & others & later & below
    return fitting & _same_period(chains, titles, start)


def _same_period(chains: Chains, titles: _Titles, start: int) -> Flags:
    """Those whose years meet the years of the title at ``start``; without any, those dated by its end."""
    begin, end = titles.years[start]
    if not end:
        return np.ones(len(chains), np.bool_)
    first, last = titles.years[:, 0], titles.years[:, 1]
    in_time: Flags = chains.span[0] <= date(int(end), 12, 31).toordinal()
    meeting: Flags = np.where(last == 0, in_time, (first <= end) & (last >= begin))
    return meeting


def _likeness(name: str, title: str) -> float:
    """How like the name the best fitting part of a title is; of a title that is shorter, the whole."""
    if name in title:
        return 100.0
    if len(title) < len(name):
        return fuzz.ratio(name, title)
    return fuzz.partial_ratio(name, title)


def _by_programme(
    chains: Chains, start: int, approved: Mapping[str, Iterable[str]], reached: Flags
) -> tuple[str, Positions]:
    """Those that carry out another document which approves a programme of the same name, and that name."""
    own = {name for name in map(core_of, approved.get(chains.nodes[start].iri, ())) if name}
    found: list[int] = []
    names: set[str] = set()
    for other, given in approved.items() if own else ():
        shared = own & set(map(core_of, given))
        if shared and other in chains and not reached[chains.place[other]]:
            carrying = chains.neighbours(chains.place[other], "down", ("implements",))
            found += [position for position, _ in carrying if not reached[position]]
            names |= shared
    return min(names, default=""), np.unique(np.array(found, np.int32))


def _plain(text: str) -> str:
    return " ".join(_NOT_LETTERS.sub(" ", fold(text)).split())


def _without_opening(text: str) -> str:
    while (opening := _opening().match(text)) is not None:
        text = text[opening.end() :]
    return text


def _without_ending(text: str) -> str:
    ending = _ending().search(text)
    return text[: ending.start()].rstrip() if ending else text


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either('opening')}) ")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{_either('ending')})\b")


def _either(kind: str) -> str:
    words = sorted(map(_plain, title_words(kind)), key=len, reverse=True)
    return "|".join(map(re.escape, words))


def _years(title: str | None) -> tuple[int, int]:
    years = [int(year) for year in _YEARS.findall(title or "")]
    return (min(years), max(years)) if years else (0, 0)


def _level(node: Node) -> int:
    return next((place for place, level in enumerate(_LEVELS) if level == node.level), -1)
