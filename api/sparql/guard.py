"""What stands before the parser: size, nesting, and what a query may not do.

pyoxigraph's parser and evaluator recurse: some 10 kB of nested brackets end the
process that parses them. So nothing reaches a parser before this check, and
what passes is still only parsed inside a worker process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from api.problems import Problem
from api.sparql.formats import Form

FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))

# SPARQL 1.1, section 19.8. Terms come before words, so that a keyword inside a
# string, an IRI, a comment, a variable or a prefixed name is not taken for one.
# Everything is possessive and a string may lack its end, so that no text makes
# the scan start over: it takes time in proportion to the text's length.
TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n\r]*+ )
  | (?P<string>  \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*+(?:\"\"\")?
               | '''(?:[^'\\]|\\.|'(?!''))*+(?:''')?
               | "(?:[^"\\\n\r]|\\.)*+"?
               | '(?:[^'\\\n\r]|\\.)*+'? )
  | (?P<iri>     <[^<>"{}|^`\x00-\x20]*+> )
  | (?P<term>    [?$]\w++ | @[A-Za-z-]++ | :[\w.:%\\-]*+ )
  | (?P<word>    [\w.-]++ (?P<local> :[\w.:%\\-]*+ )?+ )
  | (?P<open>    [({\[] )
  | (?P<close>   [)}\]] )
    """,
    re.VERBOSE | re.DOTALL,
)

# On the raw text and not on the tokens: "<" may open an IRI or compare two
# values, and a text made to be read differently by us and by the parser could
# hide a keyword from the tokens. A comment after the keyword is a match too.
# A false alarm only costs a reworded query.
SERVICE_WORD = re.compile("SERVICE", re.IGNORECASE)
SERVICE_CALL = re.compile(
    r"""
    (?<![?$]) SERVICE \s*+
    (?: \#
      | (?:SILENT \s*+)?+
        (?: \# | (?: <[^<>]*+> | [?$]\w++ | (?:[\w.-]|\\.)*+:(?:[\w.:%-]|\\.)*+ ) \s*+ [\#{] ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
MOST_SERVICE_WORDS = 20
"""Each is looked at on its own; no honest query says the word so often."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``size`` in bytes of UTF-8; ``nesting`` in open brackets."""

    size: int
    nesting: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may go to a worker: its form, and whether it names its own dataset."""

    form: Form
    has_dataset: bool


def check_query(text: str, limits: Limits) -> Checked | Problem:
    """The form of the query, or the problem that keeps it from being run."""
    size = len(text.encode())
    if size > limits.size:
        return Problem(413, "query-size", {"size": size, "limit": limits.size})
    depth = nesting(text)
    if depth > limits.nesting:
        return Problem(400, "query-nesting", {"depth": depth, "limit": limits.nesting})
    if calls_service(text):
        return Problem(403, "service")
    words = list(_words_before_pattern(text))
    verb = next((word for word in words if word in FORMS or word in UPDATES), None)
    if verb in UPDATES:
        return Problem(403, "read-only")
    if verb is None:
        return Problem(400, "query-form")
    return Checked(cast(Form, verb), "FROM" in words)


def calls_service(text: str) -> bool:
    """Whether a part of the text may be read as a call to another server."""
    if len(SERVICE_WORD.findall(text)) > MOST_SERVICE_WORDS:
        return True
    return SERVICE_CALL.search(text) is not None


def nesting(text: str) -> int:
    """The deepest level of open brackets, outside strings, IRIs and comments."""
    depth = deepest = 0
    for token in TOKEN.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.lastgroup == "close":
            depth -= 1
    return deepest


def _words_before_pattern(text: str) -> Iterator[str]:
    """The bare words up to WHERE, with bracketed parts left out: the prologue, the form, FROM."""
    depth = 0
    for token in TOKEN.finditer(text):
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth -= 1
        elif token["word"] and not token["local"] and depth == 0:
            yield token.group().upper()
