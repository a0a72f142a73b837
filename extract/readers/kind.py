"""What a file is, told by its first bytes: an ending may lie."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["text", "html", "pdf", "docx", "doc", "rtf", "encrypted", "binary"]

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the old binary files of Word and Excel begin."""

_HTML = re.compile(
    rb"(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.DOTALL,
)
_TAGS = re.compile(rb"(?i)<(?:p|div|table|br|span|h[1-6]|body)\b[^>]*>")
_MHTML = re.compile(rb"(?i)^(?:from:|mime-version:|content-type:\s*multipart/related|subject:)")
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(content: bytes, ending: str) -> Kind:
    """The kind of a file by its content; ``ending`` decides only between plain text and HTML fragments."""
    head = content[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(OLE):
        return "encrypted" if _ENCRYPTED in content else "doc"
    if head.lstrip().startswith(rb"{\rtf"):
        return "rtf"
    if head.startswith(_BINARY):
        return "binary"
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head.decode("utf-16", errors="ignore").encode()
    if _HTML.match(plain) or (_MHTML.match(plain) and b"text/html" in content[:20_000]):
        return "html"
    if ending in (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".doc") and _TAGS.search(content[:20_000]):
        return "html"
    return "text"
