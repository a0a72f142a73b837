"""The graph of relations for other programs: GraphML, GEXF (Gephi) and DOT (Graphviz).

These formats hold plain values alone, so the evidence of an edge becomes its sentences,
one a line, and what is not known is left out. Nodes have the attributes of
``graph.chains.Node``; edges have ``relation``, ``evidence`` and ``mentions`` (how often
it is stated).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import networkx as nx

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""

_LABEL = 40
"""Characters of a node's label in a drawing before the line is broken."""


def plain_graph(chains: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph with plain values alone."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, attributes in chains.nodes(data=True):
        known = {key: _clean(value) for key, value in attributes.items() if value is not None}
        plain.add_node(name, **known)
    for lower, upper, relation, attributes in chains.edges(keys=True, data=True):
        proofs = attributes["evidence"]
        sentences = dict.fromkeys(_clean(each["sentence"]) for each in proofs)
        plain.add_edge(
            lower, upper, relation, relation=relation, evidence="\n".join(sentences), mentions=len(proofs)
        )
    return plain


def graphml_bytes(chains: nx.MultiDiGraph[str]) -> bytes:
    """GraphML, which ``networkx.read_graphml`` reads back with keys of edges and all."""
    written = io.BytesIO()
    nx.write_graphml(plain_graph(chains), written, encoding="utf-8", prettyprint=True)
    return written.getvalue()


def gexf_bytes(chains: nx.MultiDiGraph[str]) -> bytes:
    """GEXF 1.2, which Gephi opens; each edge has an identifier of its own and its relation as label.

    ``label`` of a node is its name, and ``type`` becomes ``document_type``, since an
    edge's ``type`` is one of GEXF's own words.
    """
    plain = plain_graph(chains)
    for name in plain:
        if "type" in plain.nodes[name]:
            plain.nodes[name]["document_type"] = plain.nodes[name].pop("type")
    written = io.BytesIO()
    nx.write_gexf(plain, written, encoding="utf-8", prettyprint=True, version="1.2draft")
    return written.getvalue()


def dot_bytes(chains: nx.MultiDiGraph[str]) -> bytes:
    """DOT, for Graphviz to lay out: boxes with the documents' names, dashed where the text is not held."""
    return "".join(f"{line}\n" for line in _dot_lines(plain_graph(chains))).encode()


def _dot_lines(plain: nx.MultiDiGraph[str]) -> Iterator[str]:
    yield "digraph cancu {"
    yield '  graph [rankdir="BT"];'
    yield '  node [shape="box"];'
    for name in sorted(plain):
        attributes: dict[str, Any] = plain.nodes[name]
        shown = attributes | {
            "label": _folded(str(attributes.get("label", name))),
            "style": "solid" if attributes.get("held") else "dashed",
        }
        yield f"  {_quoted(name)} {_attributes(shown)};"
    for lower, upper, attributes in sorted(plain.edges(data=True), key=lambda edge: edge[:2]):
        shown = attributes | {"label": attributes["relation"]}
        yield f"  {_quoted(lower)} -> {_quoted(upper)} {_attributes(shown)};"
    yield "}"


def _attributes(values: dict[str, Any]) -> str:
    return "[" + ", ".join(f"{_quoted(key)}={_quoted(value)}" for key, value in values.items()) + "]"


def _quoted(value: object) -> str:
    """A quoted string of DOT, where only the quotation mark and the backslash must be escaped."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _folded(label: str) -> str:
    lines, line = [], ""
    for word in label.split():
        if line and len(line) + len(word) >= _LABEL:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _clean(value: Any) -> Any:
    return _FORBIDDEN.sub(" ", value) if isinstance(value, str) else value
