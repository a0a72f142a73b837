"""Settings, and the front-end files that the build brings in."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.fetch_assets import FetchError, Package, fetch_all, is_current, verify
from api.settings import Settings


def test_every_setting_has_a_default_and_a_help() -> None:
    for name, field in Settings.model_fields.items():
        assert not field.is_required(), name
        assert field.description, name


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_STORE", "/somewhere")
    monkeypatch.setenv("CANCU_QUERY_SECONDS", "2.5")
    assert Settings().location == "/somewhere"
    assert Settings().query_seconds == 2.5
    assert Settings().host == "127.0.0.1"


def test_a_limit_cannot_be_switched_off() -> None:
    with pytest.raises(ValidationError):
        Settings(query_seconds=0)


@pytest.fixture
def archive() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        member = tarfile.TarInfo("package/a.js")
        member.size = 2
        tar.addfile(member, io.BytesIO(b"ok"))
    return out.getvalue()


def package(archive: bytes) -> Package:
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    return Package("thing", "1.0.0", digest, ("a.js",), "thing")


def npm(folder: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> None:
    """An npm that packs this archive."""
    (folder / "archive").write_bytes(archive)
    script = folder / "npm"
    script.write_text(f"#!/bin/sh\ncp {folder}/archive thing.tgz\necho 'no network' >&2\nexit {code}\n")
    script.chmod(0o755)
    monkeypatch.setattr("api.fetch_assets.npm_command", lambda: [str(script)])


def test_assets_are_fetched_once(tmp_path: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path, archive, monkeypatch)
    assets = tmp_path / "assets"
    assert fetch_all([package(archive)], assets) == ["thing"]
    assert (assets / "thing" / "a.js").read_bytes() == b"ok"
    assert is_current(package(archive), assets / "thing")
    assert fetch_all([package(archive)], assets) == []


def test_another_archive_than_the_pinned_one_is_refused(archive: bytes) -> None:
    with pytest.raises(FetchError, match="not the archive that was pinned"):
        verify(package(archive), archive + b"x")


def test_a_failing_npm_is_named(tmp_path: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path, archive, monkeypatch, code=1)
    with pytest.raises(FetchError, match="no network"):
        fetch_all([package(archive)], tmp_path / "assets")
    assert not (tmp_path / "assets").exists()
