"""Who answers on a day: twenty bodies over four days, the forms of names, and the register graph as a whole."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pytest

from graph.institutions import (
    BodyError,
    as_json,
    body_named,
    functions_named,
    responsible,
    succession_graph,
)
from ontology import registers
from ontology.areas import areas
from ontology.bodies import MARKS, bodies, body, events_of, events_to

TABLE = Path(__file__).parent / "data/responsible.csv"
DAYS = ("2024-06-01", "2025-03-15", "2025-07-15", "2026-11-21")
TODAY = date(2026, 11, 21)
TRAINING = "giáo dục nghề nghiệp"


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def heirs(words: str, day: date, function: str | None = None) -> set[str]:
    return {heir.body.slug if heir.body else heir.name for heir in responsible(words, day, function).heirs}


# -- the table


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['body']} {row['function']}".strip())
@pytest.mark.parametrize("day", DAYS)
def test_who_answers(row, day):
    answer = responsible(row["body"], date.fromisoformat(day), row["function"] or None)
    found = {heir.body.slug if heir.body else heir.name for heir in answer.heirs}
    assert found == set(filter(None, row[day].split(";"))), answer


def test_the_table_has_twenty_bodies_and_the_source_of_every_answer():
    rows = table()
    assert len({row["body"] for row in rows}) >= 20
    assert all(row["source"] for row in rows)


# -- the way there


def test_each_step_has_its_day_its_basis_and_its_mark():
    answer = responsible("Sở LĐTBXH tỉnh Kon Tum", TODAY, TRAINING)
    assert answer.status == "succeeded"
    assert [(str(e.day), e.original.slug, e.heirs[0].slug) for e in answer.events] == [
        ("2025-03-01", "sldtbxh-kon-tum", "sgddt-kon-tum"),
        ("2025-07-01", "sgddt-kon-tum", "sgddt-quang-ngai-2025"),
    ]
    assert [e.legal_basis for e in answer.events] == ["45/2025/NĐ-CP", "202/2025/QH15 (12/06/2025)"]
    assert [e.mark for e in answer.events] == ["confirmed", "memory"]
    assert answer.certainty == "memory"


def test_a_split_body_lists_who_took_what_unless_a_field_is_named():
    answer = responsible("Bộ LĐTBXH", TODAY)
    assert (answer.status, answer.heirs, answer.body) == ("split", (), None)
    fields = {heir.name: heir.functions for heir in answer.alternatives}
    assert fields["Bộ Giáo dục và Đào tạo"] == (TRAINING,)
    assert fields["Bộ Nội vụ"][:2] == ("lao động, tiền lương", "bảo hiểm xã hội")
    assert responsible("Bộ LĐTBXH", TODAY, TRAINING).body == body("bgddt")


def test_one_body_took_the_rest_and_another_a_field():
    answer = responsible("Bộ Thông tin và Truyền thông", TODAY)
    assert answer.body == body("bkhcn-2025")
    assert ("bvhttdl", ("báo chí, xuất bản",)) in {
        (heir.body.slug, heir.functions) for heir in answer.alternatives if heir.body
    }
    assert responsible("Bộ Thông tin và Truyền thông", TODAY, "báo chí").body == body("bvhttdl")


def test_several_fields_may_go_to_several_bodies():
    answer = responsible("Bộ LĐTBXH", TODAY, "lao động và giáo dục nghề nghiệp")
    assert answer.status == "split"
    assert {heir.name for heir in answer.heirs} == {"Bộ Nội vụ", "Bộ Giáo dục và Đào tạo"}


def test_a_district_is_divided_among_its_communes():
    answer = responsible("UBND huyện Ngọc Hồi", date(2025, 7, 1))
    assert answer.status == "divided"
    assert str(answer.asked.valid_to) == "2025-06-30"
    assert [heir.name for heir in answer.heirs] == [
        "Ủy ban nhân dân xã Bờ Y",
        "Ủy ban nhân dân xã Dục Nông",
        "Ủy ban nhân dân xã Sa Loong",
    ]
    assert {heir.body.place for heir in answer.heirs if heir.body} == {"tỉnh Quảng Ngãi"}
    (province,) = answer.alternatives
    assert (province.body, province.functions) == (body("ubnd-quang-ngai-2025"), ("việc luật giao cấp tỉnh",))


def test_the_last_day_belongs_to_the_old_body():
    assert heirs("UBND huyện Ngọc Hồi", date(2025, 6, 30)) == {"ubnd-ngoc-hoi-kon-tum"}
    assert heirs("UBND tỉnh Kon Tum", date(2025, 6, 30)) == {"ubnd-kon-tum"}
    assert heirs("Bộ KH&ĐT", date(2025, 2, 28)) == {"bkhdt"}
    assert heirs("Bộ KH&ĐT", date(2025, 3, 1)) == {"btc-2025"}


def test_a_body_that_came_later_is_answered_by_those_it_was_made_from():
    answer = responsible("Bộ Nông nghiệp và Môi trường", date(2024, 6, 1))
    assert (answer.status, answer.heirs) == ("not-yet", ())
    made_from = {heir.body.slug: heir.functions for heir in answer.alternatives if heir.body}
    assert made_from == {"bnnptnt": (), "btnmt": (), "bldtbxh": ("giảm nghèo",)}
    earlier = responsible("Cục Giáo dục nghề nghiệp và Giáo dục thường xuyên", date(2016, 1, 1))
    assert [heir.name for heir in earlier.alternatives] == ["Tổng cục Dạy nghề"]


def test_a_successor_outside_the_registers_is_named_in_their_words():
    answer = responsible("Sở LĐTBXH Hà Nội", TODAY, "cai nghiện ma túy")
    (heir,) = answer.heirs
    assert (heir.body, heir.name) == (None, "Công an thành phố Hà Nội")


# -- what the registers do not know


def test_an_unknown_field_of_a_split_body_is_not_guessed():
    answer = responsible("Bộ LĐTBXH", TODAY, "đấu thầu")
    assert (answer.status, answer.heirs, answer.why) == ("unknown", (), "function-not-known")
    assert answer.certainty is None
    assert len(answer.alternatives) == 5


def test_a_known_field_that_nobody_is_known_to_have_taken_over():
    answer = responsible("Bộ LĐTBXH", TODAY, "báo chí")
    assert (answer.status, answer.why) == ("unknown", "function-not-followed")


def test_an_unknown_field_of_a_body_that_went_over_whole():
    answer = responsible("Bộ KH&ĐT", TODAY, "đấu thầu")
    assert (answer.body, answer.why, answer.certainty) == (body("btc-2025"), None, "confirmed")


def test_the_field_of_a_living_body_is_not_vouched_for():
    answer = responsible("Bộ Y tế", TODAY, "giảm nghèo")
    assert (answer.status, answer.why, answer.certainty) == ("same", "function-not-checked", "doubtful")
    before = responsible("Sở LĐTBXH tỉnh Kon Tum", date(2024, 6, 1), TRAINING)
    assert (before.status, before.why, before.certainty) == ("same", None, "confirmed")


# -- names


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Sở LĐTBXH tỉnh Lạng Sơn", "sldtbxh-lang-son"),
        ("Sở Lao động - TB&XH Lạng Sơn", "sldtbxh-lang-son"),
        ("Sở Lao động – Thương binh và Xã hội tỉnh Lạng Sơn", "sldtbxh-lang-son"),
        ("Giám đốc Sở LĐ-TB&XH tỉnh Lạng Sơn", "sldtbxh-lang-son"),
        ("UBND TP Hải Phòng", "ubnd-hai-phong"),
        ("UBND TP. Hải Phòng", "ubnd-hai-phong"),
        ("Ủy ban nhân dân thành phố Hải Phòng", "ubnd-hai-phong"),
        ("UBND TP.HCM", "ubnd-ho-chi-minh"),
        ("Phòng GD&ĐT huyện Ngọc Hồi", "pgddt-ngoc-hoi-kon-tum"),
        ("BTV Tỉnh ủy Kon Tum", "tu-kon-tum"),
        ("Ban Thường vụ Huyện ủy Ngọc Hồi", "hu-ngoc-hoi-kon-tum"),
        ("UBND huyện Châu Thành, tỉnh An Giang", "ubnd-chau-thanh-an-giang"),
        ("Chủ tịch UBND huyện Hà Quảng", "ubnd-ha-quang-cao-bang"),
        ("Tổng cục GDNN", "tcgdnn"),
        ("Bộ LĐ-TB&XH", "bldtbxh"),
        ("UBND xã Bờ Y", "ubnd-xa-bo-y-quang-ngai"),
        ("UBND thành phố Huế", "ubnd-hue"),
        ("UBND tỉnh Thừa Thiên - Huế", "ubnd-thua-thien-hue"),
        ("UBND huyện A Lưới, tỉnh Thừa Thiên Huế", "ubnd-a-luoi-hue"),
        ("UBND huyện A Lưới, thành phố Huế", "ubnd-a-luoi-hue"),
        ("bnv-2025", "bnv-2025"),
        ("https://w3id.org/can-cu/id/co-quan/bnv-2025", "bnv-2025"),
    ],
)
def test_names_as_printed(words, slug):
    assert body_named(words).slug == slug


def test_an_unknown_name_has_the_nearest_ones():
    with pytest.raises(BodyError) as error:
        body_named("so lao dong thuong binh va xa hoi lang son")
    assert error.value.kind == "unknown"
    assert error.value.candidates[0].slug == "sldtbxh-lang-son"


def test_a_name_of_several_bodies_lists_them():
    with pytest.raises(BodyError) as error:
        body_named("UBND huyện Châu Thành")
    assert error.value.kind == "several"
    assert {"tỉnh An Giang", "tỉnh Bến Tre"} <= {one.place for one in error.value.candidates}


def test_a_name_without_its_area_says_so():
    with pytest.raises(BodyError) as error:
        body_named("Sở LĐTBXH")
    assert error.value.kind == "area"
    assert error.value.template == next(one for one in registers.issuers() if one.abbrev == "SLĐTBXH")


def test_nonsense_is_refused():
    for words in ("", "   ", "ubnd-", "ubnd-khong-co"):
        with pytest.raises(BodyError):
            body_named(words)


@pytest.mark.parametrize(
    ("words", "functions"),
    [
        ("giáo dục nghề nghiệp", (TRAINING,)),
        ("Dạy nghề", (TRAINING,)),
        ("đào tạo nghề cho lao động nông thôn", (TRAINING,)),
        ("an toàn lao động", ("lao động, tiền lương",)),
        ("quản lý nhà nước về việc làm", ("việc làm",)),
        ("lao động, việc làm", ("lao động, tiền lương", "việc làm")),
        ("bảo vệ trẻ em", ("bảo trợ xã hội, trẻ em",)),
        ("người lao độngx", ()),
        ("đấu thầu", ()),
    ],
)
def test_functions_by_other_words(words, functions):
    assert functions_named(words) == functions


def test_every_word_of_a_function_names_it_and_no_other():
    for one in registers.functions():
        for word in (one.name_vi, *one.words):
            assert functions_named(word) == (one.name_vi,), word


# -- the registers as a whole


def test_every_succession_names_registered_bodies_and_functions():
    known = {one.name_vi for one in registers.functions()}
    used = {function for row in registers.successions() for function in row.functions}
    assert used == known
    predecessors = {event.original.slug for one in bodies() for event in events_of(one)}
    central = {row.predecessor for row in registers.successions() if "{" not in row.predecessor}
    assert central <= predecessors


def test_every_row_of_successions_happens_somewhere():
    found = {(event.source, event.functions) for one in bodies() for event in events_of(one)}
    for row in registers.successions():
        assert any(row.source in source and row.functions == names for source, names in found), row


def test_marks_and_sources_stand_on_every_row():
    for row in (*registers.successions(), *registers.issuers(), *registers.provinces()):
        assert row.mark in MARKS
        assert row.source


def test_bodies_that_ended_with_the_reform_have_successors():
    without = {
        one.slug
        for one in bodies()
        if one.valid_to and one.valid_to >= date(2025, 2, 1) and not events_of(one)
    }
    assert without == set()


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return succession_graph(bodies())


def test_no_body_is_its_own_ancestor(graph):
    assert nx.is_directed_acyclic_graph(graph)


def test_no_life_ends_before_it_begins(graph):
    for slug, one in graph.nodes(data="body"):
        assert not (one.valid_from and one.valid_to and one.valid_to < one.valid_from), slug
    for area in areas().values():
        assert not (area.valid_from and area.valid_to and area.valid_to < area.valid_from), area


def test_a_successor_takes_over_on_the_day_after(graph):
    for old, new, event in graph.edges(data="event"):
        before, after = graph.nodes[old]["body"], graph.nodes[new]["body"]
        assert event.day == before.valid_to + timedelta(days=1), (old, new)
        assert after.exists_on(event.day), (old, new)


def test_every_event_is_found_from_both_ends(graph):
    for one in (body("sgddt-quang-ngai-2025"), body("bnv-2025"), body("ubnd-xa-bo-y-quang-ngai")):
        assert one is not None
        assert {event.original.slug for event in events_to(one)} == set(graph.predecessors(one.slug))


def test_districts_and_communes_lie_in_registered_provinces():
    assert {area.province for area in areas().values()} <= set(areas())
    provinces = {one.slug for one in registers.provinces()}
    assert {one.province_slug for one in registers.districts()} == provinces
    assert len(registers.communes()) == 3321
    assert len({one.province_slug for one in registers.communes()}) == 34
    districts = {one.slug for one in registers.districts()}
    assert {slug for one in registers.communes() for slug in one.districts} == districts


def test_no_two_areas_share_a_slug():
    rows = (*registers.districts(), *registers.communes())
    slugs = [one.slug for one in rows] + list({one.slug for one in registers.provinces()})
    assert len(slugs) == len(set(slugs))


def test_an_answer_as_json_has_identifiers_and_codes():
    found = as_json(responsible("Sở LĐTBXH tỉnh Lạng Sơn", TODAY, TRAINING))
    assert found["asked"]["iri"] == "https://w3id.org/can-cu/id/co-quan/sldtbxh-lang-son"
    assert found["status"] == "succeeded"
    (heir,) = found["heirs"]
    assert heir["body"]["slug"] == "sgddt-lang-son"
    assert heir["events"][0]["legal_basis"] == "45/2025/NĐ-CP"


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("tu-gia-lai", "Tỉnh ủy Gia Lai"),
        ("tu-hai-phong", "Thành ủy Hải Phòng"),
        ("hu-ngoc-hoi-kon-tum", "Huyện ủy Ngọc Hồi"),
        ("qu-hong-bang-hai-phong", "Quận ủy Hồng Bàng"),
    ],
)
def test_a_party_committee_is_called_by_the_kind_of_its_area(slug: str, name: str) -> None:
    found = body(slug)
    assert found is not None
    assert found.name == name
