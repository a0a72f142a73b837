"""Readers: the same document from every kind of file, old encodings, Word's own ways, bad files."""

from __future__ import annotations

import io
import os
import shutil
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.places import Places
from extract.read import ReadError, Reading, read, read_text
from extract.readers.legacy import _TCVN3, _vni, convert, is_capital_font, legacy_of_font
from extract.readers.letterhead import rows_of_letterhead
from extract.readers.numbering import spell
from extract.readers.openers import open_source
from extract.readers.plain import decode
from extract.record import Record, from_json, to_json
from extract.text import normalise
from tests import documents
from tests.browser import _ensure_chromium

SAMPLES = {sample.name: sample for sample in documents.samples()}
PARAGRAPH = "Căn cứ Quyết định số 534/QĐ-LĐTBXH ngày 07/5/2021 của Bộ trưởng Bộ Lao động - Thương binh và Xã hội;"


def facts(record: Record) -> dict[str, Any]:
    """What must be equal however a document was stored: all but offsets, quotes and places."""
    return {
        "citations": [(c.number, c.name, c.date, c.issuer, c.relation, c.from_) for c in record.citations],
        "relations": record.relations,
        "document": record.document,
        "tasks": [(t.starts, t.responsible, t.partners, t.deadline, t.due, t.modality) for t in record.tasks],
        "targets": [(t.indicator, t.low, t.high, t.unit, t.year) for t in record.targets],
        "budget": [(b.amount_vnd, b.purpose) for b in record.budget],
    }


def read_bytes(folder: Path, name: str, content: bytes) -> Reading:
    path = folder / name
    path.write_bytes(content)
    return read(path)


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    pytest.importorskip("playwright.sync_api", reason="the Python package playwright is missing")
    _ensure_chromium()
    return documents.as_pdf({name: documents.as_print(sample) for name, sample in SAMPLES.items()})


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("kind", ["html", "docx"])
def test_word_and_html_read_like_the_text(tmp_path: Path, name: str, kind: str) -> None:
    sample = SAMPLES[name]
    content = documents.as_html(sample).encode() if kind == "html" else documents.as_docx(sample)
    check_same(tmp_path, name, kind, content)


@pytest.mark.browser
@pytest.mark.parametrize("name", SAMPLES)
def test_pdf_reads_like_the_text(tmp_path: Path, name: str, printed: dict[str, bytes]) -> None:
    check_same(tmp_path, name, "pdf", printed[name])


def check_same(folder: Path, name: str, kind: str, content: bytes) -> None:
    text = read_bytes(folder, f"{name}.txt", documents.as_text(SAMPLES[name]).encode())
    other = read_bytes(folder, f"{name}.{kind}", content)
    assert facts(other.record) == facts(text.record)
    assert len(other.record.citations) > 15
    assert len(other.record.tasks) > 24
    for found in (*other.record.citations, *other.record.tasks):
        assert found.place
    for citation in other.record.citations:
        assert other.raw[citation.start : citation.end] == citation.quote
    assert from_json(to_json(other.record)) == other.record


def test_places_are_pages_and_lines_of_a_pdf(tmp_path: Path, printed: dict[str, bytes]) -> None:
    record = read_bytes(tmp_path, "plan.pdf", printed["lai-chau-2026"]).record
    assert record.citations[0].place == "trang 1, dòng 8"
    note = next(one for one in record.citations if one.number == "124/2025/QH15")
    assert note.place == "trang 2, dòng 16"
    assert record.tasks[-1].place is not None
    assert record.tasks[-1].place.startswith("trang 9, dòng ")


def test_running_heads_and_related_documents_are_left_out(tmp_path: Path, printed: dict[str, bytes]) -> None:
    page = read_bytes(tmp_path, "plan.html", documents.as_html(SAMPLES["hai-phong-2024"]).encode())
    assert "Nghệ An" not in page.raw
    assert "777/QĐ-TTg" not in page.raw
    assert "12/GP-TTĐT" not in page.raw
    paper = read_bytes(tmp_path, "plan.pdf", printed["hai-phong-2024"])
    assert not [line for line in paper.raw.split("\n") if line.strip().isdecimal()]


def test_places_find_the_last_one_before_an_offset() -> None:
    places = Places((0, 10, 25), ("đoạn 1", "đoạn 2", "đoạn 3"))
    assert [places.at(at) for at in (0, 9, 10, 24, 25, 400)] == [f"đoạn {n}" for n in (1, 1, 2, 2, 3, 3)]
    assert Places((5,), ("đoạn 1",)).at(4) is None


# Plain text and its encodings


def in_tcvn3(text: str) -> bytes:
    table = {letter: typed for typed, letter in _TCVN3.items() if typed != "μ"}
    capitals = {letter.upper(): typed for letter, typed in table.items() if letter.upper() not in table}
    return "".join((table | capitals).get(char, char) for char in text).encode("cp1252", "replace")


def in_vni(text: str) -> bytes:
    table = {letter: typed for typed, letter in _vni()[1].items()}
    return "".join(table.get(char, char) for char in text).encode("cp1252", "replace")


def in_cp1258(text: str) -> bytes:
    pieces = []
    for char in text:
        try:
            pieces.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", char)
            # Its letters keep circumflex, breve and horn; the tone follows on its own.
            tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
            rest = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            pieces.append((rest + tone).encode("cp1258", "replace"))
    return b"".join(pieces)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (in_cp1258, "cp1258"),
        (in_vni, "vni"),
        (in_tcvn3, "tcvn3"),
        (lambda text: text.encode("utf-16"), "utf-16"),
        (lambda text: text.encode("utf-16-le"), "utf-16-le"),
        (lambda text: text.encode("utf-16-be"), "utf-16-be"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "utf-8"),
        (lambda text: in_tcvn3(text).decode("cp1252").encode(), "tcvn3"),
        (lambda text: in_vni(text).decode("cp1252").encode(), "vni"),
    ],
    ids=["cp1258", "vni", "tcvn3", "utf-16", "utf-16-le", "utf-16-be", "bom", "tcvn3-in-utf-8", "vni-in-utf-8"],
)  # fmt: skip
def test_old_encodings_are_recognised(tmp_path: Path, name: str, encode: Any, encoding: str) -> None:
    text = documents.as_text(SAMPLES[name])
    reading = read_bytes(tmp_path, "plan.txt", encode(text))
    assert reading.record.source.encoding == encoding
    plain = read_text(text, "plan")
    if encoding == "tcvn3":
        # Capitals with marks are small letters in TCVN3: names come back, single letters may not.
        ours = [c.number for c in reading.record.citations]
        assert ours == [c.number for c in plain.record.citations]
    else:
        assert facts(reading.record) == facts(plain.record)


def test_tcvn3_and_vni_tables() -> None:
    assert convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert convert("QUYÕT §ÞNH", "tcvn3") == "QUYẾT ĐỊNH"
    assert convert("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert convert("QUYEÁT ÑÒNH", "vni") == "QUYẾT ĐỊNH"
    assert (legacy_of_font(".VnTimeH"), is_capital_font(".VnTimeH")) == ("tcvn3", True)
    assert legacy_of_font("ABCDEF+VNI-Times") == "vni"
    assert legacy_of_font("Times New Roman") is None


# The same text typed otherwise


OLD_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ"}


def with_old_tones(text: str) -> str:
    for new, old in OLD_TONES.items():
        for one, other in ((new, old), (new.upper(), old.upper()), (new.capitalize(), old.capitalize())):
            text = text.replace(one + " ", other + " ").replace("q" + other, "q" + one)
    return text


def folded(record: Record) -> str:
    """The facts in one style of letters: what is printed may differ in marks and spaces, not in words."""
    text = repr(facts(record)).replace("\\xa0", " ").replace("\\xad", "")
    return " ".join(normalise(text).normal.split())


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_ways_of_typing_change_only_offsets_and_quotes(data: st.DataObject) -> None:
    sample = SAMPLES[data.draw(st.sampled_from(sorted(SAMPLES)))]
    text = documents.as_text(sample)
    typed = text
    if data.draw(st.booleans(), label="old tone marks"):
        typed = with_old_tones(typed)
    if data.draw(st.booleans(), label="non-breaking spaces"):
        typed = typed.replace("Quyết định số", "Quyết\xa0định\xa0số").replace(" ngày ", "\xa0ngày ")
    if data.draw(st.booleans(), label="soft hyphens"):
        typed = typed.replace("/QĐ-", "/\xadQĐ-").replace("Chính phủ", "Chính \xadphủ")
    if data.draw(st.booleans(), label="NFD"):
        typed = unicodedata.normalize("NFD", typed)
    if data.draw(st.booleans(), label="CRLF"):
        typed = typed.replace("\n", "\r\n")
    reading = read_text(typed, "plan")
    assert folded(reading.record) == folded(read_text(text, "plan").record)
    for citation in reading.record.citations:
        assert typed[citation.start : citation.end] == citation.quote


# Word's own ways


def word(*paragraphs: str, body: str = "") -> bytes:
    """A Word file with paragraphs and raw body XML."""
    from docx import Document
    from docx.oxml.parser import parse_xml

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if body:
        spaces = (
            'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        )
        for element in parse_xml(f"<w:body {spaces}>{body}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, element)
    return documents.saved(document)


def raw_of(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return open_source(path)[0].raw


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>số 1/QĐ-TTg </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("số 2/QĐ-TTg ")}</w:ins>'
    broken = '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>' + run("Một đoạn ") + "</w:p>"
    body = f"<w:p>{run('Căn cứ Quyết định ')}{deleted}{inserted}{run('của Thủ tướng')}</w:p>{broken}"
    body += f"<w:p>{run('liền nhau')}{run('ẩn đi', '<w:vanish/>')}</w:p>"
    raw = raw_of(tmp_path, "a.docx", word(body=body))
    assert "Căn cứ Quyết định số 2/QĐ-TTg của Thủ tướng\n" in raw
    assert "Một đoạn liền nhau\n" in raw
    assert "1/QĐ-TTg" not in raw
    assert "ẩn đi" not in raw


def test_word_old_fonts_capitals_breaks_and_boxes(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    body = f"<w:p>{run('Céng hßa ', font.format('.VnTime'))}{run('quyÕt ®Þnh', font.format('.VnTimeH'))}</w:p>"
    body += f"<w:p>{run('Vieät Nam', font.format('VNI-Times'))}{run(' kế hoạch', '<w:caps/>')}</w:p>"
    body += f"<w:p>{run('dòng một')}<w:r><w:br/></w:r>{run('dòng hai')}{run('2', '<w:vertAlign w:val=&quot;superscript&quot;/>'.replace('&quot;', chr(34)))}</w:p>"  # fmt: skip
    box = f"<w:txbxContent><w:p>{run('Trong khung chữ')}</w:p></w:txbxContent>"
    drawn = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    body += f"<w:p>{run('Ngoài khung')}{drawn}</w:p>"
    raw = raw_of(tmp_path, "a.docx", word(body=body))
    assert "Cộng hòa QUYẾT ĐỊNH\n" in raw
    assert "Việt Nam KẾ HOẠCH\n" in raw
    assert "dòng một\ndòng hai²\n" in raw
    assert "Ngoài khung\n\nTrong khung chữ\n" in raw


def test_word_numbering_is_spelled_out(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    for text, style in (
        ("Mục đích", "List Number"),
        ("Yêu cầu", "List Number"),
        ("Sở Nội vụ chủ trì", "List Bullet"),
    ):
        document.add_paragraph(text, style=style)
    raw = raw_of(tmp_path, "a.docx", documents.saved(document))
    assert raw == "1. Mục đích\n\n2. Yêu cầu\n\n- Sở Nội vụ chủ trì\n"


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [(4, "decimal", "4"), (4, "decimalZero", "04"), (14, "upperRoman", "XIV"), (28, "lowerLetter", "bb"),
     (1994, "lowerRoman", "mcmxciv"), (3, "chicago", "3")],
)  # fmt: skip
def test_number_formats(number: int, style: str, printed: str) -> None:
    assert spell(number, style) == printed


def test_word_merged_cells_are_printed_once(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate((("Nội dung", "Chủ trì", "Thời gian"), ("Rà soát kế hoạch", "Sở Nội vụ", "Quý I"), ("Tổng hợp số liệu", "Sở Y tế", ""))):  # fmt: skip
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    raw = raw_of(tmp_path, "a.docx", documents.saved(document))
    assert raw.split("\n")[1:3] == ["| Rà soát kế hoạch | Sở Nội vụ | Quý I |", "| Tổng hợp số liệu | Sở Y tế | |"] or raw.split("\n")[1:3] == ["| Rà soát kế hoạch | Sở Nội vụ | Quý I |", "| Tổng hợp số liệu | Sở Y tế |  |"]  # fmt: skip


def test_word_letterhead_in_the_page_header(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_paragraph(PARAGRAPH)
    assert raw_of(tmp_path, "a.docx", documents.saved(document)).startswith("CỘNG HÒA")
    other = Document()
    other.sections[0].header.paragraphs[0].text = "Trang nội bộ"
    other.add_paragraph(PARAGRAPH)
    assert "nội bộ" not in raw_of(tmp_path, "b.docx", documents.saved(other))


def test_letterhead_columns_become_rows() -> None:
    left = ["SỞ Y TẾ", "-------", "Số: 12/SYT-VP", "V/v báo cáo"]
    right = ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập", "Hà Nội, ngày 2 tháng 3", "năm 2024"]
    assert rows_of_letterhead([left, right]) == [
        ["SỞ Y TẾ", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập"],
        ["Số: 12/SYT-VP", "Hà Nội, ngày 2 tháng 3 năm 2024"],
        ["V/v báo cáo", ""],
    ]
    assert rows_of_letterhead([["Số lượng"], ["5"]]) is None


# Wrong endings, other programs


def test_the_content_decides_not_the_ending(tmp_path: Path) -> None:
    sample = SAMPLES["ngoc-hoi-2023"]
    expected = facts(read_text(documents.as_text(sample), "plan").record)
    assert facts(read_bytes(tmp_path, "plan.txt", documents.as_docx(sample)).record) == expected
    assert facts(read_bytes(tmp_path, "plan.doc", documents.as_html(sample).encode()).record) == expected
    assert facts(read_bytes(tmp_path, "plan.pdf", documents.as_text(sample).encode()).record) == expected


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_old_word_files_through_libreoffice(tmp_path: Path, ending: str) -> None:
    import subprocess

    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "plan.docx").write_bytes(documents.as_docx(SAMPLES["ha-quang-2021"]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "plan.docx")], check=True, capture_output=True, timeout=120)
    reading = read(tmp_path / f"plan.{ending}")
    expected = read_text(documents.as_text(SAMPLES["ha-quang-2021"]), "plan").record
    assert facts(reading.record) == facts(expected)


def scan(pages: int = 1) -> bytes:
    """A PDF of pictures only."""
    from PIL import Image

    images = [Image.new("RGB", (600, 800), "white") for _ in range(pages)]
    stream = io.BytesIO()
    images[0].save(stream, "PDF", save_all=True, append_images=images[1:])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "needs_libreoffice"),
     ("a.rtf", rb"{\rtf1 x}", "needs_libreoffice"), ("a.pdf", scan(), "needs_ocr")],
)  # fmt: skip
def test_a_missing_program_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, reason: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ReadError, match="apt-get install") as caught:
        read_bytes(tmp_path, name, content)
    assert caught.value.reason == reason


def test_a_scan_is_recognised(tmp_path: Path, printed: dict[str, bytes]) -> None:
    if not (shutil.which("ocrmypdf") and shutil.which("tesseract")):
        pytest.skip("OCRmyPDF and Tesseract are not installed")
    import pypdfium2

    page = pypdfium2.PdfDocument(printed["ngoc-hoi-2023"])[0]
    stream = io.BytesIO()
    page.render(scale=2.8).to_pil().convert("L").save(stream, "PDF", resolution=200)
    record = read_bytes(tmp_path, "scan.pdf", stream.getvalue()).record
    assert "21-CT/TW" in {citation.number for citation in record.citations}


# Bad files


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
    "numbers": (b"1;2;3\n4;5;6\n" * 40, "no_document"),
    "broken PDF": (b"%PDF-1.7\n" + b"junk " * 200, "broken"),
    "locked PDF": (LOCKED, "encrypted"),
    "broken docx": (b"PK\x03\x04" + b"junk" * 100, "broken"),
    "half a docx": (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x>"}), "broken"),
    "zip of something else": (zipped({"bang.csv": b"1,2,3"}), "not_word"),
    "zip bomb": (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(90_000_000)}), "zip_bomb"),
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
        file.truncate(50_000_001)
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
    try:
        open_source(path)
    except ReadError as error:
        assert str(error)
    assert time.monotonic() - began < 10


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400), magic=st.sampled_from([b"", b"%PDF-1.5\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]))
def test_no_bytes_raise_anything_but_a_reason(tmp_path_factory: pytest.TempPathFactory, content: bytes, magic: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(magic + content)
    try:
        read(path)
    except ReadError as error:
        assert str(error)


def test_decode_keeps_utf8_as_it_is() -> None:
    assert decode(Path("a.txt"), PARAGRAPH.encode()).raw == PARAGRAPH
