"""Coverage as a stand-alone page to explore: a tile map, a table to sort and filter, each cell's sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.chains import RELATIONS, Chains, Node
from graph.coverage import Carrier, Cell, Coverage, Row, carriers, ways_of
from graph.paths import Link, prove
from graph.proofs import Proofs
from ontology.areas import areas
from viz.card import card_of
from viz.figures.adoption import adoption_figure
from viz.figures.covering import cell_words, notes_of, stage_name, stage_names, title_of
from viz.figures.delays import delay_figure
from viz.figures.tiles import tiles_on
from viz.offline import content_policy
from viz.page import asset, template
from viz.styles import ink_on, state_styles
from viz.texts import Texts, texts

MAX_CARRIERS = 4
"""Documents told of one cell; the page says how many more there are."""

_MAX_SENTENCES = 2


def coverage_html(
    found: Coverage,
    chains: Chains,
    *,
    proofs: Proofs,
    relations: Sequence[str] = RELATIONS,
    approved: Mapping[str, Iterable[str]] | None = None,
    lang: str = "vi",
) -> str:
    """The page of a document's coverage, with its adoption and delays; it loads nothing.

    ``relations`` and ``approved`` are those the coverage was worked out with; ``ValueError`` for
    a language without texts.
    """
    words = texts(lang)
    scripts = (asset("explore.js"),)
    return template("explore.html.j2").render(
        lang=lang,
        texts=words,
        heading=title_of(found, words),
        lead=found.document.title or "",
        summary=words.say(
            "explore_summary",
            plans=sum(row.state == "plan" for row in found.rows),
            provinces=len(found.rows),
            day=words.date(found.on.isoformat()),
        ),
        warnings=notes_of(found, chains, words),
        policy=content_policy(scripts),
        scripts=scripts,
        styles=(asset("picture.css"), asset("explore.css")),
        states=_states(found, words),
        tiles=[_tile(found, row, words) for row in found.rows],
        stages=stage_names(found, words),
        rows=[_row(row, words) for row in found.by_delay()],
        figures=[drawing(found, chains, lang=lang).inline() for drawing in (adoption_figure, delay_figure)],
        data={"cells": _told(found, chains, proofs, relations, approved, words)},
    )


def _states(found: Coverage, words: Texts) -> list[dict[str, str]]:
    present = {cell.state for row in found.rows for cell in row.cells}
    return [
        {"code": style.code, "name": words.states[style.code], "fill": style.fill, "ink": ink_on(style.fill)}
        for style in state_styles().values()
        if style.code in present
    ]


def _tile(found: Coverage, row: Row, words: Texts) -> dict[str, Any]:
    down, across = tiles_on(found.on)[row.province]
    return {
        "province": row.province,
        "name": areas()[row.province].name,
        "row": down + 1,
        "column": across + 1,
        "state": row.state,
        "told": words.states[row.state],
        "days": words.say("days_after", days=row.days) if row.days is not None else "",
    }


def _row(row: Row, words: Texts) -> dict[str, Any]:
    return {
        "province": row.province,
        "name": areas()[row.province].name,
        "former": ", ".join(row.former),
        "state": row.state,
        "days": row.days,
        "cells": [
            {
                "id": f"{row.province}.{cell.stage}",
                "state": cell.state,
                "told": words.states[cell.state],
                "text": cell_words(cell, words),
                "order": _order(cell),
            }
            for cell in row.cells
        ],
    }


def _order(cell: Cell) -> str:
    """What a column is sorted by: the state, then the date."""
    place = list(state_styles()).index(cell.state)
    return f"{place}{(cell.first.node.date or '9') if cell.first else f'{99999 - cell.others:05}'}"


# -- what the panel tells of a cell


def _told(
    found: Coverage,
    chains: Chains,
    proofs: Proofs,
    relations: Sequence[str],
    approved: Mapping[str, Iterable[str]] | None,
    words: Texts,
) -> dict[str, Any]:
    cells = [cell for row in found.rows for cell in row.cells if cell.state != "none"]
    listed = [each[:MAX_CARRIERS] for each in carriers(chains, found, cells, relations, approved)]
    every = [carrier for each in listed for carrier in each]
    proved = iter(prove(ways_of(chains, found, every, relations), proofs))
    told = {}
    for cell, each in zip(cells, listed, strict=True):
        left = len(cell.positions) - len(each)
        told[f"{cell.province}.{cell.stage}"] = {
            "title": f"{areas()[cell.province].full_name} · {stage_name(cell.stage, words)}",
            "state": words.states[cell.state],
            "documents": [_carrier(carrier, next(proved), words) for carrier in each],
            "more": words.say("explore_more", count=left) if left > 0 else "",
            "others": words.say("explore_others", count=cell.others) if cell.others else "",
            "examples": [_example(node, words) for node in cell.examples],
        }
    return told


def _carrier(carrier: Carrier, way: tuple[Link, ...], words: Texts) -> dict[str, Any]:
    node = carrier.node
    return {
        "name": card_of(node).name(words),
        "facts": " · ".join(_facts(carrier, words)),
        "title": node.title or "",
        "reason": _reason(carrier, words),
        "links": [_link(link, words) for link in way],
    }


def _facts(carrier: Carrier, words: Texts) -> Iterator[str]:
    if carrier.node.issuer:
        yield carrier.node.issuer
    yield words.date(carrier.node.date)
    if carrier.days is not None:
        yield words.say("explore_after", days=carrier.days)
    if carrier.former:
        yield words.say("explore_former", name=carrier.former)
    yield words.say("held" if carrier.node.held else "legend_stub_short")


def _reason(carrier: Carrier, words: Texts) -> str:
    if carrier.inferred:
        return words.say(f"explore_inferred_{carrier.inferred}")
    return words.say("explore_named") if carrier.named else ""


def _link(link: Link, words: Texts) -> dict[str, Any]:
    return {
        "step": f"{_short(link.lower)} → {words.relation(link.relation)} → {_short(link.upper)}",
        "evidence": [
            {"quote": one.quote, "sentence": one.sentence} for one in link.evidence[:_MAX_SENTENCES]
        ],
    }


def _short(node: Node) -> str:
    return node.number or node.label


def _example(node: Node, words: Texts) -> str:
    facts = (card_of(node).name(words), words.date(node.date), node.title)
    return " · ".join(fact for fact in facts if fact)
