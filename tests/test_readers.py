"""Readers: the same document from every kind of file, and Word's own ways."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pytest

from extract.places import Places
from extract.read import ReadError, read, read_text
from extract.readers.letterhead import rows_of_letterhead
from extract.readers.numbering import spell
from extract.readers.openers import open_source
from extract.readers.pdflines import Line, Word
from extract.readers.pdfpaper import without_overhang
from extract.record import from_json, to_json
from tests import documents
from tests.browser import _ensure_chromium
from tests.documents import PARAGRAPH, SAMPLES, facts, read_bytes


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


LAID_OUT = ("lai-chau-2026", "lang-son-2023")
"""One with notes and long paragraphs, one with an estimate right behind the signature."""
LAYOUTS = {
    "rows cut by the edge of a page": "",
    "ragged right edge": "p { text-align: left }",
    "annex on the page of the signature": ".break { break-before: auto }",
    "letterhead in narrow columns": "body { font-size: 15pt } table.ruled td { font-size: 14pt }",
    "cells set in the middle": "table.ruled td { vertical-align: middle } table.ruled td p { text-align: center }",
    "small letters": "body { font-size: 12pt } table.ruled td { font-size: 10pt }",
    "annex in landscape": "@page wide { size: A4 landscape; margin: 20mm } table.ruled { page: wide }",
    "no space between paragraphs": "p { margin: 0 }",
}


@pytest.fixture(scope="module")
def laid_out() -> dict[str, bytes]:
    pytest.importorskip("playwright.sync_api", reason="the Python package playwright is missing")
    _ensure_chromium()
    return documents.as_pdf(
        {
            f"{name} {layout}": documents.as_flow(SAMPLES[name], style)
            for name in LAID_OUT
            for layout, style in LAYOUTS.items()
        }
    )


@pytest.mark.browser
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", LAID_OUT)
def test_the_layout_of_a_pdf_changes_nothing(
    tmp_path: Path, name: str, layout: str, laid_out: dict[str, bytes]
) -> None:
    check_same(tmp_path, name, "pdf", laid_out[f"{name} {layout}"])


def line_at(base: float, *words: tuple[str, float, float]) -> Line:
    return Line(tuple(Word(text, x0, x1, 14) for text, x0, x1 in words), base - 10, base, base, 14)


def test_the_top_of_a_letter_that_reaches_over_a_page_is_no_line() -> None:
    last, overhang = line_at(770, ("Kế", 85, 100)), line_at(788, ("Ủ", 115, 127))
    following = [line_at(70, ("của", 85, 110), ("Ủy", 114.8, 133))]
    assert without_overhang([last, overhang], following) == [last]
    assert without_overhang([last], following) == [last]
    assert without_overhang([last, line_at(788, ("2", 115, 122))], [line_at(70, ("2", 115, 122))])[1:]


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
    content = printed["lai-chau-2026"]
    record = read_bytes(tmp_path, "plan.pdf", content).record
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    first = record.citations[0]
    # The fonts of the machine decide where lines and pages break.
    at = next(number for number, line in enumerate(pages[0].splitlines(), 1) if str(first.number) in line)
    assert first.place == f"trang 1, dòng {at}"
    note = next(one for one in record.citations if one.number == "124/2025/QH15")
    on = next(number for number, page in enumerate(pages, 1) if "124/2025/QH15" in page)
    assert on > 1
    assert str(note.place).startswith(f"trang {on}, dòng ")
    last = str(record.tasks[-1].place)
    assert last.startswith((f"trang {len(pages) - 1}, dòng ", f"trang {len(pages)}, dòng "))


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
    body = (
        f"<w:p>{run('Céng hßa ', font.format('.VnTime'))}{run('quyÕt ®Þnh', font.format('.VnTimeH'))}</w:p>"
    )
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
    rows = raw.split("\n")[1:3]
    assert rows == ["| Rà soát kế hoạch | Sở Nội vụ | Quý I |", "| Tổng hợp số liệu | Sở Y tế |  |"]


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
