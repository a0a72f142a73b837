"""The same document as text, Word, HTML and PDF, made from an example plan for the tests of the readers.

Each gets what the text file cannot show: a letterhead in two columns, footnotes, a
table of assignments over several pages, an annex, a signature beside the recipients.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examples import plans
from extract.read import Reading, read
from extract.record import Record
from tests.browser import ARGUMENTS, CHROMIUM

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
MARKS = "¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(f"[{MARKS}]")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the notes whose marks it carries; ``centred`` for titles."""

    text: str
    notes: tuple[str, ...] = ()
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells, each a tuple of lines; ``ruled`` is false for letterhead and signature."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    ruled: bool = True


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Table | PageBreak


@dataclass(frozen=True)
class Sample:
    """A document as a list of blocks, and the name of the example it is made from."""

    name: str
    blocks: tuple[Block, ...]


TASKS = (
    ("Rà soát, tham mưu kế hoạch truyền thông theo Kế hoạch số 3214/KH-UBND ngày 24/8/2023 của UBND tỉnh", "Sở Nội vụ", "Sở Tài chính", "Trước ngày 15/12/2026"),
    ("Xây dựng chuyên mục giáo dục nghề nghiệp trên Cổng thông tin điện tử", "Văn phòng Ủy ban nhân dân tỉnh", "Sở Khoa học và Công nghệ", "Quý I năm 2026"),
    ("Tổ chức ngày hội tư vấn hướng nghiệp cho học sinh cuối cấp", "Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Tháng 5 hằng năm"),
    ("Tổng hợp, báo cáo kết quả thực hiện Chỉ thị số 21-CT/TW ngày 04/5/2023 của Ban Bí thư", "Sở Tài chính", "Sở Nội vụ", "Thường xuyên"),
)  # fmt: skip


def sample(name: str, issuer: str) -> Sample:
    """The example ``name`` with a letterhead of ``issuer``, an annex on three pages and a table of tasks."""
    text = next(plan for plan in plans() if plan.stem == name).read_text(encoding="utf-8")
    text = text.replace("****", "\n")  # a post and a name in bold on one line
    lines = [re.sub(r"^#+\s*|[*_]+", "", line).strip() for line in text.split("\n")][1:]
    number = next((line for line in lines if line.startswith("Số:")), "Số: 15/KH-UBND")
    date = next(
        (line for line in lines[:8] if "ngày" in line and "tháng" in line),
        "Hải Phòng, ngày 05 tháng 4 năm 2024",
    )
    kind = lines.index("KẾ HOẠCH")
    end = lines.index("Nơi nhận:")
    blocks: list[Block] = [Table((((issuer, "_______"), NATION), ((number,), (date,))), ruled=False)]
    blocks += _centred(lines[kind:])
    rest = lines[kind + sum(1 for block in blocks[1:] if isinstance(block, Paragraph)) :]
    title = [block.text for block in blocks if isinstance(block, Paragraph)]
    body = [line for line in lines[kind:end] if line and line not in title]
    assert rest
    blocks += _paragraphs(body)
    recipients, signature, estimate = _tail([line for line in lines[end + 1 :] if line])
    blocks.append(Table(((("Nơi nhận:", *recipients), signature),), ruled=False))
    if estimate:
        blocks += [PageBreak(), *_paragraphs(estimate)]
    blocks += [PageBreak(), *_annex()]
    return Sample(name, tuple(blocks))


def _centred(lines: list[str]) -> list[Block]:
    """The type's line and the title: up to the first blank line after words of the title."""
    found: list[Block] = []
    for line in lines:
        if not line and len(found) > 1:
            break
        if line:
            found.append(Paragraph(line, centred=True))
    return found


def _paragraphs(lines: list[str]) -> list[Paragraph]:
    """Body paragraphs; those that are notes go to the paragraph with their mark."""
    notes = {line[0]: line[1:].strip() for line in lines if line[0] in MARKS}
    found = []
    for line in lines:
        if line[0] not in MARKS:
            found.append(Paragraph(line, tuple(notes[mark] for mark in _MARK.findall(line))))
    return found


def _tail(lines: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """The recipients, the lines of the signature, and what the plan has behind it."""
    recipients = []
    while lines and lines[0].startswith("-"):
        recipients.append(lines.pop(0))
    name = next(at for at, line in enumerate(lines) if not line.isupper())
    return tuple(recipients), tuple(lines[: name + 1]), lines[name + 1 :]


def _annex() -> Iterator[Block]:
    yield Paragraph("PHỤ LỤC", centred=True)
    yield Paragraph("DANH MỤC NHIỆM VỤ", centred=True)
    head = (
        ("STT",),
        ("Nội dung nhiệm vụ",),
        ("Cơ quan chủ trì",),
        ("Cơ quan phối hợp",),
        ("Thời gian hoàn thành",),
    )
    rows = [head]
    for at in range(24):
        text, lead, partner, due = TASKS[at % len(TASKS)]
        rows.append(((str(at + 1),), (f"{text} (đợt {at + 1})",), (lead,), (partner,), (due,)))
    yield Table(tuple(rows))
    yield Paragraph(
        "Ghi chú: các đơn vị chủ động phối hợp để hoàn thành nhiệm vụ theo đúng thời gian quy định tại bảng trên đây."
    )


def as_text(sample: Sample) -> str:
    """The plain text that every other form must read like."""
    pieces: list[str] = []
    before: Block | None = None
    for block in sample.blocks:
        if isinstance(block, Table):
            pieces.append(
                "\n"
                + "".join(
                    f"| {' | '.join(' '.join(line for line in cell if line.strip('_')) for cell in row)} |\n"
                    for row in block.rows
                )
            )
        elif isinstance(block, Paragraph):
            joined = block.centred and isinstance(before, Paragraph) and before.centred
            pieces.append(("" if joined else "\n") + block.text + "\n")
            for mark, note in zip(_MARK.findall(block.text), block.notes, strict=True):
                pieces.append(f"\n{mark} {note}\n")
        before = block
    return "".join(pieces).lstrip("\n")


_NAV = "".join(
    f'<li><a href="/van-ban/{n}">Quyết định số {n}/QĐ-UBND ngày 01/02/2020 của UBND tỉnh Nghệ An</a></li>'
    for n in range(100, 110)
)


def as_html(sample: Sample) -> str:
    """A page as a portal has it: menus, related documents and a footer around the document."""
    notes: list[str] = []
    body = "".join(_html_block(block, notes) for block in sample.blocks)
    foot = "".join(
        f'<div id="ftn{at}"><p><a href="#_ftnref{at}" name="_ftn{at}">[{at}]</a> {html.escape(note)}</p></div>'
        for at, note in enumerate(notes, 1)
    )
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch số 999/KH-UBND</title>'
        "<script>var so = 'Quyết định số 777/QĐ-TTg';</script></head><body>"
        f'<nav><ul>{_NAV}</ul></nav><div class="top-menu"><a href="/">Trang chủ</a> | <a href="/vb">Văn bản</a></div>'
        f'<div id="wrapper"><div class="sidebar"><h3>Văn bản liên quan</h3><ul>{_NAV}</ul></div>'
        f'<div class="content-detail">{body}<hr>{foot}</div></div>'
        f"<h3>Văn bản khác</h3><ul>{_NAV}</ul><footer>Giấy phép số 12/GP-TTĐT ngày 01/01/2020 của Cục Báo chí</footer></body></html>"
    )


def _html_block(block: Block, notes: list[str]) -> str:
    if isinstance(block, PageBreak):
        return '<p style="page-break-before: always">&nbsp;</p>'
    if isinstance(block, Table):
        return f'<table border="{int(block.ruled)}"><tbody>{_table_rows(block)}</tbody></table>'
    text = html.escape(block.text)
    for mark, note in zip(_MARK.findall(block.text), block.notes, strict=True):
        notes.append(note)
        at = len(notes)
        text = text.replace(mark, f'<a href="#_ftn{at}" name="_ftnref{at}"><sup>[{at}]</sup></a>', 1)
    # Lines break in the source of a page wherever its program liked.
    text = re.sub(r"((?:\S+ ){12})", r"\1\n   ", text)
    return f'<p align="{"center" if block.centred else "justify"}">{text}</p>\n'


_PRINT_STYLE = """
@page { size: A4; margin: 0 } * { box-sizing: border-box } body { margin: 0; font: 14pt/1.3 "Liberation Serif", "Times New Roman", "DejaVu Serif", serif }
.page { width: 210mm; height: 297mm; padding: 20mm 15mm 20mm 30mm; page-break-after: always; position: relative; overflow: hidden }
.number { position: absolute; top: 10mm; left: 0; right: 0; text-align: center; font-size: 13pt }
.body { max-height: 257mm } p { margin: 0 0 6pt; text-align: justify; text-indent: 10mm }
p.centre { text-align: center; text-indent: 0; font-weight: bold; margin: 0 } p.rest { text-indent: 0 } p.cut { text-align-last: justify; margin: 0 }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 } td p { text-indent: 0; margin: 0; text-align: left }
table.ruled td { border: 1px solid black; padding: 2px 4px; vertical-align: top; font-size: 12pt } table.plain td { vertical-align: top; width: 50% } table.plain p { text-align: center }
table.head td:first-child { width: 42% } table.tail td:first-child p { text-align: left; font-size: 12pt }
.notes { position: absolute; left: 30mm; right: 15mm; bottom: 20mm; font-size: 10pt } .notes:not(:empty)::before { content: ""; display: block; border-top: 1px solid black; width: 50mm }
.notes p { text-indent: 0; margin: 0 } sup { font-size: 65%; line-height: 0 }
"""

# Fills pages like a word processor: a paragraph or a table goes on over the page, notes stand at the foot.
_PRINT_SCRIPT = """
const blocks = [...document.getElementById('flow').children]; let page, body, notes, count = 0;
function turn() { page = document.createElement('div'); page.className = 'page'; count++;
  page.innerHTML = (count > 1 ? `<div class="number">${count}</div>` : '') + '<div class="body"></div><div class="notes"></div>';
  document.body.append(page); body = page.querySelector('.body'); notes = page.querySelector('.notes'); }
function fits() { return body.getBoundingClientRect().height + notes.getBoundingClientRect().height < 252 * 96 / 25.4; }
function addNotes(block) { for (const n of block.querySelectorAll('[data-note]')) notes.insertAdjacentHTML('beforeend', `<p><sup>${n.textContent}</sup> ${n.dataset.note}</p>`); }
function dropNotes(block) { for (const n of block.querySelectorAll('[data-note]')) notes.lastChild.remove(); }
turn();
for (const block of blocks) {
  if (block.className === 'break') { turn(); continue; }
  if (block.tagName === 'TABLE') { let table; const start = () => { table = block.cloneNode(false); table.innerHTML = '<tbody></tbody>'; body.append(table); }; start();
    for (const row of [...block.rows]) { table.tBodies[0].append(row); if (!fits()) { row.remove(); turn(); start(); table.tBodies[0].append(row); } } continue; }
  body.append(block); addNotes(block); if (fits()) continue;
  if (block.querySelector('[data-note]') || block.className === 'centre') { dropNotes(block); block.remove(); turn(); body.append(block); addNotes(block); continue; }
  const words = block.textContent.split(' '); let kept = words.length;
  while (kept && !fits()) block.textContent = words.slice(0, --kept).join(' ');
  const rest = block.cloneNode(); rest.textContent = words.slice(kept).join(' ');
  if (kept) { rest.classList.add('rest'); block.classList.add('cut'); } else block.remove();
  turn(); body.append(rest);
}
document.getElementById('flow').remove();
"""


def as_print(sample: Sample) -> str:
    """A page that lays itself out on paper: for :func:`as_pdf`."""
    mark = 0
    flow = []
    for at, block in enumerate(sample.blocks):
        if isinstance(block, PageBreak):
            flow.append('<div class="break"></div>')
        elif isinstance(block, Table):
            kind = "ruled" if block.ruled else "plain head" if at == 0 else "plain tail"
            flow.append(f'<table class="{kind}"><tbody>{_table_rows(block)}</tbody></table>')
        else:
            text = html.escape(block.text)
            for sign, note in zip(_MARK.findall(block.text), block.notes, strict=True):
                mark += 1
                text = text.replace(sign, f'<sup data-note="{html.escape(note)}">{mark}</sup>', 1)
            flow.append(f"<p{' class=centre' if block.centred else ''}>{text}</p>")
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{_PRINT_STYLE}</style></head><body>'
        f'<div id="flow">{"".join(flow)}</div><script>{_PRINT_SCRIPT}</script></body></html>'
    )


def as_flow(sample: Sample, style: str = "") -> str:
    """A page that the browser breaks over sheets itself: rows and paragraphs are cut where a sheet ends.

    Notes stand behind their paragraphs; ``style`` changes the look.
    """
    flow = []
    for at, block in enumerate(sample.blocks):
        if isinstance(block, PageBreak):
            flow.append('<div class="break"></div>')
        elif isinstance(block, Table):
            kind = "ruled" if block.ruled else "plain head" if at == 0 else "plain tail"
            flow.append(f'<table class="{kind}"><tbody>{_table_rows(block)}</tbody></table>')
        else:
            flow.append(f"<p{' class=centre' if block.centred else ''}>{html.escape(block.text)}</p>")
            marks = _MARK.findall(block.text)
            flow += [
                f"<p>{mark} {html.escape(note)}</p>" for mark, note in zip(marks, block.notes, strict=True)
            ]
    page = "@page { size: A4; margin: 20mm 15mm 20mm 30mm } .break { break-before: page }"
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{_PRINT_STYLE}{page}{style}</style></head>'
        f"<body>{''.join(flow)}</body></html>"
    )


def _table_rows(table: Table) -> str:
    return "".join(
        "<tr>"
        + "".join(f"<td>{''.join(f'<p>{html.escape(line)}</p>' for line in cell)}</td>" for cell in row)
        + "</tr>"
        for row in table.rows
    )


def as_pdf(pages: dict[str, str]) -> dict[str, bytes]:
    """Pages of :func:`as_print` printed by headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        printed = {}
        for name, content in pages.items():
            page = browser.new_page()
            page.set_content(content)
            printed[name] = page.pdf(prefer_css_page_size=True, print_background=True)
            page.close()
        browser.close()
    return printed


def as_docx(sample: Sample) -> bytes:
    """A Word file with real footnotes and a list with automatic dashes."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    notes: list[str] = []
    for block in sample.blocks:
        if isinstance(block, PageBreak):
            document.add_page_break()
        elif isinstance(block, Table):
            table = document.add_table(rows=0, cols=len(block.rows[0]))
            if block.ruled:
                table.style = "Table Grid"
            for row in block.rows:
                cells = table.add_row().cells
                for cell, lines in zip(cells, row, strict=True):
                    cell.text = lines[0]
                    for line in lines[1:]:
                        cell.add_paragraph(line)
        else:
            dash = block.text.startswith("- ") and not block.centred
            paragraph = document.add_paragraph(style="List Bullet" if dash else None)
            if block.centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            pieces = _MARK.split(block.text.removeprefix("- ") if dash else block.text)
            for at, piece in enumerate(pieces):
                paragraph.add_run(piece)
                if at < len(block.notes):
                    notes.append(block.notes[at])
                    add_reference(paragraph, len(notes))
    add_notes(document, notes)
    return saved(document)


def add_reference(paragraph: object, number: int) -> None:
    """Put the mark of footnote ``number`` at the end of a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()  # type: ignore[attr-defined]
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run.font.superscript = True
    run._r.append(reference)


def add_notes(document: object, notes: list[str]) -> None:
    """Add the part with the footnotes, which python-docx cannot make."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    items = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {html.escape(note)}</w:t></w:r></w:p></w:footnote>'
        for at, note in enumerate(notes, 1)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{space}">{items}</w:footnotes>'.encode(),
        document.part.package,  # type: ignore[attr-defined]
    )
    document.part.relate_to(  # type: ignore[attr-defined]
        part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    )


def saved(document: object) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def samples() -> Iterator[Sample]:
    """The example plans: footnotes, many citations, assignments, recipients, an estimate behind the signature."""
    yield sample("lai-chau-2026", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    yield sample("ngoc-hoi-2023", "ỦY BAN NHÂN DÂN HUYỆN NGỌC HỒI")
    yield sample("hai-phong-2024", "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG")
    yield sample("ha-quang-2021", "ỦY BAN NHÂN DÂN HUYỆN HÀ QUẢNG")
    yield sample("lang-son-2023", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI")


def facts(record: Record) -> dict[str, Any]:
    """What must be equal however a document was stored: all but offsets, quotes and places."""
    return {
        "citations": [(c.number, c.name, c.date, c.issuer, c.relation, c.from_) for c in record.citations],
        "relations": record.relations,
        "document": record.document,
        "tasks": [(t.starts, t.responsible, t.partners, t.deadline, t.due, t.modality) for t in record.tasks],
        "targets": [(t.indicator, t.low, t.high, t.unit, t.year) for t in record.targets],
        "budget": [(b.amount_vnd, b.purpose, b.amount_in_words_vnd) for b in record.budget],
        "communication": [(c.part, c.text) for c in record.communication],
    }


def read_bytes(folder: Path, name: str, content: bytes) -> Reading:
    """Read ``content`` from a file called ``name``."""
    path = folder / name
    path.write_bytes(content)
    return read(path)


SAMPLES = {one.name: one for one in samples()}
PARAGRAPH = (
    "Căn cứ Quyết định số 534/QĐ-LĐTBXH ngày 07/5/2021 của Bộ trưởng Bộ Lao động - Thương binh và Xã hội;"
)
