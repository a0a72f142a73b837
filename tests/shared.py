"""The real documents beside the checkout, which are no part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared"


def path(name: str) -> Path:
    """A file or folder of ``../shared``; the test is skipped, saying so, where it is absent."""
    found = FOLDER / name
    if not found.exists():
        pytest.skip(f"../shared/{name} is not beside this checkout")
    return found
