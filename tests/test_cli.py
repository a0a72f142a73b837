"""The command line: what each command prints, what it says when used wrongly, and its exit codes."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import cancu
from cli import texts
from cli.main import COMMANDS, main
from examples import plans
from tests.example_store import make_example_store

ROOT = Path(__file__).parents[1]
HEAVY = {"rdflib", "pyoxigraph", "networkx", "fastapi", "pyvis", "pyshacl", "uvicorn", "rapidfuzz"}


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    return make_example_store(tmp_path_factory.mktemp("cli"))


@pytest.fixture(autouse=True)
def _environment(monkeypatch, tmp_path):
    for name in ("CANCU_STORE", "CANCU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def cancu_says(capsys):
    """Run a command line: its exit code, what it printed, what it said beside it."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


# -- the whole


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", ["", *(function.__name__ for function in COMMANDS)])
def test_help_in_both_languages(cancu_says, command, language):
    code, out, err = cancu_says(*filter(None, [command]), "--help", "--lang", language)
    assert (code, err) == (0, "")
    assert ("Cách dùng: cancu" if language == "vi" else "Usage: cancu") in out
    assert ("Tùy chọn" if language == "vi" else "Options") in out
    assert "Show this message" not in out


def test_every_text_is_in_both_languages_with_the_same_facts():
    for key, text in texts.catalogue().items():
        assert set(text) == {"vi", "en"}, key
        facts = [sorted(set(re.findall(r"{(\w+)}", each))) for each in text.values()]
        assert facts[0] == facts[1], key


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "CANCU_LANG": "vi"}, "vi"),
        ({"LANG": "vi_VN", "LC_ALL": "en_US"}, "en"),
    ],
)
def test_language_of_the_environment(environment, expected):
    assert texts.language_of(environment) == expected


@pytest.mark.parametrize(
    ("arguments", "left", "value"),
    [
        (["trace", "x", "--lang", "en"], ["trace", "x"], "en"),
        (["--lang=vi", "stats"], ["stats"], "vi"),
        (["stats", "--lang"], ["stats"], ""),
        (["trace", "--", "--lang", "en"], ["trace", "--", "--lang", "en"], None),
    ],
)
def test_lang_may_stand_anywhere(arguments, left, value):
    assert texts.take_language(arguments) == (left, value)


def test_help_imports_nothing_heavy():
    code = (
        "import sys, cancu; from cli.main import main; main(['trace', '--help']); "
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_python_m_cancu(store):
    ran = subprocess.run(
        [sys.executable, "-m", "cancu", "--store", store, "query", "date-conflicts"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "CANCU_LANG": "en"},
        check=True,
    )
    assert "270/QĐ-TCGDNN\t2021-06-18\t" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert ran.stderr == "2 rows.\n"


def test_version(cancu_says):
    code, out, _ = cancu_says("--version")
    assert code == 0
    assert out.startswith("cancu ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("trac 21-CT/TW", "có phải là: trace"),
        ("zzz", "các lệnh: extract, ingest, trace"),
        ("--foo", "không có tùy chọn “--foo”"),
        ("trace", "thiếu DOCUMENT"),
        ("ingest", "thiếu PATH..."),
        ("extract", "thiếu FILE..."),
        ("export", "thiếu FILE"),
        ("trace a b", "thừa: b"),
        ("trace a --depht 2", "có phải là: --depth?"),
        ("trace a --depth", "“--depth” cần một giá trị"),
        ("trace a --depth 0", "“0” không phải là số nguyên từ 1"),
        ("trace a --depth x", "“x” không phải là số nguyên"),
        ("trace a --relation loves", "một trong: implements, based_on, guides"),
        ("trace a --format xml", "một trong: text, json"),
        ("stats --lang fr", "--lang phải là vi hoặc en"),
        ("query zzz", "các câu hỏi: agency-tasks"),
        ("query implementer", "có phải là: implementers"),
        ("query implementers", "ví dụ document=21-CT/TW"),
        ("query implementers -p doc=1", "các tham số: document"),
        ("query implementers -p x", "tên=giá trị, không phải “x”"),
        ("query leads -p words=a -p words=b", "“words” được cho hai lần"),
        ("query -p words=a", "chưa nêu tên câu hỏi"),
        ("query --sparql", "--sparql cần tên một câu hỏi"),
        ("export x.zip", "hãy nêu --as: turtle, trig, nquads, graphml"),
        ("export x.ttl --as pdf", "một trong"),
        ("serve --port abc", "“abc” không phải là cổng"),
        ("serve --port 70000", "“70000” không phải là cổng"),
        ("extract a.txt b.txt", "có 2 tệp mà không có --out"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(cancu_says, arguments, said):
    code, out, err = cancu_says(*arguments.split())
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("Lỗi: ")


@pytest.mark.parametrize("command", ["trace x", "stats", "validate", "query counts", "export x.ttl"])
def test_no_store_yet(cancu_says, tmp_path, command):
    code, _, err = cancu_says(*command.split())
    assert code == 1
    assert f"chưa có kho ở {tmp_path}/data/cancu/store" in err
    assert "cancu ingest" in err


def test_a_file_is_no_store(cancu_says, tmp_path):
    (tmp_path / "file").touch()
    for command in ("stats", "ingest examples"):
        code, _, err = cancu_says(*command.split(), "--store", tmp_path / "file")
        assert code == 1
        assert "không phải là thư mục" in err


def test_store_after_the_command_wins(cancu_says, store, tmp_path, monkeypatch):
    monkeypatch.setenv("CANCU_STORE", str(tmp_path / "none"))
    assert cancu_says("stats")[0] == 1
    assert cancu_says("--store", store, "stats")[0] == 0
    assert cancu_says("--store", tmp_path / "none", "stats", "--store", store)[0] == 0
    assert cancu_says("stats")[0] == 1, "a store named before is forgotten"
    monkeypatch.setenv("CANCU_STORE", str(store))
    assert cancu_says("stats")[0] == 0


# -- extract


def test_extract_prints_one_record(cancu_says):
    code, out, err = cancu_says("extract", plans()[0])
    assert (code, err) == (0, "")
    assert json.loads(out)["id"] == "ha-quang-2021"


def test_extract_writes_many_and_names_what_failed(cancu_says, tmp_path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2")
    again = tmp_path / "ha-quang-2021.md"
    again.write_text("KẾ HOẠCH\n", encoding="utf-8")
    given = [*plans(), tmp_path / "empty.txt", tmp_path / "binary.txt", again, tmp_path / "no.txt", tmp_path]
    code, out, err = cancu_says("extract", *given, "--out", tmp_path / "out")
    assert (code, out) == (1, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{p.stem}.json" for p in plans()]
    for name, reason in (
        ("empty.txt", "tệp rỗng"),
        ("binary.txt", "tệp nhị phân"),
        ("ha-quang-2021.md", "trùng tên bản ghi ha-quang-2021.json"),
        ("no.txt", "không có tệp này"),
        (tmp_path.name, "là thư mục"),
    ):
        assert any(name in line and reason in line for line in err.splitlines()), name
    assert "Đã ghi 5 bản ghi" in err
    record = json.loads((tmp_path / "out" / "ngoc-hoi-2023.json").read_text("utf-8"))
    assert cancu.from_json(record).id == "ngoc-hoi-2023"


def test_extract_in_several_processes(cancu_says, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for number in range(17):
        (tmp_path / f"{number:02}.txt").write_text(plans()[3].read_text("utf-8"), encoding="utf-8")
    (tmp_path / "05.txt").write_bytes(b"")
    code, _, err = cancu_says("extract", *sorted(tmp_path.glob("*.txt")), "--out", tmp_path / "out")
    assert code == 1
    assert "05.txt: tệp rỗng" in err
    assert len(list((tmp_path / "out").iterdir())) == 16


def die_on_five(path: Path):
    """A reader that kills its process at one file, as a fault in a library would."""
    if path.name == "05.txt":
        os._exit(1)
    return "{}", None


def test_a_process_that_dies_costs_its_file_alone(cancu_says, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr("cli.extract.read_one", die_on_five)
    paths = [tmp_path / f"{number:02}.txt" for number in range(16)]
    for path in paths:
        path.touch()
    code, _, err = cancu_says("extract", *paths, "--out", tmp_path / "out")
    assert code == 1
    assert "05.txt: tiến trình đọc tệp bị dừng đột ngột" in err
    assert len(list((tmp_path / "out").iterdir())) == 15


def test_extract_cannot_write(cancu_says, tmp_path):
    (tmp_path / "file").touch()
    code, _, err = cancu_says("extract", plans()[0], "--out", tmp_path / "file")
    assert code == 1
    assert "không ghi được" in err


# -- ingest


def test_ingest_reports_and_repeats_without_change(cancu_says, tmp_path):
    (tmp_path / "in").mkdir()
    for path in plans():
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "in" / "empty.txt").touch()
    where = ["--store", tmp_path / "store"]
    code, out, err = cancu_says("ingest", tmp_path / "in", *where)
    assert code == 1
    assert out == "Đã đọc 6 tệp: 5 mới, 0 thay thế, 0 không đổi, 1 lỗi.\n"
    assert "empty.txt: tệp rỗng" in err
    code, out, _ = cancu_says("ingest", tmp_path / "in", *where, "--format", "json", "--lang", "en")
    report = json.loads(out)
    assert (report["new"], report["unchanged"]) == (0, 5)
    assert [Path(each["path"]).name for each in report["failed"]] == ["empty.txt"]


def test_ingest_of_an_empty_folder_says_so(cancu_says, tmp_path):
    (tmp_path / "in").mkdir()
    code, _, err = cancu_says("ingest", tmp_path / "in", "--store", tmp_path / "store")
    assert code == 0
    assert "Không có tệp nào" in err


def test_one_writer_at_a_time(cancu_says, store):
    held = cancu.open_store(store)
    try:
        code, _, err = cancu_says("ingest", plans()[0], "--store", store)
        assert cancu_says("stats", "--store", store)[0] == 0, "readers are not kept out"
    finally:
        held.close()
    assert code == 1
    assert "another process is writing" in err


# -- trace


def test_trace_down_with_evidence(cancu_says, store):
    code, out, err = cancu_says("trace", "21-CT/TW", "--evidence", "--store", store)
    assert code == 0
    assert "\x1b" not in out
    lines = out.splitlines()
    assert lines[0] == (
        "Chỉ thị số 21-CT/TW · 04/05/2023 · Ban Bí thư Trung ương Đảng · trung ương · chưa có toàn văn"
    )
    for below, level in (("105-KH/HU", "cấp tỉnh"), ("135-KH/HU", "cấp huyện"), ("184-KH/TU", "cấp tỉnh")):
        (line,) = [line for line in lines if f"Kế hoạch số {below} ·" in line]
        assert line.startswith(("├── ", "└── "))
        assert level in line
    (deeper,) = [line for line in lines if "Kế hoạch số 3101/KH-UBND ·" in line]
    assert deeper.startswith(("│   └── ", "│   ├── "))
    assert any("“Kế hoạch số 184- KH/TU ngày 27/6/2023 của Tỉnh ủy" in line for line in lines)
    assert "đã vẽ ở nhánh khác" in out
    assert err == "7 văn bản, 1 có toàn văn trong kho.\n"


def test_trace_says_what_else_a_document_carries_out(cancu_says, store):
    _, out, _ = cancu_says("trace", "326/QĐ-TTg", "--store", store)
    assert "cũng triển khai, thực hiện: Chương trình số 56-CTr/TU" in out
    assert "→ triển khai, thực hiện: Chỉ thị số 37-CT/TW" in out


def test_trace_up_in_english(cancu_says, store):
    _, out, _ = cancu_says("trace", "--up", "3101/KH-UBND", "--store", store, "--lang", "en")
    assert "→ implements: Kế hoạch số 105-KH/HU · 2023-07-11" in out
    assert "66 days earlier" in out


def test_trace_as_json(cancu_says, store):
    _, out, _ = cancu_says("trace", "522/QĐ-TTg", "--format", "json", "--store", store)
    found = json.loads(out)
    root = found["root"]
    assert root["node"]["number"] == "522/QĐ-TTg"
    assert found["documents"] == found["shown"] > 1
    children = {child["node"]["label"]: child for child in root["children"]}
    child = children["Kế hoạch số 119/KH-UBND"]
    assert child["relation"] == "implements"
    assert "119/KH-UBND" in child["evidence"][0]["sentence"]


def test_trace_filters(cancu_says, store):
    code, out, _ = cancu_says("trace", "21-CT/TW", "--province", "lai chau", "--store", store)
    assert code == 0
    assert "184-KH/TU" in out
    assert "3101/KH-UBND" not in out
    _, _, err = cancu_says("trace", "21-CT/TW", "--words", "không đâu có", "--store", store)
    assert "điều kiện lọc" in err
    _, out, err = cancu_says("trace", "21-CT/TW", "--breadth", "1", "--store", store)
    assert "văn bản ở đây" in out
    assert "--breadth" in err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--province", "Foo"),
        ("--from", "2021-01-02", "--to", "2021-01-01"),
        ("--limit", "0"),
        ("--level", "x"),
    ],
)
def test_trace_says_what_is_wrong_with_a_filter(cancu_says, store, wrong):
    code, out, err = cancu_says("trace", "21-CT/TW", *wrong, "--store", store)
    assert (code, out) == (2, "")
    assert err.startswith("Lỗi: ")


def test_trace_depth_and_relations(cancu_says, store):
    _, out, err = cancu_says("trace", "21-CT/TW", "--depth", "1", "--store", store)
    assert "3101/KH-UBND" not in out
    assert "Dừng ở 1 bước" in err
    _, out, err = cancu_says("trace", "21-CT/TW", "--relation", "based_on", "--store", store)
    assert len(out.splitlines()) == 2, "the directive and its title"
    assert "Kho không có văn bản nào triển khai" in err


def test_trace_of_an_unknown_number_lists_the_nearest(cancu_says, store):
    code, out, err = cancu_says("trace", "522/QD-TTg", "--store", store)
    assert (code, out) == (1, "")
    assert "gần nhất là:\n  - Quyết định số 522/QĐ-TTg · 2018-05-14" in err
    assert "[vb/ttg/qd/2018/522]" in err


def test_relations_to_follow_are_those_of_the_chains():
    from cli.analysis import RELATIONS
    from graph import chains

    assert chains.RELATIONS == RELATIONS


# -- query, stats, validate, export


def test_query_lists_the_catalogue(cancu_says):
    code, out, err = cancu_says("query")
    assert code == 0
    assert "implementers\tdocument=21-CT/TW\tVăn bản nào triển khai" in out
    assert "cancu query TÊN" in err
    names = [each["name"] for each in json.loads(cancu_says("query", "--format", "json")[1])]
    assert names == [query.name for query in cancu.catalogue()]


def test_query_in_words_json_and_csv(cancu_says, store):
    asked = ["query", "implementers", "-p", "document=21-CT/TW", "--store", store]
    _, out, err = cancu_says(*asked)
    assert out.splitlines()[0].startswith("Văn bản\tNgày\tCơ quan ban hành\tCấp")
    assert "Kế hoạch số 135-KH/HU\t17/11/2023\tBan Thường vụ Huyện ủy Ngọc Hồi\tcấp huyện\t" in out
    assert err == "7 dòng.\n"
    assert "https://" in cancu_says(*asked, "--iris")[1]
    rows = json.loads(cancu_says(*asked, "--format", "json")[1])["rows"]
    assert {row["held"] for row in rows} == {True, False}
    table = list(csv.DictReader(io.StringIO(cancu_says(*asked, "--format", "csv")[1])))
    assert [row["name"] for row in table] == [row["name"] for row in rows]


def test_query_without_an_answer(cancu_says, store):
    code, out, err = cancu_says("query", "search", "-p", "words=zzz", "--store", store)
    assert (code, out, err) == (0, "", "Không có kết quả nào.\n")


def test_query_about_an_unknown_document_is_no_wrong_usage(cancu_says, store):
    code, _, err = cancu_says("query", "implementers", "-p", "document=522/QD-TTg", "--store", store)
    assert code == 1
    assert "  - Quyết định số 522/QĐ-TTg" in err


def test_query_shows_its_sparql_without_a_store(cancu_says):
    code, out, _ = cancu_says("query", "implementers", "--sparql")
    assert code == 0
    assert "cancu:implements+" in out


def test_reasons_come_in_the_language_of_the_reader(cancu_says, store):
    _, out, _ = cancu_says("query", "mismatches", "--store", store)
    assert "ký hiệu HU không phải của cơ quan được nêu" in out
    assert "the symbol HU" not in out


def test_stats(cancu_says, store):
    _, out, _ = cancu_says("stats", "--store", store)
    assert "Văn bản có toàn văn: 5\n" in out
    assert "  không khớp: 2\n" in out
    counts = json.loads(cancu_says("stats", "--store", store, "--format", "json")[1])["counts"]
    assert {"what": "held", "kind": None, "count": 5} in counts


def test_validate(cancu_says, store):
    assert cancu_says("validate", "--store", store)[:2] == (0, "Cả 6 đồ thị đều đạt.\n"), (
        "five plans and the registers"
    )


def test_validate_names_what_fails(cancu_says, tmp_path):
    from graph.iri import ID, source_graph_iri
    from graph.store import Change, open_store
    from ontology.terms import CANCU, RDF

    graph = source_graph_iri("sai")
    opened = open_store(tmp_path / "store")
    opened.replace(
        [Change(graph, [ox.Quad(ox.NamedNode(f"{ID}trich-dan/1"), RDF.type, CANCU.Citation, graph)])]
    )
    opened.close()
    code, out, err = cancu_says("validate", "--store", tmp_path / "store")
    assert (code, out) == (1, "1 trong 1 đồ thị không đạt:\n")
    assert "sai: " in err
    code, out, _ = cancu_says("validate", "--store", tmp_path / "store", "--format", "json")
    assert json.loads(out)["failed"][0]["graph"] == graph.value


@pytest.mark.parametrize("name", ["x.ttl", "x.trig", "x.nq"])
def test_export_as_rdf(cancu_says, store, tmp_path, name):
    code, out, err = cancu_says("export", tmp_path / name, "--store", store)
    assert (code, out) == (0, "")
    assert str(tmp_path / name) in err
    count = len(list(ox.parse(path=str(tmp_path / name))))
    assert f"Đã ghi {count} " in err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [name]


def test_export_of_relations(cancu_says, store, tmp_path):
    assert cancu_says("export", tmp_path / "x.out", "--as", "graphml", "--store", store)[0] == 0
    graph = nx.read_graphml(tmp_path / "x.out")
    by_number = {data.get("number"): node for node, data in graph.nodes(data=True)}
    edges = graph.get_edge_data(by_number["184-KH/TU"], by_number["21-CT/TW"])
    assert "184- KH/TU" in next(iter(edges.values()))["evidence"]


def test_export_to_standard_output(store):
    ran = subprocess.run(
        [sys.executable, "-m", "cancu", "export", "-", "--as", "nquads", "--store", store],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert len(list(ox.parse(ran.stdout, ox.RdfFormat.N_QUADS))) > 1000


def test_export_that_cannot_be_written(cancu_says, store, tmp_path):
    code, _, err = cancu_says("export", tmp_path / "no" / "x.ttl", "--store", store)
    assert code == 1
    assert "không ghi được" in err


# -- serve


def test_serve_refuses_a_port_that_is_taken(cancu_says, store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = cancu_says("serve", "--port", str(port), "--store", store)
    assert code == 1
    assert f"cổng {port} của 127.0.0.1 đang có chương trình khác dùng" in err


def test_serve_answers_and_stops_quietly(store):
    server = subprocess.Popen(
        [sys.executable, "-m", "cancu", "serve", "--port", "0", "--store", store],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = server.stderr.readline()
        address = next(word for word in said.split() if word.startswith("http://"))
        assert json.load(_patiently(f"{address}healthz"))["status"] == "ok"
    finally:
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    assert (out, err) == ("", "")


def _patiently(address: str):
    for _ in range(50):
        try:
            return urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.1)
    return urllib.request.urlopen(address, timeout=5)


# -- endings


def test_interrupt_is_quiet(cancu_says, store, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.chains.read_chains", interrupt)
    assert cancu_says("trace", "21-CT/TW", "--store", store) == (130, "", "")


def test_a_reader_that_goes_away_is_no_fault(store):
    ran = subprocess.run(
        f"{sys.executable} -m cancu export - --as nquads --store {store} | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in ran.stderr


# -- the face for people who write Python


def test_every_name_of_the_face_is_there():
    for name in cancu.__all__:
        assert getattr(cancu, name) is not None
        assert name in dir(cancu)
    with pytest.raises(AttributeError):
        cancu.nothing  # noqa: B018


def test_the_face_traces_a_directive(store):
    opened = cancu.open_store(store, read_only=True)
    chains = cancu.read_chains(opened)
    found = cancu.trace(chains, cancu.name_document(opened, "21-CT/TW"))
    assert "3101/KH-UBND" in {step.node.number for step in found.walk()}
    assert cancu.run_query(opened, "date-conflicts", {}).rows
    opened.close()
