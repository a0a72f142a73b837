"""Five plans restated for this project: real facts, our own shorter words (see README.md here)."""

from pathlib import Path


def plans() -> tuple[Path, ...]:
    """Return the example plans in the order of their file names.

    Each file is UTF-8 text whose first line is a note in square brackets saying that it is a restatement.
    """
    return tuple(sorted((Path(__file__).parent / "plans").glob("*.txt")))
