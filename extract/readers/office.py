"""Old Word, RTF and OpenDocument files, converted by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extract.readers.errors import ReadError

_SECONDS = 120


def to_docx(path: Path, content: bytes, ending: str) -> bytes:
    """``content``, a file of the kind ``ending`` (".doc", ".rtf", ".odt"), as .docx bytes.

    Raises :class:`ReadError` when LibreOffice is missing, fails or takes more than two minutes.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(path, "needs_libreoffice", ending)
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        source = Path(folder, f"document{ending}")
        source.write_bytes(content)
        command = [
            program,
            # A profile of its own: LibreOffice refuses to run twice on one.
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise ReadError(path, "conversion_failed", f"> {_SECONDS} s") from error
        made = Path(folder, "document.docx")
        if done.returncode or not made.exists():
            raise ReadError(path, "conversion_failed", (done.stderr or done.stdout).strip()[-200:] or "?")
        return made.read_bytes()
