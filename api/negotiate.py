"""Content negotiation (RFC 9110, section 12.5.1): which offer a client likes best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """One member of an ``Accept`` header: ``text/*;q=0.5`` is ``Range("text", "*", 0.5)``."""

    type: str
    subtype: str
    quality: float

    def precision(self, media_type: str) -> int:
        """0 when it does not cover ``media_type``; the more exact the cover, the higher."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 3
        if self.type == kind and self.subtype == "*":
            return 2
        return 1 if self.type == self.subtype == "*" else 0


def parse_accept(header: str | None) -> tuple[Range, ...]:
    """The ranges of an ``Accept`` header; no header accepts anything, what is no range is skipped."""
    if header is None or not header.strip():
        return (Range("*", "*", 1.0),)
    found = (_parse_range(part) for part in header.split(","))
    return tuple(item for item in found if item is not None)


def _parse_range(part: str) -> Range | None:
    media_type, *parameters = (piece.strip() for piece in part.split(";"))
    kind, slash, subtype = media_type.lower().partition("/")
    if not (slash and kind and subtype):
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
    return Range(kind, subtype, quality)


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer of the highest quality, the earlier one among equals; ``None`` when none is accepted."""
    ranges = parse_accept(accept)
    ranked = [(_quality(ranges, offer), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(ranked, default=(0.0, 0, ""))
    return offer if quality > 0 else None


def _quality(ranges: Sequence[Range], offer: str) -> float:
    """The quality of the most exact range that covers the offer (a later, wider one does not raise it)."""
    covering = [(each.precision(offer), each.quality) for each in ranges if each.precision(offer)]
    return max(covering)[1] if covering else 0.0
