"""Plain text and Markdown: bytes to text, with a clear reason where that cannot be done."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from extract.readers.errors import ReadError, Reason
from extract.readers.legacy import best_decoding, recognise

__all__ = ["LARGEST", "Decoded", "ReadError", "Reason", "decode"]

LARGEST = 20_000_000
"""Bytes; a text above this, some 7,000 pages, is no document.

A text of nothing but numbers on one line holds 30,000 citations a megabyte, each with the
1,200 characters around it: this bounds what it may take to about 2 GB.
"""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text as decoded, and the encoding its bytes had."""

    raw: str
    encoding: str


_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def decode(path: Path, content: bytes) -> Decoded:
    """The text of ``content`` in UTF-8, UTF-16 or an old Vietnamese encoding.

    The old ones are taken only where they give Vietnamese; ``encoding`` then names them
    ("cp1258", "tcvn3", "vni"). Raises :class:`ReadError`.
    """
    if len(content) > LARGEST:
        raise ReadError(path, "too_large", f"{LARGEST // 1_000_000} MB")
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \n\r\t\f\v\0"):
        raise ReadError(path, "binary" if b"\0" in content else "empty")
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    encoding = encoding or _unmarked_utf16(content) or "utf-8"
    if encoding == "utf-8" and b"\0" in content:
        raise ReadError(path, "binary")
    try:
        raw = content.decode(encoding)
    except UnicodeDecodeError as error:
        found = best_decoding(content) if encoding == "utf-8" else None
        if found is None:
            raise ReadError(path, "unknown_encoding", str(error.start)) from error
        return Decoded(*found)
    if not raw.strip("\ufeff \n\r\t\f\v"):
        raise ReadError(path, "empty")
    raw, legacy = recognise(raw)
    return Decoded(raw, legacy or encoding)


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: nearly all spaces and line ends have a zero byte on the same side."""
    sample = content[:4096]
    if len(sample) < 8 or sample.count(0) < len(sample) // 10:
        return None
    for name, side, space in (("utf-16-le", 1, b" \0"), ("utf-16-be", 0, b"\0 ")):
        # ASCII letters fill at least a quarter of a Vietnamese text; other letters never have a zero byte.
        if sample[side::2].count(0) * 4 >= len(sample) // 2 and not sample[1 - side :: 2].count(0):
            return name if space in sample else None
    return None
