"""The rules of docs/hosting.md in nginx and Caddy, those of docs/w3id/ in Apache, and who reads."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest
from clients import HOME, ROOT, free_port, listening, needed, needed_path, wait_until
from test_hosting import GUIDE, blocks, things

import crowded_day
import small_dataset
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.contents import MEDIA, media_of
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.address_maps import CATALOGUE, write_maps
from socsam_opendata.package.portal.feeds import write_feeds
from socsam_opendata.settings.dataset_toml import read_settings

pytestmark = pytest.mark.conformance

PLACE, NAME = "/srv/socsam", "data.example.org"
WITHDRAWN = f"{small_dataset.BODY}-2031-09-01"
GONE_CLAUSE = f"{crowded_day.FIRST}-9-1"
GONE_PERSON = "p-00000000cc"
# Meetings whose key said another day or body, before it was corrected.
RENAMED = f"{small_dataset.BODY}-2031-06-02c"
RENAMED_AND_GONE = "gammalt-organ-2031-09-01"


@dataclass(frozen=True)
class Package:
    """A package below the folder that servers are given: `files`, and the base of its IRIs."""

    top: Path
    base: str

    @property
    def files(self) -> Path:
        return self.top / "files"


@dataclass(frozen=True)
class Host:
    """A server that runs: its address, the package it has, and its own folder."""

    server: str
    url: str
    package: Package
    folder: Path


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def running(command: list[str], port: int, log: Path, **more: str) -> Iterator[None]:
    """A server of our own, from when it listens until the end of the block."""
    with log.open("wb") as out:
        # A session of its own: Apache ends its whole process group, which would be the tests' too.
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **more}, start_new_session=True
        )
        try:
            wait_until(lambda: process.poll() is not None or listening(port))
            assert process.poll() is None, log.read_text("utf-8", "replace")
            yield
        finally:
            process.terminate()
            process.wait(20)


def nginx_rules(top: Path, port: int) -> str:
    """The guide's blocks for nginx with the places replaced."""
    rules = blocks("nginx")
    for old, new in ((PLACE, str(top)), ("listen 80;", f"listen 127.0.0.1:{port};")):
        assert old in rules
        rules = rules.replace(old, new)
    return rules.replace(NAME, "localhost")


@contextmanager
def nginx(package: Package, folder: Path) -> Iterator[Host]:
    """nginx with the guide's rules."""
    program, port = needed("nginx"), free_port()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    # Workers of root become another user, who may not read folders of tests.
    user = "user root;\n" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log {folder}/access.log;\n"
        f"{temporary}{nginx_rules(package.top, port)}\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(conf)]
    with running(command, port, folder / "out.log"):
        yield Host("nginx", f"http://127.0.0.1:{port}", package, folder)


@contextmanager
def caddy(package: Package, folder: Path) -> Iterator[Host]:
    """Caddy with the guide's rules, without a certificate."""
    program, port = needed("caddy"), free_port()
    rules = blocks("caddyfile").replace(PLACE, str(package.top))
    assert rules.startswith(f"{NAME} {{")
    rules = rules.replace(NAME, f"http://127.0.0.1:{port}")
    conf = folder / "Caddyfile"
    conf.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{rules}", encoding="utf-8")
    command = [program, "run", "--config", str(conf), "--adapter", "caddyfile"]
    own = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with running(command, port, folder / "out.log", **own):
        yield Host("caddy", f"http://127.0.0.1:{port}", package, folder)


SERVERS = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A day with two meetings, things that are withdrawn, and a file of every kind."""
    package = Package(tmp_path_factory.mktemp("crowded"), small_dataset.settings().base)
    dataset = crowded_day.write(package.files)
    crowded_day.tombstones(
        package.files, package.base,
        ("clauses", "clause", GONE_CLAUSE),
        ("persons", "person", GONE_PERSON),
        ("meetings", "meeting", WITHDRAWN),
        ("clauses", "clause", f"{WITHDRAWN}-4-1"),
        ("clauses", "clause", f"{crowded_day.SECOND}-4-9"),
    )  # fmt: skip
    crowded_day.changes(
        package.files, (crowded_day.OLD_SECOND, crowded_day.SECOND), (RENAMED, crowded_day.OTHER),
        (RENAMED_AND_GONE, WITHDRAWN),
    )  # fmt: skip
    for suffix in MEDIA:
        (package.files / f"every{suffix}").write_bytes(b"0123456789" * 400)
    for form in ("ttl", "jsonld", "rdf"):
        (package.files / f"catalogue.{form}").write_text("# the record\n", encoding="utf-8")
    (package.files / "README.md").write_text("# Påhittat\n", encoding="utf-8")
    (package.files / "SHA256SUMS").write_text("0" * 64 + "  README.md\n", encoding="utf-8")
    (package.files / ".hidden").write_text("hemligt", encoding="utf-8")
    (package.top / "secret.txt").write_text("hemligt", encoding="utf-8")
    write_feeds(NewPackage.stated(dataset.settings, package.files))
    write_maps(NewPackage.stated(dataset.settings, package.files))
    return package


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The committed package with feeds and maps."""
    settings = read_settings(ROOT / "minutes")
    package = Package(tmp_path_factory.mktemp("seed"), settings.base)
    shutil.copytree(ROOT / "datapackage", package.files)
    write_feeds(NewPackage.stated(settings, package.files))
    write_maps(NewPackage.stated(settings, package.files))
    return package


@pytest.fixture(scope="module", params=sorted(SERVERS))
def host(
    request: pytest.FixtureRequest, crowded: Package, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    with SERVERS[request.param](crowded, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture(scope="module", params=sorted(SERVERS))
def seed_host(
    request: pytest.FixtureRequest, seed: Package, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    with SERVERS[request.param](seed, tmp_path_factory.mktemp(request.param)) as found:
        yield found


def curl(url: str, *options: str) -> Answer:
    """What curl gets, without following redirects."""
    command = [needed("curl"), "-s", "-i", "--path-as-is", "--max-time", "20", *options, url]
    out = subprocess.run(command, check=True, capture_output=True).stdout
    head, _, body = out.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        together = [headers[name.lower()]] if name.lower() in headers else []
        headers[name.lower()] = ", ".join([*together, value.strip()])
    return Answer(int(first.split()[1]), headers, body)


def connected(url: str) -> closing[http.client.HTTPConnection]:
    """A connection to a server for many requests."""
    return closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=20))


def accepting(kind: str) -> tuple[str, str]:
    return ("-H", f"Accept: {kind}")


# --- files ---


@pytest.mark.parametrize("suffix", MEDIA)
def test_every_kind_of_file_has_its_media_type_and_text_its_charset(
    host: Host, suffix: str
) -> None:
    answer = curl(f"{host.url}/files/every{suffix}")
    assert answer.status == 200
    assert answer.headers["content-type"] == MEDIA[suffix].content_type
    assert answer.body == b"0123456789" * 400


def test_a_file_without_an_ending_is_plain_text(host: Host) -> None:
    answer = curl(f"{host.url}/files/SHA256SUMS")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_every_file_of_the_seed_comes_out_as_it_is(seed_host: Host) -> None:
    files = seed_host.package.files
    with connected(seed_host.url) as connection:
        for path in sorted(p for p in files.rglob("*") if p.is_file()):
            name = path.relative_to(files).as_posix()
            connection.request("GET", f"/files/{name}")
            answer = connection.getresponse()
            body = answer.read()
            if answer.status == 404 and seed_host.server == "caddy":
                assert name.startswith("hosting/caddy/")  # Caddy hides what its rules import
                continue
            assert (answer.status, body) == (200, path.read_bytes()), name
            assert answer.headers["content-type"] == media_of(path).content_type


def test_any_page_may_read_and_caches_may_keep_for_an_hour(host: Host) -> None:
    addresses = ("files/every.parquet", "files/every.csv", f"id/meeting/{crowded_day.FIRST}",
                 f"id/clause/{GONE_CLAUSE}", "id/meeting/ingen-2031-01-01")  # fmt: skip
    for address in addresses:
        headers = curl(f"{host.url}/{address}").headers
        assert headers["access-control-allow-origin"] == "*"
        assert "Content-Range" in headers["access-control-expose-headers"]
        assert headers["cache-control"] == "public, max-age=3600"
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("address", ["files/every.parquet", f"id/clause/{GONE_CLAUSE}"])
def test_a_browser_that_asks_first_is_told_what_it_may(host: Host, address: str) -> None:
    answer = curl(
        f"{host.url}/{address}", "-X", "OPTIONS", "-H", "Origin: https://example.net",
        "-H", "Access-Control-Request-Method: GET", "-H", "Access-Control-Request-Headers: range",
    )  # fmt: skip
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]
    assert "range" in answer.headers["access-control-allow-headers"].lower()
    assert answer.headers["access-control-max-age"] == "86400"
    assert answer.body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(host: Host, method: str) -> None:
    for address in ("files/every.csv", f"id/meeting/{crowded_day.FIRST}"):
        assert curl(f"{host.url}/{address}", "-X", method, "-d", "x").status == 405


@pytest.mark.parametrize("name", ["every.parquet", "every.csv"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_part_of_a_file_is_that_part_whatever_encoding_is_accepted(
    host: Host, name: str, encoding: str
) -> None:
    answer = curl(
        f"{host.url}/files/{name}", "-H", "Range: bytes=5-14", "-H", f"Accept-Encoding: {encoding}"
    )
    assert answer.status == 206
    assert answer.headers["content-range"] == "bytes 5-14/4000"
    assert "content-encoding" not in answer.headers
    assert answer.body == b"5678901234"
    last = curl(f"{host.url}/files/{name}", "-H", "Range: bytes=-4")
    assert (last.status, last.body) == (206, b"6789")
    assert curl(f"{host.url}/files/{name}", "-H", "Range: bytes=9999-").status == 416


def test_text_is_compressed_and_parquet_is_not(host: Host) -> None:
    for suffix, media in MEDIA.items():
        answer = curl(f"{host.url}/files/every{suffix}", "-H", "Accept-Encoding: gzip")
        assert answer.headers.get("content-encoding") == ("gzip" if media.text else None), suffix
        if media.text:
            assert "Accept-Encoding" in answer.headers["vary"]
            assert gzip.decompress(answer.body) == b"0123456789" * 400
    head = curl(f"{host.url}/files/every.parquet", "-I", "-H", "Accept-Encoding: gzip")
    assert head.headers["content-length"] == "4000"
    assert head.headers["accept-ranges"] == "bytes"


def test_what_a_cache_has_is_asked_for_by_its_etag(host: Host) -> None:
    etag = curl(f"{host.url}/files/every.parquet").headers["etag"]
    again = curl(f"{host.url}/files/every.parquet", "-H", f"If-None-Match: {etag}")
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/files/../secret.txt", "/files/%2e%2e/secret.txt", "/files/..%2fsecret.txt",
     "/files../secret.txt", "/files/.hidden", "/files/data/../../secret.txt", "/secret.txt",
     "/files/rdf/../../../../../../etc/passwd", "/files//../secret.txt", "/files/\\..\\secret.txt",
     "/id/meeting/..%2f..%2fsecret", "/def/../secret.txt", "/spec/..%2fsecret.txt"],
)  # fmt: skip
def test_nothing_outside_the_package_and_nothing_hidden_is_given_out(host: Host, path: str) -> None:
    answer = curl(host.url + path)
    assert answer.status in (400, 403, 404)
    assert b"hemligt" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("path", ["/files/", "/files/data/", "/files/nothing.csv", "/nothing"])
def test_what_is_not_there_is_404_with_a_word(host: Host, path: str) -> None:
    answer = curl(host.url + path)
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Det finns inget på den här adressen" in answer.body.decode()


def test_the_top_leads_to_the_readme(host: Host) -> None:
    answer = curl(host.url + "/")
    assert (answer.status, answer.headers["location"]) == (302, "/files/README.md")


# --- things ---


def document(host: Host, address: str, *options: str) -> tuple[int, str]:
    """The status, and the path below /files/ that an address is sent to."""
    answer = curl(f"{host.url}/{address}", *options)
    return answer.status, answer.headers.get("location", "").removeprefix("/files/")


def every_thing(host: Host) -> int:
    """Ask for every thing of the package: each has to be sent to the document that holds it."""
    asked = list(things(host.package.files, host.package.base))
    with connected(host.url) as connection:
        for concept, key, graph in asked:
            connection.request("GET", f"/id/{concept}/{key}")
            answer = connection.getresponse()
            answer.read()
            found = (answer.status, answer.headers["location"])
            assert found == (303, f"/files/rdf/{graph}.ttl"), f"{concept}/{key}"
    return len(asked)


def test_every_thing_is_sent_to_the_document_that_holds_it(host: Host) -> None:
    assert every_thing(host) > 90


def test_every_thing_of_the_seed_is_sent_to_the_document_that_holds_it(seed_host: Host) -> None:
    assert every_thing(seed_host) > 400


TURTLE, JSON_LD, RDF_XML = "text/turtle", "application/ld+json", "application/rdf+xml"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (TURTLE, "ttl"),
        (JSON_LD, "jsonld"),
        ("*/*", "ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "ttl"),
        (f"{JSON_LD}, {TURTLE};q=0.5", "jsonld"),
        (f"{TURTLE}, {JSON_LD};q=0.9", "ttl"),
        (f"text/html, {JSON_LD};q=0.9", "jsonld"),
        (RDF_XML, "ttl"),
        (f"{RDF_XML}, {JSON_LD}", "jsonld"),
        ("APPLICATION/LD+JSON", "jsonld"),
    ],
)
def test_a_thing_is_sent_to_the_form_that_is_asked_for(host: Host, accept: str, form: str) -> None:
    address = f"id/clause/{crowded_day.OTHER}-4-1"
    answer = curl(f"{host.url}/{address}", *accepting(accept))
    assert answer.status == 303
    assert answer.headers["location"] == f"/files/rdf/{crowded_day.OTHER}.{form}"
    assert "Accept" in answer.headers["vary"].split(", ")
    shared = document(host, "id/person/p-00000000aa", *accepting(accept))
    assert shared == (303, f"rdf/shared.{form}")
    # What is sent is there, and is what was asked for.
    target = curl(host.url + answer.headers["location"])
    assert target.status == 200
    assert target.headers["content-type"] == MEDIA[f".{form}"].content_type
    assert f"{crowded_day.OTHER}-4-1".encode() in target.body


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "ttl"), (RDF_XML, "rdf"), (JSON_LD, "jsonld"), (f"{RDF_XML}, {TURTLE}", "rdf"),
        (f"{TURTLE}, {RDF_XML}", "ttl"), (f"{JSON_LD}, {RDF_XML}", "jsonld"),
    ],
)  # fmt: skip
def test_the_dataset_is_described_in_the_catalogue(host: Host, accept: str, form: str) -> None:
    for concept in CATALOGUE:
        found = document(host, f"id/{concept}/exempel", *accepting(accept))
        assert found == (303, f"catalogue.{form}")


def test_a_feed_is_sent_to_its_file(host: Host) -> None:
    name = f"{small_dataset.BODY}-decisions"
    assert document(host, f"id/feed/{name}") == (303, f"feeds/{name}.atom")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("def/role/chair", "roles"), ("def/role", "roles"), ("def/party/s", "parties"),
        ("def/municipality/2303", "municipalities"), ("def/decision-action", "decision-actions"),
        ("spec/Meeting", "terms"), ("spec/", "terms"), ("spec/shape-clauses", "shapes"),
        ("spec/rule-due-dates", "rules"),
    ],
)  # fmt: skip
def test_the_vocabulary_is_sent_to_its_files(host: Host, path: str, name: str) -> None:
    assert document(host, path) == (303, f"vocab/{name}.ttl")
    assert curl(f"{host.url}/files/vocab/{name}.ttl").status == 200


@pytest.mark.parametrize(
    "address",
    [f"clause/{GONE_CLAUSE}", f"person/{GONE_PERSON}", f"meeting/{WITHDRAWN}",
     f"clause/{WITHDRAWN}-4-1", f"participant/{WITHDRAWN}-participant-01",
     f"source/{WITHDRAWN}", f"graph/{WITHDRAWN}", f"passage/{WITHDRAWN}-3-4"],
)  # fmt: skip
def test_what_is_withdrawn_is_gone_and_says_so(host: Host, address: str) -> None:
    answer = curl(f"{host.url}/id/{address}")
    assert answer.status == 410
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    text = answer.body.decode()
    assert "Borttagen ur datamängden; när och varför står i /files/tombstones.csv." in text
    assert "Withdrawn from the dataset" in text
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    "address",
    ["id/meeting/ingen-2031-01-01", "id/clause/ingen-2031-01-01-1-1", "id/clause/ingen",
     "id/nonsense/x", "id/meeting", "id/", "id/meeting/A", "id/meeting/x/y", "def/nope/x",
     "def/", "spec/a/b", f"id/meeting/{crowded_day.FIRST}-3", f"id/meeting/{crowded_day.FIRST}c",
     f"id/clause/{crowded_day.FIRST}c-4-1", f"files/sources/{crowded_day.FIRST}c.txt"],
)  # fmt: skip
def test_what_never_was_is_404(host: Host, address: str) -> None:
    answer = curl(f"{host.url}/{address}")
    assert answer.status == 404
    assert "Det finns inget på den här adressen" in answer.body.decode()


def moved(host: Host, address: str) -> tuple[int, str]:
    """The status, and the path that an address is sent to."""
    answer = curl(f"{host.url}/{address}")
    return answer.status, answer.headers.get("location", "")


@pytest.mark.parametrize(("old", "new"), [(crowded_day.OLD_SECOND, crowded_day.SECOND),
                                          (RENAMED, crowded_day.OTHER)])  # fmt: skip
def test_every_old_address_of_a_renamed_meeting_leads_to_the_new_one(
    host: Host, old: str, new: str
) -> None:
    asked = 0
    for concept, key, graph in things(host.package.files, host.package.base):
        if graph == new:
            was = f"{concept}/{old}{key.removeprefix(new)}"
            assert moved(host, f"id/{was}") == (301, f"/id/{concept}/{key}")
            asked += 1
    assert asked > 25
    for name in ("sources/{}.txt", "rdf/{}.ttl", "rdf/{}.jsonld"):
        target = f"/files/{name.format(new)}"
        assert moved(host, f"files/{name.format(old)}") == (301, target)
        assert curl(host.url + target).status == 200


def test_a_paragraph_of_the_first_meeting_is_not_taken_for_the_second(host: Host) -> None:
    first = crowded_day.FIRST
    for thing in (f"agenda-item/{first}-2", f"decision/{first}-2", f"clause/{first}-2-1",
                  f"agenda-item/{first}-2a"):  # fmt: skip
        assert document(host, f"id/{thing}") == (303, f"rdf/{first}.ttl")


def test_what_was_renamed_and_withdrawn_leads_to_where_it_is_gone(host: Host) -> None:
    for old, new in (
        (f"meeting/{RENAMED_AND_GONE}", f"meeting/{WITHDRAWN}"),
        (f"clause/{RENAMED_AND_GONE}-4-1", f"clause/{WITHDRAWN}-4-1"),
        (f"clause/{crowded_day.OLD_SECOND}-4-9", f"clause/{crowded_day.SECOND}-4-9"),
    ):
        assert moved(host, f"id/{old}") == (301, f"/id/{new}")
        assert curl(f"{host.url}/id/{new}").status == 410


# --- readers ---

ROWS = """
import { asyncBufferFromUrl, parquetReadObjects } from "hyparquet"
import { compressors } from "hyparquet-compressors"
const file = await asyncBufferFromUrl({ url: process.argv[2] })
const rows = await parquetReadObjects({ file, compressors })
const plain = (_, v) => typeof v === "bigint" ? Number(v) : v
console.log(JSON.stringify(rows, plain))
"""
TABLE = "decision_overview"


def rows_of(package: Package, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of the overview as they were written."""
    table = pq.read_table(package.files / "data" / f"{TABLE}.parquet", columns=list(columns))
    return list(zip(*(table[c].to_pylist() for c in columns), strict=True))


def parts_read(host: Host) -> int:
    """How many answers of nginx so far were parts of a Parquet file."""
    lines = (host.folder / "access.log").read_text("utf-8").splitlines()
    return len([line for line in lines if ".parquet" in line and '" 206 ' in line])


@pytest.fixture(scope="module")
def nginx_host(seed: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with nginx(seed, tmp_path_factory.mktemp("read")) as found:
        yield found


@pytest.fixture
def parquet(nginx_host: Host) -> str:
    return f"{nginx_host.url}/files/data/{TABLE}.parquet"


# In a process of its own: DuckDB and fsspec leave things behind that pytest would complain of.
DUCKDB = """
import datetime as dt, json, sys
import duckdb, fsspec
class Http(type(fsspec.filesystem("http"))):
    def modified(self, path):  # DuckDB asks; fsspec's HTTP does not know
        return dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
connection = duckdb.connect()
connection.register_filesystem(Http(block_size=1024))
rows = connection.sql(f"select id, text, amount from read_parquet('{sys.argv[1]}') order by id")
print(json.dumps(rows.fetchall(), default=str))
"""


def test_polars_reads_parquet_through_nginx(nginx_host: Host, parquet: str) -> None:
    polars = pytest.importorskip("polars")
    found = polars.scan_parquet(parquet).select("id", "text", "amount").collect()
    assert found.rows() == rows_of(nginx_host.package, "id", "text", "amount")


def test_duckdb_reads_parquet_through_nginx_in_parts(nginx_host: Host, parquet: str) -> None:
    for library in ("duckdb", "fsspec", "aiohttp"):
        pytest.importorskip(library)
    before = parts_read(nginx_host)
    command = [sys.executable, "-c", DUCKDB, parquet]
    out = subprocess.run(command, check=True, capture_output=True).stdout
    rows = rows_of(nginx_host.package, "id", "text", "amount")
    assert json.loads(out) == json.loads(json.dumps(sorted(rows), default=str))
    assert parts_read(nginx_host) > before


def test_hyparquet_reads_parquet_through_both_servers(seed_host: Host, tmp_path: Path) -> None:
    node = needed("node")
    modules = needed_path(HOME / "node_modules" / "hyparquet", "hyparquet").parent
    script = tmp_path / "rows.mjs"
    script.write_text(ROWS, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(modules)
    url = f"{seed_host.url}/files/data/{TABLE}.parquet"
    out = subprocess.run([node, str(script), url], check=True, capture_output=True).stdout
    found = json.loads(out)
    assert len(found[0]) == len(BY_NAME[TABLE].columns)
    columns = ("id", "text", "present_members", "beneficiary")
    assert [tuple(row.get(c) for c in columns) for row in found] == rows_of(
        seed_host.package, *columns
    )


# --- w3id.org ---

APACHE = """
ServerRoot "{folder}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{folder}/apache.pid"
Mutex file:{folder}
DefaultRuntimeDir "{folder}"
ErrorLog "{folder}/apache.log"
LoadModule mpm_prefork_module {modules}/mod_mpm_prefork.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule rewrite_module {modules}/mod_rewrite.so
DocumentRoot "{folder}/www"
<Directory "{folder}/www">
    AllowOverride All
    Require all granted
</Directory>
"""
MODULES = Path("/usr/lib/apache2/modules")


@contextmanager
def apache(rules: str, target: str, folder: Path) -> Iterator[str]:
    """Apache as w3id.org has it, with one file of rules that lead to a target; its address."""
    program, port = needed("apache2"), free_port()
    needed_path(MODULES / "mod_rewrite.so", "the modules of Apache")
    name = folder / "www" / "socsam"
    name.mkdir(parents=True)
    text = (ROOT / "docs/w3id" / rules).read_text("utf-8")
    (name / ".htaccess").write_text(text.replace(f"https://{NAME}", target), encoding="utf-8")
    folder.chmod(0o755)
    conf = folder / "apache.conf"
    conf.write_text(APACHE.format(folder=folder, port=port, modules=MODULES), encoding="utf-8")
    command = [program, "-f", str(conf), "-D", "FOREGROUND"]
    with running(command, port, folder / "out.log"):
        yield f"http://127.0.0.1:{port}/socsam/"


LED = {
    "id/meeting/socsam-2025-06-02": JSON_LD, "id/clause/socsam-2025-06-02-14b-1": TURTLE,
    "def/role/chair": TURTLE, "spec/Meeting": TURTLE, "spec/": TURTLE,
    "files/data/clauses.csv": "text/csv", "": "text/markdown",
}  # fmt: skip


def test_w3id_leads_through_the_host_to_the_document(
    seed_host: Host, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with apache(".htaccess", seed_host.url, tmp_path_factory.mktemp("w3id")) as w3id:
        first = curl(f"{w3id}id/meeting/socsam-2025-06-02")
        assert first.status == 302
        assert first.headers["location"] == f"{seed_host.url}/id/meeting/socsam-2025-06-02"
        assert first.headers["access-control-allow-origin"] == "*"
        for address, kind in LED.items():
            command = [
                needed("curl"),
                "-sL",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code} %{content_type}",
            ]
            command += [*accepting(kind), f"{w3id}{address}"]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            assert out == f"200 {kind}; charset=utf-8", address
        assert curl(f"{w3id}other/x").status == 404


ASKED = (
    (TURTLE, "ttl"), (f"text/html, {JSON_LD}", "jsonld"), (f"{JSON_LD}, {TURTLE}", "jsonld"),
    (f"{TURTLE}, {JSON_LD}", "ttl"), ("*/*", "ttl"),
)  # fmt: skip


def test_w3id_does_the_hosts_work_for_a_plain_store(
    seed_host: Host, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("w3id")
    with apache("static.htaccess", seed_host.url, folder) as w3id:
        found = list(things(seed_host.package.files, seed_host.package.base))
        with connected(w3id) as connection:
            for (concept, key, graph), (kind, form) in zip(found, cycle(ASKED), strict=False):
                path = f"/socsam/id/{concept}/{key}"
                connection.request("GET", path, headers={"Accept": kind})
                answer = connection.getresponse()
                answer.read()
                target = f"{seed_host.url}/files/rdf/{graph}.{form}"
                assert (answer.status, answer.headers["location"]) == (303, target), kind
                assert "Accept" in answer.headers["vary"]
        for path, name in (("def/role/chair", "roles"), ("def/party/s", "parties"),
                           ("spec/shape-clauses", "shapes"), ("spec/", "terms")):  # fmt: skip
            answer = curl(f"{w3id}{path}")
            target = f"{seed_host.url}/files/vocab/{name}.ttl"
            assert (answer.status, answer.headers["location"]) == (303, target)


def test_the_guide_is_what_was_run() -> None:
    assert len(re.findall(r"```nginx\n", GUIDE)) == 2
    assert len(re.findall(r"```caddyfile\n", GUIDE)) == 1
