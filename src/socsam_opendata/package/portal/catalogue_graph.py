"""The catalogue record: what the national portal harvests, DCAT-AP-SE 3.0.1.

One dataset a subject, one distribution a format. Everything has an IRI of its own and nothing is a
blank node. Formats are written as the European Union's SHACL wants them, or with
`[catalogue] formats = "literal"` as the Swedish template does: a media type as plain text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, URIRef

from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import SPEC, fold
from socsam_opendata.package.contents import (
    CATALOGUE_JSON_LD,
    CATALOGUE_TURTLE,
    CATALOGUE_XML,
    FILE_TYPES,
    IANA_MEDIA_TYPES,
    MEDIA,
    VOCABULARY_TURTLE,
    Media,
)
from socsam_opendata.package.descriptor import PROFILE
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.datasets import (
    DECISIONS,
    LINKED_DATA,
    SUBJECTS,
    VOCABULARY,
    Distribution,
    Subject,
    year_subject,
)
from socsam_opendata.package.portal.dcat import (
    DCAT3,
    DCATAP,
    LICENCE_CC0,
    SPDX,
    catalogue_json_ld,
    catalogue_turtle,
    rdf_xml,
)
from socsam_opendata.package.portal.downloads import decision_years, years_of
from socsam_opendata.package.portal.profile import missing_keys
from socsam_opendata.package.portal.record import (
    Common,
    DcatRecord,
    Period,
    contact_card,
    period_of,
    provenance_statement,
    publisher_agent,
)
from socsam_opendata.package.portal.words import one_line
from socsam_opendata.settings.authorities import (
    ACCESS_RIGHT,
    AVAILABILITY,
    FREQUENCY,
    LANGUAGE,
    THEME,
)
from socsam_opendata.texts import LANGUAGES, Phrase, say

# `publish` asks here whether a record is complete.
__all__ = ["catalogue_graph", "missing_keys", "write_catalogue"]

RDF_XML_FILE = CATALOGUE_XML.path
TURTLE_FILE = CATALOGUE_TURTLE.path
JSON_LD_FILE = CATALOGUE_JSON_LD.path
_SPARQL = Media("application/sparql-results+json", "SPARQLQRES", "SPARQL")
_SPARQL_PROTOCOL = URIRef("https://www.w3.org/TR/sparql11-protocol/")
# RFC 4180 would have CRLF; the W3C's model of tabular data takes LF too (section 8).
_CSV_RULES = URIRef("https://www.w3.org/TR/tabular-data-model/")
_SKOS_RULES = URIRef("https://www.w3.org/TR/skos-reference/")
_SHA256 = SPDX.checksumAlgorithm_sha256
_PUBLIC = URIRef(f"{ACCESS_RIGHT}PUBLIC")
_SWEDEN = URIRef("http://sws.geonames.org/2661886")
_SWEDISH, _ENGLISH = URIRef(f"{LANGUAGE}SWE"), URIRef(f"{LANGUAGE}ENG")


# --- what


def _resource(
    record: DcatRecord, thing: URIRef, common: Common, since: dt.date | None = None
) -> None:
    """What catalogue, datasets, series and service have in common."""
    record.say(thing, DCTERMS.publisher, common.publisher)
    record.say(thing, DCAT.contactPoint, common.contact)
    record.dates(thing, since)


def _places(record: DcatRecord, thing: URIRef) -> None:
    for place in record.settings.catalogue.spatial:
        record.say(thing, DCTERMS.spatial, record.web("[catalogue] spatial", place))


def _coverage(record: DcatRecord, thing: URIRef, subject: Subject | None, common: Common) -> None:
    """The places and days that minutes tell of; code lists are Sweden's, and of no days."""
    if subject is VOCABULARY:
        record.say(thing, DCTERMS.spatial, _SWEDEN)
        return
    _places(record, thing)
    record.say(thing, DCTERMS.temporal, common.period)
    if subject:
        record.say(thing, DCTERMS.provenance, common.provenance)


def _titled(record: DcatRecord, label: Callable[[str], str]) -> Callable[[str], str]:
    """A name with the title of the whole dataset after it, in each language."""
    settings = record.settings

    def said(language: str) -> str:
        title = settings.label(language) or settings.title
        return say("catalogue.titled", language, subject=label(language), title=title)

    return said


def _about(record: DcatRecord, thing: URIRef, subject: Subject) -> None:
    """The description of a subject, with that of the whole dataset."""

    def said(language: str) -> str:
        of_whole = "" if subject is VOCABULARY else record.settings.about(language)
        return f"{subject.about(language)}\n\n{of_whole}"

    record.texts(thing, DCTERMS.description, said)


def _keywords(record: DcatRecord, thing: URIRef, subject: Subject) -> None:
    for language in LANGUAGES:
        words = () if subject is VOCABULARY else record.settings.words(language)
        said = [one_line(word) for word in (*subject.keywords(language), *words)]
        distinct = {fold(word): word for word in said if word}
        record.say(thing, DCAT.keyword, *(Literal(w, lang=language) for w in distinct.values()))


def _themes(record: DcatRecord, thing: URIRef) -> None:
    themes = record.settings.catalogue.themes
    record.say(thing, DCAT.theme, *(URIRef(THEME + notation) for notation in themes))


def _standards(record: DcatRecord, subject: Subject) -> Iterable[URIRef]:
    """What a dataset obeys: Data Package for tables, our terms and shapes for linked data."""
    if subject.tables:
        return (URIRef(PROFILE),)
    own = (URIRef(SPEC), record.address(VOCABULARY_TURTLE.at(list="shapes")))
    return (URIRef(SPEC), _SKOS_RULES) if subject is VOCABULARY else own


def _dataset(
    record: DcatRecord, subject: Subject, common: Common, since: dt.date | None = None
) -> URIRef:
    settings = record.settings
    thing = record.iri("dataset", subject.dataset(settings.name))
    record.say(thing, RDF.type, DCAT.Dataset)
    record.texts(thing, DCTERMS.title, _titled(record, subject.label))
    _about(record, thing, subject)
    _resource(record, thing, common, since)
    _coverage(record, thing, subject, common)
    _keywords(record, thing, subject)
    _themes(record, thing)
    record.say(thing, DCTERMS.identifier, Literal(str(thing)))
    record.say(thing, DCTERMS.conformsTo, *_standards(record, subject))
    record.say(thing, DCTERMS.accessRights, _PUBLIC)
    record.say(thing, DCTERMS.accrualPeriodicity, URIRef(FREQUENCY + settings.catalogue.frequency))
    record.say(thing, DCTERMS.language, _SWEDISH, _ENGLISH if subject.bilingual else None)
    record.say(thing, DCAT3.version, Literal(record.new.edition.version))
    if settings.homepage:
        record.say(thing, DCAT.landingPage, record.web("[dataset] homepage", settings.homepage))
    for form in subject.forms:
        record.say(thing, DCAT.distribution, _distribution(record, subject, form))
    return thing


# --- in which form


def _format(record: DcatRecord, thing: URIRef, media: Media) -> None:
    """The format of a distribution, as an IRI of the EU's table or as the media type's text.

    Both IRIs are labelled, and the EU's is called a media type (dcterms:IMT) too: CKAN reads names
    of formats from there, and would otherwise show its users the IRI.
    """
    kind = URIRef(IANA_MEDIA_TYPES + media.type)
    if record.settings.catalogue.formats == "literal":
        record.say(thing, DCTERMS["format"], Literal(media.type))
    else:
        file_type = URIRef(FILE_TYPES + media.file_type)
        record.say(thing, DCTERMS["format"], file_type)
        record.say(file_type, RDF.type, DCTERMS.IMT, DCTERMS.MediaTypeOrExtent)
        record.say(file_type, RDFS.label, Literal(media.name))
    record.say(thing, DCAT.mediaType, kind)
    record.say(kind, RDFS.label, Literal(media.type))


def _offered(record: DcatRecord, thing: URIRef, title: str, about: Callable[[str], str]) -> None:
    """What every distribution says, of files and of the service."""
    record.say(thing, RDF.type, DCAT.Distribution)
    record.texts(thing, DCTERMS.title, lambda _: title)
    record.texts(thing, DCTERMS.description, about)
    record.say(thing, DCTERMS.license, LICENCE_CC0)
    notation = record.settings.catalogue.availability
    record.say(thing, DCATAP.availability, URIRef(AVAILABILITY + notation))
    record.dates(thing)


def _checksum(record: DcatRecord, key: str, path: Path) -> URIRef:
    thing = record.iri("checksum", key)
    record.say(thing, RDF.type, SPDX.Checksum)
    record.say(thing, SPDX.algorithm, _SHA256)
    # As sha256sum prints it: rdflib would write hexadecimal digits large.
    value = Literal(record.new.sums.of(path), datatype=XSD.hexBinary, normalize=False)
    record.say(thing, SPDX.checksumValue, value)
    return thing


def _distribution(record: DcatRecord, subject: Subject, form: Distribution) -> URIRef:
    settings = record.settings
    path = form.file(record.folder, settings.name)
    if not path.is_file():
        relative = path.relative_to(record.folder).as_posix()
        raise PackageError("catalogue.no-file", record.folder, file=relative)
    key = f"{subject.dataset(settings.name)}-{form.key}"
    thing = record.iri("distribution", key)
    packed = " (zip)" if form.members else ""
    _offered(record, thing, f"{form.media.name}{packed}", form.about)
    _format(record, thing, form.media)
    address = record.address(path.relative_to(record.folder).as_posix())
    record.say(thing, DCAT.accessURL, address)
    if settings.catalogue.files:  # else nobody has said where the files lie
        record.say(thing, DCAT.downloadURL, address)
    size = Literal(str(path.stat().st_size), datatype=XSD.nonNegativeInteger)
    record.say(thing, DCAT.byteSize, size)
    record.say(thing, SPDX.checksum, _checksum(record, key, path))
    if form.members:
        record.say(thing, DCAT.packageFormat, URIRef(IANA_MEDIA_TYPES + MEDIA[".zip"].type))
    record.say(thing, DCTERMS.conformsTo, _file_standard(form))
    return thing


def _file_standard(form: Distribution) -> URIRef | None:
    """What the file itself obeys, beside what its dataset does."""
    if form.tables:
        return URIRef(PROFILE)
    return _CSV_RULES if form.key == "csv" else None


# --- series, service and catalogue


def _series(record: DcatRecord, years: dict[int, Period], common: Common) -> list[URIRef]:
    """The decisions year by year: a series, and the dataset of each year."""
    name = record.settings.name
    series = record.iri("dataset-series", DECISIONS.dataset(name))
    record.say(series, RDF.type, DCAT3.DatasetSeries)
    decisions = Phrase(f"catalogue.subject.{DECISIONS.key}.label")
    label = Phrase("catalogue.year-by-year", {"subject": decisions}).said
    record.texts(series, DCTERMS.title, _titled(record, label))
    _about(record, series, DECISIONS)
    _resource(record, series, common)
    _coverage(record, series, None, common)
    _keywords(record, series, DECISIONS)
    _themes(record, series)
    frequency = record.settings.catalogue.frequency
    record.say(series, DCTERMS.accrualPeriodicity, URIRef(FREQUENCY + frequency))
    before = None
    found = []
    for year, days in years.items():
        subject = year_subject(year)
        period = period_of(record, subject.dataset(name), days)
        thing = _dataset(record, subject, replace(common, period=period), days[0])
        record.say(thing, DCAT3.inSeries, series)
        record.say(thing, DCAT3.prev, before)
        found.append(thing)
        before = thing
    record.say(series, DCAT3.first, found[0])
    record.say(series, DCAT3.last, found[-1])
    return [series, *found]


def _service(record: DcatRecord, endpoint: str, common: Common) -> URIRef:
    """The SPARQL endpoint, and the distribution of the whole that it gives."""
    settings = record.settings
    address = record.web("[catalogue] endpoint", endpoint)
    service = record.iri("service", f"{settings.name}-sparql")
    about = Phrase("catalogue.service.about").said
    record.say(service, RDF.type, DCAT.DataService)
    label = Phrase("catalogue.service.label").said
    record.texts(service, DCTERMS.title, _titled(record, label))
    record.texts(service, DCTERMS.description, about)
    _resource(record, service, common)
    _keywords(record, service, LINKED_DATA)
    _themes(record, service)
    record.say(service, DCAT.endpointURL, address)
    # A SPARQL endpoint describes itself to whoever fetches its bare address (SPARQL 1.1 SD).
    record.say(service, DCAT.endpointDescription, address)
    record.say(service, DCTERMS.conformsTo, _SPARQL_PROTOCOL)
    record.say(service, DCTERMS.license, LICENCE_CC0)
    record.say(service, DCTERMS.accessRights, _PUBLIC)
    dataset = record.iri("dataset", LINKED_DATA.dataset(settings.name))
    record.say(service, DCAT.servesDataset, dataset)
    offer = record.iri("distribution", f"{LINKED_DATA.dataset(settings.name)}-sparql")
    _offered(record, offer, "SPARQL", about)
    _format(record, offer, _SPARQL)
    record.say(offer, DCAT.accessURL, address)
    record.say(offer, DCAT.accessService, service)
    record.say(offer, DCTERMS.conformsTo, _SPARQL_PROTOCOL)
    record.say(dataset, DCAT.distribution, offer)
    return service


def _catalog(record: DcatRecord, common: Common) -> URIRef:
    settings = record.settings
    catalog = record.iri("catalog", settings.name)
    record.say(catalog, RDF.type, DCAT.Catalog)
    record.texts(catalog, DCTERMS.title, settings.label)
    # A description must be there; one that repeats the title tells that none is written.
    described = settings if settings.description else replace(settings, description=settings.title)
    record.texts(catalog, DCTERMS.description, described.about)
    _resource(record, catalog, common)
    _places(record, catalog)
    record.say(catalog, DCTERMS.license, LICENCE_CC0)
    record.say(catalog, DCTERMS.language, _SWEDISH, _ENGLISH)
    record.say(catalog, DCAT.themeTaxonomy, URIRef(THEME.rstrip("/")))
    if settings.homepage:
        record.say(catalog, FOAF.homepage, record.web("[dataset] homepage", settings.homepage))
    return catalog


def catalogue_graph(new: NewPackage) -> Graph:
    """The catalogue record of the files in a folder, without blank nodes.

    PackageError where a file is missing, SettingsError for an address that is none.
    """
    record, settings, tables = DcatRecord(new), new.settings, new.tables
    days = [day for period in years_of(tables, "meetings").values() for day in period]
    period = period_of(record, settings.name, (min(days), max(days)) if days else None)
    common = Common(
        publisher_agent(record), contact_card(record), provenance_statement(record), period
    )
    catalog = _catalog(record, common)
    datasets = [_dataset(record, subject, common) for subject in SUBJECTS]
    years = decision_years(tables)
    if years:
        datasets += _series(record, years, common)
    record.say(catalog, DCAT.dataset, *datasets)
    if settings.catalogue.endpoint:
        service = _service(record, settings.catalogue.endpoint, common)
        record.say(catalog, DCAT.service, service)
    return record.graph


def write_catalogue(new: NewPackage) -> list[Path]:
    """catalogue.rdf, .ttl and .jsonld about the files in a folder: the same triples in each."""
    graph = catalogue_graph(new)
    written = []
    for name, write in (
        (RDF_XML_FILE, rdf_xml),
        (TURTLE_FILE, catalogue_turtle),
        (JSON_LD_FILE, catalogue_json_ld),
    ):
        path = new.folder / name
        path.write_bytes(write(graph))
        written.append(path)
    return written
