"""What a question answers when it cannot be asked, in words for people."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


class QuestionError(ValueError):
    """A question, or a value for one, that does not exist: ``vi`` and ``en`` say what to do.

    ``str`` gives both languages, for callers that have not asked which.
    """

    def __init__(self, key: str, /, **facts: object) -> None:
        self.key = key
        self.vi = sentence(key, "vi", **facts)
        self.en = sentence(key, "en", **facts)
        super().__init__(f"{self.vi} ({self.en})")

    def text(self, language: str) -> str:
        """The sentence in ``vi`` or ``en``."""
        return self.vi if language == "vi" else self.en


def sentence(key: str, language: str, /, **facts: object) -> str:
    """The text of a key in ``vi`` or ``en``, its braces filled in."""
    return _texts()[key][language].format(**facts)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
