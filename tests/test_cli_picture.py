"""``cancu picture``: each kind into each kind of file, and what it says when used wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.main import main
from tests.example_store import make_example_store

BEGINS = {"svg": b"<?xml", "png": b"\x89PNG", "html": b"<!DOCTYPE html>"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_example_store(tmp_path_factory.mktemp("picture"))


@pytest.mark.parametrize(
    ("kind", "endings"),
    [
        ("chain", ("svg", "png", "html")),
        ("around", ("html",)),
        ("coverage", ("svg", "html")),
        ("map", ("png",)),
        ("adoption", ("svg",)),
        ("delay", ("svg",)),
    ],
)
def test_a_picture_of_a_document(store: Path, tmp_path: Path, kind: str, endings: tuple[str, ...]) -> None:
    for ending in endings:
        out = tmp_path / f"picture.{ending}"
        arguments = ["--store", str(store), "--lang", "vi", "picture", kind, "21-CT/TW", "--out", str(out)]
        assert main(arguments) == 0
        assert out.read_bytes().startswith(BEGINS[ending])


def test_the_calendar_of_all_plans_and_of_one(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "calendar.svg"
    span = ["--from", "01/01/2024", "--to", "31/12/2024"]
    common = ["--store", str(store), "--lang", "vi", "picture", "calendar"]
    assert main([*common, *span, "--out", str(out)]) == 0
    whole = out.read_text(encoding="utf-8")
    assert "Lịch nhiệm vụ năm 2024" in whole
    assert main([*common, "21-CT/TW", *span, "--out", str(out)]) == 0
    assert "Không có hạn nào" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["map", "--out", "x.svg"], "cần một văn bản"),
        (["map", "21-CT/TW"], "cần --out"),
        (["map", "21-CT/TW", "--out", "x.pdf"], "x.pdf"),
        (["around", "21-CT/TW", "--out", "x.svg"], "chỉ có dạng trang HTML"),
        (["calendar", "--out", "x.html"], "chỉ có dạng SVG"),
        (["calendar", "--from", "2024-01-01", "--out", "x.svg"], "--to"),
        (["atlas", "21-CT/TW", "--out", "x.svg"], "atlas"),
    ],
)
def test_wrong_usage(
    store: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["--store", str(store), "--lang", "vi", "picture", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_written(
    store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "none" / "x.svg"
    assert (
        main(["--store", str(store), "--lang", "vi", "picture", "chain", "21-CT/TW", "--out", str(out)]) == 1
    )
    assert "không ghi được" in capsys.readouterr().err
