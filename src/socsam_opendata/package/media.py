"""The kinds of file that a package holds: one home for their media types.

Media types are those of IANA's register; the notations of file types are the European Union's
(http://publications.europa.eu/resource/authority/file-type/).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

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
