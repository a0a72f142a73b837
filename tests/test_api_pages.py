"""The pages: what they show, in two languages, without loading anything from elsewhere."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.documentation import ASSETS
from api.settings import Settings
from api.texts import LANGUAGES, catalogue
from tests.api_graph import DIRECTIVE, HTML, PARTY_PLAN, client, district_plan, write_store
from tests.browser import chromium, record_outside

_BY_CODE = ("level", "status", "role", "modality", "part", "file", "alone", "state", "finding")
"""Groups of texts that are asked for by a code."""

PAGES = [
    "/",
    "/?q=ke+hoach",
    f"/page/{DIRECTIVE}",
    "/page/co-quan/ttg",
    "/coverage",
    "/coverage?document=21-CT/TW",
    "/structure",
    "/tasks?from=2024-01-01&to=2024-12-31",
    "/sparql",
    "/docs",
    "/nothing",
]

# Without npm there is no Swagger UI, and /docs is a 503 that says how to build it.
DOCS_BUILT = (ASSETS / "swagger-ui").exists()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("store"), district_plan())


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[TestClient]:
    with client(folder) as found:
        found.headers.update(HTML)
        yield found


@pytest.fixture
def site(server: TestClient) -> TestClient:
    """The server, with no language chosen by an earlier test."""
    server.cookies.clear()
    return server


class Links(HTMLParser):
    """Every address that a page loads or links to, and its elements' ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src", "action"):
            if given.get(name):
                self.addresses.append(given[name] or "")
        if given.get("src") or (tag == "link" and given.get("rel") != "alternate"):
            self.loaded.append(given.get("src") or given.get("href") or "")
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag in ("style",) or (tag == "script" and not given.get("src")):
            self.inline.append(tag)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_and_loads_only_from_here(site: TestClient, path: str, language: str) -> None:
    response = site.get(path, params={"lang": language})
    assert response.headers["content-type"].startswith("text/html")
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert f'<html lang="{language}">' in response.text
    links = Links(response.text)
    assert all(address.startswith(("/", "#")) for address in links.addresses)
    assert all(address.startswith("/") and not address.startswith("//") for address in links.loaded)
    assert not links.inline
    assert response.text.count("<h1") == 1
    assert 'href="#main"' in response.text


def test_every_link_of_the_pages_answers(site: TestClient) -> None:
    seen = {address for path in PAGES[:-1] for address in Links(site.get(path).text).addresses}
    for address in sorted(seen - {"#main"}):
        if address.startswith("/docs") and not DOCS_BUILT:
            continue
        assert site.get(address).status_code in (200, 303), address


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/api/documents", "/sparql?query=ASK+%7B%7D", "/static/mark.svg", "/nothing"]
)
def test_head_answers_as_get_without_the_content(site: TestClient, path: str) -> None:
    head, get = site.head(path), site.get(path)
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert get.content
    assert head.content == b""


def test_the_language_is_kept_in_a_cookie(folder: Path) -> None:
    with client(folder) as site:
        assert '<html lang="vi">' in site.get("/").text
        assert '<html lang="en">' in site.get("/?lang=en").text
        assert '<html lang="en">' in site.get("/").text
        assert '<html lang="vi">' in site.get("/?lang=xx&lang=vi").text


def test_the_document_page_shows_the_sentence_and_escapes_it(site: TestClient) -> None:
    found = site.get(f"/page/{DIRECTIVE}").text
    assert "<mark>Chỉ thị số 21-CT/TW ngày 04/5/2023</mark>" in found
    plan = site.get(site.get("/id/vb/ubnd-ngoc-hoi-kon-tum/kh/2023/97").headers["location"]).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in plan
    assert "<script>alert" not in plan
    assert "Phòng Nội vụ" in plan


def test_the_search_shows_what_it_found(site: TestClient) -> None:
    assert "21-CT/TW" in site.get("/?q=21-ct").text
    assert "Không có văn bản nào khớp" in site.get("/?q=%22%3E%3Cscript%3E").text
    assert site.get("/?year=abc&page=1").status_code == 200


@pytest.mark.parametrize("kind", ["down", "up", "around"])
def test_a_picture_stands_alone(site: TestClient, kind: str) -> None:
    response = site.get(f"/picture/{kind}/{DIRECTIVE}")
    assert response.status_code == 200
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert not Links(response.text).loaded
    assert site.get(f"/picture/{kind}/vb/no/such").status_code == 404


def test_the_query_page_answers_in_a_table(site: TestClient) -> None:
    found = site.get("/sparql", params={"query": "SELECT ?d { ?d a cancu:Directive }"}).text
    assert f'href="/page/{DIRECTIVE}"' in found
    assert "đúng" in site.get("/sparql", params={"query": "ASK {}"}).text
    assert "cancu:Directive" in site.get("/sparql", params={"query": f"DESCRIBE <id/{DIRECTIVE}>"}).text
    broken = site.get("/sparql", params={"query": "SELECT * { <script> "})
    assert broken.status_code == 400
    assert "&lt;script&gt;" in broken.text


def test_every_text_is_there_twice_and_is_used() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parents[1] / "api").rglob("*")
        if path.suffix in (".py", ".html")
    )
    for key, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES)
        fields = [
            set(re.findall(r"\{(\w+)\}", each.replace("_vi", "").replace("_en", "")))
            for each in texts.values()
        ]
        assert fields[0] == fields[1], key
        group, _, name = key.partition(".")
        if group == "problem":
            assert f'"{name.partition(".")[0]}"' in source, key
        elif group not in _BY_CODE:
            whole = f'"{key}"' in source
            assert whole or f'"{name}"' in source or name in ("held", "mentioned", "citations", "tasks"), key


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a real server on this machine, which stops at the end of the block."""
    config = uvicorn.Config(
        create_app(Settings(store=str(folder))), host="127.0.0.1", port=0, log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.mark.browser
def test_a_browser_loads_nothing_from_elsewhere_and_reports_no_violation(folder: Path) -> None:
    with served(folder) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 800})
        outside = record_outside(page, address, "data:", "blob:")
        complaints: list[str] = []
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        for path in ("/", f"/page/{DIRECTIVE}", "/sparql", *(["/docs"] if DOCS_BUILT else [])):
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert not outside
        assert not complaints


def test_a_page_of_a_document_lists_its_values_with_their_sources(site: TestClient) -> None:
    html = site.get(f"/page/{PARTY_PLAN}", params={"lang": "vi"}).text
    section = html.partition('<h2 id="values">')[2].partition("</section>")[0]
    assert section.startswith(catalogue()["document.values"]["vi"])
    for value in ("105-KH/TU", "08/08/2023", "Ban Thường vụ Tỉnh ủy Kon Tum"):
        assert f"<strong>{value}</strong>" in section
    assert section.count("lời viện dẫn: Kế hoạch số 97/KH-UBND") == 3
