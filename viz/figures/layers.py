"""The figure of a chain in layers: levels as rows, time as order, aggregated where nobody could read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path

from graph.chains import Chains, Direction
from viz.card import Card, card_of
from viz.figures.covering import source_note
from viz.figures.legend import Entry, draw_legend
from viz.figures.sheet import LABEL, Drawing, Sheet, drawing_style
from viz.figures.strata import CARDS, UNDATED, WHOLE_YEAR, Key, Period, Row, Strata, strata
from viz.figures.type import Weight, cut, width_of
from viz.figures.ways import Board, Spot, curve
from viz.styles import Kind, RelationStyle, kinds, palette, relation_style, relation_styles, shortened
from viz.texts import Texts, texts

WIDTH = 11.3
_HEIGHT = 11.0
_ROW_NAME = 1.45
_ROW_LEAST = 0.44
_HEAD = 0.34
_FOOT = {"cards": 0.5, "names": 0.5, "bubbles": 0.3}
_ROW_PAD = {"cards": 0.28, "names": 0.14, "bubbles": 0.08}
_WIDEST = 1.75
_GUTTER = 0.3
_SMALL = 6.5
_LARGEST = 0.29
_SMALLEST = 0.07


@dataclass(frozen=True, slots=True)
class _Chain:
    """The documents to draw (the root first), the parent of each, and the strongest relation to it."""

    cards: tuple[Card, ...]
    links: tuple[tuple[str, str, str], ...]
    parents: Mapping[str, str]


def chain_figure(chains: Chains, root: str, *, direction: Direction = "down", lang: str = "vi") -> Drawing:
    """The chain of the document ``root`` (an IRI) for a report, every document of it counted.

    Up to some forty documents are cards with number, issuer and day, up to some two
    hundred their numbers, more are bubbles that count a level's documents of a period.
    ``KeyError`` when the chains lack ``root``.
    """
    words = texts(lang)
    found = _chain(chains, root, direction)
    plan = strata(found.cards, WIDTH - _ROW_NAME, _HEIGHT)
    heights = {row: _row_height(plan, row) for row in plan.rows}
    with drawing_style():
        sheet = Sheet(
            WIDTH,
            _HEAD + sum(heights.values()) + _FOOT[plan.mode.name],
            words.say(f"chain_{direction}", name=found.cards[0].name(words)),
            [*_notes(plan, found, words), source_note(chains, words)],
            subtitle=found.cards[0].title,
        )
        picture = _Picture(sheet.canvas(), plan, heights, found, words)
        picture.draw()
        return sheet.drawing()


def _row_height(plan: Strata, row: Row) -> float:
    return max(_ROW_LEAST, plan.lines[row] * plan.mode.height + _ROW_PAD[plan.mode.name])


def _chain(chains: Chains, root: str, direction: Direction) -> _Chain:
    relations = tuple(style.code for style in relation_styles() if style.chain)
    reach = chains.reach(chains.place[root], direction, relations)
    cards = tuple(card_of(chains.nodes[position]) for position in reach.order.tolist())
    links: dict[tuple[str, str], str] = {}
    if len(cards) <= CARDS.most:
        strongest = {relation: rank for rank, relation in enumerate(relations)}
        edges = [edge for edge in chains.edges_between(reach.order.tolist()) if edge[1] in strongest]
        for lower, relation, upper in sorted(edges, key=lambda edge: strongest[edge[1]]):
            links.setdefault((lower, upper), relation)
    parents = {
        chains.nodes[position].iri: chains.nodes[parent].iri
        for position in reach.order.tolist()
        if (parent := int(reach.parent[position])) >= 0
    }
    return _Chain(cards, tuple((*pair, relation) for pair, relation in links.items()), parents)


def _notes(plan: Strata, found: _Chain, words: Texts) -> list[str]:
    held = sum(entry.held for entry in found.cards)
    undated = sum(not entry.date for entry in found.cards)
    notes = [
        words.say("figure_chain_count", count=len(found.cards), held=held, stubs=len(found.cards) - held),
        words.say(f"figure_chain_{plan.mode.name}", unit=words.say(f"unit_{plan.unit}")),
    ]
    if undated:
        notes.append(words.say("figure_undated", count=undated))
    return notes


class _Picture:
    """The drawing of one chain on its axes."""

    def __init__(
        self, axes: Axes, plan: Strata, heights: Mapping[Row, float], found: _Chain, words: Texts
    ) -> None:
        self.axes, self.plan, self.heights, self.found, self.words = axes, plan, heights, found, words
        self.looks = {kind.code: kind for kind in kinds()}
        room = WIDTH - _ROW_NAME
        self.track = room / sum(plan.tracks.values())
        self.left = dict(
            _starts(plan.periods, {p: plan.tracks[p] * self.track for p in plan.periods}, _ROW_NAME)
        )
        self.top = dict(_starts(plan.rows, heights, _HEAD))
        self.place = {entry.iri: place for place, entry in enumerate(found.cards)}
        self.right = _ROW_NAME + sum(plan.tracks.values()) * self.track

    def draw(self) -> None:
        self._grid()
        if self.plan.mode.name == "bubbles":
            self._bubbles()
        else:
            self._documents()
        draw_legend(self.axes, list(self._legend()), 0, _HEAD + sum(self.heights.values()) + 0.1, WIDTH)

    # -- rows and columns

    def _grid(self) -> None:
        colors = palette()
        for row in self.plan.rows:
            top, height = self.top[row], self.heights[row]
            box = Rectangle(
                (0, top + 0.03), self.right, height - 0.06, color=colors["ground"], linewidth=0, zorder=0
            )
            box.set_gid(f"row-{row[0]}-{'party' if row[1] else 'state'}")
            self.axes.add_patch(box)
            self._row_name(row, top + height / 2)
        bottom = _HEAD + sum(self.heights.values())
        for period in self.plan.periods:
            left = self.left[period]
            self.axes.plot([left, left], [_HEAD, bottom], color=colors["paper"], linewidth=1.4, zorder=0.5)
            middle = left + self.plan.tracks[period] * self.track / 2
            lines = _period_name(period, self.plan, self.words).split("\n")
            self.axes.text(
                middle, _HEAD - 0.07, "\n".join(lines), size=LABEL - 0.5, color=colors["muted"],
                ha="center", va="bottom", linespacing=1.05,
            )  # fmt: skip

    def _row_name(self, row: Row, middle: float) -> None:
        level, party = row
        count = sum(len(held) for (at, _), held in self.plan.cells.items() if at == row)
        side = self.words.say("side_party" if party else "side_state")
        name = cut(self.words.levels[level], _ROW_NAME - 0.15, LABEL - 0.3, "bold")
        for y, text, weight, color in (
            (middle - 0.075, name, "bold", "ink"),
            (middle + 0.085, f"{side} · {count}", "normal", "muted"),
        ):
            color = palette()[color]
            self.axes.text(0.09, y, text, size=LABEL - 0.3, weight=weight, color=color, va="center")

    # -- documents one by one

    def _documents(self) -> None:
        spots = dict(self._spots())
        if self.plan.mode is CARDS:
            width, height = self._size()
            ways = dict(
                Board(spots, width, height, self.track - width).ways(link[:2] for link in self.found.links)
            )
            for lower, upper, relation in reversed(self.found.links):
                self._stroke(ways[lower, upper], relation)
        else:
            for lower, upper in sorted(self.found.parents.items()):
                self._thread(spots[lower], spots[upper])
        for entry in self.found.cards:
            draw = self._card if self.plan.mode is CARDS else self._name
            draw(entry, spots[entry.iri])

    def _spots(self) -> Iterator[tuple[str, Spot]]:
        """The middle of each document's place: down the first track of its cell, then down the next."""
        for (row, period), held in self.plan.cells.items():
            deep = -(-len(held) // self.plan.tracks[period])
            pad = (self.heights[row] - self.plan.lines[row] * self.plan.mode.height) / 2
            # Cards stand on the same lines in all cells, so that strokes can run between the lines.
            free = 0 if self.plan.mode is CARDS else self.plan.lines[row] - deep
            slack = free * self.plan.mode.height / 2
            for place, entry in enumerate(held):
                track, line = divmod(place, deep)
                x = self.left[period] + (track + 0.5) * self.track
                y = self.top[row] + pad + slack + (line + 0.5) * self.plan.mode.height
                yield entry.iri, (x, y)

    def _size(self) -> tuple[float, float]:
        return min(self.track - _GUTTER, _WIDEST), self.plan.mode.height - 0.2

    def _card(self, entry: Card, spot: Spot) -> None:
        (x, y), (width, height) = spot, self._size()
        left, room = x - width / 2 + 0.08, width - 0.16
        look = self.looks[entry.kind]
        self._plate(entry, look, spot, width, height, f"document-{self.place[entry.iri]}")
        name = entry.number or self.words.say("no_number_short")
        issuer = cut(shortened(entry.issuer), room, LABEL - 1)
        date = self.words.date(entry.date) if entry.date else self.words.say("no_date")
        ink, muted = palette()["ink"], palette()["muted"]
        for dy, text, size, weight, color in (
            (-0.14, cut(f"{look.sign} {name}", room, LABEL, "bold"), LABEL, "bold", ink),
            (0.03, issuer, LABEL - 1, "normal", ink),
            (0.17, date, LABEL - 1, "normal", muted),
        ):
            self.axes.text(left, y + dy, text, size=size, weight=weight, color=color, va="center", zorder=4)

    def _plate(self, entry: Card, look: Kind, spot: Spot, width: float, height: float, name: str) -> None:
        x, y = spot
        round_off = 0.08 if look.outline in ("round", "cut") else 0.015
        box = FancyBboxPatch(
            (x - width / 2 + round_off, y - height / 2 + round_off),
            width - 2 * round_off,
            height - 2 * round_off,
            boxstyle=f"round,pad={round_off}",
            facecolor=look.fill if entry.held else palette()["paper"],
            edgecolor=look.border,
            linewidth=2.2 if entry is self.found.cards[0] else 1.0,
            linestyle="-" if entry.held else (0, (3.5, 2)),
            zorder=3,
        )
        box.set_gid(name)
        self.axes.add_patch(box)

    def _name(self, entry: Card, spot: Spot) -> None:
        x, y = spot
        width = self.plan.mode.width
        look = self.looks[entry.kind]
        left = x - width / 2 + 0.07
        dot = Circle(
            (left, y), 0.042, facecolor=look.border if entry.held else palette()["paper"],
            edgecolor=look.border, linewidth=0.9, zorder=3,
        )  # fmt: skip
        dot.set_gid(f"document-{self.place[entry.iri]}")
        self.axes.add_patch(dot)
        first = entry is self.found.cards[0]
        weight: Weight = "bold" if first else "normal"
        name = cut(entry.number or self.words.say("no_number_short"), width - 0.2, _SMALL, weight)
        ground = Rectangle(
            (left + 0.07, y - 0.07),
            width_of(name, _SMALL, weight) + 0.03,
            0.14,
            color=palette()["ground"],
            linewidth=0,
            zorder=2,
        )
        self.axes.add_patch(ground)
        self.axes.text(
            left + 0.08, y, name, size=_SMALL, weight=weight, color=palette()["ink"],
            va="center", zorder=4,
        )  # fmt: skip

    def _stroke(self, way: Path, relation: str) -> None:
        style = relation_style(relation)
        self.axes.add_patch(
            FancyArrowPatch(
                path=way,
                arrowstyle="-|>,head_length=3.6,head_width=1.8",
                color=style.color,
                linewidth=style.width * 0.5,
                linestyle=_dashes(style),
                zorder=2,
                capstyle="butt",
                shrinkA=0,
                shrinkB=0,
            )
        )

    def _thread(self, lower: Spot, upper: Spot) -> None:
        back = self.plan.mode.width / 2 - 0.07
        start, end = (lower[0] - back, lower[1]), (upper[0] - back, upper[1])
        path = PathPatch(
            curve(start, end), facecolor="none", edgecolor=palette()["muted"], linewidth=0.5, alpha=0.28,
            zorder=1,
        )  # fmt: skip
        self.axes.add_patch(path)

    # -- many documents

    def _bubbles(self) -> None:
        middle = {
            (row, period): (self.left[period] + self.track / 2, self.top[row] + self.heights[row] / 2)
            for row, period in self.plan.cells
        }
        self._streams(middle)
        most = max(len(held) for held in self.plan.cells.values())
        for (row, period), held in self.plan.cells.items():
            self._bubble(row, held, middle[row, period], most)

    def _streams(self, middle: Mapping[tuple[Row, Period], Spot]) -> None:
        cell = {entry.iri: self.plan.place(entry) for entry in self.found.cards}
        streams = Counter((cell[lower], cell[upper]) for lower, upper in self.found.parents.items())
        most = max(streams.values(), default=1)
        for (lower, upper), count in sorted(streams.items()):
            if lower != upper:
                path = PathPatch(
                    curve(middle[lower], middle[upper]), facecolor="none", edgecolor=palette()["muted"],
                    linewidth=0.5 + 5 * (count / most) ** 0.5, alpha=0.22, capstyle="round", zorder=1,
                )  # fmt: skip
                self.axes.add_patch(path)

    def _bubble(self, row: Row, held: Sequence[Card], spot: Spot, most: int) -> None:
        x, y = spot
        look = self.looks["party" if row[1] else "decision"]
        radius = max(_SMALLEST, _LARGEST * (len(held) / most) ** 0.5)
        first = self.found.cards[0] in held
        outer = Circle(
            spot,
            radius,
            facecolor=look.fill,
            edgecolor=look.border,
            linewidth=2.2 if first else 1.0,
            zorder=3,
        )
        outer.set_gid(f"bubble-{row[0]}-{'party' if row[1] else 'state'}-{held[0].date or 'undated'}")
        self.axes.add_patch(outer)
        text = "" if first and len(held) == 1 else str(len(held))
        inside = width_of(text, LABEL) < 1.8 * radius
        self.axes.text(
            x if inside else x + radius + 0.03, y, text, size=LABEL, color=palette()["ink"],
            ha="center" if inside else "left", va="center_baseline", zorder=4,
        )  # fmt: skip
        if first:
            name = cut(self.found.cards[0].number, 1.2, LABEL, "bold")
            above = y - radius - 0.03
            self.axes.text(
                x, above, name, size=LABEL - 0.5, weight="bold", ha="center", va="bottom", zorder=4
            )

    # -- legend

    def _legend(self) -> Iterator[Entry]:
        grey, paper, stub = palette()["muted"], palette()["paper"], (0, (3, 2))
        if self.plan.mode.name == "bubbles":
            for code, side in (("party", "side_party"), ("decision", "side_state")):
                look = self.looks[code]
                yield Entry(self.words.say(side), look.fill, look.border, "dot")
            return
        cards = self.plan.mode is CARDS
        present = {entry.kind for entry in self.found.cards}
        for look in kinds():
            if look.code in present:
                sign = f"{look.sign} " if cards else ""
                fill = look.fill if cards else look.border
                yield Entry(sign + self.words.kinds[look.code], fill, look.border, "box" if cards else "dot")
        held, known = self.words.say("legend_held_short"), self.words.say("legend_stub_short")
        if cards:
            yield Entry(held, palette()["line"], grey)
            yield Entry(known, paper, grey, dashes=stub)
        else:
            yield Entry(held, grey, grey, "dot")
            yield Entry(known, paper, grey, "dot")
        for code in dict.fromkeys(relation for _, _, relation in self.found.links):
            style = relation_style(code)
            yield Entry(
                self.words.relation(code), "", style.color, "line", "", _dashes(style), style.width / 2
            )


def _dashes(style: RelationStyle) -> str | tuple[int, tuple[float, ...]]:
    return (0, tuple(dash / 3 for dash in style.dashes)) if style.dashes else "-"


def _starts(keys: Sequence[Key], sizes: Mapping[Key, float], start: float) -> Iterator[tuple[Key, float]]:
    for key in keys:
        yield key, start
        start += sizes[key]


def _period_name(period: Period, plan: Strata, words: Texts) -> str:
    year, part = period
    if period == UNDATED:
        return words.say("period_undated")
    if plan.unit == "year":
        return year
    if part == WHOLE_YEAR:
        return words.say("period_year", year=year)
    if plan.unit == "month":
        return words.date(f"{year}-{part:02}")
    return words.say("period_quarter", year=year, part=part)
