"""What a client may keep: everything read from one generation stays true of that generation."""

from __future__ import annotations


def etag(generation: str) -> str:
    """The entity tag of what was read from a generation: weak, because each format has bytes of its own."""
    return f'W/"{generation}"'


def cache_headers(generation: str) -> dict[str, str]:
    """Keep it, but ask each time whether there is a newer generation."""
    return {"ETag": etag(generation), "Vary": "Accept", "Cache-Control": "no-cache"}


def is_fresh(if_none_match: str | None, generation: str) -> bool:
    """Whether the client's ``If-None-Match`` already names this generation."""
    given = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return f'"{generation}"' in given
