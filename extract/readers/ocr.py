"""Text recognition for scanned PDFs: OCRmyPDF with Tesseract's Vietnamese, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extract.readers.errors import ReadError

_SECONDS = 1800
_PACKAGES = "ocrmypdf tesseract-ocr-vie"


def recognise_pdf(path: Path, content: bytes) -> bytes:
    """``content`` with a text layer.

    Raises :class:`ReadError` when a program is missing, fails or takes longer than half an hour.
    """
    program = shutil.which("ocrmypdf")
    if program is None or not _knows_vietnamese():
        raise ReadError(path, "needs_ocr", _PACKAGES)
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        source, made = Path(folder, "scan.pdf"), Path(folder, "text.pdf")
        source.write_bytes(content)
        command = [program, "--language", "vie", "--force-ocr", "--output-type", "pdf", "--optimize", "0"]
        command += ["--jobs", "1", "--quiet", str(source), str(made)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise ReadError(path, "scanned", f"> {_SECONDS} s") from error
        if done.returncode or not made.exists():
            raise ReadError(path, "scanned", done.stderr.strip()[-200:] or str(done.returncode))
        return made.read_bytes()


def _knows_vietnamese() -> bool:
    """Whether Tesseract has the data for Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=60, check=False
    )
    return "vie" in (listed.stdout + listed.stderr).split()
