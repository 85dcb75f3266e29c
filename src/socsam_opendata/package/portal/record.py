"""The graph of the catalogue record while it is written, and whom and when it tells of.

Texts and addresses of the settings enter the record here, checked: texts without control
characters, addresses that can be IRIs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from socsam_opendata.errors import SettingsError
from socsam_opendata.package.leaks import mailto
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.dcat import VCARD, new_graph
from socsam_opendata.package.portal.words import one_line
from socsam_opendata.package.sheets.sheets import plain
from socsam_opendata.settings.authorities import PUBLISHER_TYPE
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.toml_file import HTTP
from socsam_opendata.texts import LANGUAGES, Phrase

# The IRI that DCAT-AP-SE asks for where the publisher's organisation number is known.
ORGANISATION = "http://dataportal.se/organisation/SE"
Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class DcatRecord:
    """A graph that is being written, and what it is made of."""

    new: NewPackage
    graph: Graph = field(default_factory=new_graph)

    @property
    def settings(self) -> Settings:
        """What the dataset says of itself."""
        return self.new.settings

    @property
    def folder(self) -> Path:
        """Where the files of the package lie."""
        return self.new.folder

    def iri(self, concept: str, key: str) -> URIRef:
        """The IRI of a thing of the record."""
        return URIRef(f"{self.settings.base}id/{concept}/{key}")

    def address(self, path: str) -> URIRef:
        """Where a file of the package can be fetched."""
        return self.web("[catalogue] files", self.settings.files + quote(path))

    def web(self, key: str, address: str) -> URIRef:
        """An address of the settings; SettingsError when it cannot be one."""
        if not re.fullmatch(HTTP, address):
            raise SettingsError("catalogue.no-web", key=key, address=address)
        return URIRef(address)

    def say(self, subject: URIRef, predicate: URIRef, *values: Node | None) -> None:
        """Triples about a subject; None says nothing."""
        for value in values:
            if value is not None:
                self.graph.add((subject, predicate, value))

    def texts(self, subject: URIRef, predicate: URIRef, said: Callable[[str], str]) -> None:
        """A text in each language, where there is one; `said` gives it in a language."""
        for language in LANGUAGES:
            text = plain(said(language)).strip()
            if text:
                self.say(subject, predicate, Literal(text, lang=language))

    def dates(self, subject: URIRef, since: dt.date | None = None) -> None:
        """The day of the first release and of this one.

        `since` is the first day that the subject tells of: releases before it cannot have had it.
        """
        last = self.new.edition.date
        releases = (release.date for release in self.settings.releases)
        first = next((day for day in releases if since is None or day >= since), last)
        for predicate, day in ((DCTERMS.issued, first), (DCTERMS.modified, last)):
            if day:
                self.say(subject, predicate, _day(day))


def _day(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)


def _mailto(key: str, email: str) -> URIRef:
    """An e-mail address as an IRI; SettingsError when it cannot be one."""
    if not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+", email):
        raise SettingsError("catalogue.no-email", key=key, email=email)
    return URIRef(mailto(email))


# --- who


def publisher_agent(record: DcatRecord) -> URIRef | None:
    """The publisher as foaf:Agent; None where the settings name none."""
    publisher = record.settings.publisher
    if not (publisher.name or publisher.type or publisher.organisation_number):
        return None
    number = (publisher.organisation_number or "").replace("-", "")
    agent = record.iri("agent", record.settings.name)
    if number:
        agent = URIRef(ORGANISATION + number)
    record.say(agent, RDF.type, FOAF.Agent)
    if publisher.name:
        record.say(agent, FOAF.name, Literal(one_line(publisher.name)))
    if publisher.type:
        record.say(agent, DCTERMS.type, URIRef(PUBLISHER_TYPE + publisher.type))
    if publisher.url:
        record.say(agent, FOAF.homepage, record.web("[publisher] url", publisher.url))
    if publisher.email:
        record.say(agent, FOAF.mbox, _mailto("[publisher] email", publisher.email))
    return agent


def contact_card(record: DcatRecord) -> URIRef | None:
    """Whom to ask as vcard:Organization; None where the settings say nothing."""
    contact = record.settings.contact
    if not (contact.name or contact.email):
        return None
    card = record.iri("contact", record.settings.name)
    record.say(card, RDF.type, VCARD.Organization)
    if contact.name:
        record.say(card, VCARD.fn, Literal(one_line(contact.name)))
    if contact.email:
        record.say(card, VCARD.hasEmail, _mailto("[contact] email", contact.email))
    if contact.url:
        record.say(card, VCARD.hasURL, record.web("[contact] url", contact.url))
    return card


@dataclass(frozen=True, slots=True)
class Common:
    """What all resources of the record share."""

    publisher: URIRef | None
    contact: URIRef | None
    provenance: URIRef
    period: URIRef | None


def period_of(record: DcatRecord, key: str, days: Period | None) -> URIRef | None:
    """The first and last day as dcterms:PeriodOfTime; None where there is none."""
    if days is None:
        return None
    period = record.iri("period", key)
    record.say(period, RDF.type, DCTERMS.PeriodOfTime)
    record.say(period, DCAT.startDate, _day(days[0]))
    record.say(period, DCAT.endDate, _day(days[1]))
    return period


def provenance_statement(record: DcatRecord) -> URIRef:
    """Where the data come from, in words."""
    statement = record.iri("provenance", record.settings.name)
    record.say(statement, RDF.type, DCTERMS.ProvenanceStatement)
    record.texts(statement, RDFS.label, Phrase("catalogue.provenance").said)
    return statement
