"""CKAN's harvester and rapper read the catalogue record.

ckanext-dcat is AGPL: it lives in an environment of its own, and is run as a program of its own.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clients import HOME, needed, needed_path
from rdflib import DCAT, DCTERMS, RDF, Graph
from test_catalogue import FILES, HOSTILE, filled, literal, with_files

from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.catalogue_graph import write_catalogue
from socsam_opendata.package.portal.datasets import SUBJECTS
from socsam_opendata.package.portal.profile import read_catalogue
from socsam_opendata.settings.dataset_toml import Settings

pytestmark = pytest.mark.conformance

ENDPOINT = "https://example.org/sparql"
_READER = """
import json, sys
from ckanext.dcat.processors import RDFParser
parser = RDFParser(profiles=["euro_dcat_ap_3"])
with open(sys.argv[1], encoding="utf-8") as file:
    parser.parse(file.read(), sys.argv[2])
print(json.dumps(list(parser.datasets())))
"""


def served() -> Settings:
    settings = filled()
    return replace(settings, catalogue=replace(settings.catalogue, endpoint=ENDPOINT))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = with_files(tmp_path_factory.mktemp("clients"), served())
    write_catalogue(NewPackage.stated(served(), found))
    return found


def harvested(path: Path, form: str = "xml") -> dict[str, dict[str, Any]]:
    """The datasets that CKAN would make of a record, by their identifier."""
    python = needed_path(HOME / "ckan" / "bin" / "python", "ckanext-dcat")
    command = [str(python), "-W", "ignore", "-c", _READER, str(path), form]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    return {extras(dataset)["uri"]: dataset for dataset in found}


def extras(dataset: dict[str, Any]) -> dict[str, str]:
    return {extra["key"]: extra["value"] for extra in dataset["extras"]}


def test_ckan_reads_every_dataset_and_resource_with_a_readable_format(folder: Path) -> None:
    found = harvested(folder / "catalogue.rdf")
    graph = read_catalogue(folder)
    assert set(found) == {str(thing) for thing in graph.subjects(RDF.type, DCAT.Dataset)}
    assert len(found) == len(SUBJECTS)
    formats: dict[str, set[str]] = {}
    for uri, dataset in found.items():
        assert dataset["title"]
        assert dataset["notes"]
        assert dataset["tags"]
        formats[uri.rpartition("/")[2]] = {part["format"] for part in dataset["resources"]}
    assert formats == {
        "socsam": {"N-Quads", "Turtle", "JSON-LD", "SPARQL"},
        "socsam-attendance": {"CSV", "Parquet"},
        "socsam-decisions": {"CSV", "Parquet", "XLSX"},
        "socsam-details": {"CSV", "Parquet"},
        "socsam-people": {"CSV", "Parquet"},
        "socsam-vocabulary": {"CSV", "Turtle"},
    }
    assert sum(len(dataset["resources"]) for dataset in found.values()) == 15


def test_ckan_finds_address_size_and_checksum_of_every_file(folder: Path) -> None:
    for dataset in harvested(folder / "catalogue.rdf").values():
        for resource in dataset["resources"]:
            if resource["url"] == ENDPOINT:
                continue
            path = folder / resource["url"].removeprefix(FILES)
            assert resource["download_url"] == resource["access_url"] == resource["url"]
            assert int(resource["size"]) == path.stat().st_size
            assert len(resource["hash"]) == 64
            assert resource["license"] == "http://creativecommons.org/publicdomain/zero/1.0/"
            assert "/" in resource["mimetype"]


def test_ckan_finds_publisher_contact_period_and_version(folder: Path) -> None:
    undated = []
    for dataset in harvested(folder / "catalogue.rdf").values():
        said = extras(dataset)
        assert said["publisher_name"] == served().publisher.name
        assert said["publisher_uri"] == "http://dataportal.se/organisation/SE9999999999"
        assert said["contact_name"] == "Påhittade kansliet"
        assert said["contact_email"] == "data@example.org"
        if "temporal_start" in said:
            assert said["temporal_start"] == said["temporal_end"] == "2025-06-02"
        else:  # code lists are of no days
            undated.append(said["uri"])
        assert dataset["version"] == served().version
        assert said["identifier"] == said["uri"]
    assert [uri.rpartition("-")[2] for uri in undated] == ["vocabulary"]


@pytest.mark.parametrize("form", [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_ckan_reads_the_same_of_turtle_and_json_ld(folder: Path, form: tuple[str, str]) -> None:
    def shape(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
        return {
            uri: (dataset["title"],
                  sorted((r["url"], r["format"], r["mimetype"]) for r in dataset["resources"]))
            for uri, dataset in found.items()
        }  # fmt: skip

    end, name = form
    other = harvested(folder / f"catalogue.{end}", name)
    assert shape(other) == shape(harvested(folder / "catalogue.rdf"))


def test_ckan_reads_the_swedish_template_s_literals(folder: Path, tmp_path: Path) -> None:
    for name in ("data", "rdf", "vocab", "zip", "socsam.xlsx"):
        (tmp_path / name).symlink_to(folder / name)
    write_catalogue(NewPackage.stated(literal(), tmp_path))
    found = harvested(tmp_path / "catalogue.rdf")
    formats = {part["format"] for dataset in found.values() for part in dataset["resources"]}
    assert {"CSV", "XLSX", "text/turtle", "application/ld+json"} <= formats


def triples(path: Path, form: str) -> set[str]:
    """The triples that rapper reads, as N-Triples; it must have nothing to remark on."""
    command = [needed("rapper"), "-i", form, "-o", "ntriples", str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    remarks = [line for line in done.stderr.splitlines() if "Warning" in line or "Error" in line]
    assert done.returncode == 0, done.stderr
    assert remarks == []
    return set(done.stdout.splitlines())


def test_rapper_reads_the_same_triples_of_rdf_xml_and_turtle(folder: Path) -> None:
    found = triples(folder / "catalogue.rdf", "rdfxml")
    assert found == triples(folder / "catalogue.ttl", "turtle")
    assert len(found) == len(read_catalogue(folder))


def test_hostile_settings_are_plain_text_to_ckan_and_rapper(folder: Path, tmp_path: Path) -> None:
    for name in ("data", "rdf", "vocab", "zip", "socsam.xlsx"):
        (tmp_path / name).symlink_to(folder / name)
    write_catalogue(NewPackage.stated(replace(served(), title=HOSTILE, title_en=HOSTILE), tmp_path))
    found = triples(tmp_path / "catalogue.rdf", "rdfxml")
    assert found == triples(tmp_path / "catalogue.ttl", "turtle")
    graph: Graph = read_catalogue(tmp_path)
    for uri, dataset in harvested(tmp_path / "catalogue.rdf").items():
        titles = {str(text) for thing, text in graph.subject_objects(DCTERMS.title)
                  if str(thing) == uri}  # fmt: skip
        assert dataset["title"] in titles
        assert "<script>alert('x')</script>" in dataset["title"]
