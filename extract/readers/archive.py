"""What is inside a zip file, looked at before any library unpacks it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Literal

from extract.readers.errors import ReadError

_LARGEST_XML = 80_000_000
"""Bytes of all XML parts unpacked; a document of 1,000 pages has about 20 million."""
_LARGEST = 500_000_000
"""Bytes of all parts unpacked, pictures included."""
_MOST_PARTS = 20_000

Package = Literal["docx", "odt", "xlsx"]


def package_of(path: Path, content: bytes) -> Package:
    """The kind of a zipped document or workbook.

    Raises :class:`ReadError` for a bomb, a damaged file and any other kind of zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_sizes(path, parts)
            names = {part.filename for part in parts}
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ReadError(path, "broken", ".docx") from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    raise ReadError(path, "not_word")


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    total = sum(part.file_size for part in parts)
    if xml > _LARGEST_XML or total > _LARGEST or len(parts) > _MOST_PARTS:
        raise ReadError(path, "zip_bomb", f"{max(xml, total) // 1_000_000} MB")
