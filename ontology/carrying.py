"""How documents are carried out, read from the registers: stages, types of documents, words of titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from ontology.registers import Issuer, Level, Mark, rows, several


@dataclass(frozen=True, slots=True)
class Stage:
    """A step by which a province carries a document out, told by the body that issues.

    A body is of the first stage in the order of the register whose ``kind``, ``level``
    and ``issuers`` (slugs of templates) it fits; what is empty fits every body.
    """

    code: str
    name_vi: str
    name_en: str
    kind: str
    level: Level
    issuers: tuple[str, ...]
    mark: Mark
    source: str

    def fits(self, issuer: Issuer) -> bool:
        """Whether documents of this body belong to the stage."""
        return (
            self.level == issuer.level
            and self.kind in ("", issuer.kind)
            and (not self.issuers or issuer.slug in self.issuers)
        )


@cache
def stages() -> tuple[Stage, ...]:
    """The stages of carrying out, from the province's Party committee down."""
    return tuple(
        Stage(
            row["code"],
            row["name_vi"],
            row["name_en"],
            row["kind"],
            cast(Level, row["level"]),
            several(row["issuers"]),
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("stages.csv")
    )


@cache
def carrying_types(role: str) -> frozenset[str]:
    """Codes of the types by which a body carries out (``plan``), or directs the work (``steering``)."""
    return frozenset(row["type"] for row in rows("carrying_types.csv") if row["role"] == role)


@cache
def title_words(kind: str) -> tuple[str, ...]:
    """Words of titles around the name of a programme: ``opening`` before it, ``ending`` after it."""
    return tuple(row["word"] for row in rows("title_words.csv") if row["kind"] == kind)
