"""Every file of a package, declared once: where it lies, what it is, who writes it, who offers it.

The path of a file says its kind by its ending. Media types are those of IANA's register; the
notations of file types are the European Union's
(http://publications.europa.eu/resource/authority/file-type/). What the files are is said in
texts/contents.toml. A new output format is one writer and one line of CONTENTS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from socsam_opendata.model.keys import source_path
from socsam_opendata.texts import say

# What an offer names in place of a subject where each dataset offers its own tables so.
EVERY_TABLE = "tables"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
IANA_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file: IANA media type, EU file type, the name people know it by, text or not."""

    type: str
    file_type: str
    name: str
    text: bool = True

    @property
    def content_type(self) -> str:
        """The value of an HTTP Content-Type header: text is UTF-8."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA: dict[str, Media] = {
    ".atom": Media("application/atom+xml", "ATOM", "Atom"),
    ".cff": Media("application/yaml", "TXT", "CFF"),
    ".csv": Media("text/csv", "CSV", "CSV"),
    ".ics": Media("text/calendar", "ICS", "iCalendar"),
    ".json": Media("application/json", "JSON", "JSON"),
    ".jsonld": Media("application/ld+json", "JSON_LD", "JSON-LD"),
    ".map": Media("text/plain", "TXT", "Text"),
    ".md": Media("text/markdown", "TXT", "Markdown"),
    ".nq": Media("application/n-quads", "RDF_N_QUADS", "N-Quads"),
    ".parquet": Media("application/vnd.apache.parquet", "PARQUET", "Parquet", text=False),
    ".rdf": Media("application/rdf+xml", "RDF_XML", "RDF/XML"),
    ".ttl": Media("text/turtle", "RDF_TURTLE", "Turtle"),
    ".txt": Media("text/plain", "TXT", "Text"),
    ".xlsx": Media(_XLSX, "XLSX", "Excel", text=False),
    ".zip": Media("application/zip", "ZIP", "Zip", text=False),
}
PLAIN = Media("text/plain", "TXT", "Text")


def media_of(path: str | PurePath) -> Media:
    """The kind of a file of a package by the end of its name; one without an end is plain text."""
    return MEDIA.get(PurePath(path).suffix, PLAIN)


@dataclass(frozen=True, slots=True)
class Offer:
    """That files are a form of a dataset of the catalogue, each by itself or all in one zip.

    The subject EVERY_TABLE is each dataset that has tables: the files of its own tables.
    """

    subject: str
    form: str
    zipped: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """Files of one kind in a package.

    `path` may hold names in braces: `{name}` is the dataset's, `{table}`, `{meeting}` and the like
    stand for each. `writer` is the module of `package/` and the function that writes them.
    `resource` names them among the resources of the descriptor, beside the tables. Those that are
    not `always` there may have no file.
    """

    key: str
    path: str
    writer: str
    resource: str | None = None
    offer: Offer | None = None
    always: bool = True

    def at(self, **names: str) -> str:
        """The path of one of the files."""
        return self.path.format(**names)

    @property
    def pattern(self) -> str:
        """The path as a pattern of `glob`."""
        return re.sub(r"\{[a-z]+\}", "*", self.path)

    def names(self, path: str) -> dict[str, str] | None:
        """What the names in braces are in a path; None where it is of another kind."""
        parts = re.split(r"\{([a-z]+)\}", self.path)
        form = "".join(
            f"(?P<{part}>[^/]+)" if n % 2 else re.escape(part) for n, part in enumerate(parts)
        )
        found = re.fullmatch(form, path)
        return found.groupdict() if found else None

    @property
    def media(self) -> Media:
        """The kind of the files."""
        return media_of(self.path)

    def about(self, language: str, path: str = "") -> str:
        """What the files are, or the one at a path, in `sv` or `en`."""
        return say(f"contents.{self.key}", language, file=PurePath(path or self.path).name)


_TABLES, _GRAPHS, _BUNDLES = (
    "tables:write_tables", "linked.quads:write_graphs", "portal.downloads:write_bundles",
)  # fmt: skip
_FEEDS, _CATALOGUE = "portal.feeds:write_feeds", "portal.catalogue_graph:write_catalogue"
_VOCABULARY, _CHANGES = "build:copy_vocabulary", "changes_page:write_changes"

TABLE_CSV = Content(
    "table-csv", "data/{table}.csv", _TABLES, offer=Offer(EVERY_TABLE, "csv", zipped=True)
)
TABLE_PARQUET = Content(
    "table-parquet", "data/{table}.parquet", _TABLES,
    offer=Offer(EVERY_TABLE, "parquet", zipped=True),
)  # fmt: skip
QUADS = Content(
    "graph-nquads", "rdf/{name}.nq", _GRAPHS, resource="rdf", offer=Offer("linked-data", "nquads")
)
GRAPH_TURTLE = Content(
    "graph-turtle", "rdf/{meeting}.ttl", _GRAPHS, offer=Offer("linked-data", "turtle", zipped=True)
)
GRAPH_JSON_LD = Content(
    "graph-jsonld", "rdf/{meeting}.jsonld", _GRAPHS,
    offer=Offer("linked-data", "jsonld", zipped=True),
)  # fmt: skip
SOURCE = Content("source", source_path("{meeting}"), "build:write_sources")
VOCABULARY_TURTLE = Content(
    "vocabulary-turtle", "vocab/{list}.ttl", _VOCABULARY, resource="vocab-{list}-ttl",
    offer=Offer("vocabulary", "turtle", zipped=True),
)  # fmt: skip
VOCABULARY_CSV = Content(
    "vocabulary-csv", "vocab/{list}.csv", _VOCABULARY, resource="vocab-{list}-csv",
    offer=Offer("vocabulary", "csv", zipped=True),
)  # fmt: skip
CONTEXT = Content("context", "vocab/{list}.jsonld", _VOCABULARY, resource="vocab-{list}-jsonld")
HISTORY = Content("history", "{history}.csv", _CHANGES)
CHANGES_PAGE = Content("changes", "CHANGES.md", _CHANGES)
WORKBOOK = Content(
    "workbook", "{name}.xlsx", "sheets.workbook:write_workbook", offer=Offer("decisions", "xlsx")
)
DECISIONS_FEED = Content("decisions-feed", "feeds/{body}-decisions.atom", _FEEDS)
MEETINGS_FEED = Content("meetings-feed", "feeds/{body}-meetings.atom", _FEEDS)
CALENDAR = Content("calendar", "feeds/{body}.ics", _FEEDS)
ZIP = Content("zip", "zip/{subject}-{form}.zip", _BUNDLES)
YEAR_CSV = Content("year-csv", "years/{year}/{table}.csv", _BUNDLES, always=False)
YEAR_PARQUET = Content("year-parquet", "years/{year}/{table}.parquet", _BUNDLES, always=False)
ADDRESS_MAP = Content("map", "hosting/{server}/{map}.map", "portal.address_maps:write_maps")
CITATION = Content("citation", "CITATION.cff", "citation:write_citation")
DESCRIPTION = Content("descriptor", "datapackage.json", "descriptor:write_descriptor")
README = Content("readme", "README.md", "readme:write_readme")
CATALOGUE_XML = Content("catalogue-xml", "catalogue.rdf", _CATALOGUE)
CATALOGUE_TURTLE = Content("catalogue-turtle", "catalogue.ttl", _CATALOGUE)
CATALOGUE_JSON_LD = Content("catalogue-jsonld", "catalogue.jsonld", _CATALOGUE)
CHECKSUMS = Content("checksums", "SHA256SUMS", "checksums:write_sums")

# What is written from the dataset itself, and what is made of these files, in this order: the
# descriptor tells of files that are there, the catalogue of their sizes; the checksums come last.
FROM_DATASET: tuple[Content, ...] = (
    TABLE_CSV, TABLE_PARQUET, QUADS, GRAPH_TURTLE, GRAPH_JSON_LD, SOURCE, VOCABULARY_TURTLE,
    VOCABULARY_CSV, CONTEXT,
)  # fmt: skip
FROM_FILES: tuple[Content, ...] = (
    HISTORY, CHANGES_PAGE, WORKBOOK, DECISIONS_FEED, MEETINGS_FEED, CALENDAR, ZIP, YEAR_CSV,
    YEAR_PARQUET, ADDRESS_MAP, CITATION, DESCRIPTION, README, CATALOGUE_XML, CATALOGUE_TURTLE,
    CATALOGUE_JSON_LD,
)  # fmt: skip
CONTENTS: tuple[Content, ...] = (*FROM_DATASET, *FROM_FILES, CHECKSUMS)


def content_of(path: str) -> Content | None:
    """The kind of a file of a package; None for a file that no line of CONTENTS declares."""
    return next((content for content in CONTENTS if content.names(path) is not None), None)
