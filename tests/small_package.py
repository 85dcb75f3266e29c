"""A small package of INVENTED files, released and with a catalogue record, to publish in tests.

It holds what publishing looks at and no more: the judges would not pass it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from socsam_opendata.package.checksums import write_sums

BASE = "https://data.example.org/"
FILES = f"{BASE}files/"
PREFIXES = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <https://data.example.org/id/> .
"""
AGENTS = """\
<https://data.example.org/id/catalogue/exempel> a dcat:Catalog ;
    dcterms:title "Påhittade protokoll"@sv ; dcterms:description "Påhittad katalog."@sv ;
    dcterms:license <http://creativecommons.org/publicdomain/zero/1.0/> ;
    dcterms:publisher <http://dataportal.se/organisation/SE2120000000> ;
    dcat:dataset <https://data.example.org/id/dataset/exempel-decisions> ,
        <https://data.example.org/id/dataset/exempel-linked-data> .
<http://dataportal.se/organisation/SE2120000000> a foaf:Agent ;
    foaf:name "Exempelutgivaren" ;
    dcterms:type <http://purl.org/adms/publishertype/LocalAuthority> .
<https://data.example.org/id/contact/exempel> a vcard:Organization ;
    vcard:fn "Exempelkansliet" ; vcard:hasEmail <mailto:kansliet@example.org> .
"""
DATASET = """\
<https://data.example.org/id/dataset/exempel-{key}> a dcat:Dataset ;
    dcterms:title "{sv}"@sv, "{en}"@en ;
    dcterms:description "Om {sv}, påhittat."@sv, "About {en}, invented."@en ;
    dcat:keyword "protokoll"@sv, "beslut/öppna data"@sv, "minutes"@en ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/GOVE> ;
    dcterms:publisher <http://dataportal.se/organisation/SE2120000000> ;
    dcat:contactPoint <https://data.example.org/id/contact/exempel> ;
    dcat:version "{version}" ;
    dcat:landingPage <https://data.example.org/> ;
    dcat:distribution {distributions} .
"""
DISTRIBUTION = """\
<https://data.example.org/id/distribution/exempel-{key}> a dcat:Distribution ;
    dcterms:title "{title}"@sv ;
    dcterms:license <http://creativecommons.org/publicdomain/zero/1.0/> ;
    dcterms:format <http://publications.europa.eu/resource/authority/file-type/{type}> ;
    dcat:mediaType <http://www.iana.org/assignments/media-types/{media}> ;
    dcat:accessURL <{files}{path}> ; dcat:downloadURL <{files}{path}> ;
    dcat:byteSize "{size}"^^xsd:nonNegativeInteger ;
    spdx:checksum <https://data.example.org/id/checksum/exempel-{key}> .
<https://data.example.org/id/checksum/exempel-{key}> a spdx:Checksum ;
    spdx:algorithm spdx:checksumAlgorithm_sha256 ;
    spdx:checksumValue "{digest}"^^xsd:hexBinary .
"""
KINDS = {
    ".csv": ("csv", "CSV", "text/csv", "CSV"),
    ".parquet": ("parquet", "PARQUET", "application/vnd.apache.parquet", "Parquet"),
    ".ttl": ("ttl", "RDF_TURTLE", "text/turtle", "Turtle"),
}
FIRST = {
    "README.md": b"# P\xc3\xa5hittat\n",
    "data/decisions.csv": b"id,text\n1,ett\n",
    "data/decisions.parquet": b"PAR1 first PAR1",
    "data/twin.csv": b"id,text\n1,ett\n",
    "rdf/exempel.ttl": b"# first\n",
    "years/2031/decisions.csv": b"id\n1\n",
}
SECOND = {
    "README.md": b"# P\xc3\xa5hittat\n",
    "data/decisions.csv": b"id,text\n1,ett\n2,tv\xc3\xa5\n",
    "data/decisions.parquet": b"PAR1 secnd PAR1",  # as many bytes as before
    "data/twin.csv": b"id,text\n1,ett\n",
    "feeds/decisions.atom": b"<feed/>\n",
    "rdf/exempel.ttl": b"# second\n",
}
SUBJECTS = {
    "decisions": ("Beslut", "Decisions", ("data/decisions.csv", "data/decisions.parquet")),
    "linked-data": ("Länkade data", "Linked data", ("rdf/exempel.ttl",)),
}


def catalogue(files: dict[str, bytes], version: str) -> str:
    """The catalogue record of two datasets."""
    parts = [PREFIXES, AGENTS]
    for subject, (sv, en, paths) in SUBJECTS.items():
        keys = []
        for path in (p for p in paths if p in files):
            short, file_type, media, title = KINDS[Path(path).suffix]
            key = f"{subject}-{short}"
            keys.append(f"<https://data.example.org/id/distribution/exempel-{key}>")
            parts.append(
                DISTRIBUTION.format(
                    key=key,
                    title=title,
                    type=file_type,
                    media=media,
                    files=FILES,
                    path=path,
                    size=len(files[path]),
                    digest=hashlib.sha256(files[path]).hexdigest(),
                )
            )
        parts.append(
            DATASET.format(
                key=subject, sv=sv, en=en, version=version, distributions=", ".join(keys)
            )
        )
    return "\n".join(parts)


def make_package(folder: Path, files: dict[str, bytes] = FIRST, version: str = "1.0.0") -> Path:
    """Write the package into a new folder, or over one that holds an older one."""
    for path in sorted(folder.rglob("*"), reverse=True) if folder.exists() else ():
        path.rmdir() if path.is_dir() else path.unlink()
    about = {"name": "exempel", "version": version, "resources": []}
    text = catalogue(files, version)
    whole = {
        **files,
        "datapackage.json": json.dumps(about).encode(),
        "catalogue.ttl": text.encode(),
        "catalogue.rdf": f"<!-- {version} -->".encode(),
    }
    for name, data in whole.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    write_sums(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file under a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
