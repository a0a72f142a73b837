"""One mention of another document, as the steps of reading hand it on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, offsets in the normal text.

    ``start``..``end`` is the quote; ``tail`` is the offset after the issuer and
    date that belong to it, where its title may begin. ``stands_for`` is the full
    number that a short name ("Nghị quyết 347") was given for; ``relative`` is an
    issuer whose area the text leaves out.
    """

    start: int
    end: int
    tail: int
    type: str | None
    number: str | None
    name: str | None
    date: str | None
    issuer: str | None
    numbered_at: int
    stands_for: str | None = None
    relative: bool = False

    @property
    def key(self) -> str:
        """How records name the document: its full number, else the law's name."""
        return self.stands_for or self.number or self.name or ""
