"""How each kind of document and each relation looks, from ``styles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """The look of a kind of document; ``types`` are codes of the register of document types."""

    code: str
    outline: str
    sign: str
    border: str
    fill: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """The line of a relation; no ``dashes`` is a full line, ``chain`` marks what a directive runs down by."""

    code: str
    color: str
    width: float
    dashes: tuple[int, ...]
    arrow: str
    chain: bool


@dataclass(frozen=True, slots=True)
class StateStyle:
    """How a cell of a state of ``graph.coverage`` is filled; ``hatch`` is a pattern of matplotlib's."""

    code: str
    fill: str
    hatch: str


@dataclass(frozen=True, slots=True)
class StageStyle:
    """The line of a stage; no ``dashes`` is a full line."""

    code: str
    color: str
    width: float
    dashes: tuple[float, ...]


@cache
def _sheet() -> dict[str, Any]:
    return tomllib.loads(files("viz").joinpath("styles.toml").read_text(encoding="utf-8"))


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of document in the order of the legend."""
    return tuple(Kind(**{**row, "types": tuple(row["types"])}) for row in _sheet()["kind"])


@cache
def relation_styles() -> tuple[RelationStyle, ...]:
    """The relations from the strongest to the weakest."""
    return tuple(RelationStyle(**{**row, "dashes": tuple(row["dashes"])}) for row in _sheet()["relation"])


def strength(relation: str) -> int:
    """The rank of a relation, 0 the strongest; one without a style ranks last."""
    codes = [style.code for style in relation_styles()]
    return codes.index(relation) if relation in codes else len(codes)


def relation_style(relation: str) -> RelationStyle:
    """The style of a relation; one that has none is drawn as a bare citation."""
    styles = relation_styles()
    return styles[min(strength(relation), len(styles) - 1)]


@cache
def state_styles() -> dict[str, StateStyle]:
    """The looks of the states of coverage by code, the best state first."""
    return {row["code"]: StateStyle(**row) for row in _sheet()["state"]}


@cache
def stage_styles() -> dict[str, StageStyle]:
    """The lines of the stages of coverage by code."""
    return {row["code"]: StageStyle(**{**row, "dashes": tuple(row["dashes"])}) for row in _sheet()["stage"]}


@cache
def palette() -> dict[str, str]:
    """The colours of the figures by name, as ``#rrggbb``."""
    return dict(_sheet()["palette"])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``) by WCAG 2.1, from 1 (none) to 21."""
    pale, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (pale + 0.05) / (dark + 0.05)


def ink_on(ground: str) -> str:
    """The colour for words on a ground: white or ink, whichever stands out more."""
    return max((palette()["paper"], palette()["ink"]), key=lambda color: contrast(color, ground))


def _luminance(color: str) -> float:
    shares = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def shortened(issuer: str) -> str:
    """The name of a body with its usual abbreviations, for where there is little room."""
    for long, short in _sheet()["short"].items():
        issuer = issuer.replace(long, short)
    return issuer
