"""A selection of documents as one stand-alone HTML page, drawn by pyvis."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from viz.geometry import BEND, curve
from viz.layout import WIDTH, Band, Layout, Stroke, lay_out
from viz.offline import content_policy, inline_parts
from viz.selection import Link, Selection
from viz.styles import Kind, RelationStyle, kinds, relation_style, relation_styles, shortened
from viz.texts import Texts

MAX_SENTENCES = 5
"""Sentences written out for one relation; the page says how many more there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """All relations from one document to another, drawn as one line; ``links`` index the selection."""

    source: str
    target: str
    links: tuple[int, ...]
    relations: tuple[str, ...]


def page(selection: Selection, heading: str, texts: Texts) -> str:
    """The page for ``selection``: picture, evidence panel, legend and the table of relations."""
    lines = _lines(selection.links)
    strokes = [Stroke(line.source, line.target, _label(line, texts)) for line in lines]
    layout = lay_out(selection.cards, strokes)
    ids = {entry.iri: f"d{place}" for place, entry in enumerate(selection.cards)}
    parts = inline_parts(_pyvis_page(selection, lines, layout, ids, texts))
    scripts = (*parts.scripts, asset("picture.js"))
    return template("page.html.j2").render(
        lang=texts.lang,
        heading=heading,
        texts=texts,
        summary=_summary(selection, texts),
        warnings=_left_out(selection, texts),
        policy=content_policy(scripts),
        scripts=scripts,
        styles=(*parts.styles, asset("picture.css")),
        height=round(layout.height) + 24,
        data=_data(selection, lines, layout, ids, texts),
        kinds=kinds(),
        relations=_legend_relations(selection),
        all_named=None not in layout.labels,
        rows=_table(selection, lines, texts),
    )


def _lines(links: Sequence[Link]) -> list[Line]:
    """Links are in order of strength, so the first relation of a line is its strongest."""
    between: dict[tuple[str, str], list[int]] = {}
    for place, link in enumerate(links):
        between.setdefault((link.source, link.target), []).append(place)
    return [
        Line(source, target, tuple(places), tuple(links[place].relation for place in places))
        for (source, target), places in between.items()
    ]


def _label(line: Line, texts: Texts) -> str:
    return " + ".join(texts.relation(relation) for relation in line.relations)


def _pyvis_page(
    selection: Selection, lines: Sequence[Line], layout: Layout, ids: dict[str, str], texts: Texts
) -> str:
    # Imported here because pyvis brings IPython with it, half a second that only pictures should pay.
    from pyvis.network import Network

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    looks = {kind.code: kind for kind in kinds()}
    for entry in selection.cards:
        look = looks[entry.kind]
        x, y = layout.spots[entry.iri]
        # No `title`: pyvis and vis-network may take one for markup; the page has its own tooltip.
        network.add_node(
            ids[entry.iri],
            label=f"{look.sign} {entry.number or texts.say('no_number')}",
            shape="box",
            color={"border": look.border, "background": look.fill if entry.held else "#ffffff"},
            x=x,
            y=y,
            fixed=True,
            physics=False,
            widthConstraint=layout.scale.card_width - 10,
            shapeProperties={"borderDashes": False if entry.held else [5, 4]},
        )
    for place, line in enumerate(lines):
        style = relation_style(line.relations[0])
        network.add_edge(
            ids[line.source],
            ids[line.target],
            id=f"l{place}",
            color={"color": style.color, "highlight": style.color, "hover": style.color},
            width=style.width if layout.scale.roomy else style.width * 0.7,
            dashes=list(style.dashes) or False,
            arrows={"to": {"enabled": True, "type": style.arrow, "scaleFactor": 0.55}},
        )
    html: str = network.generate_html()
    return html


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "zoomView": False,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": BEND},
        "selectionWidth": 1.5,
        "hoverWidth": 1,
    },
}


def _data(
    selection: Selection, lines: Sequence[Line], layout: Layout, ids: dict[str, str], texts: Texts
) -> dict[str, Any]:
    """What picture.js needs beyond what pyvis hands to vis-network; all of it plain text, none markup."""
    scale = layout.scale
    looks = {kind.code: kind for kind in kinds()}
    return {
        "width": WIDTH,
        "height": layout.height,
        "card": {"width": scale.card_width, "height": scale.card_height, "roomy": scale.roomy},
        "centre": ids[selection.centre.iri],
        "bands": [
            {"title": _band_title(band, selection, texts), "top": band.top, "height": band.height}
            for band in layout.bands
        ],
        "documents": [
            {
                "id": ids[entry.iri],
                "name": entry.name(texts),
                "number": entry.number or texts.say("no_number"),
                "type": entry.type_name(texts),
                "kind": texts.kinds[entry.kind],
                "look": _look(looks[entry.kind]),
                "date": texts.date(entry.date),
                "issuer": entry.issuer,
                "shortIssuer": shortened(entry.issuer),
                "title": entry.title,
                "level": texts.levels[entry.level],
                "held": entry.held,
                "iri": entry.iri,
            }
            for entry in selection.cards
        ],
        "lines": [
            {
                "id": f"l{place}",
                "source": ids[line.source],
                "target": ids[line.target],
                "label": _label(line, texts),
                "spot": layout.labels[place],
                "middle": _middle(layout, line),
                "look": _stroke(relation_style(line.relations[0])),
                "links": [
                    {
                        "relation": texts.relation(selection.links[link].relation),
                        "evidence": _sentences(selection, selection.links[link], texts),
                        "more": _more(selection.links[link], texts),
                    }
                    for link in line.links
                ],
            }
            for place, line in enumerate(lines)
        ],
        "texts": {
            key: texts.say(key)
            for key in (
                "panel_hint", "held", "stub", "issuer", "date", "title", "level", "state",
                "identifier", "outgoing", "incoming", "no_evidence",
            )
        },
    }  # fmt: skip


def _look(kind: Kind) -> dict[str, str]:
    return {"outline": kind.outline, "sign": kind.sign, "border": kind.border, "fill": kind.fill}


def _stroke(style: RelationStyle) -> dict[str, Any]:
    return {"color": style.color, "width": style.width, "dashes": list(style.dashes), "arrow": style.arrow}


def _middle(layout: Layout, line: Line) -> tuple[float, float]:
    x, y = curve(layout.spots[line.source], layout.spots[line.target], 0.5)
    return (round(x, 1), round(y, 1))


def _sentences(selection: Selection, link: Link, texts: Texts) -> list[dict[str, str]]:
    names = selection.by_iri
    told = []
    for evidence in link.evidence[:MAX_SENTENCES]:
        home = names.get(evidence.document)
        place = texts.say("in_document", name=home.name(texts)) if home else evidence.document
        told.append({**asdict(evidence), "place": place})
    return told


def _more(link: Link, texts: Texts) -> str:
    left = len(link.evidence) - MAX_SENTENCES
    return texts.say("more_evidence", count=left) if left > 0 else ""


def _band_title(band: Band, selection: Selection, texts: Texts) -> str:
    count = sum(entry.level == band.level for entry in selection.cards)
    left = selection.omitted.get(band.level, 0)
    key = "band_left_out" if left else "band"
    return texts.say(key, level=texts.levels[band.level], count=count, left=left)


def _summary(selection: Selection, texts: Texts) -> str:
    held = sum(entry.held for entry in selection.cards)
    return texts.say(
        "summary",
        documents=len(selection.cards),
        links=len(selection.links),
        held=held,
        stubs=len(selection.cards) - held,
    )


def _left_out(selection: Selection, texts: Texts) -> list[str]:
    """What the picture does not show, in sentences."""
    told = []
    if selection.omitted:
        levels = ", ".join(
            texts.say("left_out_level", level=texts.levels[level], count=count)
            for level, count in selection.omitted.items()
        )
        told.append(texts.say("left_out", count=sum(selection.omitted.values()), levels=levels))
        told.append(texts.say("left_out_hint"))
    if selection.omitted_links:
        told.append(texts.say("left_out_links", count=selection.omitted_links))
    return told


def _legend_relations(selection: Selection) -> list[RelationStyle]:
    """The legend explains the relations that the picture has."""
    present = {relation_style(link.relation).code for link in selection.links}
    return [style for style in relation_styles() if style.code in present]


def _table(selection: Selection, lines: Sequence[Line], texts: Texts) -> list[dict[str, Any]]:
    names = {iri: entry.name(texts) for iri, entry in selection.by_iri.items()}
    rows = []
    for place, line in enumerate(lines):
        for number in line.links:
            link = selection.links[number]
            row = {
                "line": f"l{place}",
                "source": names[link.source],
                "relation": texts.relation(link.relation),
                "target": names[link.target],
            }
            show = texts.say("show_long", **{key: row[key] for key in ("source", "relation", "target")})
            sentences = _sentences(selection, link, texts)
            rows.append({**row, "show": show, "evidence": sentences, "more": _more(link, texts)})
    return rows


@cache
def asset(name: str) -> str:
    """A file of this room (style, script) as text."""
    return files("viz").joinpath(name).read_text(encoding="utf-8")


@cache
def template(name: str) -> jinja2.Template:
    """A template of this room; what it prints is escaped, and a name it lacks is an error."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # Vietnamese stays readable in the page's source; <, >, & and ' are escaped by tojson itself.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.policies["json.dumps_function"] = json.dumps
    return environment.from_string(asset(name))
