"""The commands of analysis: what they print, in which formats, and what they say when asked badly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cli.main import main
from graph.ingest import ingest
from graph.store import open_store
from tests.example_store import make_example_store
from tests.factories import read_facts, write_plans

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_example_store(tmp_path_factory.mktemp("analysis"))


@pytest.fixture(scope="module")
def two_of_a_number(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    store = open_store(folder / "store")
    ingest([write_plans(folder / "plans")], store, reader=read_facts)
    store.close()
    return folder / "store"


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str], store: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command over the examples: its exit code, what it printed, what it said beside it."""
    for name in ("CANCU_STORE", "CANCU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--store", str(store), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_coverage_is_a_table_with_its_gaps_named(says: Run) -> None:
    code, out, err = says("coverage", "21-CT/TW", "--on", "30/06/2025")
    assert code == 0
    lines = out.splitlines()
    assert "Tính đến ngày 30/06/2025, 63 tỉnh, thành phố:" in lines
    assert "tỉnh Lai Châu\t54\t184-KH/TU · 27/06/2023\t3214/KH-UBND · 24/08/2023\t–\t–" in lines
    assert any(
        line.startswith("Kho không có văn bản nào của tỉnh") and "tỉnh An Giang" in line for line in lines
    )
    assert "không phải là tỉnh chưa ban hành" in err


def test_coverage_counts_provinces_of_the_day(says: Run) -> None:
    _, out, _ = says("coverage", "21-CT/TW", "--on", "2025-07-01", "--lang", "en")
    assert "As of 2025-07-01, 34 provinces:" in out
    assert "tỉnh Quảng Ngãi\t68\t105-KH/HU · 2023-07-11 (former tỉnh Kon Tum)" in out


def test_coverage_of_one_stage(says: Run) -> None:
    _, out, _ = says("coverage", "21-CT/TW", "--on", "2025-06-30", "--stage", "party")
    assert "Tỉnh, thành phố\tSau (ngày)\tTỉnh ủy, thành ủy" in out.splitlines()


def test_evidence_has_the_sentence_of_each_line(says: Run) -> None:
    _, out, _ = says("coverage", "21-CT/TW", "--on", "2025-06-30", "--evidence")
    assert "Kế hoạch số 184-KH/TU → triển khai, thực hiện → Chỉ thị số 21-CT/TW" in out
    assert out.count("“") > 6


def test_coverage_as_data(says: Run, tmp_path: Path) -> None:
    _, out, _ = says("coverage", "21-CT/TW", "--on", "2025-06-30", "--format", "json")
    found = json.loads(out)
    assert (len(found["rows"]), found["stages"]) == (63, ["party", "government", "department", "district"])
    documents = [one for row in found["rows"] for cell in row["cells"] for one in cell["documents"]]
    assert documents
    assert all(link["evidence"] for one in documents for link in one["way"])
    _, out, _ = says("coverage", "21-CT/TW", "--on", "2025-06-30", "--format", "csv")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len([row for row in rows if row["document"]]) == len(documents)
    assert all(row["evidence"] for row in rows if row["document"])
    file = tmp_path / "phu.xlsx"
    assert says("coverage", "21-CT/TW", "--out", str(file))[0] == 0
    assert openpyxl.load_workbook(file).sheetnames == ["Mức độ phủ", "Tiến độ ban hành", "Độ trễ"]


def test_what_nobody_carries_out_is_said(says: Run) -> None:
    code, out, err = says("coverage", "126/KH-UBND của UBND thành phố Hải Phòng")
    assert code == 0
    assert "thành phố Hải Phòng" in out
    assert "Kho không có văn bản cấp tỉnh trở xuống nào triển khai" in err


def test_impact_names_the_strongest_path_and_the_other_basis(says: Run) -> None:
    code, out, _ = says("impact", "3101/KH-UBND", "--evidence")
    assert code == 0
    assert "cần xem lại 1 văn bản: 1 dựa trực tiếp, 0 qua văn bản khác; 0 không có căn cứ nào khác" in out
    assert "triển khai, thực hiện Kế hoạch số 3101/KH-UBND · còn triển khai, thực hiện" in out
    assert "“" in out


def test_impact_says_what_it_leaves_out(says: Run) -> None:
    _, out, err = says("impact", "21-CT/TW", "--limit", "1")
    assert "tăng --limit" in err
    _, data, _ = says("impact", "21-CT/TW", "--format", "json")
    assert len(json.loads(data)["dependents"]) == json.loads(data)["documents"] > 1
    assert out.count("không có căn cứ khác") + out.count("· còn ") == 1


def test_impact_of_what_nothing_rests_on(says: Run) -> None:
    code, _, err = says("impact", "270/QĐ-TCGDNN", "--relation", "guides")
    assert code == 0
    assert "không có văn bản nào dựa vào" in err


def test_structure_in_words_and_as_data(says: Run) -> None:
    code, out, _ = says("structure", "--communities", "--evidence")
    assert code == 0
    for part in ("Chuỗi dài nhất", "Nút thắt", "Độ trễ theo quan hệ và cấp", "Cần xem lại", "Cụm văn bản"):
        assert part in out
    _, data, _ = says("structure", "--format", "json")
    found = json.loads(data)
    assert len(found["longest"][0]) == found["most"]
    assert all(link["evidence"] for chain in found["longest"] for link in chain)
    assert all(one["vi"] and one["en"] for one in found["findings"])


def test_trace_tells_the_inferred_apart(says: Run) -> None:
    code, out, _ = says("trace", "534/QĐ-LĐTBXH", "--inferred")
    assert code == 0
    drawn, _, beside = out.partition("Suy ra, không có câu nào nối (1 văn bản):")
    assert "Quyết định số 50/QĐ-TCGDNN" in beside
    assert "cùng tên “kế hoạch truyền thông về giáo dục nghề nghiệp”" in beside
    assert "← triển khai, thực hiện: Quyết định số 50/QĐ-TCGDNN" not in drawn
    _, out, _ = says("trace", "37-CT/TW", "--inferred")
    assert "Không suy ra thêm văn bản nào." in out
    _, data, _ = says("trace", "534/QĐ-LĐTBXH", "--inferred", "--format", "json")
    assert [one["reason"] for one in json.loads(data)["inferred"]] == ["title"]


@pytest.mark.parametrize("command", ["coverage", "impact"])
@pytest.mark.parametrize(
    ("document", "answer"),
    [
        ("21-CT/TX", "gần nhất là"),
        ("vb/ttg/qd/1999/1", "kho không có văn bản nào là"),
    ],
)
def test_bad_documents_are_answered(says: Run, command: str, document: str, answer: str) -> None:
    code, out, err = says(command, document)
    assert (code, out) == (1, "")
    assert answer in err


@pytest.mark.parametrize("command", ["coverage", "impact"])
def test_several_documents_of_a_number_are_listed(
    capsys: pytest.CaptureFixture[str], two_of_a_number: Path, command: str
) -> None:
    assert main(["--store", str(two_of_a_number), "--lang", "vi", command, "126/KH-UBND"]) == 1
    said = capsys.readouterr().err
    assert "hãy nêu thêm cơ quan hoặc năm" in said
    assert "Ủy ban nhân dân tỉnh Lạng Sơn [vb/ubnd-lang-son/kh/2019/126]" in said
    assert "Ủy ban nhân dân thành phố Hải Phòng [vb/ubnd-hai-phong/kh/2019/126]" in said


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("coverage", "21-CT/TW", "--on", "hôm qua"), "hôm qua"),
        (("coverage", "21-CT/TW", "--stage", "huyện"), "district"),
        (("coverage", "21-CT/TW", "--out", "bang.doc"), "--format"),
        (("impact", "21-CT/TW", "--relation", "cites"), "implements"),
        (("trace", "21-CT/TW", "--up", "--inferred"), "--up"),
    ],
)
def test_wrong_usage_is_explained(says: Run, arguments: tuple[str, ...], answer: str) -> None:
    code, _, err = says(*arguments)
    assert code == 2
    assert answer in err
