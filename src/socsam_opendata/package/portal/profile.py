"""What a catalogue record must say before it is published, beyond what SHACL of the EU tells.

DCAT-AP-SE 3.0.1 has no SHACL. Its demands stand here as small checks on the graph, and for each
key of dataset.toml that a harvestable record needs, how its absence shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from socsam_opendata.errors import PackageError
from socsam_opendata.package.contents import CATALOGUE_TURTLE
from socsam_opendata.package.portal.dcat import DCAT3, LICENCE_CC0, VCARD
from socsam_opendata.package.portal.record import ORGANISATION
from socsam_opendata.settings.authorities import NOTATIONS, PUBLISHER_TYPE
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Sentence

_MAILTO = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_IRI = re.compile(rf"https?://[^\s/<>\"{{}}|\\^`]+[^\s<>\"{{}}|\\^`]*|{_MAILTO.pattern}")
_LITERAL_FORMAT = re.compile(r"[a-z]+/[a-z0-9.+-]+")

# What a resource of a class must have at least once, by the profile.
_MANDATORY: tuple[tuple[URIRef, tuple[URIRef, ...]], ...] = (
    (DCAT.Catalog, (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license,
                    DCAT.dataset)),
    (DCAT.Dataset, (DCTERMS.title, DCTERMS.description, DCTERMS.publisher)),
    (DCAT3.DatasetSeries, (DCTERMS.title, DCTERMS.description)),
    (DCAT.DataService, (DCTERMS.title, DCAT.endpointURL)),
    (DCAT.Distribution, (DCAT.accessURL, DCTERMS["format"])),
    (FOAF.Agent, (FOAF.name, DCTERMS.type)),
    (VCARD.Organization, (VCARD.fn, VCARD.hasEmail)),
)  # fmt: skip


def read_catalogue(folder: Path) -> Graph:
    """The catalogue record of a built package; PackageError where there is none to read."""
    path = folder / CATALOGUE_TURTLE.path
    if not path.is_file():
        raise PackageError("catalogue.none", folder)
    try:
        return Graph().parse(path, format="turtle")
    except (SyntaxError, ValueError) as error:
        raise PackageError("file.not-turtle", path, said=error) from error


# --- before publishing


def _files_unknown(graph: Graph) -> bool:
    """Whether some file has no download address: those whose size is told are files."""
    return any((thing, DCAT.downloadURL, None) not in graph
               for thing in graph.subjects(DCAT.byteSize, None))  # fmt: skip


def _descriptions(graph: Graph) -> Iterator[tuple[Node, Literal]]:
    """The catalogue with its Swedish description."""
    for catalog in graph.subjects(RDF.type, DCAT.Catalog):
        for text in {str(said) for said in graph.objects(catalog, DCTERMS.description)}:
            spoken = Literal(text, lang="sv")
            if (catalog, DCTERMS.description, spoken) in graph:
                yield catalog, spoken


def _undescribed(graph: Graph) -> bool:
    """Whether the catalogue's Swedish description only repeats its title, as where none is said."""
    return any((catalog, DCTERMS.title, text) in graph for catalog, text in _descriptions(graph))


def _lacks(predicate: URIRef) -> Callable[[Graph], bool]:
    return lambda graph: (None, predicate, None) not in graph


def _agent_lacks(predicate: URIRef) -> Callable[[Graph], bool]:
    def lacking(graph: Graph) -> bool:
        agents = list(graph.subjects(RDF.type, FOAF.Agent))
        return not agents or any((agent, predicate, None) not in graph for agent in agents)

    return lacking


def _foreign_publisher(graph: Graph) -> bool:
    return not any(str(agent).startswith(ORGANISATION)
                   for agent in graph.subjects(RDF.type, FOAF.Agent))  # fmt: skip


def _values(predicate: URIRef) -> Callable[[Graph], Iterable[str]]:
    """What a record says with a predicate, as it was written."""
    return lambda graph: (unquote(str(value)) for value in graph.objects(None, predicate))


# What the lines below, and comments of dataset.toml, leave to be filled in.
_PLACEHOLDER = re.compile(r"\.{3}|…")


def left_open(text: str) -> bool:
    """Whether a text holds the placeholder of a pasted line, or signs that are no word at all."""
    signs_only = bool(text.strip()) and not any(sign.isalnum() for sign in text)
    return signs_only or bool(_PLACEHOLDER.search(text))


@dataclass(frozen=True, slots=True)
class Demand:
    """A key of dataset.toml that a portal demands.

    `line` is what may be written for it, `stated` what the settings say of it; `missing` tells
    whether a record shows that they said nothing, `shown` what it has of what they said.
    """

    section: str
    line: str
    stated: Callable[[Settings], str | None]
    missing: Callable[[Graph], bool]
    shown: Callable[[Graph], Iterable[str]]

    @property
    def key(self) -> str:
        """The key as `[section] key`."""
        return f"[{self.section}] {self.line.partition(' ')[0]}"

    def open_in(self, said: Settings | Graph) -> bool:
        """Whether a placeholder stands where the value should."""
        if isinstance(said, Settings):
            return left_open(self.stated(said) or "")
        return any(map(left_open, self.shown(said)))


def _described(settings: Settings) -> str:
    text = settings.description.strip()
    return "" if text == settings.title.strip() else text


_DEMANDS: tuple[Demand, ...] = (
    Demand("dataset", 'description = "..."', _described, _undescribed,
           lambda graph: (str(text) for _, text in _descriptions(graph))),
    Demand("publisher", 'name = "..."', lambda s: s.publisher.name, _agent_lacks(FOAF.name),
           _values(FOAF.name)),
    Demand("publisher", 'type = "LocalAuthority"', lambda s: s.publisher.type,
           _agent_lacks(DCTERMS.type), _values(DCTERMS.type)),
    Demand("contact", 'name = "..."', lambda s: s.contact.name, _lacks(VCARD.fn),
           _values(VCARD.fn)),
    Demand("contact", 'email = "...@..."', lambda s: s.contact.email, _lacks(VCARD.hasEmail),
           _values(VCARD.hasEmail)),
    Demand("catalogue", 'files = "https://.../"', lambda s: s.catalogue.files, _files_unknown,
           _values(DCAT.downloadURL)),
)  # fmt: skip


def _catalogue_lacks(predicate: URIRef) -> Callable[[Graph], bool]:
    """Whether no catalogue says it; the code lists always name their own places."""
    return lambda graph: (
        not any(
            (catalog, predicate, None) in graph
            for catalog in graph.subjects(RDF.type, DCAT.Catalog)
        )
    )


_ADVISED: tuple[tuple[str, Callable[[Graph], bool]], ...] = (
    ("[dataset] homepage", _lacks(FOAF.homepage)),
    ("[publisher] organisation_number", _foreign_publisher),
    ("[catalogue] spatial", _catalogue_lacks(DCTERMS.spatial)),
)


def missing_keys(record: Path | Graph) -> list[str]:
    """The keys of dataset.toml to fill in before a package is published, as `[section] key`.

    The national portal refuses a record without publisher and contact, and without the address of
    the files nobody could fetch them. A key whose placeholder was left is missing too. Of a folder
    its record is read; PackageError without one.
    """
    graph = record if isinstance(record, Graph) else read_catalogue(record)
    return [demand.key for demand in _DEMANDS if demand.missing(graph) or demand.open_in(graph)]


def unstated_keys(settings: Settings) -> list[str]:
    """The same keys, of settings from which no record has been made yet."""
    return [demand.key for demand in _DEMANDS
            if not demand.stated(settings) or demand.open_in(settings)]  # fmt: skip


def placeholder_keys(said: Settings | Graph) -> list[str]:
    """Those of them where a placeholder stands, as `...` in a line that was pasted."""
    return [demand.key for demand in _DEMANDS if demand.open_in(said)]


def lines_to_write(keys: Collection[str]) -> str:
    """What to write in dataset.toml for keys that are missing: each section, its lines under it."""
    lines: list[str] = []
    for demand in _DEMANDS:
        if demand.key in keys:
            section = f"[{demand.section}]"
            lines += [demand.line] if section in lines else [section, demand.line]
    return "\n".join(f"  {line}" for line in lines)


def advised_keys(record: Path | Graph) -> list[str]:
    """The keys of dataset.toml that would make a record better, as `[section] key`."""
    graph = record if isinstance(record, Graph) else read_catalogue(record)
    return [key for key, missing in _ADVISED if missing(graph)]


# --- the profile


def _node_faults(graph: Graph) -> Iterator[str]:
    """Blank nodes, and IRIs that are not absolute."""
    for node in {term for triple in graph for term in triple}:
        if isinstance(node, BNode):
            yield Sentence("profile.blank")
        elif isinstance(node, URIRef) and not _IRI.fullmatch(str(node)):
            yield Sentence("profile.relative", thing=node)


def _mandatory_faults(graph: Graph) -> Iterator[str]:
    for kind, needed in _MANDATORY:
        for thing in graph.subjects(RDF.type, kind):
            for predicate in needed:
                if (thing, predicate, None) not in graph:
                    yield Sentence("profile.lacks", thing=thing, predicate=predicate)


def _catalog_faults(graph: Graph) -> Iterator[str]:
    """One catalogue, CC0 for the metadata, and every dataset in it."""
    catalogs = list(graph.subjects(RDF.type, DCAT.Catalog))
    if len(catalogs) != 1:
        yield Sentence("profile.catalogs", found=len(catalogs))
    for catalog in catalogs:
        if set(graph.objects(catalog, DCTERMS.license)) != {LICENCE_CC0}:
            yield Sentence("profile.licence", thing=catalog, licence=LICENCE_CC0)
    for kind in (DCAT.Dataset, DCAT3.DatasetSeries):
        for thing in graph.subjects(RDF.type, kind):
            if (None, DCAT.dataset, thing) not in graph:
                yield Sentence("profile.outside", thing=thing)
    for thing in graph.subjects(RDF.type, DCAT.DataService):
        if (None, DCAT.service, thing) not in graph:
            yield Sentence("profile.outside", thing=thing)


def _link_faults(graph: Graph) -> Iterator[str]:
    """What is referred to has the class it is referred to as."""
    for predicate, kinds in (
        (DCTERMS.publisher, (FOAF.Agent,)),
        (DCAT.contactPoint, (VCARD.Organization, VCARD.Individual)),
        (DCAT.dataset, (DCAT.Dataset, DCAT3.DatasetSeries)),
        (DCAT.distribution, (DCAT.Distribution,)),
        (DCAT3.inSeries, (DCAT3.DatasetSeries,)),
    ):
        for thing in set(graph.objects(None, predicate)):
            if not any((thing, RDF.type, kind) in graph for kind in kinds):
                key = "profile.no-kind" if len(kinds) == 1 else "profile.neither"
                yield Sentence(key, thing=thing, kind=kinds[0], other=kinds[-1])


def _known_format(said: Node) -> bool:
    if isinstance(said, Literal):
        return bool(_LITERAL_FORMAT.fullmatch(str(said)))
    return str(said).startswith("http://publications.europa.eu/resource/authority/file-type/")


def _distribution_faults(graph: Graph) -> Iterator[str]:
    """A distribution belongs to one dataset, has one known format, and none has its format too."""
    for thing in graph.subjects(RDF.type, DCAT.Distribution):
        owners = list(graph.subjects(DCAT.distribution, thing))
        if len(owners) != 1:
            yield Sentence("profile.owners", thing=thing, count=len(owners))
        for said in graph.objects(thing, DCTERMS["format"]):
            if not _known_format(said):
                yield Sentence("profile.format", thing=thing, format=said)
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        forms = [said for thing in graph.objects(dataset, DCAT.distribution)
                 for said in graph.objects(thing, DCTERMS["format"])]  # fmt: skip
        if len(forms) != len(set(forms)):
            yield Sentence("profile.twice", thing=dataset)


def _people_faults(graph: Graph) -> Iterator[str]:
    """The publisher's type is of the list, and an address of the contact is a mailto:."""
    for agent in graph.subjects(RDF.type, FOAF.Agent):
        for kind in graph.objects(agent, DCTERMS.type):
            if str(kind).removeprefix(PUBLISHER_TYPE) not in NOTATIONS[PUBLISHER_TYPE]:
                yield Sentence("profile.agent", thing=agent, kind=kind)
    for address in graph.objects(None, VCARD.hasEmail):
        if not _MAILTO.fullmatch(str(address)):
            yield Sentence("profile.mailto", address=address)


def profile_faults(graph: Graph) -> list[str]:
    """What DCAT-AP-SE 3.0.1 would not take of a record, one sentence each; empty when all is well.

    From the specification's mandatory properties and what the national portal harvests: absolute
    IRIs for everything, no blank nodes.
    """
    checks = (_node_faults, _mandatory_faults, _catalog_faults, _link_faults, _distribution_faults,
              _people_faults)  # fmt: skip
    return sorted({fault for check in checks for fault in check(graph)})
