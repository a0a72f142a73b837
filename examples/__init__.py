"""Five plans restated for this project, and a register of documents around them (see README.md here)."""

from pathlib import Path


def plans() -> tuple[Path, ...]:
    """Return the example plans in the order of their file names.

    Each file is UTF-8 text whose first line is a note in square brackets saying that it is a restatement.
    """
    return tuple(sorted((Path(__file__).parent / "plans").glob("*.txt")))


def registers() -> tuple[Path, ...]:
    """Return the example registers: CSV tables with one document a row, their headings in Vietnamese."""
    return tuple(sorted((Path(__file__).parent / "registers").glob("*.csv")))
