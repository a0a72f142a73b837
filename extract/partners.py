"""Bodies that a task names beside the one to act: partners, those advised, those reported to."""

from __future__ import annotations

import re

from extract.bodies import read_bodies
from extract.text import fold

_COORDINATES = re.compile(
    r"[Pp](?<!sự .)(?<!tác .)(?<!chế .)(?<!ơ quan .)(?<!vị .)(?<!trình .)"  # "công tác phối hợp" is a thing
    r"hối hợp(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|tốt|liên ngành))*"
    r"(?:,?\s+hỗ trợ)?(?P<with>\s+(?:cùng\s+với|với|cùng))?\s+"
)


_NAMED_PLAINLY = re.compile(
    r"tổ chức (?:chính trị|đoàn thể|tôn giáo|xã hội)|cơ quan (?:báo chí|chức năng|chuyên môn)"
    r"|(?:sở|ban|ngành|phòng),"
)


def find_partners(text: str) -> tuple[str, ...]:
    """Bodies after "phối hợp (với)", in order, each once."""
    if "hối hợp" not in text:
        return ()
    found: list[str] = []
    for coordinates in _COORDINATES.finditer(text):
        at = coordinates.end()
        bare = coordinates["with"] is not None or bool(_NAMED_PLAINLY.match(text, at))
        bodies = read_bodies(text, at, bare=bare)
        if bodies:
            found += bodies.names
    return unique(found)


_ADVISES = re.compile(r"[Tt]ham mưu(?:,?\s+(?:cho|giúp|trình|đề xuất))*\s+")
_REPORTS = re.compile(r"[Bb]áo cáo(?:\s+(?:kết quả|về|cho|gửi|với|tình hình|thực hiện))*\s+")


def find_advised(text: str) -> tuple[str, ...]:
    """Bodies for which advice or drafts are prepared ("tham mưu UBND tỉnh")."""
    return _behind(_ADVISES, text) if "ham mưu" in text else ()


def find_reported_to(text: str) -> tuple[str, ...]:
    """Bodies to which a report goes ("báo cáo UBND tỉnh")."""
    return _behind(_REPORTS, text) if "áo cáo" in text else ()


def _behind(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in pattern.finditer(text):
        bodies = read_bodies(text, match.end())
        if bodies and not bodies.collective:
            found += bodies.names
    return unique(found)


def unique(names: list[str]) -> tuple[str, ...]:
    """``names`` without repeats, the first printed form of each."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold(name), name)
    return tuple(kept.values())
