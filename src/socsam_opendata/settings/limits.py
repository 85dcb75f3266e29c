"""What reading one document may cost: every limit by its name, and its value where none is stated.

A limit is there for files that are broken or made to harm, far above what minutes need. Each is a
key of `[limits]` in dataset.toml.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from socsam_opendata.settings.toml_file import TomlFile

# They say 0 for no limit.
MAY_BE_NONE = ("seconds", "memory_megabytes")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be, and how long and with how much memory it is read.

    `file_megabytes` is the size of a file, `saved_megabytes` of a saved reading,
    `unpacked_megabytes` of all parts of a Word file together, `part_megabytes` of one. `pages` are
    those of a PDF, `page_parts` the characters, or the pieces that are drawn, of one of them.
    `lines` and `cells` are those of any document, `line_characters` of its longest line. `xml_tags`
    are of a part of a Word file, `html_tags` of a web page, whose elements lie inside each other no
    deeper than `html_depth`; `nesting` counts tables and text boxes of a Word file inside each
    other.

    `seconds` is the time from file to published rows of one document of a build, `memory_megabytes`
    what the process that reads it may take (on Linux); 0 is no limit. A document that breaks them
    is left out of the build.
    """

    file_megabytes: int = 20
    saved_megabytes: int = 200
    unpacked_megabytes: int = 400
    part_megabytes: int = 40
    pages: int = 2_000
    page_parts: int = 200_000
    lines: int = 200_000
    line_characters: int = 200_000
    cells: int = 1_000_000
    xml_tags: int = 2_000_000
    html_tags: int = 600_000
    html_depth: int = 1_000
    nesting: int = 30
    seconds: int = 300
    memory_megabytes: int = 2_000


# What holds where nobody states another.
LIMITS = Limits()


def limits_of(toml: TomlFile, stated: dict[str, int]) -> Limits:
    """The limits that a settings file states; SettingsError for one that lets nothing through."""
    for one in fields(Limits):
        least = 0 if one.name in MAY_BE_NONE else 1
        if stated.get(one.name, least) < least:
            raise toml.error("settings.limit", one.name, "limits", key=one.name, least=least)
    return Limits(**stated)
