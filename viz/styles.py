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


@cache
def chain_relations() -> frozenset[str]:
    """The relations by which a directive runs down: implements, guides, is based on."""
    return frozenset(style.code for style in relation_styles() if style.chain)


def strength(relation: str) -> int:
    """The rank of a relation, 0 the strongest; one without a style ranks last."""
    codes = [style.code for style in relation_styles()]
    return codes.index(relation) if relation in codes else len(codes)


def relation_style(relation: str) -> RelationStyle:
    """The style of a relation; one that has none is drawn as a bare citation."""
    styles = relation_styles()
    return styles[min(strength(relation), len(styles) - 1)]


def shortened(issuer: str) -> str:
    """The name of a body with its usual abbreviations, for where there is little room."""
    for long, short in _sheet()["short"].items():
        issuer = issuer.replace(long, short)
    return issuer
