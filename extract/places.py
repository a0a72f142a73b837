"""Places: where an offset of the raw text stands on paper, for people."""

from __future__ import annotations

import bisect
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a raw text in order: from ``offsets[i]`` on, the text stands at ``labels[i]``.

    A label is Vietnamese: "trang 2, dòng 14" of a PDF, "đoạn 31" or "bảng 2, hàng 3" of a Word file.
    """

    offsets: tuple[int, ...]
    labels: tuple[str, ...]

    def at(self, offset: int) -> str | None:
        """The place of the character at ``offset``; ``None`` before the first place."""
        index = bisect.bisect_right(self.offsets, offset) - 1
        return self.labels[index] if index >= 0 else None
