"""Why a file cannot be read: a closed list of reasons, each with a sentence for the person who must act."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Reason = Literal[
    "unreadable",
    "not_a_file",
    "empty",
    "binary",
    "unknown_encoding",
    "too_large",
    "no_document",
    "nothing_found",
    "broken",
    "encrypted",
    "zip_bomb",
    "not_word",
    "scanned",
    "too_long",
    "needs_libreoffice",
    "needs_ocr",
    "conversion_failed",
    "register",
    "not_table",
    "no_columns",
]

_SENTENCES: dict[Reason, str] = {
    "unreadable": "không mở được tệp: {detail} (the file cannot be opened)",
    "not_a_file": "không phải tệp thường (thư mục, ống dẫn hoặc thiết bị); hãy đưa vào một tệp "
    "(not a regular file; give a file)",
    "empty": "tệp rỗng, không có chữ nào (the file is empty)",
    "binary": "tệp nhị phân, không phải văn bản; hãy đưa vào tệp Word, PDF, HTML hoặc văn bản thường "
    "(a binary file, not a document; give a Word, PDF, HTML or text file)",
    "unknown_encoding": "không nhận ra bảng mã (không phải UTF-8, UTF-16, Windows-1258, TCVN3 hay VNI), "
    "lỗi tại byte {detail}; hãy lưu lại bằng UTF-8 "
    "(the encoding is none of these; save the file again as UTF-8)",
    "too_large": "tệp lớn hơn {detail}, không phải một văn bản (too large to be one document)",
    "no_document": "trong tệp không có văn bản tiếng Việt nào (the file holds no Vietnamese text)",
    "nothing_found": "không thấy loại, số, cơ quan ban hành, nhiệm vụ hay viện dẫn: không phải một văn bản "
    "(no type, number, issuer, task or citation in it: not a document)",
    "broken": "tệp {detail} bị hỏng hoặc tải chưa xong; hãy lấy lại tệp gốc "
    "(the file is damaged or incomplete; fetch it again)",
    "encrypted": "tệp {detail} có mật khẩu; hãy lưu lại không mật khẩu "
    "(the file needs a password; save it without one)",
    "zip_bomb": "tệp nén giải ra quá lớn ({detail}), không phải một văn bản "
    "(the file unpacks to far more than a document holds)",
    "not_word": "tệp nén không phải văn bản Word; hãy lưu thành .docx "
    "(a zip file that is not a Word document; save it as .docx)",
    "scanned": "PDF chỉ có ảnh và nhận dạng chữ không được: {detail} "
    "(a scanned PDF, and text recognition found nothing in it)",
    "too_long": "tệp quá {detail}, không phải một văn bản (longer than one document can be)",
    "needs_libreoffice": "đọc tệp {detail} cần LibreOffice: cài bằng “apt-get install libreoffice-writer”, "
    "hoặc lưu lại thành .docx (reading this needs LibreOffice; install it or save the file as .docx)",
    "needs_ocr": "PDF chỉ có ảnh, chưa có chữ: cài bằng “apt-get install {detail}”, "
    "hoặc đưa vào bản có chữ (a scanned PDF; install these to read it, or give one with text)",
    "conversion_failed": "LibreOffice không chuyển được tệp: {detail} "
    "(LibreOffice could not convert the file)",
    "register": "tệp là bảng tính: một sổ văn bản, không phải một văn bản; nạp bằng “cancu ingest” "
    "(a table of documents, not a document; load it with cancu ingest)",
    "not_table": "không phải bảng tính đọc được; hãy lưu thành .xlsx hoặc .csv "
    "(not a table that can be read; save it as .xlsx or .csv)",
    "no_columns": "không nhận ra cột số, ký hiệu trong các cột: {detail}; chỉ rõ bằng "
    "--column “tên cột=number” (no column of document numbers is recognised; name it)",
}


class ReadError(Exception):
    """A file that cannot be read: its path, the kind of reason, a sentence for the person who must act."""

    def __init__(self, path: Path, reason: Reason, detail: str = "") -> None:
        self.path = path
        self.reason = reason
        super().__init__(_SENTENCES[reason].format(detail=detail))
