"""Plain text and Markdown: bytes to text, with a clear reason where that cannot be done."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Reason = Literal["unknown_ending", "unreadable", "empty", "binary", "not_utf8", "too_large"]

LARGEST = 50_000_000
"""Bytes; a text above this is no document."""

_SENTENCES: dict[Reason, str] = {
    "unknown_ending": "đuôi tệp không đọc được; hãy lưu thành .txt hoặc .md "
    "(unknown file ending; save as .txt or .md)",
    "unreadable": "không mở được tệp: {detail} (the file cannot be opened)",
    "empty": "tệp rỗng, không có chữ nào (the file is empty)",
    "binary": "tệp nhị phân, không phải văn bản; hãy lưu thành văn bản UTF-8 "
    "(a binary file, not text; save it as UTF-8 text)",
    "not_utf8": "bảng mã không phải UTF-8, lỗi tại byte {detail}; hãy lưu lại bằng UTF-8 "
    "(not UTF-8; save it again as UTF-8)",
    "too_large": "tệp lớn hơn {detail}, không phải một văn bản (too large to be one document)",
}


class ReadError(Exception):
    """A file that cannot be read: its path, the kind of reason, and a sentence for the person who must act."""

    def __init__(self, path: Path, reason: Reason, detail: str = "") -> None:
        self.path = path
        self.reason = reason
        super().__init__(_SENTENCES[reason].format(detail=detail))


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
    """The text of ``content``: UTF-8, or UTF-16 with its byte order mark. Raises :class:`ReadError`."""
    if len(content) > LARGEST:
        raise ReadError(path, "too_large", f"{LARGEST // 1_000_000} MB")
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content:
        raise ReadError(path, "binary")
    try:
        raw = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(path, "not_utf8", str(error.start)) from error
    if not raw.strip("\ufeff \n\r\t\f\v"):
        raise ReadError(path, "empty")
    return Decoded(raw, encoding)
