"""A file's bytes become its raw text, by the reader that its content asks for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.readers.errors import ReadError
from extract.readers.kind import Kind, kind_of
from extract.readers.legacy import share_of_vietnamese
from extract.readers.plain import LARGEST, decode
from extract.readers.sheet import is_table
from extract.readers.source import SourceText

LARGEST_FILE = 300_000_000
"""Bytes of a file of any kind: a scanned PDF may be big."""
_FEWEST_WORDS = 3


def open_source(path: Path) -> tuple[SourceText, str]:
    """The raw text of the file at ``path``, and the SHA-256 of its bytes.

    Raises :class:`ReadError` with a reason for people.
    """
    try:
        if path.exists() and not path.is_file():
            raise ReadError(path, "not_a_file")  # reading a pipe would never end
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ReadError(path, "too_large", f"{LARGEST_FILE // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(path, "unreadable", str(error.strerror or error)) from error
    if not content:
        raise ReadError(path, "empty")
    if is_table(path):
        raise ReadError(path, "register")
    source = _read(path, content, kind_of(content, path.suffix.lower()))
    if not source.raw.strip("\ufeff \n\r\t\f\v"):
        raise ReadError(path, "empty")
    if len(source.raw) > LARGEST:
        raise ReadError(path, "too_large", f"{LARGEST // 1_000_000} MB")
    if share_of_vietnamese(source.raw)[1] < _FEWEST_WORDS:
        raise ReadError(path, "no_document")
    return source, hashlib.sha256(content).hexdigest()


def _read(path: Path, content: bytes, kind: Kind) -> SourceText:
    """Read by kind; a library is loaded when a file needs it, for that takes longer than most files."""
    if kind == "pdf":
        from extract.readers.pdf import read_pdf

        return read_pdf(path, content)
    if kind == "docx":
        from extract.readers.word import read_docx

        return read_docx(path, content)
    if kind in ("doc", "rtf"):
        from extract.readers.office import to_docx
        from extract.readers.word import read_docx

        return read_docx(path, to_docx(path, content, f".{kind}"))
    if kind == "html":
        from extract.readers.html import read_html

        return read_html(path, content)
    if kind in ("binary", "encrypted"):
        raise ReadError(path, "binary" if kind == "binary" else "encrypted", path.suffix)
    decoded = decode(path, content)
    markdown = path.suffix.lower() == ".md"
    return SourceText(decoded.raw, "text/markdown" if markdown else "text/plain", decoded.encoding)
