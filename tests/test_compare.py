"""Plans side by side: targets beside the national ones, tasks with and without a counterpart."""

import io
import json

import networkx as nx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.record import BudgetLine, Document, Target, Task
from graph.agenda import Assignment, Passage, Plan
from graph.agenda import Task as Assigned
from graph.aims import Target as Aim
from graph.chains import chains_of, read_chains
from graph.compare import compare, shared_above, target_likeness, task_likeness, telling_words
from graph.compare_table import compared_json, compared_tables, shown_value
from graph.tables import workbook_bytes
from queries.naming import name_document
from tests.factories import cite, record
from tests.task_graphs import Text, stored

PLAN = Plan("https://w3id.org/can-cu/id/vb/x/kh/2023/1", "Kế hoạch số 1")


def aim(indicator: str, low=None, high=None, unit="%", year=2030) -> Aim:
    return Aim("https://w3id.org/can-cu/id/chi-tieu/1", PLAN, indicator, Passage("a.txt", 0, 1, ""), None, low, high, unit, year)  # fmt: skip


def duty(text: str) -> Assigned:
    return Assigned("https://w3id.org/can-cu/id/nhiem-vu/1", text, PLAN, (Assignment("chu-tri", "Sở Nội vụ"),), Passage("a.txt", 0, 1, text))  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (aim("Thu hút học sinh vào giáo dục nghề nghiệp"), aim("Thu hút học sinh trung học vào hệ thống giáo dục nghề nghiệp"), True),
        (aim("Thu hút học sinh"), aim("Thu hút học sinh", unit="người"), False),
        (aim("Thu hút học sinh"), aim("Thu hút học sinh", year=2025), False),
        (aim("Thu hút học sinh"), aim("Thu hút học sinh", year=None), True),
        (aim("Tỷ lệ hộ nghèo"), aim("Thu hút học sinh vào giáo dục nghề nghiệp"), False),
    ],
)  # fmt: skip
def test_targets_that_are_one(first, second, alike):
    assert (target_likeness(first, second) >= 70) is alike
    assert target_likeness(first, second) == target_likeness(second, first)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Theo dõi, đôn đốc việc thực hiện Kế hoạch này.", "Theo dõi, đôn đốc thực hiện Kế hoạch.", True),
        ("Chủ trì, phối hợp với các cơ quan, đơn vị liên quan xây dựng phóng sự.", "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan thanh tra.", False),
        ("Báo cáo.", "Mở hội nghị tuyên truyền.", False),
    ],
)  # fmt: skip
def test_tasks_that_are_one(first, second, alike):
    assert (task_likeness(duty(first), duty(second)) >= 60) is alike


def test_words_that_every_task_has_are_left_out():
    assert (
        telling_words("Chủ trì, phối hợp với các cơ quan liên quan xây dựng phóng sự.") == "xây dựng phóng sự"
    )


@pytest.mark.parametrize(
    ("target", "vi", "en"),
    [
        (aim("a", 45.0, 50.0), "45-50 %", "45-50 %"),
        (aim("a", 50.0, 50.0), "50 %", "50 %"),
        (aim("a", 1000.5, None, "người"), "ít nhất 1.000,5 người", "at least 1,000.5 người"),
        (aim("a", None, 3.0, None), "không quá 3", "at most 3"),
        (aim("a", 0.0, 0.0), "0 %", "0 %"),
        (aim("a"), "", ""),
    ],
)
def test_values_as_they_are_written(target, vi, en):
    assert (shown_value(target, "vi"), shown_value(target, "en")) == (vi, en)


# -- whole documents


def text(id: str, number: str, issuer: str, aims: list[tuple[str, float, float]], duties: list[str], *citations, **more) -> Text:  # fmt: skip
    raw = "\n".join([*(indicator for indicator, _, _ in aims), *duties, "Kinh phí 50.000.000 đồng"])
    targets = tuple(
        Target(
            "", indicator, low, high, "%", 2030, raw.index(indicator), raw.index(indicator) + len(indicator)
        )
        for indicator, low, high in aims
    )
    tasks = tuple(
        Task(each[:10], ("Sở Nội vụ",), (), None, raw.index(each), raw.index(each) + len(each), each)
        for each in duties
    )
    money = (BudgetLine("", 50_000_000, "truyền thông", raw.index("Kinh phí"), len(raw)),)
    document = Document(type=more.get("type", "kế hoạch"), number=number, symbol=number.partition("/")[2], date="2023-09-12", issuer=issuer)  # fmt: skip
    return Text(record(document, *citations, id=id, tasks=tasks, targets=targets, budget=money), raw)


SCHOOL = "Thu hút học sinh trung học vào hệ thống giáo dục nghề nghiệp"
NATIONAL = text("quoc-gia", "522/QĐ-TTg", "Thủ tướng Chính phủ", [(SCHOOL, 50, 55)], [], type="quyết định")
ABOVE = cite("522/QĐ-TTg", "quyết định", "2023-09-12", "Thủ tướng Chính phủ", relation="implements")
KON_TUM = text("kon-tum", "12/KH-UBND", "Ủy ban nhân dân tỉnh Kon Tum", [("Thu hút học sinh vào giáo dục nghề nghiệp", 45, 50)], ["Theo dõi, đôn đốc việc thực hiện Kế hoạch này.", "Mở hội nghị tuyên truyền."], ABOVE)  # fmt: skip
LAI_CHAU = text("lai-chau", "34/KH-UBND", "Ủy ban nhân dân tỉnh Lai Châu", [("Tỷ lệ lao động qua đào tạo", 60, 60)], ["Theo dõi, đôn đốc thực hiện Kế hoạch."], ABOVE)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    with stored(NATIONAL, KON_TUM, LAI_CHAU) as store:
        names = ["12/KH-UBND của UBND tỉnh Kon Tum", "34/KH-UBND của UBND tỉnh Lai Châu"]
        documents = [name_document(store, name).value for name in names]
        above = name_document(store, "522/QĐ-TTg").value
        yield compare(store, documents, above, read_chains(store))


def test_targets_stand_beside_the_national_ones(found):
    shown = [[cell and (cell.thing.low, cell.thing.high) for cell in row.cells] for row in found.targets]
    assert shown == [[(50.0, 55.0), (45.0, 50.0), None], [None, None, (60.0, 60.0)]]
    assert [one.national for one in found.documents] == [True, False, False]
    assert all(one.held for one in found.documents)


def test_tasks_with_and_without_a_counterpart(found):
    assert [row.filled for row in found.tasks] == [2, 1]
    assert [task.text for task in found.alone(1)] == ["Mở hội nghị tuyên truyền."]
    assert (found.alone(0), found.alone(2)) == ([], [])


def test_bodies_and_budget(found):
    assert [found.bodies(place) for place in range(3)] == [[], [("Sở Nội vụ", "chu-tri", 2)], [("Sở Nội vụ", "chu-tri", 1)]]  # fmt: skip
    assert [[line.amount for line in lines] for lines in found.budget] == [[50_000_000]] * 3


def test_what_they_all_implement(found):
    assert [(one.label, one.implemented) for one in found.shared] == [("Quyết định số 522/QĐ-TTg", True)]


def test_as_json_and_as_a_workbook(found):
    value = json.loads(json.dumps(compared_json(found)))
    assert [cell and cell["low"] for cell in value["targets"][0]["cells"]] == [50, 45, None]
    assert value["targets"][0]["cells"][1]["source"]["quote"] == "Thu hút học sinh vào giáo dục nghề nghiệp"
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(compared_tables(found, "vi"), "vi")))
    assert book.sheetnames == ["Văn bản so sánh", "Chỉ tiêu", "Nhiệm vụ", "Cơ quan", "Thời hạn", "Kinh phí"]
    rows = list(book["Chỉ tiêu"].iter_rows(values_only=True))
    assert [row[4] for row in rows] == ["Mức", "50-55 %", "45-50 %", "60 %"]
    for table in compared_tables(found, "en"):
        for row in table.rows:
            assert len(row) == len(table.columns)


def test_a_document_that_is_not_held_has_nothing_to_compare():
    with stored(KON_TUM, LAI_CHAU) as store:
        above = name_document(store, "522/QĐ-TTg").value
        documents = [name_document(store, name).value for name in ("kon-tum", "lai-chau")]
        stub = compare(store, documents, above)
    assert [one.held for one in stub.documents] == [False, True, True]
    assert all(row.cells[0] is None for row in (*stub.targets, *stub.tasks))


def test_fewer_than_two_documents_are_refused():
    with stored(KON_TUM) as store, pytest.raises(ValueError, match="two"):
        compare(store, [PLAN.iri, PLAN.iri])


NAMES = "abcdef"
relations = st.sampled_from(["implements", "based_on", "cites"])
edges = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), relations), max_size=14)


def reached(found: list[tuple[str, str, str]], start: str, followed: set[str]) -> set[str]:
    """What a document comes to by some relations, step by step until nothing is new."""
    seen = {start}
    while True:
        more = {upper for lower, upper, relation in found if lower in seen and relation in followed} - seen
        if not more:
            return seen
        seen |= more


@given(edges, st.sets(st.sampled_from(NAMES), min_size=2, max_size=3))
@settings(max_examples=100, deadline=None)
def test_what_documents_share_against_a_plain_search(found, documents):
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for name in NAMES:
        graph.add_node(name, iri=name, label=name)
    for lower, upper, relation in found:
        if lower != upper:
            graph.add_edge(lower, upper, relation, relation=relation, evidence=[])
    chains = chains_of(graph)
    followed = {"implements", "based_on"}
    rested = set.intersection(*(reached(found, one, followed) for one in documents)) - documents
    carried = set.intersection(*(reached(found, one, {"implements"}) for one in documents)) - documents
    shared = shared_above(chains, sorted(documents))
    assert {one.iri for one in shared} == rested
    assert {one.iri for one in shared if one.implemented} == carried
