"""``cancu tasks``, ``cancu compare`` and the exports for other programs, from the command line."""

import csv
import io
import json

import networkx as nx
import openpyxl
import pytest
from icalendar import Calendar

from cli.main import main
from tests.example_store import make_example_store

TODAY = ("--on", "2026-11-26")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_example_store(tmp_path_factory.mktemp("cli-tasks"))


@pytest.fixture
def says(capsys, monkeypatch, store):
    for name in ("CANCU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CANCU_STORE", str(store))

    def run(*arguments) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def table(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_recurring_deadlines_over_two_years(says):
    code, out, err = says("tasks", "--from", "2026-01-01", "--to", "31/12/2027", *TODAY)
    assert code == 0
    days = [row["Ngày đến hạn"] for row in table(out)]
    years = [
        [f"14/12/{year}"] * 5 + [f"31/12/{year} (cuối kỳ; văn bản không ghi ngày)", f"31/12/{year}"]
        for year in (2026, 2027)
    ]
    assert days[:14] == [*years[0], *years[1]]
    assert set(days[14:]) == {"suốt kỳ"}
    assert "14 lần đến hạn trong khoảng này; 24 việc" in err
    assert "66 nhiệm vụ khớp các điều kiện còn lại nhưng không có hạn theo lịch" in err


def test_a_body_of_today_and_what_it_took_over(says):
    code, out, err = says("tasks", "--body", "Sở GD&ĐT Hải Phòng", *TODAY)
    assert code == 0
    assert "Nay thuộc" in out.splitlines()[0]
    assert (
        "Sở Giáo dục và Đào tạo thành phố Hải Phòng (phần việc giáo dục nghề nghiệp, theo nội dung nhiệm vụ"
        in out
    )
    assert "1 nhiệm vụ nữa có thể thuộc cơ quan này" in err
    assert "9 nhiệm vụ." in err
    assert all(
        "hai-phong-2024.txt, ký tự" in line
        for line in out.splitlines()
        if "\t" in line and "Câu gốc" not in line
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--from", "2026-01-01"), 2, "thiếu --to"),
        (("--to", "2026-01-01"), 2, "thiếu --from"),
        (("--from", "2027-01-01", "--to", "2026-01-01"), 2, "01/01/2026 đứng trước 01/01/2027"),
        (("--from", "1900-01-01", "--to", "2026-01-01"), 2, "dài quá 50 năm"),
        (("--from", "mai", "--to", "2026-01-01"), 2, "“mai” không phải là ngày"),
        (("--role", "chef"), 2, "một trong: lead, partner, adviser, report-to"),
        (("--body", "Sở Giao dục"), 1, "  - Sở Giáo dục và Đào tạo"),
        (("--body", "qqqq"), 1, "không có tên nào gần giống"),
        (("--body", "UBND huyện Châu Thành"), 1, "là tên của nhiều cơ quan"),
        (("--province", "Lạng Sanh"), 1, "  - Lạng Sơn"),
        (("--province", "Atlantis"), 1, "không có tỉnh, thành phố nào tên “Atlantis”"),
        (("--plan", "9999/KH-UBND"), 1, "gần nhất là"),
        (("--out", "x.pdf"), 2, "hãy nêu --format: text, json, csv, xlsx, ics"),
    ],
)
def test_bad_questions(says, arguments, code, message):
    found, out, err = says("tasks", *arguments)
    assert (found, out) == (code, "")
    assert message in err


def test_an_empty_answer_says_why(says):
    code, out, err = says("tasks", "--province", "Lạng Sơn", "--body", "Bộ Ngoại giao", "--role", "lead")
    assert (code, out) == (0, "")
    assert "Riêng từng điều kiện:\n  - cơ quan và vai trò: 0 nhiệm vụ\n  - tỉnh: 2 nhiệm vụ" in err


def test_saved_as_a_calendar_a_workbook_and_csv(says, tmp_path):
    for name in ("nhiem-vu.ics", "nhiem-vu.xlsx", "nhiem-vu.csv", "nhiem-vu.json"):
        code, out, err = says("tasks", "--out", tmp_path / name, *TODAY)
        assert (code, out) == (0, "")
        expected = "10 việc có hạn" if name.endswith(".ics") else "100 nhiệm vụ"
        assert f"Đã ghi {expected} vào {tmp_path / name}" in err
    events = Calendar.from_ical((tmp_path / "nhiem-vu.ics").read_bytes()).walk("VEVENT")
    assert len(events) == len({str(event["uid"]) for event in events}) == 10
    sheet = openpyxl.load_workbook(tmp_path / "nhiem-vu.xlsx")["Nhiệm vụ"]
    assert (sheet.max_row, sheet["C1"].value) == (101, "Chủ trì")
    assert (
        len(list(csv.DictReader((tmp_path / "nhiem-vu.csv").open(encoding="utf-8-sig", newline="")))) == 100
    )
    assert len(json.loads((tmp_path / "nhiem-vu.json").read_text("utf-8"))["tasks"]) == 100


def test_as_json(says):
    code, out, _ = says("tasks", "--plan", "ngoc-hoi-2023", "--role", "lead", "--body", "Phòng Dân tộc", "--format", "json", *TODAY)  # fmt: skip
    found = json.loads(out)
    assert code == 0
    assert (found["on"], len(found["tasks"])) == ("2026-11-26", 1)
    parts = [(part["name"], part["role"]) for part in found["tasks"][0]["assignments"]]
    assert ("Phòng Dân tộc", "chu-tri") in parts
    assert found["tasks"][0]["source"]["file"] == "ngoc-hoi-2023.txt"


# -- compare


def test_two_plans_that_rest_on_one_decision(says):
    code, out, _ = says("compare", "ha-quang-2021", "hai-phong-2024", "--with", "534/QĐ-LĐTBXH")
    assert code == 0
    assert "Cùng căn cứ hoặc thực hiện: Quyết định số 534/QĐ-LĐTBXH" in out
    assert "A  Quyết định số 534/QĐ-LĐTBXH · 07/05/2021" in out
    assert "   Kho chưa có toàn văn của văn bản này" in out
    assert "   A  –\n   B  ít nhất 1 sản phẩm [ha-quang-2021.txt, ký tự 2527–2680]\n   C  –\n" in out
    assert "Nhiệm vụ chỉ có ở B: 16" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("ha-quang-2021",), 2, "ít nhất hai văn bản khác nhau"),
        (("ha-quang-2021", "ha-quang-2021.txt"), 2, "ít nhất hai văn bản khác nhau"),
        (("ha-quang-2021", "9999/KH-UBND"), 1, "gần nhất là"),
        (("ha-quang-2021", "hai-phong-2024", "--format", "csv"), 2, "cần một thư mục"),
    ],
)
def test_comparisons_that_cannot_be_made(says, arguments, code, message):
    found, out, err = says("compare", *arguments)
    assert (found, out) == (code, "")
    assert message in err


def test_a_comparison_saved(says, tmp_path):
    assert says("compare", "ha-quang-2021", "hai-phong-2024", "--out", tmp_path / "so-sanh.xlsx")[0] == 0
    assert len(openpyxl.load_workbook(tmp_path / "so-sanh.xlsx").sheetnames) == 6
    assert says("compare", "ha-quang-2021", "hai-phong-2024", "--format", "csv", "--out", tmp_path / "so-sanh")[0] == 0  # fmt: skip
    assert len(list((tmp_path / "so-sanh").glob("*.csv"))) == 6
    code, out, _ = says("compare", "ha-quang-2021", "hai-phong-2024", "--format", "json", "--least", "50")
    assert code == 0
    assert any(row["counterpart"] for row in json.loads(out)["tasks"])


# -- export


def test_export_for_gephi_and_graphviz(says, tmp_path):
    assert says("export", tmp_path / "a.gexf")[0] == 0
    assert says("export", tmp_path / "a.graphml")[0] == 0
    first, second = nx.read_gexf(tmp_path / "a.gexf"), nx.read_graphml(tmp_path / "a.graphml")
    assert set(first) == set(second)
    assert first.number_of_edges() == second.number_of_edges()
    code, _, err = says("export", tmp_path / "a.dot")
    assert (code, f"{second.number_of_edges()} quan hệ" in err) == (0, True)


def test_export_of_tables(says, tmp_path):
    assert says("export", tmp_path / "bang", "--as", "csv")[0] == 0
    assert sorted(path.name for path in (tmp_path / "bang").iterdir()) == [
        "citations.csv", "documents.csv", "relations.csv", "targets.csv", "tasks.csv",
    ]  # fmt: skip
    assert says("export", tmp_path / "bang.xlsx")[0] == 0
    assert openpyxl.load_workbook(tmp_path / "bang.xlsx").sheetnames == ["Văn bản", "Quan hệ", "Nhiệm vụ", "Chỉ tiêu", "Viện dẫn"]  # fmt: skip


@pytest.mark.parametrize("place", ["-", "/no/such/folder/tables"])
def test_tables_that_cannot_be_written(says, place):
    code, _, err = says("export", place, "--as", "csv")
    assert code in (1, 2)
    assert "thư mục" in err or "không ghi được" in err
