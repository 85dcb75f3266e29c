"""Namespaces, prefixes and how an IRI is minted.

IRIs follow DIGG's profile for persistent identifiers (Vägledning för persistenta identifierare):
`{base}id/{concept}/{key}` for things. Classes, properties and codes are the same for every
publisher, so that the data of several bodies join.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

SPEC: Final = "https://w3id.org/socsam/spec/"
DEF: Final = "https://w3id.org/socsam/def/"

PREFIXES: Final[dict[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "def": DEF,
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "m8g": "http://data.europa.eu/m8g/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "person": "http://www.w3.org/ns/person#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spec": SPEC,
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
)


def expand(name: str) -> str:
    """The full IRI of a prefixed name such as `eli-dl:Activity`; KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def local_name(name: str) -> str:
    """The part after the prefix: `spec:addressedTo` gives `addressedTo`."""
    return name.partition(":")[2]


def code_namespace(scheme: str) -> str:
    """Where the codes of a list live: `https://w3id.org/socsam/def/{scheme}/`."""
    return f"{DEF}{scheme}/"


# What is addressed by the lines of a document: its key is a meeting's with the first and the last.
PARTS_OF_LINES = ("passage", "selector")


def thing_namespace(base: str, concept: str) -> str:
    """Where the things of a concept live: `{base}id/{concept}/`."""
    return f"{base}id/{concept}/"


def graph_iri(base: str, key: str) -> str:
    """The named graph of a meeting, or of `shared`: what meetings have in common."""
    return f"{base}id/graph/{key}"


# The hyphen and whatever is printed for it or for a dash. The hyphen stands first, so that the
# signs can begin a class of a pattern.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
DASH = f"[{DASHES}]"
ONE_DASH: Final = dict.fromkeys(map(ord, DASHES), "-")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text as it is compared: NFC, case folded, dashes and spaces made one; ä stays ä."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().translate(ONE_DASH).split())


def letters_alone(text: str) -> str:
    """The letters and digits of a text: how it is divided does not matter."""
    return "".join(filter(str.isalnum, text.casefold()))


def slug(text: str) -> str:
    """An ASCII key of lower-case letters, digits and hyphens; empty when nothing is left.

    `Förvaltningschefsnätverket` gives `forvaltningschefsnatverket`.
    """
    lowered = text.casefold().translate(_UNDECOMPOSED)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
