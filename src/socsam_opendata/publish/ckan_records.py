"""The catalogue record as CKAN has it: one CKAN dataset per dcat:Dataset, one resource per file.

Pure: a graph goes in, plain records come out. Names of fields are those of CKAN's Action API;
extras are named as ckanext-dcat names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Node
from rdflib import Literal as Text

from socsam_opendata.errors import SocsamError
from socsam_opendata.package.contents import IANA_MEDIA_TYPES, MEDIA
from socsam_opendata.package.portal.dcat import DCAT3, SPDX, VCARD
from socsam_opendata.texts import LANGUAGES

SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
# CKAN's own ids of licences (ckan/model/license.py).
_LICENCES = {
    "creativecommons.org/publicdomain/zero/1.0": "cc-zero",
    "creativecommons.org/licenses/by/4.0": "cc-by",
}
# As CKAN spells formats (ckan/config/resource_formats.json); it has no word for the rest.
_FORMATS = {
    "Atom": "Atom Feed",
    "Excel": "XLSX",
    "RDF/XML": "RDF",
    "Turtle": "TTL",
    "Zip": "ZIP",
    "iCalendar": "ICS",
}
_NAME_LENGTH = 100
_TAG_LENGTHS = range(2, 101)


@dataclass(frozen=True, slots=True)
class Resource:
    """A distribution: the fields of a CKAN resource, and where its file can be fetched."""

    uri: str
    fields: dict[str, str]
    download: str


@dataclass(frozen=True, slots=True)
class CkanRecord:
    """A dataset: the fields of a CKAN dataset, its tags, its extras and its resources."""

    name: str
    uri: str
    fields: dict[str, str]
    tags: tuple[str, ...]
    extras: dict[str, str]
    resources: tuple[Resource, ...]


def _language(found: Node) -> str | None:
    return found.language if isinstance(found, Text) else None


def _in(graph: Graph, node: Node, predicate: Any, language: str) -> str:
    """The text in a language, or ""; the same at every run."""
    found = sorted(str(o) for o in graph.objects(node, predicate) if _language(o) == language)
    return next(iter(found), "")


def _one(graph: Graph, node: Node | None, *path: Any) -> str:
    """The text at the end of a path, the Swedish one first, or ""; the same at every run."""
    for step in path[:-1]:
        node = min(graph.objects(node, step), key=str, default=None) if node else None
    if node is None:
        return ""
    first, *others = LANGUAGES
    ranks = [first, None, *others]

    def rank(found: Node) -> tuple[int, str]:
        spoken = _language(found)
        return ranks.index(spoken) if spoken in ranks else len(ranks), str(found)

    return str(min(graph.objects(node, path[-1]), key=rank, default=""))


def _all(graph: Graph, node: Node, predicate: Any) -> list[str]:
    return sorted({str(o) for o in graph.objects(node, predicate)})


def _licence(graph: Graph, node: Node) -> str:
    said = {_one(graph, node, DCTERMS.license)}
    said |= {_one(graph, d, DCTERMS.license) for d in graph.objects(node, DCAT.distribution)}
    said.discard("")
    if len(said) != 1:
        return "notspecified"
    plain = re.sub(r"^https?://|/$", "", said.pop().removesuffix("deed.sv"))
    return _LICENCES.get(plain, "notspecified")


def tag(word: str) -> str | None:
    """A keyword as CKAN takes tags: letters, digits, space, - _ . and 2 to 100 characters."""
    plain = " ".join(re.sub(r"[^\w \-.]", " ", word).split())[: _TAG_LENGTHS.stop - 1].strip()
    return plain if len(plain) in _TAG_LENGTHS else None


def _name(package: str, uri: str) -> str:
    """The name of a CKAN dataset: the package's, and the last word of the dataset's address."""
    subject = re.sub(r"[^a-z0-9_-]+", "-", re.split(r"[/#]", uri.rstrip("/"))[-1].lower())
    name = subject if subject == package or subject.startswith(f"{package}-") else ""
    return (name or f"{package}-{subject}").strip("-")[:_NAME_LENGTH]


def _format(media_type: str, said: str) -> str:
    for media in MEDIA.values():
        if media.type == media_type:
            return _FORMATS.get(media.name, media.name)
    return re.split(r"[/#]", said)[-1]


def _resource(graph: Graph, node: Node, of: str) -> Resource:
    download = _one(graph, node, DCAT.downloadURL)
    # Of a zip the catalogue says what is in it; a portal must know that it is one.
    packed = _one(graph, node, DCAT.packageFormat) or _one(graph, node, DCAT.compressFormat)
    media_type = (packed or _one(graph, node, DCAT.mediaType)).removeprefix(IANA_MEDIA_TYPES)
    said = _one(graph, node, DCTERMS["format"]).removeprefix(IANA_MEDIA_TYPES)
    kind = _format(media_type or said, said)
    digest = _one(graph, node, SPDX.checksum, SPDX.checksumValue).lower()
    fields = {
        "uri": str(node),
        "name": _one(graph, node, DCTERMS.title) or f"{of} ({kind})",
        "description": _one(graph, node, DCTERMS.description),
        "url": _one(graph, node, DCAT.accessURL) or download,
        "format": kind,
        "mimetype": media_type or said,
        "size": _one(graph, node, DCAT.byteSize),
        "hash": digest,
        "hash_algorithm": SHA256 if digest else "",
    }
    return Resource(str(node), {k: v for k, v in fields.items() if v}, download)


def _extras(graph: Graph, node: Node) -> dict[str, str]:
    themes, places = _all(graph, node, DCAT.theme), _all(graph, node, DCTERMS.spatial)
    said = {
        "uri": str(node),
        "title_en": _in(graph, node, DCTERMS.title, "en"),
        "notes_en": _in(graph, node, DCTERMS.description, "en"),
        "publisher_name": _one(graph, node, DCTERMS.publisher, FOAF.name),
        "publisher_uri": _one(graph, node, DCTERMS.publisher),
        "issued": _one(graph, node, DCTERMS.issued),
        "modified": _one(graph, node, DCTERMS.modified),
        "frequency": _one(graph, node, DCTERMS.accrualPeriodicity),
        "access_rights": _one(graph, node, DCTERMS.accessRights),
        "theme": json.dumps(themes) if themes else "",
        "spatial_uri": places[0] if places else "",
    }
    return {key: value for key, value in said.items() if value}


def _record(graph: Graph, node: Node, package: str, version: str) -> CkanRecord:
    title = _one(graph, node, DCTERMS.title)
    contact = next(iter(sorted(graph.objects(node, DCAT.contactPoint), key=str)), None)
    fields = {
        "title": title,
        "notes": _one(graph, node, DCTERMS.description),
        "url": _one(graph, node, DCAT.landingPage),
        "version": _one(graph, node, DCAT3.version) or version,
        "license_id": _licence(graph, node),
        "author": _one(graph, node, DCTERMS.publisher, FOAF.name),
        "maintainer": _one(graph, contact, VCARD.fn),
        "maintainer_email": _one(graph, contact, VCARD.hasEmail).removeprefix("mailto:"),
    }
    words = (tag(word) for word in _all(graph, node, DCAT.keyword))
    return CkanRecord(
        _name(package, str(node)),
        str(node),
        {key: value for key, value in fields.items() if value},
        tuple(sorted({word for word in words if word})),
        _extras(graph, node),
        tuple(
            _resource(graph, d, title)
            for d in sorted(graph.objects(node, DCAT.distribution), key=str)
        ),
    )


def _datasets(graph: Graph) -> Iterator[Node]:
    """The datasets that hold something; a series is told of by its members."""
    for node in sorted(set(graph.subjects(RDF.type, DCAT.Dataset)), key=str):
        if (node, DCAT.distribution, None) in graph:
            yield node


def ckan_records(graph: Graph, package: str, version: str) -> tuple[CkanRecord, ...]:
    """The CKAN datasets of a catalogue, sorted by address.

    SocsamError when the catalogue has none, or when two would get the same name.
    """
    found = tuple(_record(graph, node, package, version) for node in _datasets(graph))
    names = [record.name for record in found]
    if not found:
        raise SocsamError("ckan.no-dataset")
    if len(set(names)) != len(names):
        raise SocsamError("ckan.same-name", name=max(names))
    return found
