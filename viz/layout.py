"""Where everything stands: rows by level, time from left to right, no two cards or labels on one spot.

All lengths are picture units, one CSS pixel at the picture's natural size; the
origin is the top left corner, y grows downwards, a card's spot is its middle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from viz.card import LEVELS, Card
from viz.detour import clear_the_way
from viz.geometry import Box, Point, curve

WIDTH = 940
_BAND_TITLE = 34
_BAND_GAP = 14
_BAND_FOOT = 16
_TITLE_SPAN = 330
_LABEL_HEIGHT = 16
_LABEL_LETTER = 6.1
_LABEL_STEPS = tuple(step / 100 for step in range(10, 92, 4))


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of cards and gaps; ``across`` is the number of cards in a full line."""

    card_width: int
    card_height: int
    gap: int
    line_gap: int
    across: int
    roomy: bool


ROOMY = Scale(card_width=164, card_height=62, gap=24, line_gap=58, across=5, roomy=True)
"""For pictures of a few dozen documents: three lines of text on a card, a word on every line."""

COMPACT = Scale(card_width=116, card_height=30, gap=18, line_gap=22, across=7, roomy=False)
"""For more: the number alone, words on lines when they are chosen."""

ROOMY_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Band:
    """The row of one level: from ``top``, ``height`` high, as wide as the picture."""

    level: str
    top: float
    height: float


@dataclass(slots=True)
class Layout:
    """Where everything stands.

    ``spots`` of the cards by IRI, the ``lines`` of cards from the top, the
    ``bands`` behind them, and for each stroke its label's spot, ``None`` where
    there is no room for one.
    """

    scale: Scale
    height: float = 0
    spots: dict[str, Point] = field(default_factory=dict)
    lines: list[list[str]] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    labels: list[Point | None] = field(default_factory=list)

    def box(self, iri: str) -> Box:
        """The rectangle of a card."""
        x, y = self.spots[iri]
        return Box(x, y, self.scale.card_width, self.scale.card_height)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line to draw between two cards (IRIs), with its label."""

    source: str
    target: str
    label: str


def lay_out(cards: Sequence[Card], strokes: Sequence[Stroke]) -> Layout:
    """Place ``cards`` and the labels of ``strokes``."""
    layout = Layout(ROOMY if len(cards) <= ROOMY_LIMIT else COMPACT)
    by_level: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_level[card.level].append(card)
    for level in LEVELS:
        if by_level[level]:
            _place_band(layout, level, by_level[level], strokes)
    if layout.scale.roomy:
        scale = layout.scale
        pairs = [(stroke.source, stroke.target) for stroke in strokes]
        clear_the_way(layout.spots, layout.lines, pairs, (scale.card_width, scale.card_height), WIDTH)
    layout.labels = _place_labels(layout, strokes)
    return layout


def label_width(label: str) -> float:
    """The room a label takes in the picture's 11-pixel type."""
    return len(label) * _LABEL_LETTER + 12


def _place_band(layout: Layout, level: str, cards: Iterable[Card], strokes: Iterable[Stroke]) -> None:
    scale = layout.scale
    top = layout.height + (_BAND_GAP if layout.bands else 0)
    middle = top + _BAND_TITLE + scale.card_height / 2
    pitch = scale.card_width + scale.gap
    bottom = middle
    for row in _rows(list(cards), strokes):
        for line in _lines(row, scale):
            layout.lines.append([card.iri for card in line])
            left = WIDTH / 2 - pitch * (len(line) - 1) / 2
            for place, card in enumerate(line):
                layout.spots[card.iri] = (left + pitch * place, middle)
            bottom = middle
            middle += scale.card_height + scale.line_gap
    height = bottom + scale.card_height / 2 + _BAND_FOOT - top
    layout.bands.append(Band(level, top, height))
    layout.height = top + height


def _rows(cards: list[Card], strokes: Iterable[Stroke]) -> Iterator[list[Card]]:
    """The cards of one level in rows: a document stands below those of its level that it refers to."""
    within: nx.DiGraph[str] = nx.DiGraph()
    within.add_nodes_from(card.iri for card in cards)
    within.add_edges_from(
        (stroke.source, stroke.target)
        for stroke in strokes
        if stroke.source in within and stroke.target in within
    )
    depth = _depths(within)
    for row in sorted(set(depth.values())):
        yield sorted((card for card in cards if depth[card.iri] == row), key=lambda card: card.age)


def _depths(within: nx.DiGraph[str]) -> Mapping[str, int]:
    """The longest way up from each document; documents that refer to each other in a circle share a row."""
    knots = nx.condensation(within)
    depth: dict[int, int] = {}
    for knot in reversed(list(nx.topological_sort(knots))):
        depth[knot] = max((depth[above] + 1 for above in knots.successors(knot)), default=0)
    return {iri: depth[knot] for iri, knot in knots.graph["mapping"].items()}


def _lines(row: list[Card], scale: Scale) -> Iterator[list[Card]]:
    """Fold a row: long lines alternate with lines one shorter, so that strokes pass between cards.

    A roomy picture shares the cards out evenly, since its lines move sideways afterwards.
    """
    lengths: list[int] = []
    while sum(lengths) < len(row):
        lengths.append(scale.across - len(lengths) % 2)
    if scale.roomy:
        share, rest = divmod(len(row), len(lengths))
        lengths = [share + (place < rest) for place in range(len(lengths))]
    start = 0
    for length in lengths:
        yield row[start : start + length]
        start += length


def _place_labels(layout: Layout, strokes: Sequence[Stroke]) -> list[Point | None]:
    if not layout.scale.roomy:
        return [None] * len(strokes)
    taken = [layout.box(iri) for iri in layout.spots]
    taken += [
        Box(_TITLE_SPAN / 2, band.top + _BAND_TITLE / 2 - 4, _TITLE_SPAN, _BAND_TITLE - 10)
        for band in layout.bands
    ]
    placed: list[Point | None] = []
    for stroke in strokes:
        spot = _free_spot(layout, stroke, taken)
        placed.append(spot)
        if spot:
            taken.append(Box(*spot, label_width(stroke.label), _LABEL_HEIGHT))
    return placed


def _free_spot(layout: Layout, stroke: Stroke, taken: Iterable[Box]) -> Point | None:
    """The free place on the line that is nearest to its lower end."""
    start, end = layout.spots[stroke.source], layout.spots[stroke.target]
    width = label_width(stroke.label)
    for share in _LABEL_STEPS:
        x, y = curve(start, end, share)
        box = Box(x, y, width, _LABEL_HEIGHT)
        inside = width / 2 <= x <= WIDTH - width / 2
        if inside and not any(box.touches(other) for other in taken):
            return (round(x, 1), round(y, 1))
    return None
