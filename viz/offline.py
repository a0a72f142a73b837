"""pyvis's page made to work with no network: its remote tags dropped, its inline parts kept."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Parts:
    """The inline scripts and styles of a page in their order."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


class _Collector(HTMLParser):
    """Keeps the text of inline script and style elements; whatever is loaded from elsewhere has none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in self.found and "src" not in names:
            self._open = tag
            self.found[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open][-1] += data


def inline_parts(html: str) -> Parts:
    """The inline scripts and styles of ``html``; every script or link with an address is dropped.

    pyvis 0.3.2 puts remote tags into its page in every mode, so they are left
    out by what they are, not by the hosts they name.
    """
    collector = _Collector()
    collector.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    collector.close()
    return Parts(tuple(collector.found["script"]), tuple(collector.found["style"]))


def content_policy(scripts: tuple[str, ...]) -> str:
    """A Content-Security-Policy that runs exactly ``scripts`` and lets the page load nothing."""
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
