"""Why a citation was resolved as it was, in words for people, Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "issuer-from-mention",
    "issuer-from-place",
    "year-from-mention",
    "law-by-name",
    "symbol-other-issuer",
    "type-other-symbol",
    "year-other-date",
    "dates-differ",
    "issuer-unknown",
    "issuer-not-registered",
    "issuer-several",
    "issuers-differ",
    "type-unknown",
    "type-several",
    "year-unknown",
    "year-several",
    "number-unreadable",
    "standard",
    "stated",
    "agrees-with-held",
    "date-other-than-held",
    "title-other-than-held",
    "likely-other",
    "held-of-that-number",
    "held-same-day",
    "held-same-title",
    "held-title-repeated",
    "held-same-term",
    "law-number-in-text",
    "law-of-year",
    "law-in-force",
    "law-in-year",
    "law-prepared",
    "law-same-day",
    "law-other-number",
    "legislature-other-year",
    "issuer-by-date",
    "issuer-successive",
    "own-number",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, spelled out."""

    code: Code
    vi: str
    en: str


_TEXTS: dict[Code, tuple[str, str]] = {
    "issuer-from-mention": (
        "cơ quan ban hành lấy từ lần viện dẫn khác trong cùng văn bản",
        "the issuer is stated by another mention in the same document",
    ),
    "issuer-from-place": (
        "không nêu cơ quan ban hành; suy từ ký hiệu {symbol} và địa bàn của văn bản viện dẫn",
        "no issuer is stated; inferred from the symbol {symbol} and the place of the citing document",
    ),
    "year-from-mention": (
        "năm ban hành lấy từ lần viện dẫn khác trong cùng văn bản",
        "the year is stated by another mention in the same document",
    ),
    "law-by-name": (
        "viện dẫn theo tên, chưa xác định lần ban hành",
        "cited by name; which act of that name is not determined",
    ),
    "symbol-other-issuer": (
        "ký hiệu {symbol} không phải của cơ quan được nêu ({issuer}); cơ quan này dùng ký hiệu {usual}",
        "the symbol {symbol} is not one of the issuer named ({issuer}), which uses {usual}",
    ),
    "type-other-symbol": (
        "tên loại được nêu ({type}) khác ký hiệu {symbol}",
        "the type named ({type}) differs from the symbol {symbol}",
    ),
    "year-other-date": (
        "năm trong số ({year}) khác năm của ngày được nêu ({date})",
        "the year in the number ({year}) differs from the stated date ({date})",
    ),
    "dates-differ": (
        "cùng một văn bản được nêu với các ngày khác nhau: {dates}",
        "one document is cited with different dates: {dates}",
    ),
    "issuer-unknown": (
        "chưa xác định được cơ quan ban hành",
        "the issuer cannot be determined",
    ),
    "issuer-not-registered": (
        "cơ quan được nêu ({issuer}) chưa có trong danh bạ hoặc chưa rõ địa bàn",
        "the issuer named ({issuer}) is in no register, or its area is not known",
    ),
    "issuer-several": (
        "ký hiệu {symbol} có thể của nhiều cơ quan và không nêu cơ quan nào",
        "the symbol {symbol} may belong to several bodies and none is named",
    ),
    "issuers-differ": (
        "cùng một số được nêu với các cơ quan khác nhau",
        "one number is cited with different issuers",
    ),
    "type-unknown": ("chưa xác định được tên loại", "the type of document cannot be determined"),
    "type-several": (
        "ký hiệu {symbol} có thể chỉ nhiều loại văn bản",
        "the symbol {symbol} may stand for several types",
    ),
    "year-unknown": ("không nêu năm ban hành", "no year is stated"),
    "year-several": (
        "cùng một số được nêu với các năm khác nhau",
        "one number is cited with different years",
    ),
    "number-unreadable": (
        "số, ký hiệu không theo mẫu nào đã biết",
        "the number follows no known pattern",
    ),
    "standard": (
        "tiêu chuẩn, quy chuẩn kỹ thuật: ngoài phạm vi",
        "a technical standard, outside the scope",
    ),
    "stated": (
        "lời viện dẫn nêu đủ số, loại, năm và cơ quan ban hành",
        "the mention itself gives number, type, year and issuer",
    ),
    "agrees-with-held": (
        "khớp với văn bản đã nạp hoặc có trong sổ",
        "agrees with the document as held or registered",
    ),
    "date-other-than-held": (
        "ngày được nêu ({stated}) khác ngày của văn bản đã nạp hoặc có trong sổ ({held})",
        "the date stated ({stated}) differs from the document as held or registered ({held})",
    ),
    "title-other-than-held": (
        "tên được nêu khác trích yếu của văn bản đã nạp hoặc có trong sổ: “{held}”",
        "the title stated differs from the document as held or registered: “{held}”",
    ),
    "likely-other": (
        "không có văn bản nào như vậy trong kho; có thể là {documents}",
        "no such document is held; likely meant: {documents}",
    ),
    "held-of-that-number": (
        "kho có văn bản mang số này, chưa đủ căn cứ để chọn: {documents}",
        "documents of that number are held, with too little to choose by: {documents}",
    ),
    "held-same-day": (
        "trong các văn bản đã biết mang số này, chỉ một văn bản ký ngày {date}",
        "of the known documents of that number only one is of {date}",
    ),
    "held-same-title": (
        "văn bản đã biết mang số này có cùng tên: “{title}”",
        "the known document of that number has the same title: “{title}”",
    ),
    "held-title-repeated": (
        "tên của chính văn bản viện dẫn nhắc lại tên của văn bản đã biết mang số này: “{title}”",
        "the citing document's own title repeats that of the known document of that number: “{title}”",
    ),
    "held-same-term": (
        "số văn bản của Đảng chỉ cấp một lần trong nhiệm kỳ {term}, và văn bản mang số đó đã biết",
        "a Party number is given once in the term {term}, and the document that bears it is known",
    ),
    "law-number-in-text": (
        "cùng văn bản này nêu số của luật đó ở chỗ khác",
        "the same text gives the law's number elsewhere",
    ),
    "law-of-year": (
        "chỉ một luật mang tên này được ban hành vào thời điểm được nêu ({year})",
        "only one law of that name was made at the time stated ({year})",
    ),
    "law-in-force": (
        "luật mang tên này đang có hiệu lực vào thời điểm viện dẫn ({date})",
        "the law of that name in force when it was cited ({date})",
    ),
    "law-in-year": (
        "luật mang tên này có hiệu lực trong năm nêu ở tên văn bản viện dẫn ({year})",
        "the law of that name in force in the year that the citing document's title names ({year})",
    ),
    "law-other-number": (
        "luật mang tên này theo danh bạ có số khác: {numbers}",
        "the register gives the law of that name another number: {numbers}",
    ),
    "law-same-day": (
        "văn bản thi hành luật ban hành cùng ngày với luật ({date})",
        "the document that carries out the law is of the day of the law ({date})",
    ),
    "law-prepared": (
        "luật duy nhất mang tên này đến lúc viện dẫn, đã ban hành và chưa có hiệu lực",
        "the one law of that name by the time of the citation, made and not yet in force",
    ),
    "legislature-other-year": (
        "ký hiệu {symbol} là của Quốc hội khóa khác, không phải khóa của năm {year}",
        "the symbol {symbol} is that of another National Assembly than that of {year}",
    ),
    "issuer-successive": (
        "tên {issuer} là của các cơ quan kế tiếp nhau, thời điểm được nêu chưa đủ để phân biệt",
        "the name {issuer} is that of successive bodies, which the time stated does not tell apart",
    ),
    "own-number": (
        "số của chính văn bản viện dẫn",
        "the number of the citing document itself",
    ),
    "issuer-by-date": (
        "ngày mà lần viện dẫn khác trong cùng văn bản nêu cho biết cơ quan ban hành",
        "the date stated by another mention in the same document tells the issuer",
    ),
}


def reason(code: Code, **details: str) -> Reason:
    """The reason with its details filled in; ``KeyError`` when a detail is missing."""
    vi, en = _TEXTS[code]
    return Reason(code, vi.format(**details), en.format(**details))
