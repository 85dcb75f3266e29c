"""The catalogue record: the profile's demands, the files' facts, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import graph_diff, to_isomorphic
from test_bundles import YEARS, write_files

import small_dataset
from socsam_opendata.errors import PackageError, SettingsError
from socsam_opendata.model.release_records import Release
from socsam_opendata.package.contents import FILE_TYPES, IANA_MEDIA_TYPES
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.catalogue_graph import (
    catalogue_graph,
    missing_keys,
    write_catalogue,
)
from socsam_opendata.package.portal.datasets import SUBJECTS
from socsam_opendata.package.portal.dcat import (
    DCAT3,
    DCATAP,
    LICENCE_CC0,
    SPDX,
    VCARD,
    new_graph,
    rdf_xml,
)
from socsam_opendata.package.portal.downloads import write_bundles
from socsam_opendata.package.portal.profile import (
    advised_keys,
    lines_to_write,
    placeholder_keys,
    profile_faults,
    read_catalogue,
    unstated_keys,
)
from socsam_opendata.settings.dataset_toml import (
    Catalogue,
    Contact,
    Publisher,
    Settings,
    read_settings,
)

ROOT = Path(__file__).resolve().parents[2]
FACTS = tomllib.loads((ROOT / "tests/facts/2025-06-02-socsam.toml").read_text(encoding="utf-8"))
BASE = "https://w3id.org/socsam/id/"
FILES = "https://data.example.org/socsam/"
DECISIONS = URIRef(f"{BASE}dataset/socsam-decisions")
# Code lists are of no days: the one recommended property that is left out, and where.
UNTIMED = [
    f"{BASE}dataset/socsam-vocabulary {DCTERMS.temporal}",
    f"https://example.org/id/dataset/exempel-vocabulary {DCTERMS.temporal}",
]
CATALOG = URIRef(f"{BASE}catalog/socsam")
# rdflib 7 warns about its own parser of JSON-LD.
JSON_LD_BY_RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


def seed() -> Settings:
    return read_settings(ROOT / "minutes")


def filled() -> Settings:
    """The settings of the seed with everything filled in; contact and addresses are INVENTED."""
    found = seed()
    return replace(
        found,
        homepage="https://example.org/samrad",
        publisher=replace(
            found.publisher,
            url="https://example.org/",
            email="utgivare@example.org",
            type="LocalAuthority",
            organisation_number="999999-9999",
        ),
        contact=Contact("Påhittade kansliet", "data@example.org", "https://example.org/fraga"),
        catalogue=Catalogue(
            files=FILES, themes=("GOVE", "SOCI"), spatial=("http://sws.geonames.org/2703330",)
        ),
    )


def bare() -> Settings:
    """The settings of the seed with neither publisher, contact nor addresses."""
    return replace(
        seed(), publisher=Publisher(), contact=Contact(), catalogue=Catalogue(), homepage=None
    )


def with_files(folder: Path, settings: Settings) -> Path:
    """A copy of the seed's tables, graphs and vocabulary with the downloads beside them."""
    for name in ("data", "rdf", "vocab"):
        shutil.copytree(ROOT / "datapackage" / name, folder / name)
    (folder / f"{settings.name}.xlsx").write_bytes(b"a workbook's place")
    write_bundles(NewPackage.stated(settings, folder))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = with_files(tmp_path_factory.mktemp("catalogue"), filled())
    write_catalogue(NewPackage.stated(filled(), found))
    return found


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return catalogue_graph(NewPackage.stated(filled(), folder))


@pytest.fixture(scope="module")
def of_years(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    days = [dt.date(year, month, 5) for year in YEARS for month in (3, 9)]
    found = write_files(tmp_path_factory.mktemp("years"), *days)
    (found / "exempel.xlsx").write_bytes(b"a workbook's place")
    settings = replace(
        small_dataset.settings(),
        publisher=Publisher("Exempelutgivaren", type="Company"),
        contact=Contact("Exempelkansliet", "data@example.org"),
        catalogue=Catalogue(files=FILES, spatial=("https://example.org/plats",)),
        homepage="https://example.org/",
    )
    write_bundles(NewPackage.stated(settings, found))
    return catalogue_graph(NewPackage.stated(settings, found))


def copied(graph: Graph) -> Graph:
    found = new_graph()
    for triple in graph:
        found.add(triple)
    return found


def one(graph: Graph, subject: Any, predicate: URIRef) -> Any:
    (value,) = graph.objects(subject, predicate)
    return value


# --- outside judges


def judged(graph: Graph, name: str) -> list[str]:
    """What one of the SHACL files of DCAT-AP 3.0.1 says, unmodified: path and message."""
    pyshacl = pytest.importorskip("pyshacl")
    home = os.environ.get("SOCSAM_CONFORMANCE")
    if not home:
        pytest.skip("SOCSAM_CONFORMANCE does not name the folder of the SHACL of DCAT-AP")
    (path,) = Path(home).rglob(f"dcat-ap-3.0.1-{name}.ttl")
    _, results, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(path), inference="none")
    sh = "http://www.w3.org/ns/shacl#"
    return sorted(
        f"{results.value(found, URIRef(f'{sh}focusNode'))} "
        f"{results.value(found, URIRef(f'{sh}resultPath'))}"
        for found in results.subjects(RDF.type, URIRef(f"{sh}ValidationResult"))
    )


@pytest.mark.judges
@pytest.mark.parametrize("name", ["shapes", "shapes-recommended", "deprecated-uris"])
def test_the_seed_with_all_keys_filled_passes_dcat_ap_without_a_warning(
    graph: Graph, name: str
) -> None:
    assert [said for said in judged(graph, name) if said not in UNTIMED] == []


def test_code_lists_say_neither_the_days_nor_the_places_nor_the_words_of_minutes(
    graph: Graph,
) -> None:
    lists = URIRef(f"{BASE}dataset/socsam-vocabulary")
    assert one(graph, lists, DCTERMS.spatial) == URIRef("http://sws.geonames.org/2661886")
    assert (lists, DCTERMS.temporal, None) not in graph
    assert (lists, DCTERMS.provenance, None) not in graph
    described = " ".join(map(str, graph.objects(lists, DCTERMS.description)))
    assert "Möten" not in described
    assert Literal("beslut", lang="sv") not in set(graph.objects(lists, DCAT.keyword))


@pytest.mark.judges
@pytest.mark.parametrize("name", ["shapes", "shapes-recommended", "deprecated-uris"])
def test_a_series_and_a_service_pass_dcat_ap_without_a_warning(
    of_years: Graph, folder: Path, name: str
) -> None:
    settings = filled()
    catalogue = replace(settings.catalogue, endpoint="https://example.org/sparql")
    served = catalogue_graph(NewPackage.stated(replace(settings, catalogue=catalogue), folder))
    for found in (of_years, served):
        assert [said for said in judged(found, name) if said not in UNTIMED] == []


@pytest.mark.judges
def test_the_committed_seed_passes_the_mandatory_part(folder: Path) -> None:
    assert judged(catalogue_graph(NewPackage.stated(seed(), folder)), "shapes") == []


@pytest.mark.judges
@pytest.mark.parametrize(
    ("name", "subject", "predicate", "value"),
    [
        ("shapes", CATALOG, DCTERMS.title, None),
        ("shapes", CATALOG, DCTERMS.modified, Literal("nyss")),
        ("shapes", DECISIONS, DCTERMS.description, None),
        ("shapes", URIRef(f"{BASE}distribution/socsam-decisions-csv"), DCAT.byteSize, Literal(1)),
        ("shapes-recommended", DECISIONS, DCAT.contactPoint, None),
        ("shapes-recommended", CATALOG, FOAF.homepage, None),
        (
            "deprecated-uris",
            URIRef(f"{BASE}distribution/socsam-decisions-csv"),
            URIRef("http://www.w3.org/ns/adms#status"),
            Literal("klar"),
        ),
    ],
)
def test_the_shapes_fire_on_a_doctored_record(
    graph: Graph, name: str, subject: URIRef, predicate: URIRef, value: Any
) -> None:
    doctored = copied(graph)
    doctored.set((subject, predicate, value)) if value else doctored.remove(
        (subject, predicate, None)
    )
    assert f"{subject} {predicate}" in judged(doctored, name)


@pytest.mark.judges
def test_literal_formats_are_what_the_eu_shapes_do_not_take(folder: Path) -> None:
    found = judged(catalogue_graph(NewPackage.stated(literal(), folder)), "shapes")
    assert {line.split()[1] for line in found} == {str(DCTERMS["format"])}


# --- the profile


def test_the_filled_record_obeys_the_profile(graph: Graph, of_years: Graph) -> None:
    assert profile_faults(graph) == []
    assert profile_faults(of_years) == []
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def _put(subject: Any, predicate: Any, value: Any) -> Callable[[Graph], Any]:
    return lambda graph: graph.add((subject, predicate, value))


def _drop(subject: Any, predicate: Any, value: Any = None) -> Callable[[Graph], Any]:
    return lambda graph: graph.remove((subject, predicate, value))


def _set(subject: Any, predicate: Any, value: Any) -> Callable[[Graph], Any]:
    return lambda graph: graph.set((subject, predicate, value))


AGENT = URIRef("http://dataportal.se/organisation/SE9999999999")
CARD = URIRef(f"{BASE}contact/socsam")
CSV = URIRef(f"{BASE}distribution/socsam-decisions-csv")
DOCTORED: dict[str, tuple[Callable[[Graph], Any], str]] = {
    "a blank node": (_put(DECISIONS, DCAT.contactPoint, BNode()), "a blank node stands"),
    "a relative IRI": (_put(DECISIONS, FOAF.page, URIRef("README.md")), "no absolute IRI"),
    "an IRI with a space": (_put(CSV, FOAF.page, URIRef("https://e.org/a b")), "no absolute IRI"),
    "no title": (_drop(DECISIONS, DCTERMS.title), "lacks http://purl.org/dc/terms/title"),
    "no publisher": (_drop(DECISIONS, DCTERMS.publisher), "lacks http://purl.org/dc/terms/publ"),
    "no dataset": (_drop(CATALOG, DCAT.dataset), f"{CATALOG} lacks"),
    "no format": (_drop(CSV, DCTERMS["format"]), f"{CSV} lacks http://purl.org/dc/terms/format"),
    "no address": (_drop(CSV, DCAT.accessURL), f"{CSV} lacks http://www.w3.org/ns/dcat#accessURL"),
    "no name": (_drop(AGENT, FOAF.name), f"{AGENT} lacks {FOAF.name}"),
    "no type": (_drop(AGENT, DCTERMS.type), f"{AGENT} lacks {DCTERMS.type}"),
    "an unknown type": (_set(AGENT, DCTERMS.type, URIRef("https://e.org/x")), "unknown type"),
    "no e-mail": (_drop(CARD, VCARD.hasEmail), f"{CARD} lacks {VCARD.hasEmail}"),
    "an e-mail that is none": (_set(CARD, VCARD.hasEmail, URIRef("https://e.org/x")), "no mailto"),
    "two catalogues": (_put(CARD, RDF.type, DCAT.Catalog), "2 catalogues where one"),
    "another licence": (_set(CATALOG, DCTERMS.license, URIRef("https://e.org/l")), "another lic"),
    "outside": (_drop(CATALOG, DCAT.dataset, DECISIONS), f"{DECISIONS} is in no catalogue"),
    "no agent": (_drop(AGENT, RDF.type), f"{AGENT} is no {FOAF.Agent}"),
    "a service outside": (_put(CARD, RDF.type, DCAT.DataService), f"{CARD} is in no catalogue"),
    "shared": (_put(CATALOG, DCAT.distribution, CSV), "belongs to 2 datasets"),
    "a format in words": (_set(CSV, DCTERMS["format"], Literal("kalkylblad")), "unknown format"),
    "twice": (
        _set(CSV, DCTERMS["format"], URIRef(f"{FILE_TYPES}PARQUET")),
        "two distributions of one format",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCTORED)
def test_each_check_of_the_profile_fires(graph: Graph, name: str) -> None:
    doctor, says = DOCTORED[name]
    doctored = copied(graph)
    doctor(doctored)
    assert [fault for fault in profile_faults(doctored) if says in fault]


# --- keys to fill in


def test_a_filled_record_misses_nothing(folder: Path, graph: Graph) -> None:
    assert missing_keys(folder) == missing_keys(graph) == []
    assert advised_keys(folder) == advised_keys(graph) == []


def test_a_bare_dataset_builds_and_names_the_keys_to_fill_in(folder: Path) -> None:
    found = catalogue_graph(NewPackage.stated(bare(), folder))
    assert missing_keys(found) == [
        "[publisher] name", "[publisher] type", "[contact] name", "[contact] email",
        "[catalogue] files",
    ]  # fmt: skip
    assert advised_keys(found) == [
        "[dataset] homepage", "[publisher] organisation_number", "[catalogue] spatial",
    ]  # fmt: skip
    assert not list(found.subjects(RDF.type, VCARD.Organization))
    assert not list(found.subjects(RDF.type, FOAF.Agent))
    assert {str(url) for url in found.objects(None, DCAT.accessURL)} >= {
        "https://w3id.org/socsam/files/data/decision_overview.csv"
    }


FILLED = filled()
LACKING: dict[str, tuple[Settings, list[str]]] = {
    "the type": (
        replace(FILLED, publisher=replace(FILLED.publisher, type=None)), ["[publisher] type"]),
    "the name": (
        replace(FILLED, publisher=replace(FILLED.publisher, name="")), ["[publisher] name"]),
    "the e-mail": (replace(FILLED, contact=Contact("Kansliet")), ["[contact] email"]),
    "the office": (replace(FILLED, contact=Contact(email="a@example.org")), ["[contact] name"]),
    "the address": (
        replace(FILLED, catalogue=replace(FILLED.catalogue, files=None)), ["[catalogue] files"]),
    "the description": (replace(FILLED, description=""), ["[dataset] description"]),
}  # fmt: skip


@pytest.mark.parametrize("name", LACKING)
def test_a_key_that_is_missing_is_named(folder: Path, name: str) -> None:
    settings, keys = LACKING[name]
    assert missing_keys(catalogue_graph(NewPackage.stated(settings, folder))) == keys
    assert unstated_keys(settings) == keys


def with_contact(**said: str) -> Settings:
    return replace(FILLED, contact=replace(FILLED.contact, **said))


def with_address(files: str) -> Settings:
    return replace(FILLED, catalogue=replace(FILLED.catalogue, files=files))


OPEN: dict[str, tuple[Settings, str]] = {
    "pasted name": (with_contact(name="..."), "[contact] name"),
    "one sign": (with_contact(name=" … "), "[contact] name"),
    "a dash": (with_contact(name="--"), "[contact] name"),
    "half filled": (with_contact(name="Kansliet i ..."), "[contact] name"),
    "pasted e-mail": (with_contact(email="...@..."), "[contact] email"),
    "half an e-mail": (with_contact(email="kansliet@..."), "[contact] email"),
    "pasted address": (with_address("https://.../"), "[catalogue] files"),
    "of the comments": (with_address("https://…/"), "[catalogue] files"),
    "half an address": (with_address("https://data.example.org/.../"), "[catalogue] files"),
    "publisher": (
        replace(FILLED, publisher=replace(FILLED.publisher, name="....")), "[publisher] name"),
    "description": (replace(FILLED, description="..."), "[dataset] description"),
    "half a description": (
        replace(FILLED, description="Protokoll från ..."), "[dataset] description"),
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN)
def test_a_key_whose_placeholder_stands_is_missing_and_named(folder: Path, name: str) -> None:
    settings, key = OPEN[name]
    record = catalogue_graph(NewPackage.stated(settings, folder))
    assert missing_keys(record) == unstated_keys(settings) == [key]
    assert placeholder_keys(record) == placeholder_keys(settings) == [key]


def test_dots_and_signs_in_a_value_of_ones_own_are_no_placeholder(folder: Path) -> None:
    settings = replace(
        FILLED,
        description="Möten m.m. 2019..2025 (utdrag).",
        contact=Contact("§ 4-kansliet, avd. 2", "a.b-c.d@data.example.org"),
        catalogue=replace(FILLED.catalogue, files="https://data.example.org/..a/~b/"),
    )
    record = catalogue_graph(NewPackage.stated(settings, folder))
    assert missing_keys(record) == unstated_keys(settings) == []
    assert placeholder_keys(record) == placeholder_keys(settings) == []
    assert placeholder_keys(bare()) == []


def test_settings_and_record_name_the_same_keys_and_each_has_a_line_to_write(folder: Path) -> None:
    keys = missing_keys(catalogue_graph(NewPackage.stated(replace(bare(), description=""), folder)))
    assert unstated_keys(replace(bare(), description="")) == keys
    assert unstated_keys(replace(FILLED, description=FILLED.title)) == ["[dataset] description"]
    written = tomllib.loads(lines_to_write(keys))
    assert [f"[{s}] {key}" for s, said in written.items() for key in said] == keys
    assert written["contact"] == {"name": "...", "email": "...@..."}


def test_a_folder_without_a_record_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"holds no catalogue\.ttl"):
        missing_keys(tmp_path)
    (tmp_path / "catalogue.ttl").write_text("<a> inte turtle", encoding="utf-8")
    with pytest.raises(PackageError, match="is no Turtle"):
        missing_keys(tmp_path)


# --- what it says


def test_sizes_and_checksums_are_those_of_the_files(graph: Graph, folder: Path) -> None:
    seen = 0
    for thing in graph.subjects(RDF.type, DCAT.Distribution):
        address = one(graph, thing, DCAT.downloadURL)
        assert address == one(graph, thing, DCAT.accessURL)
        data = (folder / str(address).removeprefix(FILES)).read_bytes()
        size = one(graph, thing, DCAT.byteSize)
        assert (str(size), size.datatype) == (str(len(data)), XSD.nonNegativeInteger)
        checksum = one(graph, thing, SPDX.checksum)
        assert one(graph, checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        assert str(one(graph, checksum, SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()
        seen += 1
    assert seen == sum(len(subject.forms) for subject in SUBJECTS) == 14


def test_a_dataset_says_all_that_the_profile_knows(graph: Graph) -> None:
    said = {str(p).rpartition("/")[2].rpartition("#")[2] for p in graph.predicates(DECISIONS)}
    assert said == {
        "type", "title", "description", "publisher", "contactPoint", "keyword", "theme", "issued",
        "modified", "conformsTo", "spatial", "temporal", "accessRights", "accrualPeriodicity",
        "language", "landingPage", "identifier", "version", "provenance", "distribution",
    }  # fmt: skip
    period = one(graph, DECISIONS, DCTERMS.temporal)
    for edge in (DCAT.startDate, DCAT.endDate):
        assert one(graph, period, edge) == Literal("2025-06-02", datatype=XSD.date)
    assert str(one(graph, DECISIONS, DCTERMS.identifier)) == str(DECISIONS)
    titles = {text.language: str(text) for text in graph.objects(DECISIONS, DCTERMS.title)}
    assert titles["sv"].startswith("Beslut – Sociala samrådsgruppens protokoll")
    assert titles["en"].startswith("Decisions – Minutes of the Social consultation group")


def test_the_whole_is_the_dataset_that_the_descriptor_names(graph: Graph) -> None:
    descriptor = json.loads((ROOT / "datapackage/datapackage.json").read_text(encoding="utf-8"))
    whole = URIRef(descriptor["id"])
    assert (CATALOG, DCAT.dataset, whole) in graph
    kinds = {
        one(graph, thing, DCTERMS["format"]) for thing in graph.objects(whole, DCAT.distribution)
    }
    assert kinds == {URIRef(FILE_TYPES + kind) for kind in ("RDF_N_QUADS", "RDF_TURTLE", "JSON_LD")}


def test_a_zip_keeps_the_format_of_what_is_inside(graph: Graph) -> None:
    packed = URIRef(f"{BASE}distribution/socsam-details-csv")
    assert one(graph, packed, DCTERMS["format"]) == URIRef(f"{FILE_TYPES}CSV")
    assert one(graph, packed, DCAT.mediaType) == URIRef(f"{IANA_MEDIA_TYPES}text/csv")
    assert one(graph, packed, DCAT.packageFormat) == URIRef(f"{IANA_MEDIA_TYPES}application/zip")
    assert (CSV, DCAT.packageFormat, None) not in graph
    assert str(one(graph, URIRef(f"{IANA_MEDIA_TYPES}text/csv"), RDFS.label)) == "text/csv"


def test_everything_is_free_and_available(graph: Graph) -> None:
    assert set(graph.objects(None, DCTERMS.license)) == {LICENCE_CC0}
    available = "http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE"
    assert set(graph.objects(None, DCATAP.availability)) == {URIRef(available)}
    rights = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
    assert set(graph.objects(None, DCTERMS.accessRights)) == {URIRef(rights)}


def test_the_first_release_is_issued_and_this_one_modified(folder: Path) -> None:
    days = (dt.date(2026, 1, 2), dt.date(2026, 5, 6))
    rows = tuple(Release(id=f"1.{n}.0", date=day, data_sha256="0" * 64, **_rest())
                 for n, day in enumerate(days))  # fmt: skip
    settings = replace(filled(), releases=rows, release_date=days[1], version="1.1.0")
    found = catalogue_graph(NewPackage.stated(settings, folder))
    assert {str(day) for day in found.objects(None, DCTERMS.issued)} == {"2026-01-02"}
    assert {str(day) for day in found.objects(None, DCTERMS.modified)} == {"2026-05-06"}
    assert {str(text) for text in found.objects(None, DCAT3.version)} == {"1.1.0"}


def _rest() -> dict[str, Any]:
    """Whatever else a row of releases has, empty."""
    known = {"id", "date", "data_sha256"}
    return {name: None for name in Release.__dataclass_fields__ if name not in known}


def test_a_publisher_without_a_number_has_an_identifier_of_the_dataset(folder: Path) -> None:
    settings = filled()
    publisher = replace(settings.publisher, organisation_number=None)
    found = catalogue_graph(NewPackage.stated(replace(settings, publisher=publisher), folder))
    assert one(found, CATALOG, DCTERMS.publisher) == URIRef(f"{BASE}agent/socsam")
    assert advised_keys(found) == ["[publisher] organisation_number"]


def test_keywords_stand_once_however_they_are_written(folder: Path) -> None:
    settings = replace(filled(), keywords=("BESLUT", "vård", " "), keywords_en=())
    found = catalogue_graph(NewPackage.stated(settings, folder))
    said = [str(word) for word in found.objects(DECISIONS, DCAT.keyword) if word.language == "sv"]
    assert sorted(word.casefold() for word in said) == sorted(
        ["beslut", "beslutspunkter", "rekommendationer", "uppdrag", "belopp", "vård"]
    )


def test_a_dataset_without_english_builds(folder: Path) -> None:
    settings = replace(filled(), title_en="", description_en="")
    found = catalogue_graph(NewPackage.stated(settings, folder))
    assert profile_faults(found) == []
    titles = {str(t) for t in found.objects(DECISIONS, DCTERMS.title)}
    assert titles == {f"Beslut – {settings.title}", f"Decisions – {settings.title}"}


def literal() -> Settings:
    settings = filled()
    return replace(settings, catalogue=replace(settings.catalogue, formats="literal"))


def test_the_switch_writes_formats_as_the_swedish_template_does(folder: Path) -> None:
    found = catalogue_graph(NewPackage.stated(literal(), folder))
    assert one(found, CSV, DCTERMS["format"]) == Literal("text/csv")
    assert one(found, CSV, DCAT.mediaType) == URIRef(f"{IANA_MEDIA_TYPES}text/csv")
    assert all(isinstance(said, Literal) for said in found.objects(None, DCTERMS["format"]))
    assert not [s for s in found.subjects() if str(s).startswith(FILE_TYPES)]
    assert profile_faults(found) == []


def test_an_endpoint_is_a_service_and_a_distribution_of_the_whole(folder: Path) -> None:
    settings = filled()
    endpoint = URIRef("https://example.org/sparql")
    catalogue = replace(settings.catalogue, endpoint=str(endpoint))
    found = catalogue_graph(NewPackage.stated(replace(settings, catalogue=catalogue), folder))
    service = one(found, CATALOG, DCAT.service)
    assert one(found, service, DCAT.endpointURL) == endpoint
    whole = one(found, service, DCAT.servesDataset)
    assert str(whole) == f"{BASE}dataset/socsam"
    (offer,) = found.subjects(DCAT.accessService, service)
    assert (whole, DCAT.distribution, offer) in found
    assert one(found, offer, DCAT.accessURL) == endpoint
    assert (offer, DCAT.byteSize, None) not in found
    assert profile_faults(found) == []
    assert missing_keys(found) == []


def test_one_year_is_no_series(graph: Graph) -> None:
    assert not list(graph.subjects(RDF.type, DCAT3.DatasetSeries))


def test_several_years_are_a_series_of_a_dataset_each(of_years: Graph) -> None:
    base = "https://example.org/id/"
    (series,) = of_years.subjects(RDF.type, DCAT3.DatasetSeries)
    assert str(series) == f"{base}dataset-series/exempel-decisions"
    datasets = [URIRef(f"{base}dataset/exempel-decisions-{year}") for year in YEARS]
    assert set(of_years.subjects(DCAT3.inSeries, series)) == set(datasets)
    assert one(of_years, series, DCAT3.first) == datasets[0]
    assert one(of_years, series, DCAT3.last) == datasets[-1]
    (catalog,) = of_years.subjects(RDF.type, DCAT.Catalog)
    for n, (year, dataset) in enumerate(zip(YEARS, datasets, strict=True)):
        assert list(of_years.objects(dataset, DCAT3.prev)) == datasets[max(n - 1, 0) : n]
        period = one(of_years, dataset, DCTERMS.temporal)
        days = [str(one(of_years, period, edge)) for edge in (DCAT.startDate, DCAT.endDate)]
        assert days == [f"{year}-03-05", f"{year}-09-05"]
        urls = {str(one(of_years, thing, DCAT.downloadURL))
                for thing in of_years.objects(dataset, DCAT.distribution)}  # fmt: skip
        assert urls == {
            f"{FILES}years/{year}/decision_overview.{end}" for end in ("csv", "parquet")
        }
        assert (catalog, DCAT.dataset, dataset) in of_years


def test_a_missing_file_is_an_error(folder: Path, tmp_path: Path) -> None:
    for name in ("data", "rdf", "vocab", "zip"):
        (tmp_path / name).symlink_to(folder / name)
    with pytest.raises(PackageError, match=r"socsam\.xlsx"):
        catalogue_graph(NewPackage.stated(filled(), tmp_path))


# --- hostile settings

HOSTILE = (
    "<script>alert('x')</script> ]]> &amp; \"citat\" \\ {u} %s =1+1 \x07\x1b[31m\r\nny rad "
    + "å" * 5000
)


@JSON_LD_BY_RDFLIB
def test_hostile_texts_come_out_as_plain_text_in_every_form(folder: Path, tmp_path: Path) -> None:
    settings = replace(
        filled(),
        title=HOSTILE,
        title_en=HOSTILE,
        description=HOSTILE,
        description_en=HOSTILE,
        keywords=(HOSTILE,),
        publisher=replace(filled().publisher, name=HOSTILE),
        contact=Contact(HOSTILE, "data@example.org"),
        version="0.1.0+unreleased",
    )
    for name in ("data", "rdf", "vocab", "zip", "socsam.xlsx"):
        (tmp_path / name).symlink_to(folder / name)
    paths = write_catalogue(NewPackage.stated(settings, tmp_path))
    seen = HOSTILE.replace("\x07", "\ufffd").replace("\x1b", "\ufffd").replace("\r\n", "\n")
    for path in paths:
        data = path.read_bytes()
        assert b"\x07" not in data
        assert b"\x1b" not in data
        found = Graph().parse(path)
        assert {str(text) for text in found.objects(CATALOG, DCTERMS.title)} == {seen}
        name = str(one(found, one(found, CATALOG, DCTERMS.publisher), FOAF.name))
        assert name == " ".join(seen.split())
        assert profile_faults(found) == []
    tags = {element.tag for element in ET.parse(tmp_path / "catalogue.rdf").iter()}
    assert not [tag for tag in tags if tag.rpartition("}")[2].lower() == "script"]


BAD: dict[str, tuple[Settings, str]] = {
    "homepage": (replace(FILLED, homepage="javascript:alert(1)"), r"\[dataset\] homepage"),
    "publisher": (
        replace(FILLED, publisher=replace(FILLED.publisher, url="example.org")),
        r"\[publisher\] url"),
    "publisher's e-mail": (
        replace(FILLED, publisher=replace(FILLED.publisher, email="a b@c.d")),
        r"\[publisher\] email"),
    "contact": (
        replace(FILLED, contact=replace(FILLED.contact, url="http://a b")), r"\[contact\] url"),
    "contact's e-mail": (
        replace(FILLED, contact=replace(FILLED.contact, email="kansliet")), r"\[contact\] email"),
    "place": (
        replace(FILLED, catalogue=replace(FILLED.catalogue, spatial=("Jämtland",))),
        r"\[catalogue\] spatial"),
    "endpoint": (
        replace(FILLED, catalogue=replace(FILLED.catalogue, endpoint="file:///etc/passwd")),
        r"\[catalogue\] endpoint"),
    "files": (
        replace(FILLED, catalogue=replace(FILLED.catalogue, files='http://e.org/"><a/')),
        r"\[catalogue\] files"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_an_address_that_is_none_is_refused_with_its_key(folder: Path, name: str) -> None:
    settings, key = BAD[name]
    with pytest.raises(SettingsError, match=key):
        catalogue_graph(NewPackage.stated(settings, folder))


def test_an_unusual_e_mail_address_is_a_valid_iri(folder: Path) -> None:
    contact = Contact("Kansliet", "öppna.data+{x}%@exempel.example.org")
    found = catalogue_graph(NewPackage.stated(replace(filled(), contact=contact), folder))
    said = str(one(found, CARD, VCARD.hasEmail))
    assert said == "mailto:%C3%B6ppna.data+%7Bx%7D%25@exempel.example.org"
    assert profile_faults(found) == []


def test_no_withheld_name_is_in_the_record_or_the_downloads(folder: Path) -> None:
    names = [row["name"] for row in FACTS["publication"]["withheld"]]
    names += [row["name"] for row in FACTS["publication"]["only_in_text"]]
    assert len(names) == 14
    for path in [*folder.glob("catalogue.*"), *(folder / "zip").iterdir()]:
        unpacked = path.read_bytes()
        if path.suffix == ".zip":
            shutil.unpack_archive(path, folder / "unpacked" / path.stem)
            inside = (folder / "unpacked" / path.stem).rglob("*")
            unpacked = b"".join(file.read_bytes() for file in inside if file.is_file())
        for name in names:
            assert name.encode() not in unpacked, f"{name} in {path.name}"
            assert json.dumps(name)[1:-1].encode() not in unpacked, f"{name} in {path.name}"
    shutil.rmtree(folder / "unpacked")


# --- the three forms


@JSON_LD_BY_RDFLIB
def test_the_three_forms_hold_the_same_triples(folder: Path, graph: Graph) -> None:
    for end, form in (("rdf", "xml"), ("ttl", "turtle"), ("jsonld", "json-ld")):
        found = Graph().parse(folder / f"catalogue.{end}", format=form)
        _, only_here, only_there = graph_diff(to_isomorphic(graph), to_isomorphic(found))
        difference = [*only_here.serialize(format="nt").splitlines(),
                      *only_there.serialize(format="nt").splitlines()]  # fmt: skip
        assert not [line for line in difference if line.strip()]


def test_another_parser_finds_the_same_triples(folder: Path, graph: Graph) -> None:
    """pyoxigraph fetches nothing and normalises nothing."""
    forms = {
        "rdf": ox.RdfFormat.RDF_XML, "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    found = [
        {str(quad.triple) for quad in ox.parse(path=folder / f"catalogue.{end}", format=form)}
        for end, form in forms.items()
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == len(graph)


def test_json_ld_needs_no_context_from_outside(folder: Path) -> None:
    document = json.loads((folder / "catalogue.jsonld").read_bytes())
    assert all(isinstance(value, str) for value in document["@context"].values())
    assert document["@graph"][0]["@id"].startswith("http")


def test_rdf_xml_is_one_element_a_thing_named_by_its_class(folder: Path) -> None:
    root = ET.parse(folder / "catalogue.rdf").getroot()
    about = [element.get(f"{{{RDF}}}about") for element in root]
    assert len(about) == len(set(about))
    assert len(root.findall(f"{{{DCAT}}}Dataset")) == len(SUBJECTS)
    assert len(root.findall(f"{{{DCAT}}}Catalog")) == 1


def test_a_term_of_no_known_namespace_is_an_error() -> None:
    graph = new_graph()
    graph.add((CATALOG, URIRef("https://example.org/term"), Literal("x")))
    with pytest.raises(ValueError, match="no term of the catalogue"):
        rdf_xml(graph)


_AGAIN = """
import sys
from pathlib import Path
from test_catalogue import filled
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.catalogue_graph import write_catalogue
write_catalogue(NewPackage.stated(filled(), Path(sys.argv[1])))
"""


# The record of the seed is tried with its whole package in test_build.py.
@pytest.mark.campaign
@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_record_is_the_same_bytes_whatever_the_hash_seed(
    folder: Path, tmp_path: Path, hash_seed: str
) -> None:
    for name in ("data", "rdf", "vocab", "zip", "socsam.xlsx"):
        (tmp_path / name).symlink_to(folder / name)
    search = os.pathsep.join([str(Path(__file__).parents[1]), *(p for p in sys.path if p)])
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": search}
    subprocess.run(
        [sys.executable, "-c", _AGAIN, str(tmp_path)], check=True, env=environment, timeout=120
    )
    for path in folder.glob("catalogue.*"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_written_record_is_the_graph(folder: Path, graph: Graph) -> None:
    assert len(read_catalogue(folder)) == len(graph)
