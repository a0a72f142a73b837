"""Files that cannot be read: a reason each, in bounded time."""

from __future__ import annotations

import contextlib
import io
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.main import main
from extract.read import ReadError, read
from extract.readers.openers import open_source
from extract.readers.plain import LARGEST, decode
from tests.documents import PARAGRAPH, read_bytes


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


# A page, and an encryption dictionary that no password opens.
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/O<"
    + b"11" * 32 + b">/U<" + b"22" * 32 + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)  # fmt: skip

BAD = {
    "empty": (b"", "empty"),
    "only spaces": (b" \n\t \r\n", "empty"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
    "no known encoding": ("Постановление правительства о плане".encode("koi8-r") * 9, "unknown_encoding"),
    "no Vietnamese": (b"The quick brown fox jumps over the lazy dog. " * 40, "no_document"),
    "a poem": (
        "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\n".encode() * 20,
        "nothing_found",
    ),
    "numbers": (b"1;2;3\n4;5;6\n" * 40, "no_document"),
    "broken PDF": (b"%PDF-1.7\n" + b"junk " * 200, "broken"),
    "locked PDF": (LOCKED, "encrypted"),
    "broken docx": (b"PK\x03\x04" + b"junk" * 100, "broken"),
    "half a docx": (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x>"}), "broken"),
    "zip of something else": (zipped({"bang.csv": b"1,2,3"}), "not_word"),
    "zip bomb": (
        zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(90_000_000)}),
        "zip_bomb",
    ),
    "locked docx": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "empty page": (b"<html><body><p> </p></body></html>", "empty"),
    "page of menus": (b"<!doctype html><nav>Menu</nav>", "empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_get_a_reason_in_little_time(tmp_path: Path, case: str) -> None:
    content, reason = BAD[case]
    began = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "file.docx" if content.startswith(b"PK") else "file.txt", content)
    assert caught.value.reason == reason
    assert "(" in str(caught.value)
    assert time.monotonic() - began < 10


def test_too_large_and_unreadable(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
        file.seek(0)
        file.write("Quyết định số ".encode() * 1000)
    with pytest.raises(ReadError) as caught:
        read(large)
    assert caught.value.reason == "too_large"
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "missing.txt")
    assert caught.value.reason == "unreadable"
    if os.geteuid() != 0:
        large.chmod(0)
        with pytest.raises(ReadError):
            read(large)


def hostile() -> Iterator[tuple[str, str]]:
    yield "deep.html", "<html><body>" + "<div>" * 20_000 + PARAGRAPH
    yield "links.html", "<html><body>" + "<div><a href=x>Quyết định</a>" * 3000 + PARAGRAPH
    yield "open.html", "<html>" + "<!--" * 50_000
    yield "wide.html", f"<table><tr>{'<td rowspan=99999 colspan=99999>Quyết định này</td>' * 50}</tr></table>"
    yield "cells.txt", "| Quyết định số " * 30_000
    yield "marks.txt", "Quyết định" + "\u0301" * 200_000


@pytest.mark.parametrize(("name", "content"), tuple(hostile()), ids=lambda one: one[:10])
def test_hostile_files_end_soon(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    began = time.monotonic()
    with contextlib.suppress(ReadError):
        open_source(path)
    assert time.monotonic() - began < 10


@settings(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=400),
    magic=st.sampled_from([b"", b"%PDF-1.5\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]),
)
def test_no_bytes_raise_anything_but_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, magic: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(magic + content)
    with contextlib.suppress(ReadError):
        read(path)


WRONGLY_NAMED = {
    "plan.docx": "KẾ HOẠCH\n\n" + PARAGRAPH,
    "plan.pdf": "KẾ HOẠCH\n\n" + PARAGRAPH,
    "plan.doc": f"<html><body><p>KẾ HOẠCH</p><p>{PARAGRAPH}</p></body></html>",
    "plan.html": "KẾ HOẠCH\n\n" + PARAGRAPH,
}


@pytest.mark.parametrize("name", WRONGLY_NAMED)
def test_a_wrong_ending_is_read_by_what_the_file_holds(tmp_path: Path, name: str) -> None:
    record = read_bytes(tmp_path, name, WRONGLY_NAMED[name].encode()).record
    assert (record.document.type, record.citations[0].number) == ("kế hoạch", "534/QĐ-LĐTBXH")


@pytest.mark.parametrize("case", BAD)
def test_the_command_line_names_the_file_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    content, _ = BAD[case]
    path = tmp_path / ("file.docx" if content.startswith(b"PK") else "file.txt")
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert main(["extract", str(path)]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert f"{path.name}: {caught.value}" in said
    assert "Traceback" not in said


def test_decode_keeps_utf8_as_it_is() -> None:
    assert decode(Path("a.txt"), PARAGRAPH.encode()).raw == PARAGRAPH


def test_a_pipe_is_named_and_never_waited_for(tmp_path):
    import os

    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(ReadError) as caught:
        read(pipe)
    assert caught.value.reason == "not_a_file"
