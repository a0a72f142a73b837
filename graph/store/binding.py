"""Binding the variables of a SPARQL query to terms, for any SPARQL 1.1 engine.

An engine's own way of binding (initial bindings, SEP-0007 substitutions) reaches
some places of a query and not others: pyoxigraph 0.5, for example, refuses a
variable that is not projected. Here the query is cut into SPARQL tokens and each
token of a bound variable becomes the serialised term, everywhere it stands. A
term always stays one token, whatever characters its value has, so a value can
never change the shape of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.store.base import Bindings, StoreError

# The tokens of SPARQL 1.1 (section 19.8) that matter here: whatever may hide a
# "?name" that is not a variable, variables, words, and brackets.
_TOKEN = re.compile(
    r"""
      (?P<hidden>
          \#[^\n\r]*                                        # comment
        | <[^<>"{}|^`\\\x00-\x20]*>                         # IRI
        | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''                # long strings
        | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
        | '(?:[^'\\\n\r]|\\.)*'                             # strings
        | "(?:[^"\\\n\r]|\\.)*"
        | (?:[^\W\d_][\w.-]*)?:[\w.:%\\-]*                 # prefixed name
      )
    | [?$](?P<variable>\w+)
    | (?P<word>[^\W\d]\w*)                                # keyword or function
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    """,
    re.VERBOSE | re.DOTALL,
)

_CLAUSES = frozenset({"SELECT", "DESCRIBE", "WHERE", "FROM", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET"})
_BRACKETED = frozenset({"GROUP", "ORDER"})


def bind(query: str, bindings: Bindings | None) -> str:
    """The query with its bound variables replaced by their terms.

    A projected variable stays a column that holds the term. ``StoreError`` when
    the query lacks a bound variable (most often a misspelling) or assigns it
    itself (``AS ?name``, ``VALUES ?name``).
    """
    if not bindings:
        return query
    missing = set(bindings) - set(_variables(query))
    if missing:
        names = ", ".join(f"?{name}" for name in sorted(missing))
        raise StoreError(f"the query has no variable {names}; check the names of its parameters")
    return "".join(_pieces(query, {name: str(term) for name, term in bindings.items()}))


def _variables(query: str) -> Iterator[str]:
    return (match["variable"] for match in _TOKEN.finditer(query) if match["variable"])


def _pieces(query: str, terms: Mapping[str, str]) -> Iterator[str]:
    position = 0
    clauses = [""]  # the clause that is open at each depth of brackets
    previous = ""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup
        if kind == "variable" and match["variable"] in terms:
            yield query[position : match.start()]
            yield _replacement(match["variable"], terms[match["variable"]], clauses[-1], previous)
            position = match.end()
        elif kind == "word" and match["word"].upper() in _CLAUSES:
            clauses[-1] = match["word"].upper()
        elif kind == "open":
            if match[0] == "{":
                clauses[-1] = "WHERE"
            clauses.append("")
        elif kind == "close" and len(clauses) > 1:
            clauses.pop()
        if kind != "hidden":
            previous = match[0].upper()
    yield query[position:]


def _replacement(name: str, term: str, clause: str, previous: str) -> str:
    if previous in {"AS", "VALUES"}:
        raise StoreError(f"the query assigns ?{name} itself, so it cannot be bound from outside")
    if clause == "SELECT":
        return f"({term} AS ?{name})"
    if clause in _BRACKETED:
        return f"({term})"
    return term
