"""A Chromium for the browser tests, installed on Debian when it is missing and that is ours to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running headless Chromium; skips the test, saying why, when there is none to be had."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is missing")
    _ensure_chromium()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


def record_outside(page: Page, *allowed: str) -> list[str]:
    """Block and list every request of ``page`` whose address does not start with one of ``allowed``."""
    outside: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(allowed) else outside.append(request.url)
    )
    page.route(lambda url: not url.startswith(allowed), lambda route: route.abort())
    return outside


def _ensure_chromium() -> None:
    if CHROMIUM.exists():
        return
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        pytest.skip(f"no {CHROMIUM}, and it can only be installed by root on Debian")
    # The lists of a fresh machine are empty or old; the fonts are for Vietnamese letters.
    _apt_get("update")
    install = _apt_get("install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")
    if install.returncode != 0 or not CHROMIUM.exists():
        pytest.skip(f"apt-get could not install chromium: {install.stderr.strip()[-300:]}")


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
