"""Each question of the catalogue answers with real rows of the example graph, and no value can change it."""

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from examples import plans
from extract.read import read_text
from graph.build import build
from graph.changes import changes
from graph.ingest import ingest
from graph.iri import ID, source_graph_iri
from graph.store import Store, open_store
from ontology.terms import SCHEME_FILES
from queries.catalogue import Column, catalogue, check, get, read_query, run, terms
from queries.naming import DocumentError, name_document
from queries.parameters import LONGEST, TYPES
from queries.problem import QuestionError
from tests.example_store import make_example_store

HA_QUANG = "Kế hoạch của Ủy ban nhân dân huyện Hà Quảng (chưa có số)"
HAI_PHONG = "Kế hoạch của Ủy ban nhân dân thành phố Hải Phòng (chưa có số)"
NGOC_HOI = "Kế hoạch của Ủy ban nhân dân huyện Ngọc Hồi (chưa có số)"
LANG_SON = "Kế hoạch của Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn (chưa có số)"
LAI_CHAU = "Kế hoạch của Sở Giáo dục và Đào tạo tỉnh Lai Châu (chưa có số)"

INJECTION = '" . } } ; DROP ALL ; SELECT * WHERE { ?s ?p ?o } #'


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    opened = open_store(make_example_store(tmp_path_factory.mktemp("queries")), read_only=True)
    yield opened
    opened.close()


def ask(store: Store, name: str, *columns: str, **parameters: str) -> set[tuple[str | None, ...]]:
    """The answer as a set of the columns named."""
    rows = run(store, name, parameters)
    places = [rows.columns.index(column) for column in columns]
    return {tuple(row[place] for place in places) for row in rows.as_text()}


# -- the catalogue itself


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_header_and_text_agree(query, store):
    assert query.question_vi.endswith("?")
    assert query.question_en.endswith("?")
    assert query.users
    assert set(query.users) <= {"policy", "review", "browse"}
    for parameter in query.parameters:
        assert parameter.type in TYPES
        assert parameter.vi
        assert parameter.en
        assert f"?{parameter.name}" in query.text
    schemes = {path.stem for path in SCHEME_FILES}
    assert {column.kind for column in query.columns} <= {"", "iri", "vi", "en", *schemes}
    rows = run(store, query.name, {each.name: each.example for each in query.parameters})
    assert rows.columns == tuple(column.name for column in query.columns)


def test_every_question_can_be_asked_with_its_required_parameters_alone(store):
    for query in catalogue():
        run(store, query.name, {each.name: each.example for each in query.parameters if each.required})


def test_files_of_the_catalogue_have_plain_names():
    assert len(catalogue()) >= 14
    for query in catalogue():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)


def test_a_header_that_lacks_something_is_named(tmp_path):
    (tmp_path / "bad.rq").write_text('# vi = "Gì?"\nSELECT * WHERE {}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.rq"):
        read_query(tmp_path / "bad.rq")


def test_columns_know_their_headings():
    column = Column("name", "Văn bản", "Document")
    assert (column.heading("vi"), column.heading("en"), str(column)) == ("Văn bản", "Document", "name")


# -- chains


def test_implementers_of_21_ct_tw(store):
    assert ask(store, "implementers", "name", "through", "level", document="21-CT/TW") == {
        ("Kế hoạch số 184-KH/TU", "Chỉ thị số 21-CT/TW", "province"),
        ("Kế hoạch số 105-KH/HU", "Chỉ thị số 21-CT/TW", "province"),
        ("Kế hoạch số 135-KH/HU", "Chỉ thị số 21-CT/TW", "district"),
        ("Kế hoạch số 3214/KH-UBND", "Kế hoạch số 184-KH/TU", "province"),
        ("Kế hoạch số 3101/KH-UBND", "Kế hoạch số 105-KH/HU", "province"),
        (NGOC_HOI, "Kế hoạch số 135-KH/HU", "district"),
        (NGOC_HOI, "Kế hoạch số 3101/KH-UBND", "district"),
    }


def test_implementers_directly_and_through_another(store):
    assert ask(store, "implementers", "name", "through", document="522/QĐ-TTg") >= {
        ("Kế hoạch số 119/KH-UBND", "Quyết định số 522/QĐ-TTg"),
        (LANG_SON, "Quyết định số 522/QĐ-TTg"),
        (LANG_SON, "Kế hoạch số 119/KH-UBND"),
    }


def test_chain_up_from_3254(store):
    links = ask(store, "chain-up", "lower_name", "relation", "upper_name", document="3254/KH-UBND")
    assert links == {
        ("Kế hoạch số 3254/KH-UBND", "implements", "Quyết định số 326/QĐ-TTg"),
        ("Kế hoạch số 3254/KH-UBND", "implements", "Chương trình số 56-CTr/TU"),
        ("Chương trình số 56-CTr/TU", "implements", "Chỉ thị số 37-CT/TW"),
    }


def test_chain_down_has_a_sentence_for_each_link(store):
    rows = ask(store, "chain-down", "lower_name", "upper_name", "sentence", "said_by", document="37-CT/TW")
    assert {row[:2] for row in rows} == {
        ("Chương trình số 56-CTr/TU", "Chỉ thị số 37-CT/TW"),
        ("Kế hoạch số 3254/KH-UBND", "Chương trình số 56-CTr/TU"),
    }
    assert all("56-CTr/TU" in sentence and said_by == LAI_CHAU for _, _, sentence, said_by in rows)


def test_foundations_of_3101(store):
    assert ask(store, "foundations", "name", "direct", document="3101/KH-UBND") == {
        ("Kế hoạch số 105-KH/HU", "true"),
        ("Chỉ thị số 21-CT/TW", "false"),
    }


def test_foundations_of_a_draft_named_by_its_file(store):
    names = {name for (name,) in ask(store, "foundations", "name", document="hai-phong-2024.txt")}
    assert names >= {"Quyết định số 534/QĐ-LĐTBXH", "Quyết định số 50/QĐ-TCGDNN"}


# -- legal review


def test_mentions_of_21_ct_tw(store):
    rows = ask(store, "mentions", "citing", "quote", document="21-CT/TW")
    assert {citing for citing, _ in rows} == {HAI_PHONG, NGOC_HOI, LAI_CHAU}
    assert (HAI_PHONG, "Chỉ thị số 21-CT/TW ngày 04/5/2023") in rows


def test_270_is_cited_with_two_dates(store):
    assert ask(store, "date-conflicts", "name", "date", "citing") == {
        ("Quyết định số 270/QĐ-TCGDNN", "2021-06-18", HA_QUANG),
        ("Quyết định số 270/QĐ-TCGDNN", "2021-06-21", NGOC_HOI),
    }


def test_two_symbols_do_not_match_their_issuers(store):
    rows = ask(store, "mismatches", "quote", "document", "reason_vi", "reason_en")
    found = {(quote, document.removeprefix(ID)) for quote, document, _, _ in rows}
    assert found >= {
        ("Kế hoạch số 105-KH/HU ngày 11-7-2023", "vb/tu-kon-tum/kh/2023/105"),
        ("Quyết định số 10536/QĐ-LĐTĐ ngày 22/12/2022", "vb/sldtbxh-lang-son/qd/2022/10536"),
    }
    assert all(reason_vi and reason_en for _, _, reason_vi, reason_en in rows)


def test_534_is_one_document_with_two_printed_forms(store):
    both = ask(store, "printed-forms", "form", "citing", document="534/QĐ-LĐTBXH")
    assert both == {
        ("534/QĐ-BLĐTBXH", HA_QUANG),
        ("534/QĐ-LĐTBXH", HAI_PHONG),
        ("534/QĐ-LĐTBXH", NGOC_HOI),
    }
    assert both == ask(store, "printed-forms", "form", "citing", document="534/QĐ-BLĐTBXH")


def test_an_amended_decision_is_still_cited(store):
    rows = ask(store, "superseded", "name", "relation", "by", "citing")
    assert rows == {("Quyết định số 674/QĐ-UBND", "amends", "Quyết định số 1145/QĐ-UBND", LAI_CHAU)}


def test_first_mentions_without_issuer(store):
    rows = ask(store, "short-first-mentions", "quote", "no_date", "no_issuer")
    assert ("Kế hoạch số 8637/KH-UBND ngày 31/12/2025", "false", "true") in rows
    assert not any("21-CT/TW" in quote for quote, _, _ in rows)


def test_what_is_cited_and_not_held(store):
    rows = ask(store, "not-held", "name", "documents", "mentions")
    assert ("Chỉ thị số 21-CT/TW", "3", "7") in rows
    assert not any(name in {HA_QUANG, HAI_PHONG, NGOC_HOI, LANG_SON, LAI_CHAU} for name, _, _ in rows)


def test_blank_numbers_and_dates(store):
    assert ask(store, "blank-numbers", "file", "blank_number", "date") == {
        ("ha-quang-2021.txt", "true", "2021-08"),
        ("hai-phong-2024.txt", "true", None),
        ("lai-chau-2026.txt", "true", "2026-05"),
        ("lang-son-2023.txt", "true", "2023-03"),
        ("ngoc-hoi-2023.txt", "true", "2023"),
    }


# -- who does what by when


def test_leads_with_partners_and_deadline(store):
    rows = ask(
        store, "leads", "agency", "text", "partners", "deadline", "plan_name", words="phòng giáo dục và"
    )
    task = next(row for row in rows if row[1].startswith("Tăng cường phân luồng học sinh"))
    agency, _, partners, deadline, plan = task
    assert (agency, plan) == ("Phòng Giáo dục và Đào tạo", NGOC_HOI)
    assert "Phòng Lao động - Thương binh và Xã hội" in partners.split("; ")
    assert deadline.startswith("Thường xuyên")


def test_leads_are_named_with_their_place(store):
    rows = ask(store, "leads", "agency", "body", "plan_name", words="huyện Ngọc Hồi")
    full = "Phòng Giáo dục và Đào tạo huyện Ngọc Hồi"
    assert ("Phòng Giáo dục và Đào tạo", full, NGOC_HOI) in rows


def test_leads_of_everyone_without_words(store):
    agencies = {agency for (agency,) in ask(store, "leads", "agency")}
    assert agencies >= {"Phòng Lao động - Thương binh và Xã hội", "Các trường THPT"}


def test_tasks_of_an_agency_in_every_role(store):
    rows = ask(store, "agency-tasks", "role", "plan_name", words="Phòng Giáo dục và Đào tạo")
    assert rows >= {("chu-tri", HA_QUANG), ("phoi-hop", HA_QUANG), ("chu-tri", NGOC_HOI)}


def test_what_is_due_in_2023(store):
    rows = ask(store, "due-before", "day", "kind", "plan_name", before="2024-01-01", after="1/1/2023")
    assert ("2023-12-31", "date", NGOC_HOI) in rows
    assert ("2023-12-31", "interval", LANG_SON) in rows
    assert ("2023-12-14", "recurring", NGOC_HOI) in rows
    assert not any(plan == LAI_CHAU for _, _, plan in rows), "the plan of 2026 asks nothing of 2023"


def test_what_is_due_each_15_december(store):
    rows = ask(store, "due-before", "day", "agencies", "plan_name", before="2026-12-20", after="2026-12-01")
    assert ("2026-12-14", "Trường Cao đẳng Lai Châu", LAI_CHAU) in rows
    assert {day for day, _, _ in rows} == {"2026-12-14"}
    assert not ask(store, "due-before", "day", before="2026-12-14", after="2026-12-01")


def test_targets_by_year(store):
    rows = ask(store, "targets", "year", "low", "high", "unit", **{"from": "2030", "to": "2030"})
    assert {("2030", "45", "50", "%"), ("2030", "50", "50", "%"), (None, "1", None, "sản phẩm")} <= rows
    later = ask(store, "targets", "year", **{"from": "2031"})
    assert later == {(None,)}, "only the yearly target is left"


def test_budget_lines(store):
    columns = ("amount", "currency", "quantity", "unit", "unit_price", "in_words", "plan_name")
    assert ask(store, "budget", *columns) == {
        ("50000000", "VND", "1", "phóng sự", "50000000", "50000000", LANG_SON)
    }


def test_what_plans_of_communication_set_out(store):
    rows = ask(store, "communication", "part", "words", "plan_name")
    assert rows >= {
        ("doi-tuong", "Người dân, các đối tượng khác.", LAI_CHAU),
        ("thong-diep", "Kỹ năng - việc làm - thu nhập - phát triển bền vững", LAI_CHAU),
        ("thong-diep", "Kỹ năng nghề cho tương lai tươi sáng", HA_QUANG),
        ("hinh-thuc", "Dạng online: video, website, logo, ảnh cover, avatar...", HAI_PHONG),
    }
    assert {plan for _, _, plan in rows} == {LAI_CHAU, HA_QUANG, HAI_PHONG}


# -- looking around


def test_documents_of_an_issuer(store):
    rows = ask(store, "by-issuer", "name", "held", words="lai châu")
    assert rows >= {("Kế hoạch số 184-KH/TU", "false"), (LAI_CHAU, "true")}
    assert not any("534" in name for name, _ in rows)


def test_search_ignores_case(store):
    plans = ("105-KH/HU", "135-KH/HU", "184-KH/TU", "3101/KH-UBND", "3214/KH-UBND")
    by_number_and_by_title = {("Chỉ thị số 21-CT/TW",), (NGOC_HOI,)}
    by_number_and_by_title |= {(f"Kế hoạch số {number}",) for number in plans}
    assert ask(store, "search", "name", words="21-ct/tw") == by_number_and_by_title


def test_recipients_in_order_with_their_purpose(store):
    rows = list(run(store, "recipients", {"document": "ngoc-hoi-2023"}).as_text())
    assert rows[0] == ("Sở Lao động - Thương binh và Xã hội", None)
    assert ("Thường trực Huyện ủy (b/c)", "b/c") in rows
    assert rows[-1][0].startswith("Lưu: VT")


def test_signers(store):
    rows = ask(store, "signers", "signer", "post", "name")
    assert ("Y Lan", "PHÓ CHỦ TỊCH", NGOC_HOI) in rows


def test_counts(store):
    rows = ask(store, "counts", "what", "kind", "count")
    assert {("held", None, "5"), ("citations", "mismatch", "2"), ("targets", None, "3")} <= rows


def test_unresolved_with_reason(store):
    assert ask(store, "unresolved", "quote", "status") == set(), "every citation of the examples is resolved"


# -- questions whose answer the five plans leave empty


@pytest.fixture
def small_store(tmp_path) -> Iterator[Store]:
    """A plan that names nothing above it, and a citation that cannot be resolved."""
    opened = open_store(tmp_path / "store")
    text = (
        "ỦY BAN NHÂN DÂN\nHUYỆN NGỌC HỒI\n\nSố: 12/KH-UBND\n\nNgọc Hồi, ngày 05 tháng 6 năm 2024\n\n"
        "KẾ HOẠCH\nTrồng cây năm 2024\n\nI. NỘI DUNG\n\n1. Trồng cây ven đường, tham khảo Quyết định 77/QĐ-ABCD.\n"
    )
    reading = read_text(text, "trong-cay")
    graph = source_graph_iri("trong-cay")
    opened.replace(changes(opened, {graph: build(reading)}))
    yield opened
    opened.close()


def test_the_values_of_a_document_have_their_sources(tmp_path):
    opened = open_store(tmp_path / "store")
    row = "270/QĐ-TCGDNN,18/06/2021,Tổng cục Giáo dục nghề nghiệp,Về không gian truyền thông,Còn hiệu lực"
    (tmp_path / "so.csv").write_text(f"Số ký hiệu,Ngày ký,Nơi ban hành,Trích yếu,Hiệu lực\n{row}\n", "utf-8")
    plan = next(path for path in plans() if path.stem == "ngoc-hoi-2023")
    assert not ingest([plan, tmp_path / "so.csv"], opened).failed
    found = ask(opened, "values", "what", "value", "kind", "row", "shown", document="270/QĐ-TCGDNN")
    assert ("ngày ban hành", "2021-06-18", "sổ văn bản", "2", "true") in found
    assert ("ngày ban hành", "2021-06-21", "lời viện dẫn", None, "false") in found
    assert ("tình trạng hiệu lực", "còn hiệu lực", "sổ văn bản", "2", "true") in found
    opened.close()


def test_a_plan_that_names_nothing_above_it_is_an_orphan(small_store, store):
    assert ask(small_store, "orphans", "name", "citations") == {("Kế hoạch số 12/KH-UBND", "1")}
    assert ask(store, "orphans", "name") == set()


def test_an_unresolved_citation_is_listed_with_its_reason(small_store):
    ((quote, status, reason_vi, reason_en),) = ask(
        small_store, "unresolved", "quote", "status", "reason_vi", "reason_en"
    )
    assert ("77/QĐ-ABCD" in quote, status) == (True, "unresolved")
    assert reason_vi
    assert reason_en


# -- parameters


@pytest.mark.parametrize(
    ("name", "parameters", "key"),
    [
        ("implementer", {}, "unknown-question"),
        ("xyz", {}, "unknown-question-far"),
        ("implementers", {}, "missing-parameter"),
        ("implementers", {"plan": "1"}, "unknown-parameter"),
        ("counts", {"plan": "1"}, "no-parameters"),
        ("search", {"words": "  "}, "empty-text"),
        ("search", {"words": "x" * (LONGEST + 1)}, "long-text"),
        ("due-before", {"before": "2026-02-30"}, "not-a-date"),
        ("due-before", {"before": "tomorrow"}, "not-a-date"),
        ("targets", {"from": "205"}, "not-a-year"),
        ("targets", {"from": "２０２５"}, "not-a-year"),
        ("implementers", {"document": "522/QĐ-TTX"}, "near-documents"),
        ("implementers", {"document": "#"}, "no-document"),
    ],
)
def test_errors_say_what_is_expected(store, name, parameters, key):
    with pytest.raises(QuestionError) as caught:
        run(store, name, parameters)
    assert caught.value.key == key
    assert caught.value.text("vi") != caught.value.text("en")
    assert "{" not in str(caught.value)


def test_unknown_question_names_the_nearest():
    with pytest.raises(QuestionError, match="implementers"):
        get("implementer")


def test_values_are_checked_before_a_store_is_needed():
    with pytest.raises(QuestionError, match="document=21-CT/TW"):
        check(get("implementers"), {})


@pytest.mark.parametrize("value", [INJECTION, "'''", '"""', "\\", "\\u0022", "}", "?words", "<x>", "a\nb"])
def test_a_value_stays_a_value(store, value):
    query = get("search")
    assert terms(store, query, {"words": value}) == {"words": ox.Literal(value.strip())}
    before = ask(store, "counts", "what", "count")
    assert ask(store, "search", "name", words=value) == set()
    assert ask(store, "leads", "agency", words=value) == set()
    with pytest.raises(DocumentError):
        run(store, "implementers", {"document": value})
    assert ask(store, "counts", "what", "count") == before


def test_an_iri_that_closes_its_bracket_is_no_document(store):
    with pytest.raises(DocumentError):
        run(store, "implementers", {"document": f"{ID}vb/tw/ct/2023/21> ?p ?o . <x"})


def test_a_decomposed_spelling_finds_the_same(store):
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "truyền thông")
    assert ask(store, "search", "name", words=decomposed) == ask(
        store, "search", "name", words="truyền thông"
    )


@pytest.mark.parametrize(
    "text",
    [
        "21-CT/TW",
        " 21-CT/TW ",
        "Chỉ thị số 21-CT/TW",
        f"{ID}vb/tw/ct/2023/21",
        f"<{ID}vb/tw/ct/2023/21>",
        "vb/tw/ct/2023/21",
        "id:vb/tw/ct/2023/21",
    ],
)
def test_names_of_one_document(store, text):
    assert name_document(store, text).value == f"{ID}vb/tw/ct/2023/21"


def test_a_number_with_its_issuer(store):
    found = name_document(store, "126/KH-UBND của UBND thành phố Hải Phòng")
    assert found.value == f"{ID}vb/ubnd-hai-phong/kh/2019/126"


def test_a_draft_answers_to_its_file(store):
    by_name = name_document(store, "examples/plans/ngoc-hoi-2023.txt")
    assert by_name == name_document(store, "ngoc-hoi-2023")
    assert by_name.value.startswith(f"{ID}vb/ubnd-ngoc-hoi-kon-tum/kh/2023/x-")


def test_nearest_documents_are_candidates(store):
    with pytest.raises(DocumentError) as caught:
        name_document(store, "522/QD-TTg")
    assert caught.value.candidates[0].label == "Quyết định số 522/QĐ-TTg"
    assert "\n  - Quyết định số 522/QĐ-TTg" in caught.value.listed("vi")
    assert "[vb/ttg/qd/2018/522]" in caught.value.listed("en")


def test_several_documents_of_one_number_are_all_listed(tmp_path):
    opened = open_store(tmp_path / "store")
    graphs = {}
    for name, place in (("mot", "Cao Bằng"), ("hai", "Lạng Sơn")):
        reading = read_text(
            f"KẾ HOẠCH\nTrồng cây\n\nCăn cứ Kế hoạch số 5/KH-UBND ngày 02/3/2023 của UBND tỉnh {place};\n",
            name,
        )
        graphs[source_graph_iri(name)] = build(reading)
    opened.replace(changes(opened, graphs))
    with pytest.raises(DocumentError) as caught:
        name_document(opened, "5/KH-UBND")
    assert caught.value.key == "several-documents"
    assert len(caught.value.candidates) == 2
    assert name_document(opened, "5/KH-UBND của UBND tỉnh Cao Bằng").value.endswith("ubnd-cao-bang/kh/2023/5")
    opened.close()


def test_instruments_with_the_decision_that_approves_them(store):
    found = ask(store, "instruments", "instrument", "name", words="chuyển đổi số")
    assert found == {
        (
            "Chương trình chuyển đổi số trong GDNN đến năm 2025, định hướng đến năm 2030",
            "Quyết định số 2222/QĐ-TTg",
        )
    }
